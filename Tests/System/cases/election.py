"""Elections with encrypted ballots, made by Debian's belenios-tool and checked by us."""
import json
import os
import random
import shutil

from belenios import Archive, Tool, compact
from cases.log import Place
from installation import RECOUNT, command, sentence, said_besides
from registry import journey
from synthetic import Log, event, write

BRIDGE = {"answers": ["Stein", "Holz"], "blank": True, "min": 1, "max": 1, "question": "Woraus?"}
MADE = []


def bridge(all):
    """A small election with weights, a blank ballot and a revote, made once."""
    if not MADE:
        tool = Tool(all.scratch("belenios")).setup([BRIDGE], [2, 1, 3])
        for voter, choices in enumerate([[0, 1, 0], [1, 0, 0]]):
            tool.vote(voter, [choices])
        tool.vote(0, [[0, 0, 1]])
        MADE.append(tool.close())
    return MADE[0]


def read(path):
    with open(path, "rb") as file:
        return file.read()


def check(place, *words, status=0):
    """Runs recount election with --json; its answer, or the sentence of a refusal."""
    code, out, err = command(RECOUNT, "election", place, "--json", *words)
    assert code == status, f"{words}: ended with {code}: {out}{err}"
    return json.loads(out) if out else sentence(err.splitlines()[-1])


def refused(all, data, *words):
    """The names of the checks that fail."""
    answer = check(write(all.scratch("changed"), "a.bel", data), *words, status=1)
    assert answer["verdict"] == "does-not-hold"
    failed = [name for name, found in answer["checks"].items() if found["verdict"] == "failed"]
    assert set(failed) == set(answer["failed"]), answer
    return failed


def verdicts(answer):
    return {name: found["verdict"] for name, found in answer["checks"].items()}


@journey("An election of belenios-tool with weights, a blank ballot and a revote holds, in German and English and as JSON")
def holds(all):
    tool = bridge(all)
    answer = check(tool.archive)
    assert answer["verdict"] == "holds" and "failed" not in answer
    assert answer["election"] == {**answer["election"], "uuid": tool.uuid, "name": "Die Brücke", "group": "BELENIOS-2048"}
    assert (answer["credentials"], answer["total_weight"]) == (3, 6)
    assert (answer["ballots_cast"], answer["ballots_counted"], answer["weight_counted"]) == (3, 2, 3)
    assert answer["result"] == [{"question": "Woraus?", "answers": ["Stein", "Holz"], "votes": [0, 2], "blank": 1}]
    assert (answer["decrypters"], answer["mixers"], answer["stage"]) == ([1, 2], [], "Result")
    assert answer["length"] == os.path.getsize(tool.archive)
    absent = {"shuffles", "mixing", "roll", "head", "snapshots"}
    assert verdicts(answer) == {name: "not-checked" if name in absent else "passed" for name in answer["checks"]}
    assert len(answer["checks"]) == 16

    folder = all.scratch("folder")
    shutil.copytree(tool.folder, folder, ignore=lambda _, names: [name for name in names if not name.endswith(".bel")])
    write(folder, "terms.json", b'{"roll_size":3,"total_weight":6}')
    said = {}
    for language in ("de", "en"):
        status, said[language], err = command(RECOUNT, "election", folder, "--language", language)
        assert status == 0 and not said_besides(err) and "Die Brücke" in said[language] and "Holz: 2" in said[language], (status, said, err)
        assert "⟦" not in said[language]
    assert "2 davon zählen" in said["de"] and "2 of them count" in said["en"]
    assert check(folder)["checks"]["roll"] == {"verdict": "passed"}


@journey("An election with one byte changed does not hold, nor one whose hashes were made right after a change")
def changed(all):
    data = read(bridge(all).archive)
    chance = random.Random(all.rounds(1, 2, 3))
    for place in chance.sample(range(512, len(data)), all.rounds(3, 40, 400)):
        broken = bytearray(data)
        broken[place] ^= 1 << chance.randrange(8)
        code, out, _ = command(RECOUNT, "election", write(all.scratch("flipped"), "a.bel", bytes(broken)), "--json")
        assert code in (1, 2), place
        assert code == 2 or json.loads(out)["failed"], place

    archive = Archive(data)
    assert archive.bytes() == data, "an archive taken apart is not put together as it was"
    result = archive.events[-1][1]
    archive.events[-1][1] = [result[0].replace(b"[1,0,2]", b"[0,1,2]")]
    assert refused(all, archive.bytes()) == ["result"]
    archive.events[-1][1] = result
    archive.events.insert(2, archive.events[1])
    assert refused(all, archive.bytes()) == ["replays"]
    del archive.events[2]
    ballot = json.loads(archive.events[2][1][0])
    proof = ballot["answers"][0]["overall_proof"][0]
    proof["response"] = str(int(proof["response"]) + 1)
    archive.events[2][1] = [compact(ballot)]
    assert set(refused(all, archive.bytes())) >= {"ballots", "tally"}


