"""The database goes away and comes back, the programs are killed, and no act is lost or doubled."""
import base64
import glob
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time

from installation import RECOUNT, TOOLS, command
from ledger import Acts, Writer, all_holds, log_holds, propose_and_talk, read_pages, tree_root
from people import Client, add_people, readable, voters
from registry import Skip, journey
from synthetic import write

PROCESS = 3
ELECTION = 2
PAGES = ("/", "/proposals", "/proposals/1", "/log", "/elections/2", "/elections/1", "/processes/3")


def crowd(town, acts, writers=4, readers=2, each=8):
    """Writers with people of their own, and readers; all running."""
    people = add_people(town, writers * each)
    targets = [int(number) for number in town.column(
        f"SELECT id FROM proposals WHERE process_id = {PROCESS} AND state = 'published' AND hidden_at IS NULL")]
    make = propose_and_talk(PROCESS, targets)
    threads = [Writer(people[number * each:(number + 1) * each], acts, number, make) for number in range(writers)]
    threads += [Writer([Client(town)] * 1000, acts, 90 + number, read_pages(PAGES)) for number in range(readers)]
    for thread in threads:
        thread.start()
    return threads


def cast_all(installation, people, acts):
    """A writer that casts one ballot for each of `people`, again until it is answered."""

    def make(writer, client, turn):
        if turn >= len(people):
            writer.stopping.wait(0.05)
            return
        number, code = readable(2), readable(4)
        options = random.sample(range(1, 5), random.randint(0, 3))
        answer = writer.insist(lambda: client.cast(ELECTION, options, number, code), {200}, "cast")
        if answer and number in answer.text:
            acts.note("ballot", number, options)

    return Writer(people, acts, 80, make)


def answers_again(town, seconds=10):
    """Waits until pages are answered again; the seconds that took."""
    begin = time.monotonic()
    while True:
        try:
            if Client(town).get("/proposals").status == 200:
                return time.monotonic() - begin
        except OSError:
            pass
        assert time.monotonic() - begin < seconds, "the pages do not come back"
        time.sleep(0.05)


@journey("While the database is down pages say 503 in plain words; they come back by themselves and no act is lost or doubled")
def outage(all):
    with all.demo() as town:
        town.start()
        acts = Acts()
        threads = crowd(town, acts)
        for _ in range(all.rounds(1, 5, 10)):
            time.sleep(1)
            town.stop_cluster()
            time.sleep(0.7)
            visitor = Client(town)
            for path in PAGES:
                answer = visitor.get(path)
                acts.heard(answer, {503}, "GET " + path)
                assert "Mitstimme" in answer.text, answer.text[:200]
            assert visitor.get("/public/style.css").status in (200, 404)
            town.start_cluster()
            answers_again(town)
        time.sleep(0.5)
        for thread in threads:
            thread.end()
        assert acts.statuses[503] and acts.total() > 20, (acts.statuses, acts.total())
        all_holds(town, acts)
        assert not town.inner_faults(), town.inner_faults()[:3]
        assert town.end() == 0


def roots_follow(town, seen):
    """Every root that was published is one of the tree's own beginnings, and every witness stands on the same tree."""
    leaves = [bytes.fromhex(leaf) for leaf in town.column("SELECT encode(leaf_hash, 'hex') FROM log_entries ORDER BY index")]
    states = [tuple(note.splitlines()[1:3]) for note in seen]
    for folder in glob.glob(town.data + "/witnesses/*/*"):
        if os.path.isfile(folder):
            with open(folder, encoding="utf-8", errors="replace") as file:
                states += re.findall(r"^demo\.mitstimme\.invalid/log\n(\d+)\n(\S+)$", file.read(), re.M)
    for size, root in states:
        assert int(size) <= len(leaves), f"somebody saw {size} entries, and there are {len(leaves)}"
        assert base64.b64encode(tree_root(leaves[:int(size)])).decode() == root, f"the root of {size} entries was another"
    return len(states)


