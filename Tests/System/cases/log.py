"""What anybody can do with a log: check a receipt, compare states, replay, mirror, prove a fork."""
import base64
import hashlib
import json
import os
import random
import shutil
import subprocess
import time

from installation import RECOUNT, command, sentence
from observer import Files
from registry import Skip, journey
from synthetic import COSIGNATURE, Key, Log, base, event, example, place, sha, write


def recount(*words, status=0, **options):
    """Runs recount with --json; its answer, or the sentence of a refusal."""
    code, out, err = command(RECOUNT, *words, "--json", **options)
    assert code == status, f"{words}: ended with {code}: {out}{err}"
    return json.loads(out) if out else sentence(err.splitlines()[-1])


def failed(*words, **options):
    return recount(*words, status=1, **options)["failed"]


class Place:
    """A folder with a published log and its policy."""

    def __init__(self, all, log, size=None, policy=None, **options):
        self.folder, self.log = all.scratch("log"), log
        self.policy = write(self.folder + "-policy", "policy", policy or log.policy())
        log.write(self.folder, size, **options)

    def checkpoint(self, log=None, size=None, name="checkpoint"):
        log = log or self.log
        return write(f"{self.folder}-{name}-{size}-{id(log)}", name, log.checkpoint(size))


@journey("The worked example holds through the programs: receipt, replay and consistency, in German and English")
def worked_example(all):
    log, press, university = example()
    policy = log.policy(f"witness press {press.vkey}", f"witness uni {university.vkey}", "group both all press uni", quorum="both")
    town = Place(all, log, policy=policy, witnesses=(press, university))
    proof = log.proof(3, witnesses=(press, university))
    assert hashlib.sha256(proof.encode()).hexdigest() == "ef6952c0959a4874ef7ac31704fe4e83521b7e276cb7ce8ba2bbb4c19621d5fe"
    receipt, leaf = write(town.folder + "-r", "r.tlog-proof", proof), write(town.folder + "-r", "leaf", log.entries[3])
    for words in ((), ("--leaf", leaf)):
        said = recount("receipt", receipt, "--policy", town.policy, *words)
        assert (said["verdict"], said["index"], said["size"]) == ("holds", 3, 7), said
        assert said["witnesses"] == {"press": "2026-09-21T14:13:27Z", "uni": "2026-09-21T14:13:27Z"}
    said = recount("log", town.folder, "--policy", town.policy)
    assert said == {**said, "verdict": "holds", "size": 7, "tiles": 1, "root": "Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU="}
    old, new = town.checkpoint(size=3), town.checkpoint(size=7)
    said = recount("consistency", old, new, "--from", town.folder)
    assert said["verdict"] == "holds-signatures-not-checked"
    assert said["proof"] == [base(each) for each in log.consistency(3)] and said["proof"][0].startswith("iNPoJtLIvOhK")
    assert recount("consistency", old, new, "--from", town.folder, "--policy", town.policy)["verdict"] == "holds"
    texts = {}
    for language in ("de", "en"):
        for words in (["receipt", receipt], ["log", town.folder], ["consistency", old, new, "--from", town.folder]):
            status, out, err = command(RECOUNT, *words, "--policy", town.policy, "--language", language)
            assert status == 0 and not err and "⟦" not in out, (out, err)
            texts.setdefault(words[0], set()).add(out)
    assert all_two(texts), texts


def all_two(texts):
    return all(len(each) == 2 for each in texts.values())


# What the script that people save with their receipts says of each; these entries have no body to compare.
NODE = """
const { check, told } = require(process.argv[1]);
const said = JSON.parse(require("fs").readFileSync(0, "utf8")).map((receipt) => {
  const { holds, isRecorded } = told({ ...check(receipt).steps, text: true });
  return holds ? "holds" : isRecorded ? "recorded" : "refused";
});
console.log(JSON.stringify(said));
"""
SCRIPT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../Resources/public/receipt.js"))


def in_node(receipts):
    done = subprocess.run(["node", "-e", NODE, SCRIPT], input=json.dumps(receipts), capture_output=True, text=True, timeout=120, check=True)
    return json.loads(done.stdout)