@journey("What recount election cannot read it says in one sentence, and ends with 2")
def unreadable(all):
    folder = all.scratch("bad")
    table = write(folder, "table.csv", b"count,A,B\n1,1,0\n")
    assert "archive" in check(table, status=2)
    assert "exactly one" in check(folder, status=2)
    opening = read(bridge(all).archive)[:3000]
    for name in ("a.bel", "b.bel"):
        write(folder, name, opening)
    assert "2 files" in check(folder, status=2)
    assert "no such" in check(folder + "/none.bel", status=2)
    terms = write(folder, "wrong.json", b'{"roll":3}')
    assert "roll" in check(folder + "/a.bel", "--terms", terms, status=2)
    assert "needs --policy" in check(folder + "/a.bel", "--log", folder, status=2)
    only = check(bridge(all).archive, "--policy", folder + "/a.bel")
    assert verdicts(only)["head"] == "not-checked", "without the log, its policy changes nothing"
    assert check(folder + "/a.bel", status=1)["failed"] == ["archive"], "an archive that is cut off is no other kind of file"


@journey("An election that goes on holds so far, and its log, roll and earlier states are compared with it", tier="all")
def compared(all):
    tool = bridge(all)
    data = read(tool.archive)
    archive = Archive(data)
    archive.bytes()
    heads, states = [], []
    for count in range(1, len(archive.events) + 1):
        part = Archive(data)
        del part.events[count:]
        states.append(part.bytes())
        heads.append(part.head)
    earlier = write(all.scratch("state"), "a.bel", states[2])
    assert check(earlier, status=1)["failed"] == ["events"]
    assert check(earlier, "--unfinished")["stage"] == "Ballot"
    assert verdicts(check(tool.archive, "--snapshots", earlier))["snapshots"] == "passed"
    other = bytearray(states[2])
    other[-600] ^= 1
    assert check(tool.archive, "--snapshots", earlier, write(all.scratch("state"), "b.bel", bytes(other)), status=1)["failed"] == ["snapshots"]
    for terms, failed in (({"roll_size": 4}, "roll"), ({"total_weight": 5}, "roll")):
        assert check(tool.archive, "--terms", write(all.scratch("terms"), "t", compact(terms)), status=1)["failed"] == [failed]

    def extended(head, election=tool.uuid, more=0):
        place = heads.index(head)
        body = {"election": election, "head": head, "height": place + 1, "length": len(states[place]) + more}
        return compact({"act": "archive.extended", "at": "2026-11-23T18:00:00Z", "body": body, "v": 1})

    def logged(*entries):
        town = Place(all, Log([event(1), *entries, event(2)]))
        return "--log", town.folder, "--policy", town.policy

    foreign = compact({"act": "archive.extended", "at": "2026-11-23T18:00:00Z", "body": {"election": "x", "head": "0" * 64}, "v": 1})
    right = [extended(heads[0]), foreign, extended(heads[2]), extended(heads[-1])]
    answer = check(tool.archive, *logged(*right))
    assert (verdicts(answer)["head"], answer["size"], answer["head"]) == ("passed", 6, heads[-1])
    assert verdicts(answer)["snapshots"] == "passed"
    assert check(tool.archive, *logged(extended(heads[0], more=512), right[3]), status=1)["failed"] == ["snapshots"]
    assert check(tool.archive, *logged(*right[:-1]), status=1)["failed"] == ["head"]
    assert check(tool.archive, *logged(right[2], right[0], right[3]), status=1)["failed"] == ["head"]
    assert check(tool.archive, *logged(foreign), status=1)["failed"] == ["head"]
    assert verdicts(check(tool.archive, "--name", "7", *logged(extended(heads[-1], 7))))["head"] == "passed"
    words = logged(*right)
    elsewhere = Place(all, Log([event(1)], seed=range(1, 33)))
    answer = check(tool.archive, *words[:2], "--policy", elsewhere.policy, status=1)
    assert verdicts(answer)["head"] == "not-checked" and answer["failed"], answer


@journey("Elections of belenios-tool with a threshold key, and with ranks and two shuffles, hold", tier="all")
def large(all):
    tool = Tool(all.scratch("belenios")).setup([BRIDGE], [1, 1], singles=1, threshold=(2, 3))
    tool.vote(1, [[0, 1, 0]])
    tool.close(decrypters=(1, 2, 4))
    answer = check(tool.archive)
    assert answer["holders"] == [{"trustees": [1], "needed": 1}, {"trustees": [2, 3, 4], "needed": 2}]
    assert answer["decrypters"] == [1, 2, 4] and answer["lacks"] and answer["result"][0]["votes"] == [1, 0]

    ranks = {"type": "NonHomomorphic", "value": {"answers": ["A", "B", "C"], "question": "In welcher Folge?"}}
    tool = Tool(all.scratch("belenios"), "RFC-3526-2048").setup([BRIDGE, ranks], [1, 1, 1])
    given = [[1, 2, 3], [3, 2, 1], [0, 0, 7]]
    for voter, order in enumerate(given):
        tool.vote(voter, [[0, 1, 0], order])
    tool.close(mixers=(1, 2))
    terms = write(tool.folder, "terms.json", compact({"roll_size": 3, "total_weight": 3, "shuffles": 2, "mixers": [1, 2]}))
    answer = check(tool.archive, "--terms", terms)
    assert verdicts(answer)["mixing"] == verdicts(answer)["shuffles"] == "passed" and answer["mixers"] == [1, 2]
    assert sorted(answer["result"][1]["ballots"]) == sorted(given)
    write(tool.folder, "terms.json", compact({"shuffles": 3}))
    assert check(tool.archive, status=1)["failed"] == ["mixing"]
