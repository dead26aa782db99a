"""The log's key is changed: what was signed before, between and after still verifies, and wrong steps are refused."""
import base64
import os
import re

from cases.log import recount
from cases.witnesses import until
from installation import sentence
from ledger import drained
from observer import Witness
from people import Client, add_people
from registry import journey
from synthetic import write


class Reader:
    """Takes from a served log what a verifier keeps."""

    def __init__(self, all, town):
        self.all, self.town = all, town

    def file(self, path, name):
        return write(self.all.scratch("kept"), name, Client(self.town).get(path).body)

    @property
    def policy(self):
        return Client(self.town).get("/log/policy").text

    @property
    def keys(self):
        return re.findall(r"^log (\S+)$", self.policy, re.M)

    @property
    def checkpoint(self):
        return Client(self.town).get("/log/checkpoint").text

    def signers(self):
        """The key ids that signed the published checkpoint as this log, as policies write them."""

        origin = self.checkpoint.splitlines()[0]
        return [base64.b64decode(each)[:4].hex() for each in re.findall(f"^— {re.escape(origin)} (\\S+)$", self.checkpoint, re.M)]

    def trust(self, *keys):
        return write(self.all.scratch("trust"), "policy", "".join(f"log {key}\n" for key in keys) + "quorum none\n")

    def act(self):
        """One more entry; its index."""
        proposal = self.town.sql(
            "SELECT p.id FROM proposals p JOIN phases f ON f.process_id = p.process_id JOIN phase_permissions s ON s.phase_id = f.id"
            " AND s.permission = 'support' WHERE p.state = 'published' AND p.hidden_at IS NULL AND now() BETWEEN f.opens_at AND f.closes_at LIMIT 1")
        (person,) = add_people(self.town, 1)
        assert person.post(f"/proposals/{proposal}/support").status == 303
        drained(self.town)
        size = int(self.town.sql("SELECT size FROM log_head"))
        until(lambda: int(self.checkpoint.splitlines()[1]) >= size)
        return size - 1


def rotate(town, *flags, status=0):
    """What the command says, or the sentence with which it refuses."""
    code, out, err = town.run("rotate-log-key", *flags)
    assert code == status, f"{flags}: ended with {code}: {out}{err}"
    return sentence(err) if status else out


def short(key):
    return key.split("+")[1]