@journey("A changed receipt, leaf, index, size, hash, key or policy is refused", tier="all")
def bad_receipts(all):
    log, press, university = example()
    policy = log.policy(f"witness press {press.vkey}", f"witness uni {university.vkey}", "group both all press uni", quorum="both")
    folder = all.scratch("receipts")
    trusted = write(folder, "policy", policy)
    good = log.proof(3, witnesses=(press, university))
    lines = good.split("\n")
    hashes = slice(3, 6)

    asked, due = [], []

    def check(text, code, policy=trusted, leaf=log.entries[3]):
        if isinstance(text, str):
            with open(policy, encoding="utf-8") as file:
                asked.append({"proof": text, "leaf": leaf.decode(), "policy": file.read()})
            due.append({None: "holds", "too-few-witnesses": "recorded"}.get(code, "refused"))
        words = ("receipt", write(folder, "r", text), "--policy", policy, "--leaf", write(folder, "leaf", leaf))
        if code is None:
            assert recount(*words)["verdict"] == "holds"
        elif code:
            assert failed(*words) == [code], text
        else:
            recount(*words, status=2)

    check(good, None)
    check(good, "not-included", leaf=log.entries[3][:-1] + b"]")
    for index in (2, 4, 0, 7, 1_000_000_000_000):
        check(good.replace("index 3", f"index {index}"), "not-included")
    check("\n".join(lines[:5] + lines[6:]), "not-included")
    check("\n".join(lines[:3] + [base(sha(b"x"))] + lines[3:]), "not-included")
    check("\n".join(lines[:3] + lines[hashes][::-1] + lines[6:]), "not-included")
    check(good.replace("\n7\n", "\n6\n"), "bad-signature")
    check(log.proof(3, witnesses=(press,)), "too-few-witnesses")
    check(log.proof(3), "too-few-witnesses")
    check(good, "unknown-log", policy=write(folder, "other", policy.replace(log.key.vkey, Key("another.test/log", range(32)).vkey)))
    check(good, "not-signed-by-log", policy=write(folder, "stolen", policy.replace(log.key.vkey, Key(log.origin, range(1, 33)).vkey)))
    for text in ("", "x", good[:-1], good.replace("@v1", "@v2"), good.replace("index 3", "index 03"), good.replace("index 3", "index +3"),
                 good.replace("\n", "\r\n"), "\n".join(lines[:3] + ["AAAA"] + lines[3:]), "{}", "<html></html>"):
        check(text, "")
    for place_ in random.Random(2).sample(range(len(good.encode())), all.rounds(12, 300, 700)):
        broken = bytearray(good.encode())
        broken[place_] ^= 1 << random.Random(place_).randrange(7)
        if broken.split(b"\n")[1] == good.encode().split(b"\n")[1]:
            code, out, err = command(RECOUNT, "receipt", write(folder, "r", bytes(broken)), "--policy", trusted, "--leaf", write(folder, "leaf", log.entries[3]))
            # Whose line it is may become unknown; then a witness lacks.
            assert code in (1, 2) and (out or sentence(err)), f"byte {place_} may be changed unseen"
    # A policy may have keys of a type to come; a wrong signature by a known key spoils the rest.
    later = bytes([6]) + bytes(1312)
    name = f"later.test+{sha(b'later.test' + bytes([10]) + later)[:4].hex()}+{base(later)}"
    with_later = write(folder, "later", policy.replace("group both", f"witness later {name}\ngroup both"))
    check(good, None, policy=with_later)
    check(log.proof(3, witnesses=(press, university, Key(press.name, range(1, 33), COSIGNATURE))), None)
    spoiled = good.split("\n")
    spoiled[-2] = spoiled[-2][:-6] + ("A" if spoiled[-2][-6] != "A" else "B") + spoiled[-2][-5:]
    alone = write(folder, "alone", policy.replace("quorum both", "quorum press"))
    check("\n".join(spoiled), "bad-signature", policy=alone)
    assert in_node(asked) == due
    assert "--leaf" in recount("receipt", write(folder, "r", log.proof(3, extra=False)), "--policy", trusted, status=2)
    assert "such file" in recount("receipt", folder + "/nothing", "--policy", trusted, status=2)


