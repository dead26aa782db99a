"""Encrypted elections held over HTTP while server and database are killed: no accepted ballot is lost or doubled, and the
trustees' ceremony goes on where it was."""
import collections
import json
import os
import random
import threading
import time

from installation import RECOUNT, command
from keepers import Keepers, insist
from ledger import Acts, Writer, log_holds
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


def writers(people, acts):
    """Voters shared out to writers, who cast for them until nothing is left."""

    def make(writer, voter, turn):
        if not voter.cast(writer):
            writer.stopping.wait(0.01)

    threads = [Writer(people[number::WRITERS], acts, number, make) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    return threads


def cast_count(people):
    return sum(len(voter.known) for voter in people)


def until(holds, what, threads=(), seconds=90):
    end = time.monotonic() + seconds
    while not holds():
        for thread in threads:
            if thread.fault:
                raise thread.fault
        assert time.monotonic() < end, f"it takes too long: {what}"
        time.sleep(0.01)


def fall(town):
    """Server and database end at once, without a word, and are started again. Work that was begun would be done anew after ten
    minutes; here at once."""
    town.kill_server()
    town.kill_cluster()
    town.start()
    for kind in ("close-election", "tally-election"):
        town.hurry(kind)


def accepted_once(keepers, people):
    """Each acknowledged ballot is found by its tracker, stands once, and each voter's row is marked once."""
    town, number, visitor = keepers.town, keepers.number, Client(keepers.town)
    trackers = [tracker for voter in people for _, tracker in voter.known]
    for tracker in trackers:
        told = insist(lambda tracker=tracker: visitor.get(f"/elections/{number}/tracker.json?tracker={tracker.replace('+', '%2B')}"), {200})
        assert json.loads(told.text)["place"] in ("waiting", "boxed"), f"an acknowledged ballot is lost: {tracker}"
    stored = collections.Counter(town.column(
        f"SELECT rtrim(encode(digest, 'base64'), '=') FROM (SELECT digest FROM encrypted_intake WHERE election_id = {number}"
        f" UNION ALL SELECT digest FROM encrypted_box WHERE election_id = {number}) AS d"))
    assert stored == collections.Counter(trackers), f"{len(trackers)} acknowledged, {stored.total()} there, {len(stored)} of them different"
    marks = town.rows(f"SELECT mark, count(*) FROM electoral_roll WHERE election_id = {number} AND mark <> 'none' GROUP BY mark")
    assert marks == [["online", str(sum(bool(voter.known) for voter in people))]], marks


def close(keepers, kills):
    """Ends the voting; server and database are killed meanwhile. A kill comes while the button is pressed or later."""
    town = keepers.town
    for _ in range(kills):
        pressing = threading.Thread(target=keepers.press, args=("/close",), kwargs={"known": {409}}, daemon=True)
        pressing.start()
        time.sleep(random.uniform(0, 0.6))
        fall(town)
        pressing.join(60)
        assert not pressing.is_alive(), "nobody answers who wants to end the voting"
    keepers.press("/close", known={409})
    keepers.wait("EncryptedTally")
    assert keepers.state() == "closed"


def holds(keepers):
    """Both programs accept what is published; what `recount election` says of it."""
    keepers.fetch()
    status, out, err = command(RECOUNT, "election", keepers.archive, "--terms", keepers.path("election/terms.json"), "--json")
    answer = json.loads(out or "{}")
    assert status == 0 and answer["verdict"] == "holds", (out, err)
    bundle = write(keepers.folder, "bundle.tar", insist(lambda: Client(keepers.town).get(f"/elections/{keepers.number}/bundle.tar"), {200}).body)
    status, out, err = command(RECOUNT, "bundle", bundle)
    assert status == 0, (out, err)
    return answer


def counted(keepers, people):
    """The result is out, and it is that of each voter's last ballot; what `recount election` says of it."""
    until(lambda: keepers.state() == "counted", "the count")
    answer = holds(keepers)
    assert answer["ballots_cast"] == cast_count(people), (answer["ballots_cast"], cast_count(people))
    assert answer["ballots_counted"] == len(people), (answer["ballots_counted"], len(people))
    return answer


@journey("Killed while people vote encrypted, while the voting ends and between the trustees' files, the town loses and doubles nothing")
def kills(all):
    with all.demo() as town:
        town.start()
        rounds = all.rounds(1, 10, 30)
        often = all.rounds(1, 4, 4)
        keepers = Keepers(all, town, "Woraus wird die Brücke?", "plurality", OPTIONS)

        def between():
            """Now and then all falls after a file was taken, and every file is still there."""
            if random.random() < often / 13:
                fall(town)
                keepers.has_all()

        keepers.begin_election(between)
        acts, people = Acts(), []
        for number in range(rounds):
            round_people = keepers.voters(one_of_three, 40 if rounds == 1 else 12, revotes=12 if rounds == 1 else 4)
            people += round_people
            threads = writers(round_people, acts)
            until(lambda: cast_count(round_people) >= random.randint(3, 12), "the first ballots", threads)
            if number % 2 == 0:
                town.hurry("mix-ballots")
            time.sleep(random.uniform(0, 0.15))
            fall(town)
            until(lambda: all_cast(round_people), "the ballots of a round", threads)
            for thread in threads:
                thread.end()
            accepted_once(keepers, people)
        assert not acts.strange, acts.strange[:5]
        close(keepers, kills=min(3, often))

        keepers.act_by_page("decrypt", 1)
        fall(town)
        keepers.act_by_page("decrypt", 3)
        answer = counted(keepers, people)
        sums = [sum(votes) for votes in zip(*(voter.known[-1][0] for voter in people))]
        assert answer["result"][0]["votes"] == sums, (answer["result"], sums)
        accepted_once(keepers, people)
        keepers.has_all()
        log_holds(town)
        assert not town.inner_faults(), town.inner_faults()[:3]
        assert town.end() == 0


def all_cast(people):
    return all(len(voter.known) == len(voter.ballots) for voter in people)


@journey("Ranked ballots are mixed by two trustees, decrypted and counted through the pages, with a kill after each file", tier="all")
def mixed(all):
    with all.demo() as town:
        town.start()
        keepers = Keepers(all, town, "Welcher Weg zuerst?", "schulze", OPTIONS, mixers=(1, 2)).begin_election()
        acts = Acts()
        people = keepers.voters(ranking, 25, revotes=6)
        threads = writers(people, acts)
        until(lambda: all_cast(people), "the ballots", threads)
        for thread in threads:
            thread.end()
        assert not acts.strange, acts.strange[:5]
        accepted_once(keepers, people)
        close(keepers, kills=0)
        for number in keepers.mixers:
            keepers.act_by_page("mix", number)
            fall(town)
        keepers.wait("EndShuffles")
        for number, more in ((2, []), (3, ["--trusted-mixers", "1,2"])):
            keepers.act_by_page("decrypt", number, *more)
            fall(town)
        answer = counted(keepers, people)
        assert answer["mixers"] == [1, 2] and answer["decrypters"] == [2, 3], answer
        last = sorted(voter.known[-1][0] for voter in people)
        ballots = [json.loads(line)["ballot"] for line in Client(town).get(f"/elections/{keepers.number}/ballots.jsonl").text.splitlines()]
        assert len(ballots) == len(last), (len(ballots), len(last))
        log_holds(town)
        assert not town.inner_faults(), town.inner_faults()[:3]
        assert town.end() == 0