def replays(town, folder):
    """The published files are one log, and the database's tiles are what its entries give."""
    note = Client(town).get("/log/policy").text
    policy = write(folder, "policy", re.sub(r"quorum \S+", "quorum none", note))
    code, out, err = command(RECOUNT, "log", town.data + "/log", "--policy", policy, "--json")
    assert code == 0, out + err
    # In one statement: the sequencer goes on meanwhile.
    rows = town.rows(
        "SELECT -1, index, encode(leaf_hash, 'hex') FROM log_entries UNION ALL"
        " SELECT level, index, encode(hashes, 'hex') FROM log_tiles ORDER BY 1, 2")
    hashes = [bytes.fromhex(row[2]) for row in rows if int(row[0]) == -1]
    tiles = {(int(level), int(index)): bytes.fromhex(text) for level, index, text in rows if int(level) >= 0}
    level = 0
    while hashes:
        for index in range(-(-len(hashes) // 256)):
            assert tiles.pop((level, index)) == b"".join(hashes[256 * index:256 * index + 256]), f"tile {level}/{index} is another"
        hashes = [tree_root(hashes[256 * index:256 * index + 256]) for index in range(len(hashes) // 256)]
        level += 1
    assert not tiles, f"nothing gives the tiles {list(tiles)[:5]}"


@journey("Killed at random moments, server, cluster, both or a witness, the town comes back whole: acts, log and ballots")
def kills(all):
    with all.demo() as town:
        town.start()
        acts = Acts()
        ways = ["server", "witness", "both", "cluster"]
        seen = []
        for number in range(all.rounds(3, 10, 50)):
            threads = crowd(town, acts, writers=7, readers=1, each=6)
            booth = cast_all(town, voters(town, ELECTION, min(30, 230 // all.rounds(3, 10, 50))), acts)
            booth.start()
            if number % 2:
                town.hurry("mix-ballots")
            time.sleep(random.uniform(0.1, 1.0))
            way = ways[number % 4]
            seen.append(Client(town).get("/log/checkpoint").text)
            if way == "witness":
                for name, process in random.sample(sorted(town.witnesses().items()), 2):
                    os.kill(process, signal.SIGKILL)
            if way in ("server", "both"):
                town.kill_server()
            if way == "cluster":
                town.stop_cluster()
            elif way == "both":
                town.kill_cluster()
            time.sleep(random.uniform(0, 0.3))
            if way == "cluster":
                town.start_cluster()
            elif way != "witness":
                town.start()
            answers_again(town)
            time.sleep(0.5)
            for thread in [*threads, booth]:
                thread.end()
            all_holds(town, acts, ELECTION)
            roots_follow(town, seen)
            replays(town, all.scratch("policy"))
        assert roots_follow(town, seen) >= len(seen) + 4, "no witness's state was found"
        assert acts.proposals and acts.comments and acts.supports and acts.ballots, acts.total()
        assert not town.inner_faults(), town.inner_faults()[:3]
        assert town.end() == 0


@journey("Whoever asks for a ballot or sends it again while the mixer runs gets the receipt, not a refusal")
def asked_meanwhile(all):
    with all.demo() as town:
        town.start()
        voter = voters(town, ELECTION, 1)[0]
        number, code = readable(2), readable(4)
        assert voter.cast(ELECTION, [1], number, code).status == 200
        mix = subprocess.Popen(
            [TOOLS + "/psql", "-qAtX", "-h", town.data + "/run", "-U", "mitstimme_owner", "-d", "mitstimme", "-c",
             f"LOCK TABLE ballot_intake_{ELECTION} IN ACCESS EXCLUSIVE MODE; INSERT INTO ballot_box SELECT election_id, id, ballot,"
             " salt, sha256(salt), number_hash, code_hash FROM ballot_intake;"
             f" TRUNCATE ballot_intake_{ELECTION}; SELECT pg_sleep(1.5)"], stdout=subprocess.DEVNULL)
        time.sleep(0.5)
        asking = threading.Thread(target=lambda: answers.append(
            Client(town).post("/elections/receipt", {"election": str(ELECTION), "number": number}, token=False).status))
        answers = []
        asking.start()
        again = voter.cast(ELECTION, [1], number, code)
        asking.join()
        assert mix.wait() == 0
        assert answers == [200], f"the place of the ballot: {answers}"
        assert again.status == 200 and number in again.text, f"the same ballot again: {again.status}"
        box_marks = town.sql(f"SELECT count(*) FROM ballot_box WHERE election_id = {ELECTION}")
        assert box_marks == town.sql(f"SELECT count(*) FROM electoral_roll WHERE election_id = {ELECTION} AND mark <> 'none'")


@journey("The mixer, killed while it mixes, leaves every ballot once", tier="all")
def mixing(all):
    with all.demo() as town:
        town.start()
        acts = Acts()
        for _ in range(all.rounds(1, 4, 8)):
            booth = cast_all(town, voters(town, ELECTION, 25), acts)
            booth.start()
            booth.join(20)
            town.hurry("mix-ballots")
            time.sleep(random.uniform(0, 1.2))
            town.kill_server()
            town.start()
            booth.end()
            all_holds(town, acts, ELECTION)
        town.hurry("mix-ballots")
        log_holds(town)


def mounted(folder, size):
    """Puts a small disk of its own at the folder; False where that is not allowed."""
    os.makedirs(folder, exist_ok=True)
    return os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "tmpfs", folder], capture_output=True, check=False).returncode == 0


@journey("On a full disk no file of the log is half written, it is said once, and everything is published when there is room")
def full_disk(all):
    with all.demo() as town:
        keys = all.scratch("keys")
        shutil.copytree(town.data + "/keys", keys)
        if not mounted(town.data + "/keys", "64k"):
            raise Skip("only root can put a small disk there")
        try:
            shutil.copytree(keys, town.data + "/keys", dirs_exist_ok=True)
            os.chmod(town.data + "/keys", 0o700)
            town.start()
            before = Client(town).get("/log/checkpoint").text
            fill(town.data + "/keys/filler")
            people = add_people(town, 4)
            proposal = town.sql(f"SELECT max(id) FROM proposals WHERE process_id = {PROCESS} AND state = 'published'")
            for person in people:
                assert person.post(f"/proposals/{proposal}/support").status == 303
            time.sleep(2)
            assert Client(town).get("/log/checkpoint").text == before, "published beyond the mark on the full disk"
            assert "No space left on device" in town.faults() and town.faults().count("No space left") <= 4, town.faults()
            assert Client(town).get("/proposals").status == 200
            os.remove(town.data + "/keys/filler")
            log_holds(town)
            size = int(town.sql("SELECT size FROM log_head"))
            for _ in range(100):
                if int(Client(town).get("/log/checkpoint").text.splitlines()[1]) == size:
                    break
                time.sleep(0.1)
            assert int(Client(town).get("/log/checkpoint").text.splitlines()[1]) == size
            assert not [name for name in os.listdir(town.data + "/keys") if name.endswith(".new")], "a half file stayed"
            assert town.end() == 0
        finally:
            town.close()
            subprocess.run(["umount", town.data + "/keys"], check=False)


@journey("When the database's disk is full acts are refused, none is lost, and the town goes on when there is room", tier="all")
def full_database(all):
    with all.demo() as town:
        kept = all.scratch("town")
        shutil.move(town.data, kept)
        if not mounted(town.data, "600m"):
            raise Skip("only root can put a small disk there")
        try:
            subprocess.run(["cp", "-a", kept + "/.", town.data], check=True)
            os.chmod(town.data, os.stat(kept).st_mode & 0o777)
            town.start()
            acts = Acts()
            # Sent again that often an act meets the rate limit, too.
            acts.again.add(429)
            threads = crowd(town, acts, writers=3, readers=1, each=60)
            time.sleep(0.5)
            fill(town.data + "/filler")
            time.sleep(1.5)
            os.remove(town.data + "/filler")
            if not town.postmaster():
                town.start_cluster()
            answers_again(town, 30)
            time.sleep(0.5)
            for thread in threads:
                thread.end()
            assert acts.total() > 5 and acts.statuses[503], (acts.total(), acts.statuses)
            assert "! database: the disk is full (53100)" in town.faults() or "No space left" in town.faults(), town.faults()[-500:]
            all_holds(town, acts)
            assert town.end() == 0
        finally:
            town.close()
            subprocess.run(["umount", town.data], check=False)


def fill(path):
    """Writes until there is no room left."""
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 1 << 10, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                pass


@journey("Two servers share one database: acts come in by both, one of them signs at a time, and a killed one is not missed", tier="all")
def two_servers(all):
    with all.demo() as town:
        town.start()
        other = all.new("--database", f"postgresql:///mitstimme?host={town.data}/run&user=mitstimme_owner")
        # As docs/operating.md says: a folder of its own, with the same key and trust file.
        shutil.copytree(town.data + "/keys", other.data + "/keys")
        for name in os.listdir(town.data):
            if os.path.isfile(f"{town.data}/{name}"):
                shutil.copy(f"{town.data}/{name}", other.data)
        other.start()
        acts = Acts()
        threads = crowd(town, acts, writers=4, readers=1, each=6)
        people = add_people(town, 24)
        for person in people:
            person.installation = other
        targets = [int(number) for number in town.column(
            f"SELECT id FROM proposals WHERE process_id = {PROCESS} AND state = 'published' AND hidden_at IS NULL")]
        beside = [Writer(people[number::4], acts, 50 + number, propose_and_talk(PROCESS, targets)) for number in range(4)]
        for thread in beside:
            thread.start()
        time.sleep(1.5)
        other.kill_server()
        time.sleep(0.5)
        other.start()
        for thread in [*threads, *beside]:
            thread.end()
        all_holds(town, acts)
        log_holds(town)
        notes = set()
        for server in (town, other):
            end = time.monotonic() + 20
            while Client(server).get("/log/checkpoint").text.split("\n")[1] != town.sql("SELECT size FROM log_head"):
                assert time.monotonic() < end, "a server does not publish the newest state"
                time.sleep(0.2)
            notes.add("\n".join(Client(server).get("/log/checkpoint").text.split("\n")[:3]))
            policy = write(all.scratch("policy"), "policy", re.sub(r"quorum \S+", "quorum none", Client(server).get("/log/policy").text))
            code, out, err = command(RECOUNT, "log", server.data + "/log", "--policy", policy, "--json")
            assert code == 0, out + err
        assert len(notes) == 1, notes
        assert acts.proposals and acts.comments, acts.total()
        assert other.end() == 0 and town.end() == 0