def page(log, index, opening=None, **changes):
    """A receipt as docs/protocol.md describes it."""
    members = {"proof": log.proof(index), "leaf": log.entries[index].decode(), "policy": log.policy(), **changes}
    if opening:
        members["opening"] = {"salt": base(opening[0]), "content": opening[1].decode()}
    text = json.dumps(members, ensure_ascii=False).replace("<", "\\u003c")
    return f'<!doctype html><html lang="de"><title>Quittung</title>\n<script type="application/json" id="receipt">{text}</script></html>\n'


@journey("A receipt's page binds its content to the entry: another content, salt, leaf or type is refused")
def pages(all):
    salt, content = bytes(range(32)), '{"text":"Mehr Bäume <b>!</b></script>","title":"Bäume"}'.encode()

    def commitment(kind, salt, content):
        return base(sha(b"mitstimme-leaf/v1\0" + kind.encode() + b"\0" + salt + content))

    def entry(body, kind="proposal.published"):
        return json.dumps({"act": kind, "at": "2026-05-04T10:00:00Z", "body": body, "obj": "proposals/1", "v": 1}, separators=(",", ":")).encode()

    good = entry(commitment("proposal.published", salt, content))
    swapped = entry(commitment("comment.written", salt, content))
    log = Log([event(0), good, swapped, entry({"x": 1})])
    folder = all.scratch("pages")
    policy = write(folder, "policy", log.policy())

    def asked(text, *words, status=0):
        return recount("receipt", write(folder, "r.html", text), *words, status=status)

    text = page(log, 1, (salt, content))
    assert asked(text, "--policy", policy)["verdict"] == "holds"
    assert asked(text)["verdict"] == "holds-together-log-key-not-checked"
    alone = text.split('id="receipt">')[1].split("</script>")[0]
    assert asked(alone, "--policy", policy)["index"] == 1
    status, out, _ = command(RECOUNT, "receipt", write(folder, "r.html", text), "--policy", policy, "--language", "de")
    assert status == 0 and "Mehr Bäume" in out and "Die Quittung stimmt." in out
    assert asked(page(log, 0), "--policy", policy)["verdict"] == "holds"
    for wrong, code in ((page(log, 1, (salt, content[:-2] + b"!}")), "opening"), (page(log, 1, (bytes(32), content)), "opening"),
                        (page(log, 2, (salt, content)), "opening"), (page(log, 3, (salt, content)), "entry"),
                        (page(log, 1, (salt, content), leaf=good.decode() + " "), "entry"),
                        (page(log, 1, (salt, content), leaf=good.decode().replace("proposals/1", "proposals/2")), "not-included"),
                        (page(log, 1, (salt, content), proof=log.proof(2)), "not-included")):
        assert asked(wrong, "--policy", policy, status=1)["failed"] == [code], code
    other = write(folder, "other", Log([], seed=range(3, 35)).policy())
    assert asked(text, "--policy", other, status=1)["failed"] == ["not-signed-by-log"]
    for wrong in (text + text, text.replace('id="receipt"', 'id="other"'), page(log, 1, (salt[1:], content)), page(log, 1, proof="x"),
                  page(log, 1, policy="x"), page(log, 1, policy=None), text.replace("</script>", ""), text.replace('"leaf"', '"leav"')):
        asked(wrong, "--policy", policy, status=2)
    assert "--leaf" in asked(text, "--policy", policy, "--leaf", policy, status=2)