@journey("The log's key is changed: receipts from before, between and after verify, and so do replay, consistency and witnesses", tier="all")
def rotated(all):
    with all.demo() as town:
        town.start()
        log = Reader(all, town)
        (old,) = log.keys
        before, first = log.file("/log/5/proof", "before.tlog-proof"), log.file("/log/checkpoint", "old")
        assert "no change has begun" in rotate(town, "--finish", status=2)
        assert "--finish" in rotate(town, "--stolen", status=2)

        said = rotate(town)
        new = re.search(r"^log (\S+)$", said, re.M).group(1)
        assert new != old and new.split("+")[0] == old.split("+")[0]
        assert oct(os.stat(town.data + "/keys/log.next.seed").st_mode)[-3:] == "600"
        assert "has begun already" in rotate(town, status=2)
        assert "signed nothing yet" in rotate(town, "--finish", status=2)
        # The running server goes on with its key until it is started anew.
        log.act()
        assert log.signers() == [short(old)] and log.keys == [old]

        assert town.end() == 0
        town.start()
        assert log.keys == [old, new] and "# signs, too" in log.policy
        index = log.act()
        until(lambda: log.signers() == [short(old), short(new)])
        assert "Das Protokoll bekommt einen neuen Schlüssel" in Client(town).get("/log?about=key", Accept_Language="de").text
        assert town.sql("SELECT count(*) FROM log_entries WHERE noun = 'key'") == "1"
        between = log.file(f"/log/{index}/proof", "between.tlog-proof")
        for proof, keys in ((before, [old]), (before, [old, new]), (between, [old]), (between, [new]), (between, [old, new])):
            assert recount("receipt", proof, "--policy", log.trust(*keys))["verdict"] == "holds"
        for keys in ([old], [new], [old, new]):
            assert recount("log", town.address + "/log", "--policy", log.trust(*keys))["verdict"] == "holds"
        status, out, _ = town.run("check")
        assert "two keys sign" in out, out

        policy = log.trust(old, new)
        with Witness(all.scratch("witness"), policy) as witness:
            with open(policy, "w", encoding="utf-8") as file:
                file.write(f"log {old}\nwitness press {witness.vkey} http://127.0.0.1:{witness.port}\nquorum press\n")
            assert town.end() == 0
            assert f"new key; add the line: log {new}" in town.refused("--log-policy", policy)
            with open(policy, "r+", encoding="utf-8") as file:
                text = file.read()
                file.seek(0)
                file.write(f"log {new}\n{text}")
            cosigned = lambda: witness.vkey.split("+")[0] in log.checkpoint
            town.start("--log-policy", policy)
            log.act()
            until(cosigned)
            said = rotate(town, "--finish")
            assert "the old one is gone" in said and not os.path.exists(town.data + "/keys/log.next.seed")
            assert town.end() == 0
            town.start("--log-policy", policy)
            index = log.act()
            until(lambda: cosigned() and log.signers() == [short(new)])
            assert recount("log", town.address + "/log", "--policy", policy)["verdict"] == "holds"
            assert town.end() == 0

        town.start()
        assert log.keys == [new, old] and "# signs no more" in log.policy
        index = log.act()
        served = write(all.scratch("served"), "policy", log.policy)
        after = log.file(f"/log/{index}/proof", "after.tlog-proof")
        for proof in (before, between, after):
            assert recount("receipt", proof, "--policy", served)["verdict"] == "holds"
        assert recount("receipt", after, "--policy", log.trust(old), status=1)["failed"] == ["not-signed-by-log"]
        assert recount("log", town.address + "/log", "--policy", served)["verdict"] == "holds"
        second = log.file("/log/checkpoint", "new")
        assert recount("consistency", first, second, "--from", town.address + "/log", "--policy", served)["verdict"] == "holds"
        copy = all.scratch("mirror")
        assert recount("mirror", town.address + "/log", copy, "--policy", served)["verdict"] == "holds"
        assert "no change has begun" in rotate(town, "--finish", status=2)
        assert town.faults().count("! fault") == 0


@journey("After a theft the old key of the log leaves the trust file; what cannot be read stops the change in one sentence", tier="all")
def stolen(all):
    with all.demo() as town:
        town.start()
        log = Reader(all, town)
        (old,) = log.keys
        before = log.file("/log/5/proof", "before.tlog-proof")
        seed, second = town.data + "/keys/log.seed", town.data + "/keys/log.next.seed"
        os.chmod(seed, 0o644)
        assert "chmod 600" in rotate(town, status=2)
        os.chmod(seed, 0o600)
        write(town.data + "/keys", "log.next.seed", "half a key\n")
        os.chmod(second, 0o600)
        assert "log.next.seed is not a key" in rotate(town, status=2)
        # Cut off between the seed and its entry: the same command goes on.
        write(town.data + "/keys", "log.next.seed", "ab" * 32 + "\n")
        assert town.sql("SELECT count(*) FROM log_entries WHERE noun = 'key'") == "0"
        rotate(town)
        drained(town)
        assert town.end() == 0
        town.start()
        log.act()
        until(lambda: len(log.signers()) == 2)
        new = log.keys[1]
        rotate(town, "--finish", "--stolen")
        assert town.end() == 0
        town.start()
        assert log.keys == [new]
        index = log.act()
        until(lambda: log.signers() == [short(new)])
        served = write(all.scratch("served"), "policy", log.policy)
        assert recount("receipt", before, "--policy", served, status=1)["failed"] == ["not-signed-by-log"]
        again = log.file("/log/5/proof", "again.tlog-proof")
        assert recount("receipt", again, "--policy", served)["verdict"] == "holds"
        assert index and town.faults().count("! fault") == 0
        assert town.end() == 0
        write(town.data + "/keys", "log.former", "nonsense\n")
        assert "log.former:1" in town.refused() or "line 1" in town.refused()
        write(town.data + "/keys", "log.former", old + "\n")
        town.start()
        assert log.keys == [new, old]
