"""Encrypted elections held over HTTP while server and database are killed: no accepted ballot is lost or doubled, and the
trustees' ceremony goes on where it was."""
import base64
import collections
import json
import os
import random
import re
import threading
import time

from ceremony import read
from installation import RECOUNT, command
from keepers import Keepers, insist, plain
from ledger import Acts, Writer, drained, log_holds
from people import Client
from registry import journey
from synthetic import write

OPTIONS = ["Stein", "Holz", "Stahl"]
WRITERS = 4


def one_of_three():
    return random.choice(([1, 0, 0], [0, 1, 0], [0, 0, 1]))


def ranking():
    """Ranks, the best first; 0 leaves an option out."""
    return random.choice(([1, 2, 3], [2, 1, 3], [3, 2, 1], [1, 0, 2], [0, 0, 1], [0, 0, 0]))


def writers(people, acts, pause=0):
    """Voters shared out to writers, who cast for them until nothing is left."""

    def make(writer, voter, turn):
        voter.cast(writer)
        writer.stopping.wait(pause)

    threads = [Writer(people[number::WRITERS], acts, number, make) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    return threads


def cast_count(people):
    return sum(len(voter.known) for voter in people)


def all_cast(people):
    return all(len(voter.known) == len(voter.ballots) for voter in people)


def until(holds, what, threads=(), seconds=90):
    end = time.monotonic() + seconds
    while not holds():
        for thread in threads:
            if thread.fault:
                raise thread.fault
        assert time.monotonic() < end, f"it takes too long: {what}"
        time.sleep(0.01)


def fall(town):
    """Server and database end at once, without a word, and are started again. Work that was begun would be done anew after a
    minute; here at once."""
    town.kill_server()
    town.kill_cluster()
    town.start()
    for kind in ("mix-ballots", "close-election", "tally-election"):
        town.hurry(kind)


def fall_during(town, act):
    """Begins an act, lets everything fall meanwhile, and waits until it is answered all the same."""
    faults = []

    def acting():
        try:
            act()
        except Exception as fault:
            faults.append(fault)

    thread = threading.Thread(target=acting, daemon=True)
    thread.start()
    time.sleep(random.choice((random.uniform(0, 0.1), random.uniform(0, 1.2))))
    fall(town)
    thread.join(90)
    assert not thread.is_alive(), "an act is never answered"
    if faults:
        raise faults[0]


def accepted_once(keepers, people):
    """Each acknowledged ballot is found by its tracker, stands once, and each voter's row is marked once."""
    town, number, visitor = keepers.town, keepers.number, Client(keepers.town)
    trackers = [tracker for voter in people for _, tracker in voter.known]
    last = {voter.known[-1][1] for voter in people if voter.known}
    is_counted = keepers.stage() not in ("Setup", "Ballot", "EndBallots")
    for tracker in trackers:
        told = insist(lambda tracker=tracker: visitor.post(f"/elections/{number}/tracker.json", {"tracker": tracker}), {200})
        place = json.loads(told.text)["place"]
        possible = {"waiting", "boxed"} if tracker in last else {"waiting", "boxed", "replaced"}
        if is_counted:
            possible = {"counted"} if tracker in last else {"replaced"}
        assert place in possible, f"{tracker} is {place}, not {possible}"
    stored = collections.Counter(town.column(
        f"SELECT rtrim(encode(digest, 'base64'), '=') FROM (SELECT digest FROM encrypted_intake WHERE election_id = {number}"
        f" UNION ALL SELECT digest FROM encrypted_box WHERE election_id = {number}) AS d"))
    assert stored == collections.Counter(trackers), f"{len(trackers)} acknowledged, {stored.total()} there, {len(stored)} of them different"
    marks = town.rows(f"SELECT mark, count(*) FROM electoral_roll WHERE election_id = {number} AND mark <> 'none' GROUP BY mark")
    assert marks == [["online", str(sum(bool(voter.known) for voter in people))]], marks


def nothing_joins(keepers, people):
    """Outside the database itself, no file and nothing that was said knows who voted or with what."""
    town = keepers.town
    settings = {
        "log_statement": "none", "log_min_duration_statement": "-1", "log_min_duration_sample": "-1", "log_duration": "off",
        "log_connections": "off", "log_disconnections": "off", "log_lock_waits": "off", "track_commit_timestamp": "off",
        "log_parameter_max_length": "0", "log_parameter_max_length_on_error": "0", "log_min_error_statement": "panic",
        "log_error_verbosity": "terse"}
    for name, value in settings.items():
        assert town.sql(f"SHOW {name}") == value, f"{name} is {town.sql(f'SHOW {name}')}"
    texts = {"what it said": "\n".join(town.said).encode(), "faults": read(town.folder + "/faults")}
    for folder, _, names in os.walk(town.data):
        if not re.search(r"/cluster/(base|global|pg_\w+)(/|$)", folder):
            texts |= {f"{folder}/{name}": read(f"{folder}/{name}") for name in names if os.path.isfile(f"{folder}/{name}")}
    assert any(name.endswith("/cluster/server.log") for name in texts) and len(texts) > 10, list(texts)
    for voter in people:
        ballots = [json.loads(ballot) for _, ballot in voter.ballots]
        secret = {str(voter.client.person), voter.client.token, *(tracker for _, tracker in voter.known)}
        secret |= {bytes.hex(base64.b64decode(tracker + "=")) for _, tracker in voter.known} | {ballot["credential"] for ballot in ballots}
        for name, text in texts.items():
            found = [word for word in secret if word.encode() in text]
            assert not found, f"{name} holds {found}"


def close(keepers, falls):
    """Ends the voting, and everything falls while the button is pressed or soon after."""
    for _ in range(falls):
        fall_during(keepers.town, lambda: keepers.press("/close", known={409}))
    keepers.press("/close", known={409})
    keepers.wait("EncryptedTally")
    assert keepers.state() == "closed"


def holds(keepers, snapshots=()):
    """Both programs accept what is published; what `recount election` says of it."""
    town = keepers.town
    drained(town)
    until(lambda: Client(town).get("/log/checkpoint").text.split("\n")[1] == town.sql("SELECT size FROM log_head"), "the log's publication")
    keepers.fetch()
    policy = write(keepers.folder, "policy", insist(lambda: Client(town).get("/log/policy"), {200}).body)
    words = [word for path in snapshots for word in ("--snapshots", path)]
    status, out, err = command(
        RECOUNT, "election", keepers.archive, "--terms", keepers.path("election/terms.json"), "--log", town.address + "/log", "--policy",
        policy, "--json", *words)
    answer = json.loads(out or "{}")
    assert status == 0 and answer["verdict"] == "holds", (out, err)
    passed = {name for name, check in answer["checks"].items() if check["verdict"] == "passed"}
    assert passed >= {"roll", "head"} | ({"snapshots"} if snapshots else set()), answer["checks"]
    bundle = write(keepers.folder, "bundle.tar", insist(lambda: Client(town).get(f"/elections/{keepers.number}/bundle.tar"), {200}).body)
    status, out, err = command(RECOUNT, "bundle", bundle, "--policy", policy)
    assert status == 0, (out, err)
    return answer


def counted(keepers, people, snapshots=()):
    """The result is out, and it is that of each voter's last ballot; what `recount election` says of it."""
    until(lambda: keepers.state() == "counted", "the count")
    answer = holds(keepers, snapshots)
    assert answer["ballots_cast"] == cast_count(people), (answer["ballots_cast"], cast_count(people))
    assert answer["ballots_counted"] == len(people), (answer["ballots_counted"], len(people))
    return answer


@journey("Killed while people vote encrypted, while the voting ends and between the trustees' files, the town loses and doubles nothing", tier="all")
def kills(all):
    with all.demo() as town:
        town.start()
        rounds = all.rounds(1, 10, 25)
        often = all.rounds(1, 4, 4)
        keepers = Keepers(all, town, "Woraus wird die Brücke?", "plurality", OPTIONS)

        def between():
            """Now and then all falls after a file was taken, and every file is still there."""
            if random.random() < often / 13:
                fall(town)
                keepers.has_all()

        keepers.begin_election(between)
        acts, people, snapshots = Acts(), [], []
        for number in range(rounds):
            voting = keepers.voters(one_of_three, 12, revotes=4)
            people += voting
            # In every other round a batch moves into the archive while the ballots come in.
            slowly = number % 2 == 0
            threads = writers(voting, acts, 0.08 if slowly else 0)
            enough = random.randint(3, 12)
            until(lambda: cast_count(voting) >= enough, "the first ballots", threads)
            if slowly:
                town.hurry("mix-ballots")
            time.sleep(random.uniform(0, 1.2 if slowly else 0.1))
            fall(town)
            until(lambda: all_cast(voting), "the ballots of a round", threads)
            for thread in threads:
                thread.end()
            accepted_once(keepers, people)
            snapshots.append(keepers.download("archive.bel", f"earlier-{number}"))
        assert not acts.strange, acts.strange[:5]
        close(keepers, falls=min(3, often))

        keepers.act_by_page("decrypt", 1)
        fall(town)
        keepers.has_all()
        if often > 1:
            fall_during(town, lambda: keepers.act_by_page("decrypt", 3))
        else:
            keepers.act_by_page("decrypt", 3)
        answer = counted(keepers, people, snapshots)
        sums = [sum(votes) for votes in zip(*(voter.known[-1][0] for voter in people))]
        assert answer["result"][0]["votes"] == sums, (answer["result"], sums)
        accepted_once(keepers, people)
        keepers.has_all()
        log_holds(town)
        assert not town.inner_faults(), town.inner_faults()[:3]
        assert town.end() == 0


@journey("Ranked ballots are mixed by two of three trustees in their order, decrypted and counted by the pages, and a kill costs none", tier="all")
def mixed(all):
    with all.demo() as town:
        town.start()
        keepers = Keepers(all, town, "Welcher Weg zuerst?", "schulze", OPTIONS, mixers=(1, 2, 3), shuffles="2").begin_election()
        acts = Acts()
        people = keepers.voters(ranking, 25, revotes=6)
        threads = writers(people, acts)
        until(lambda: all_cast(people), "the ballots", threads)
        for thread in threads:
            thread.end()
        assert not acts.strange, acts.strange[:5]
        accepted_once(keepers, people)
        nothing_joins(keepers, people)
        close(keepers, falls=0)
        mixed = (3, 1)

        def says(number, *words):
            """What the page behind a link says."""
            page = plain(Client(town).get(keepers.links[number]).text, 9999)
            for word in words:
                assert word in page, (word, page)

        says(1, "Sie können jetzt mischen. Es fehlen noch 2 Mischungen. Außer Ihnen können das auch: Hüterin 2 und Hüterin 3.")
        keepers.fetch()
        late = keepers.act("mix", 2)
        for number in mixed:
            if number == 1:
                # Number 2 was slower than number 3, and hears it.
                assert "Inzwischen hat jemand anderes gemischt" in keepers.refused(2, late)
                says(3, "Es fehlt noch 1 Mischung; mischen können: Hüterin 1 und Hüterin 2.")
                says(2, "Sie können jetzt mischen. Es fehlt noch 1 Mischung.")
            fall_during(town, lambda number=number: keepers.act_by_page("mix", number))
        keepers.wait("EndShuffles")
        says(2, "--trusted-mixers 1,3", "nicht mehr nötig")
        assert "Ihre Mischung wird nicht mehr gebraucht" in keepers.refused(2, late)
        keepers.act_by_page("decrypt", 3)
        fall(town)
        # Who has not mixed brings the mixes of those who are trusted.
        for number in mixed:
            name, given = f"shuffle-{number}.json", Client(town).get(f"{keepers.links[2]}/files/shuffle-{number}.json").body
            assert given == read(keepers.path("election/" + name)), name
        fall_during(town, lambda: keepers.act_by_page("decrypt", 2, "--trusted-mixers", "1,3"))
        keepers.has_all()
        answer = counted(keepers, people)
        assert answer["mixers"] == [3, 1] and answer["decrypters"] == [3, 2], answer
        assert answer["checks"]["mixing"]["verdict"] == "passed", answer["checks"]
        last = sorted(voter.known[-1][0] for voter in people)
        assert sorted(answer["result"][0]["ballots"]) == last, (answer["result"], last)
        accepted_once(keepers, people)
        nothing_joins(keepers, people)
        ballots = Client(town).get(f"/elections/{keepers.number}/ballots.jsonl").text.splitlines()
        assert len(ballots) == len(last), (len(ballots), len(last))
        log_holds(town)
        assert not town.inner_faults(), town.inner_faults()[:3]
        assert town.end() == 0