@journey("A replay holds at every boundary of tiles, and from partial tiles that have grown", tier="all")
def boundaries(all):
    log = Log([event(number) for number in range(65_537 + 300)])
    town = Place(all, log, 1)
    sizes = [0, 1, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537]
    for size in sizes:
        log.write(town.folder, size)
        said = recount("log", town.folder, "--policy", town.policy)
        assert said["size"] == size and said["root"] == base(log.root(size)), size
    # Once the full tile is there the partial ones may go: the state of 65 537 is read from the full ones.
    grown = Place(all, log, 65_537 + 299)
    for path, _, _ in list(os.walk(grown.folder, topdown=False)):
        if path.endswith(".p") and os.path.exists(path[:-2]):
            shutil.rmtree(path)
    for size in (300, 65_537, 65_700):
        write(grown.folder, "checkpoint", log.checkpoint(size))
        if size != 65_537:
            assert recount("log", grown.folder, "--policy", grown.policy)["root"] == base(log.root(size))
    for old, new in ((0, 1), (255, 256), (256, 257), (1, 65_537), (65_535, 65_536), (65_536, 65_537), (300, 65_537), (65_537, 65_537)):
        said = recount("consistency", town.checkpoint(size=old), town.checkpoint(size=new), "--from", town.folder, "--policy", town.policy)
        assert said["proof"] == [base(each) for each in log.consistency(old, new)], (old, new)


@journey("A changed byte in any file of a log, a file cut short, swapped or missing is found and named", tier="all")
def mutations(all):
    log = Log([event(number) for number in range(65_536 + 256 + 30)])
    town = Place(all, log)
    names = sorted(os.path.relpath(f"{path}/{name}", town.folder) for path, _, files in os.walk(town.folder) for name in files)
    chosen = ["checkpoint", "tile/0/000", "tile/0/255", "tile/0/256", f"tile/0/{place(257, 30)}", "tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1",
              "tile/entries/000", "tile/entries/256", f"tile/entries/{place(257, 30)}"]
    assert set(chosen) <= set(names), names[:5]
    for name in chosen:
        path = f"{town.folder}/{name}"
        good = open(path, "rb").read()
        chance = random.Random(name)
        places = {0, len(good) - 1, *(chance.randrange(len(good)) for _ in range(all.rounds(0, 6, 20)))}
        variants = [good[:each] + bytes([good[each] ^ 1 << chance.randrange(8)]) + good[each + 1:] for each in sorted(places)]
        for broken in [*variants, good[:-1], good + b"\0", b""]:
            write(town.folder, name, broken)
            code, out, err = command(RECOUNT, "log", town.folder, "--policy", town.policy)
            assert code in (1, 2), f"{name} may be changed unseen"
            # The unfinished tiles vouch for each other only together: which of them it is cannot be known.
            assert name == "checkpoint" or code == 1 and (name in out or ".p/" in name and "✗" in out), (name, out)
            assert code == 1 or sentence(err.splitlines()[-1])
        os.remove(path)
        code, out, err = command(RECOUNT, "log", town.folder, "--policy", town.policy)
        assert (code == 2 and "no checkpoint" in err) if name == "checkpoint" else (code == 1 and name in out), (name, out, err)
        write(town.folder, name, good)
    first, second = (open(f"{town.folder}/tile/entries/{each}", "rb").read() for each in ("000", "001"))
    write(town.folder, "tile/entries/000", second)
    write(town.folder, "tile/entries/001", first)
    assert failed("log", town.folder, "--policy", town.policy) == ["differs"]
    write(town.folder, "tile/entries/000", first)
    write(town.folder, "tile/entries/001", second)
    assert recount("log", town.folder, "--policy", town.policy)["verdict"] == "holds"
    policy = open(town.policy, "rb").read()
    for index in range(0, len(policy), all.rounds(9, 1, 1)):
        broken = write(town.folder + "-broken", "policy", policy[:index] + bytes([policy[index] ^ 1]) + policy[index + 1:])
        code, _, err = command(RECOUNT, "log", town.folder, "--policy", broken)
        assert code in (1, 2) and (code == 1 or sentence(err)), index
    assert "such folder" in recount("log", town.folder + "/none", "--policy", town.policy, status=2)
    assert "cannot be asked" in recount("log", "http://127.0.0.1:9/log", "--policy", town.policy, status=2)


