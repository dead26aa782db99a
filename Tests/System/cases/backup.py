"""A backup and its way back."""
import os
import shutil
import subprocess
import time

from installation import RECOUNT, TOOLS, command, sentence
from ledger import drained, log_holds, sha256
from people import Client, add_people, readable, voters
from registry import journey

ELECTION = 2
SECRET = ("electoral_roll", "ballot_intake", "ballot_box")


def digest(town):
    """Of every table the number of its rows and a hash of them, sorted."""
    tables = town.column(
        "SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1")
    return dict(zip(tables, town.column(";".join(
        f"SELECT count(*), md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")) FROM {table} t" for table in tables))))


def backup(all, town):
    folder = all.scratch("backup")
    status, _, err = town.run("backup", folder)
    assert status == 0, err
    return folder


def order(folder, table, column, wanted):
    """The places in the file of the rows whose `column` is wanted, in the order of `wanted`."""
    with open(f"{folder}/{table}.copy", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    places = {row[column].removeprefix("\\\\x"): place for place, row in enumerate(rows) if row[0] == str(ELECTION)}
    assert places.keys() >= set(wanted), f"{table}: rows are missing"
    return [places[each] for each in wanted]


def correlation(places):
    """Spearman's rank correlation with the order of casting."""
    ranks = {place: rank for rank, place in enumerate(sorted(places))}
    n = len(places)
    return 1 - 6 * sum((rank - ranks[place]) ** 2 for rank, place in enumerate(places)) / (n * (n * n - 1))


def tells_nothing(folders, table, column, wanted):
    """No backup follows the order of casting (by chance once in 10,000), and no two have one order."""
    orders = [order(folder, table, column, wanted) for folder in folders]
    for places in orders:
        assert abs(correlation(places)) < 0.72, f"{table} follows the order of casting: {correlation(places):.2f}"
    ranks = [sorted(range(len(wanted)), key=places.__getitem__) for places in orders]
    assert ranks[0] != ranks[1], f"two backups have {table} in one order"


@journey("A backup in the middle of an election comes back whole and tells nothing of the order of casting", tier="all")
def round_trip(all):
    with all.demo() as town, all.new() as other:
        town.start()
        people = voters(town, ELECTION, 25)
        numbers = []
        for person in people:
            number = readable(2)
            answer = person.cast(ELECTION, [1, 3], number, readable(4))
            assert answer.status == 200 and number in answer.text, answer.status
            numbers.append(sha256(number.encode()).hex())
        waiting = [backup(all, town) for _ in range(2)]
        tells_nothing(waiting, "ballot_intake", 4, numbers)
        tells_nothing(waiting, "electoral_roll", 1, [person.person for person in people])
        town.hurry("mix-ballots")
        for _ in range(100):
            if town.sql("SELECT count(*) FROM ballot_intake") == "0":
                break
            time.sleep(0.2)
        boxed = [backup(all, town) for _ in range(2)]
        tells_nothing(boxed, "ballot_box", 5, numbers)
        tells_nothing(boxed, "electoral_roll", 1, [person.person for person in people])

        assert sorted(os.listdir(boxed[1])) == ["ballot_box.copy", "ballot_intake.copy", "electoral_roll.copy", "encrypted_intake.copy", "mitstimme.dump"]
        assert os.stat(boxed[1]).st_mode & 0o077 == 0, "others can read the backup"
        nothing_in_dump(boxed[1], [*numbers, *(person.person for person in people)], town)

        status, _, err = town.run("backup", boxed[1])
        assert status == 2 and "exists already" in sentence(err), err
        status, _, err = town.run("restore", boxed[1])
        assert status == 2 and "stop it first" in sentence(err), err

        before = digest(town)
        checkpoint = Client(town).get("/log/checkpoint").text
        status, _, err = other.run("restore", boxed[1])
        assert status == 0, err
        assert other.postmaster() is None
        other.start_cluster()
        after = digest(other)
        other.stop_cluster("fast")
        assert before.keys() == after.keys()
        for table in before:
            assert before[table] == after[table], f"{table} came back otherwise"
        assert town.end() == 0

        status, _, err = town.run("restore", boxed[1])
        assert status == 2 and "there is a town in" in sentence(err), err
        assert town.postmaster() is None
        status, _, err = other.run("restore", all.scratch("nothing"))
        assert status == 2 and "no backup" in sentence(err), err

        assert "log's key is missing" in other.refused()
        shutil.copy(town.data + "/keys/log.seed", other.data + "/keys/log.seed")
        other.start()
        # Its observers are new there, so the lines below the log's own signature are others.
        signed = lambda note: note.split("\n\n")[0] + note.split("\n\n")[1].splitlines()[0]
        assert signed(Client(other).get("/log/checkpoint").text) == signed(checkpoint)
        late = voters(other, ELECTION, 1)[0]
        assert late.cast(ELECTION, [2], readable(2), readable(4)).status == 200
        assert Client(other).get("/elections/1/bundle.tar").status == 200
        assert other.end() == 0


@journey("After an older backup the log is not signed until its newer entries are back; then the same tree goes on", tier="all")
def older_backup(all):
    with all.demo() as town, all.new() as other:
        town.start()
        old = backup(all, town)
        size = int(town.sql("SELECT size FROM log_head"))
        support(town, 3)
        drained(town)
        newer = int(town.sql("SELECT size FROM log_head"))
        assert newer > size
        seen = published(town, newer)
        assert town.end() == 0

        status, _, err = other.run("restore", old)
        assert status == 0, err
        for name in ("log.seed", "log.tidemark"):
            shutil.copy(f"{town.data}/keys/{name}", f"{other.data}/keys/{name}")
        other.start()
        support(other, 2)
        time.sleep(1)
        assert int(other.sql("SELECT size FROM log_head")) == size, "another history was signed"
        assert "an older backup was brought back; mitstimme log-recover" in other.faults()
        status, out, _ = other.run("check")
        assert status == 1 and "FAIL tidemark" in out, out
        status, _, err = other.run("log-recover", all.scratch("nothing"))
        assert status == 2 and "no checkpoint" in sentence(err), err
        status, out, err = other.run("log-recover", town.data + "/log")
        assert status == 0 and f"{newer - size} entries are back" in out, (out, err)
        log_holds(other)
        assert int(other.sql("SELECT size FROM log_head")) > newer
        for path, content in seen.items():
            if path != "checkpoint":
                assert Client(other).get("/log/" + path).body == content, path
        assert other.end() == 0


@journey("What a person had erased does not come back with an older backup, and a receipt from before still holds", tier="all")
def erased(all):
    with all.demo() as town, all.new() as other:
        town.start()
        proposal = town.sql("SELECT max(id) FROM proposals WHERE process_id = 3 AND state = 'published'")
        person = add_people(town, 1)[0]
        assert person.post(f"/proposals/{proposal}/support").status == 303
        drained(town)
        leaf = town.sql(f"SELECT encode(leaf, 'hex') FROM supports WHERE person_id = '{person.person}'")
        for _ in range(150):
            if town.sql("SELECT c.size >= h.size FROM log_cosigned c, log_head h") == "t":
                break
            time.sleep(0.1)
        policy = all.scratch("policy")
        with open(policy, "wb") as file:
            file.write(Client(town).get("/log/policy").body)
        receipt = all.scratch("receipt.html")
        with open(receipt, "wb") as file:
            file.write(person.get(f"/account/log/{leaf}/receipt").body)
        old = backup(all, town)
        office = add_people(town, 1)[0]
        town.sql(f"INSERT INTO roles (person_id, role, given_on) VALUES ('{office.person}', 'administration', current_date)")
        answer = office.post(f"/administration/persons/{person.person}/erase", {"manner": "keep", "asked": "1"})
        assert answer.status == 303 and "done=erased" in answer.headers["Location"], answer.status
        for _ in range(150):
            if os.path.exists(town.data + "/keys/erasures"):
                break
            time.sleep(0.1)
        with open(town.data + "/keys/erasures", encoding="ascii") as file:
            listed = file.read()
        assert f"opening {leaf} proposals/{proposal}" in listed and f"person {person.person} keep" in listed, listed
        # Whoever recovers from the published files needs all that was signed.
        drained(town)
        end = time.monotonic() + 20
        while Client(town).get("/log/checkpoint").text.split("\n")[1] != town.sql("SELECT size FROM log_head"):
            assert time.monotonic() < end, "the newest state is not published"
            time.sleep(0.1)
        assert town.end() == 0

        status, _, err = other.run("restore", old)
        assert status == 0, err
        for name in ("log.seed", "log.tidemark", "erasures"):
            shutil.copy(f"{town.data}/keys/{name}", f"{other.data}/keys/{name}")
        other.start()
        assert "2 came back with a backup and were erased again" in other.faults()
        assert other.sql(f"SELECT count(*) FROM log_openings WHERE leaf_hash = '\\x{leaf}'") == "0"
        assert other.sql(f"SELECT name FROM persons WHERE id = '{person.person}'") == "N. N."
        status, _, err = other.run("log-recover", town.data + "/log")
        assert status == 0, err
        other.sql("UPDATE log_erasures SET due_on = current_date")
        other.hurry("tell-erasures")
        for _ in range(100):
            if other.sql("SELECT count(*) FROM log_entries WHERE noun = 'opening'") == "1":
                break
            time.sleep(0.1)
        log_holds(other)
        status, out, err = command(RECOUNT, "receipt", receipt, "--policy", policy)
        assert status == 0, (out, err)
        assert other.end() == 0

        with open(other.data + "/keys/erasures", "a", encoding="ascii") as file:
            file.write("half a li")
        assert "says what must not come back" in other.refused()


def support(town, count):
    proposal = town.sql("SELECT max(id) FROM proposals WHERE process_id = 3 AND state = 'published'")
    for person in add_people(town, count):
        assert person.post(f"/proposals/{proposal}/support").status == 303, "the site is not served"


def published(town, size):
    """The published files of the log, once its checkpoint has this size."""
    for _ in range(100):
        checkpoint = Client(town).get("/log/checkpoint").text
        if int(checkpoint.splitlines()[1]) >= size:
            break
        time.sleep(0.1)
    tail = f"000.p/{size}" if size < 256 else "000"
    return {path: Client(town).get("/log/" + path).body for path in ("checkpoint", "tile/0/" + tail, "tile/entries/" + tail)}


def nothing_in_dump(folder, words, town):
    restore = TOOLS + "/pg_restore"
    listed = subprocess.run([restore, "-l", folder + "/mitstimme.dump"], capture_output=True, text=True, check=True).stdout
    found = [line for line in listed.splitlines() if "TABLE DATA" in line and any(name in line for name in SECRET)]
    assert not found, found
    text = subprocess.run([restore, "-f", "-", folder + "/mitstimme.dump"], capture_output=True, text=True, check=True).stdout
    hashes = [word for word in words if len(word) == 64 and word in text]
    assert not hashes, "the dump holds ballots"
    ballot = town.sql("SELECT encode(salt, 'hex') FROM ballot_box LIMIT 1")
    assert ballot and ballot not in text


@journey("A wrong key is refused: a log goes on with its own")
def wrong_key(all):
    with all.demo() as town:
        path = town.data + "/keys/log.seed"
        with open(path, encoding="ascii") as file:
            right = file.read()
        with open(path, "w", encoding="ascii") as file:
            file.write("ab" * 32 + "\n")
        words = town.refused()
        assert "did not sign this log" in words, words
        with open(path, "w", encoding="ascii") as file:
            file.write("not a key\n")
        assert path in town.refused()
        with open(path, "w", encoding="ascii") as file:
            file.write(right)
        town.start()
        assert Client(town).get("/").status == 200