@journey("States that do not follow one from the other are refused, whichever way they are given")
def inconsistent(all):
    log = Log([event(number) for number in range(700)])
    other = Log([event(0, "x.y")] + log.entries[1:], log.origin)
    town = Place(all, log)
    words = ("--from", town.folder, "--policy", town.policy)
    assert failed("consistency", town.checkpoint(size=600), town.checkpoint(size=300), *words) == ["older-is-larger"]
    assert failed("consistency", town.checkpoint(other, 300), town.checkpoint(size=600), *words) == ["inconsistent"]
    assert failed("consistency", town.checkpoint(size=300), town.checkpoint(other, 600), *words) == ["inconsistent"]
    assert failed("consistency", town.checkpoint(size=300), town.checkpoint(other, 300), *words) == ["inconsistent"]
    assert failed("consistency", town.checkpoint(size=300), town.checkpoint(size=800 - 200), "--from", all.folder) == ["missing"]
    strange = Log(log.entries, "log.test/strange")
    assert failed("consistency", town.checkpoint(strange, 300), town.checkpoint(size=600), "--from", town.folder) == ["two-logs"]
    assert failed("consistency", town.checkpoint(strange, 300), town.checkpoint(size=600), *words) == ["unknown-log"]
    recount("consistency", town.policy, town.checkpoint(size=600), *words, status=2)


@journey("A fork is proven from two states and by nobody's tiles but its own; what is no fork is not", tier="all")
def forks(all):
    log = Log([event(number) for number in range(70_000)])
    other = Log(log.entries[:500] + [event(500, "x.y")] + log.entries[501:], log.origin)
    town, lie = Place(all, log), Place(all, other)
    words = ("--policy", town.policy)
    proof = all.scratch("fork.json")

    def proven(*files, size):
        said = recount("fork", *files, *words, "--out", proof)
        assert said["verdict"] == "proven" and said["size"] == size
        again = recount("fork", proof, *words)
        assert again["verdict"] == "proven" and again["fork"] == said["fork"]
        return json.load(open(proof, encoding="utf-8"))

    assert proven(town.checkpoint(size=70_000), lie.checkpoint(size=70_000), size=70_000)["proof"] == []
    for small, large in ((600, 70_000), (512, 65_536), (501, 69_999)):
        fork = proven(lie.checkpoint(size=small), town.checkpoint(size=large), "--from", town.folder, size=small)
        assert fork["root"] == base(log.root(small)) and fork["proof"] == [base(each) for each in log.consistency(small, large)]
    # The tiles belong to neither of the two, but to a third state that contradicts one.
    proven(town.checkpoint(size=400), lie.checkpoint(size=600), "--from", town.folder, size=600)
    status, out, err = command(RECOUNT, "fork", lie.checkpoint(size=600), town.checkpoint(size=70_000), *words, "--from", town.folder, "--language", "de")
    assert status == 0 and "Bewiesen" in out and not err and json.loads(out.splitlines()[-1])["format"] == "mitstimme-log-fork/v1"

    assert failed("fork", town.checkpoint(size=400), lie.checkpoint(size=500), *words, "--from", town.folder) == ["agree"]
    assert failed("fork", town.checkpoint(size=300), town.checkpoint(size=70_000), *words, "--from", town.folder) == ["agree"]
    strange = Place(all, Log([event(number, "x.z") for number in range(800)], log.origin, range(6, 38)))
    assert failed("fork", town.checkpoint(size=300), town.checkpoint(size=800), *words, "--from", strange.folder) == ["other-tiles"]
    assert failed("fork", town.checkpoint(size=300), town.checkpoint(size=300), *words) == ["agree"]
    stranger = Log(other.entries, log.origin, range(4, 36))
    assert failed("fork", town.checkpoint(size=300), town.checkpoint(stranger, 300), *words) == ["not-signed-by-log"]
    assert "--from" in recount("fork", town.checkpoint(size=300), town.checkpoint(size=400), *words, status=2)
    recount("fork", *words, status=2)

    good = json.load(open(proof, encoding="utf-8"))
    for change in ({"root": base(other.root(600))}, {"root": base(sha(b"x"))}, {"proof": good["proof"][:-1]}, {"proof": []},
                   {"smaller": log.checkpoint(600)}, {"larger": other.checkpoint(70_000)}, {"smaller": good["smaller"].replace("\n600\n", "\n601\n")},
                   {"larger": stranger.checkpoint()}, {"smaller": good["larger"], "larger": good["smaller"]}):
        failed("fork", write(all.folder, "bad-fork.json", json.dumps({**good, **change})), *words)
    for text in ("{}", json.dumps({**good, "format": "x"}), json.dumps({**good, "proof": ["x"]}), json.dumps({**good, "smaller": "x"}), ""):
        recount("fork", write(all.folder, "bad-fork.json", text), *words, status=2)


def now():
    return int(time.time())


@journey("A mirror copies what it checked, goes on where it was stopped, and can itself be replayed and mirrored", tier="all")
def mirrors(all):
    log = Log([event(number) for number in range(66_000)])
    press = Key("witness.test/press", range(50, 82), COSIGNATURE)
    policy = log.policy(f"witness press {press.vkey}", quorum="press")
    town = Place(all, log, 20_000, policy=policy, witnesses=(press,), time=now())
    copy = all.scratch("mirror")
    with Files(town.folder) as site:
        words = ("mirror", site.address, copy, "--policy", town.policy)
        site.most = 60
        assert "answers with 500" in recount(*words, status=2)
        assert not os.path.exists(copy + "/checkpoint") and os.path.exists(copy + "/tile/entries/000")
        write(copy, "tile/entries/001", b"torn by a power failure")
        write(copy, "tile/0/002", bytes(8192))
        write(copy, "tile/1/000.p/78", b"")
        site.most, already = None, set(site.asked)
        before = len(site.asked)
        said = recount(*words)
        assert said["verdict"] == "holds" and said["added"] == 20_000 and said["age"] <= 1, said
        again = [each for each in site.asked[before:] if each in already and "tile/entries" in each]
        assert len(again) < 20, f"{len(again)} bundles were fetched twice"
        assert equal(copy, town.folder)
        before = len(site.asked)
        assert recount(*words)["added"] == 0 and len(site.asked) - before < 5

        log.write(town.folder, 66_000, witnesses=(press,), time=now())
        site.gzip, site.connections = True, 0
        assert recount("log", site.address, "--policy", town.policy)["size"] == 66_000
        assert site.connections <= 20, f"{site.connections} connections"
        assert recount(*words)["added"] == 46_000
        assert recount("log", copy, "--policy", town.policy)["size"] == 66_000
        assert not os.path.exists(copy + "/tile/0/078.p"), "outgrown tiles are kept"
        log.write(town.folder, 66_000, witnesses=(press,), time=now() - 4000)
        assert failed(*words) == ["stale"] and recount(*words, "--stale", "70")["verdict"] == "holds"
        log.write(town.folder, 66_000)
        assert failed(*words) == ["too-few-witnesses"]
        write(town.folder, "checkpoint", log.checkpoint(30_000, witnesses=(press,), time=now()))
        assert failed(*words) == ["behind"]
    second = all.scratch("mirror")
    log.write(copy, 66_000, witnesses=(press,), time=now())
    assert recount("mirror", copy, second, "--policy", town.policy)["verdict"] == "holds"


def equal(copy, original):
    """Whether every file of the original is in the copy, and nothing else but the lock."""
    found = [{os.path.relpath(f"{path}/{name}", root): open(f"{path}/{name}", "rb").read() for path, _, names in os.walk(root) for name in names}
             for root in (copy, original)]
    found[0].pop("mirror.lock")
    assert set(found[0]) == set(found[1]), sorted(set(found[0]) ^ set(found[1]))[:5]
    return found[0] == found[1]


@journey("A mirror raises an alarm at a fork and keeps the proof, and writes nothing that the log did not sign")
def mirror_alarms(all):
    log = Log([event(number) for number in range(3000)])
    town = Place(all, log, 1000)
    copy = all.scratch("mirror")
    words = ("mirror", town.folder, copy, "--policy", town.policy)
    assert recount(*words)["verdict"] == "holds"
    for change, size in ((990, 1000), (500, 2000), (10, 900)):
        other = Log(log.entries[:change] + [event(change, "x.y")] + log.entries[change + 1:], log.origin)
        lie = Place(all, other, size)
        said = recount("mirror", lie.folder, copy, "--policy", town.policy, status=1)
        assert said["failed"] == ["fork"], said
        assert recount("fork", f"{copy}/fork-{size}.json", "--policy", town.policy)["verdict"] == "proven"
        assert recount("log", copy, "--policy", town.policy)["root"] == base(log.root(1000)), "the mirror followed the fork"
    log.write(town.folder, 3000)
    for name in ("tile/entries/005", "tile/0/005", f"tile/1/{place(0, 11)}"):
        path = f"{town.folder}/{name}"
        good = open(path, "rb").read()
        write(town.folder, name, good[:100] + bytes([good[100] ^ 1]) + good[101:])
        assert recount(*words, status=1)["failed"][0] in ("differs", "other-root", "inconsistent"), name
        assert recount("log", copy, "--policy", town.policy)["size"] == 1000
        write(town.folder, name, good)
    assert recount(*words)["added"] == 2000
    strange = Place(all, Log(log.entries, "log.test/strange"))
    assert failed("mirror", strange.folder, copy, "--policy", town.policy) == ["unknown-log"]
    assert "another log" in recount("mirror", strange.folder, copy, "--policy", strange.policy, status=2)
    assert "no policy file" in recount("mirror", town.folder, all.scratch("mirror"), status=2)
    write(town.folder, "policy", log.policy())
    first = all.scratch("mirror")
    assert recount("mirror", town.folder, first)["verdict"] == "holds" and os.path.exists(first + "/policy")


@journey("A mirror raises an alarm at a burst of erasures, also when they come a few at a time")
def erasures(all):
    def erased(number, hour):
        return event(number, "opening.erased", f"2026-11-2{hour // 24}T{hour % 24:02}:00:00Z")

    plain = [event(number, at="2026-11-20T00:00:00Z") for number in range(400)]
    log = Log(plain + [erased(number, 3) for number in range(4)] + plain[:300] + [erased(number, 5) for number in range(4)] +
              [erased(number, 30) for number in range(3)])
    town = Place(all, log, 404)
    copy = all.scratch("mirror")
    words = ("mirror", town.folder, copy, "--policy", town.policy, "--most-erasures", "5")
    assert recount(*words)["verdict"] == "holds"
    log.write(town.folder, 708)
    assert failed(*words) == ["erasures"]
    log.write(town.folder)
    assert recount(*words)["verdict"] == "holds", "three on another day are no burst"
    assert failed("mirror", town.folder, all.scratch("mirror"), *words[3:5], "--most-erasures", "7") == ["erasures"]


@journey("pymerkle and Go's own checksum database agree with the logs that the programs are tested with")
def others(all):
    try:
        import pymerkle
    except ImportError as missing:
        raise Skip("pymerkle is not installed") from missing
    log = Log([event(number) for number in range(70)])
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for size, entry in enumerate(log.entries, 1):
        tree.append_entry(entry)
        assert tree.get_state() == log.root(size)
        for index in (0, size // 2, size - 1):
            path = [bytes.fromhex(each) for each in tree.prove_inclusion(index + 1, size).serialize()["path"]]
            assert path[1:] == log.inclusion(index, size)
    for old in range(1, 70):
        pymerkle.verify_consistency(log.root(old), log.root(70), tree.prove_consistency(old, 70))

    def refuses(check, *words):
        try:
            check(*words)
        except pymerkle.InvalidProof:
            return True
        return False

    def changed(proof, **changes):
        return pymerkle.MerkleProof.deserialize({**proof.serialize(), **changes})

    index, inclusion, consistency = 41, tree.prove_inclusion(42, 70), tree.prove_consistency(41, 70)
    leaf, path = tree.get_leaf(index + 1), inclusion.serialize()["path"]
    pymerkle.verify_inclusion(leaf, log.root(70), changed(inclusion))
    for wrong in (sha(b"\0" + log.entries[index] + b" "), tree.get_leaf(index), tree.get_leaf(index + 2)):
        assert refuses(pymerkle.verify_inclusion, wrong, log.root(70), inclusion)
    for lines in (path[:-1], path[:1] + path[2:], [*path, path[-1]]):
        try:
            assert refuses(pymerkle.verify_inclusion, leaf, log.root(70), changed(inclusion, path=lines))
        except (IndexError, ValueError):
            pass  # It cannot even read such a proof.
    assert refuses(pymerkle.verify_inclusion, leaf, log.root(69), inclusion)
    assert refuses(pymerkle.verify_consistency, log.root(70), log.root(41), consistency)
    assert refuses(pymerkle.verify_consistency, log.root(40), log.root(70), consistency)


@journey("Go's golang.org/x/mod replays what recount replays, and refuses what it refuses")
def go(all):
    if not shutil.which("go") or not os.path.isdir("/usr/share/gocode/src/golang.org/x/mod/sumdb"):
        raise Skip("golang-go and golang-golang-x-mod-dev are not installed")
    folder = all.scratch("go")
    os.makedirs(folder)
    source = os.path.join(os.path.dirname(__file__), "../tlogcheck.go")
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": folder + "/cache", "GOFLAGS": ""}
    subprocess.run(["go", "build", "-o", folder + "/check", os.path.abspath(source)], check=True, env=environment, timeout=300)

    def check(*words):
        return command(folder + "/check", *words)[0]

    foreign = Key("elsewhere.test/log", range(32)).vkey
    for size in (1, 7, 256, 257, *all.rounds((), (65_536, 65_537, 100_000), (65_536, 65_537, 100_000))):
        log = Log([event(number) for number in range(size)])
        town = Place(all, log)
        bundles = [f"{town.folder}/tile/entries/{place(each, min(256, size - each * 256))}" for each in range(-(-size // 256))]
        checkpoint = town.folder + "/checkpoint"
        assert check("replay", log.key.vkey, checkpoint, *bundles) == 0
        assert recount("log", town.folder, "--policy", town.policy)["verdict"] == "holds"
        assert check("replay", log.key.vkey, checkpoint, *bundles[:-1]) == 1
        assert check("replay", foreign, checkpoint, *bundles) == 1
        receipt = write(folder, "r", log.proof(size // 2))
        leaf, wrong = write(folder, "leaf", log.entries[size // 2]), write(folder, "wrong", log.entries[size // 2] + b" ")
        for file, code in ((leaf, 0), (wrong, 1)):
            assert check("receipt", log.key.vkey, receipt, file) == code
            recount("receipt", receipt, "--policy", town.policy, "--leaf", file, status=code)
        good = log.proof(size // 2, extra=False)
        line, (head, note) = f"index {size // 2}\n", good.split("\n\n", 1)
        wrongs = [good.replace(line, f"index {size // 2 + step}\n") for step in (-1, 1) if size // 2 + step >= 0]
        wrongs += [f"{head}\n{base(sha(b'x'))}\n\n{note}", good.replace(f"\n{size}\n", f"\n{size + 1}\n")]
        wrongs += [head.rsplit("\n", 1)[0] + "\n\n" + note] if size > 1 else []
        for text in wrongs:
            wrong = write(folder, "r", text)
            assert check("receipt", log.key.vkey, wrong, leaf) == 1, text
            recount("receipt", wrong, "--policy", town.policy, "--leaf", leaf, status=1)
        assert check("receipt", foreign, receipt, leaf) == 1
        if size > 1:
            old = town.checkpoint(size=size // 2)
            said = recount("consistency", old, checkpoint, "--from", town.folder, "--policy", town.policy)
            proof = write(folder, "proof", "".join(each + "\n" for each in said["proof"]))
            assert check("consistency", log.key.vkey, old, checkpoint, proof) == 0
            assert check("consistency", log.key.vkey, checkpoint, old, proof) == 1
            assert check("consistency", foreign, old, checkpoint, proof) == 1
