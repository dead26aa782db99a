"""Files of ballots in the world's forms, counted at home."""
import json

from installation import RECOUNT, command
from registry import journey

# Each form as a small file, the rule that counts it, and what the file itself calls the winners.
FORMS = {
    "blt": ('4 2\n-3\n5 1 2 0\n4 2 1 0\n2 4 0\n1 3 4 0\n0\n"A"\n"B"\n"C"\n"D"\n"Title"\n', "--lenient --rule dhondt", ["1", "2"]),
    "preflib": (
        "# DATA TYPE: cat\n# NUMBER ALTERNATIVES: 2\n# NUMBER CATEGORIES: 2\n# ALTERNATIVE NAME 1: Soup\n"
        "# ALTERNATIVE NAME 2: Tea\n3: {1,2}\n1: 2,1\n", "--rule approval", ["2"]),
    "pabulib": (
        "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost;name\nP-7;60;Bench\nP-9;50;Tree\n"
        "VOTES\nvoter_id;vote\n1;P-9,P-7\n2;P-9\n", "--rule approval", ["P-9"]),
    "debian": ("   Option 1--->: A\n /  Option 2->: B\n |/\nV: 1- x\nV: 1- y\nV: -1 z\n", "--rule dhondt", ["1"]),
    "abcvoting": ("profile: [[0, 1], [1], [1, 2], [2]]\nnum_cand: 3\ncommitteesize: 1\n", "--rule approval", ["1"]),
    "abif": ("=A:[Alice]\n=B:[Bob]\n3: A/5, B/4\n2: A/0, B/3\n", "--rule score", ["B"]),
    "ranks": ("count,rank1\n5,Alice\n3,Bob\n1,undervote\n", "--rule dhondt", ["Alice"]),
    "marks": ("count,Alice,Bob\n5,1,\n6,1,1\n1,invalid,\n", "--rule approval", ["Alice"]),
    "records": (
        json.dumps({
            "@type": "CVR.CastVoteRecordReport",
            "CVR": [{"CVRSnapshot": [{"@id": "s", "CVRContest": [{"ContestId": "m", "CVRContestSelection": [
                {"ContestSelectionId": "x2", "SelectionPosition": [{"HasIndication": "yes", "NumberVotes": 1}]}]}]}]}],
            "Election": [{"Contest": [{"@id": "m", "VoteVariation": "approval", "ContestSelection": [
                {"@id": "x1"}, {"@id": "x2"}]}]}]}),
        "--rule approval", ["x2"]),
}


@journey("Every form of ballot file is known by its content, and the result is checked against it")
def forms(all):
    for name, (text, words, winners) in FORMS.items():
        path = all.scratch("ballots")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        status, out, err = command(RECOUNT, "count", path, *words.split(), "--json")
        assert status == 0, (name, err)
        counted = json.loads(out)
        assert counted["winners"] == winners, (name, counted["winners"])
        assert ("remarks" in counted) == ("--lenient" in words), (name, counted)
        result = all.scratch("result.json")
        with open(result, "w", encoding="utf-8") as file:
            file.write(out)
        lenient = ["--lenient"] if "--lenient" in words else []
        status, out, err = command(RECOUNT, "check", result, path, "--json", *lenient)
        assert status == 0 and json.loads(out)["accepted"], (name, out, err)


@journey("A file with a fault is refused in one sentence with its line, or leniently mended, which is said")
def faults(all):
    path = all.scratch("ballots")

    def counted(text, *words):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return command(RECOUNT, "count", path, *words)

    broken = FORMS["pabulib"][0].replace("2;P-9", "2;P-8,P-9")
    status, out, err = counted(broken, "--rule", "approval")
    assert (status, out) == (2, "") and f"{path}:12:" in err and err.count("\n") == 1, (status, out, err)
    status, out, err = counted(broken, "--rule", "approval", "--lenient")
    assert status == 0 and out and f"{path}:12:" in err and "P-8" in err, (status, out, err)
    status, out, err = counted(broken, "--rule", "approval", "--lenient", "--json")
    assert status == 0 and json.loads(out)["remarks"][0]["line"] == 12, (status, out, err)
    status, _, err = counted("no ballots at all\n", "--rule", "approval")
    assert status == 2 and f"{path}:1:" in err, err
    status, _, err = counted(FORMS["ranks"][0].replace("Bob", "Bob,Alice"), "--rule", "dhondt")
    assert status == 2 and f"{path}:3:" in err, err


@journey("Seats are those of the file unless the call says otherwise, and ballots of another kind are refused")
def seats(all):
    path = all.scratch("ballots")
    with open(path, "w", encoding="utf-8") as file:
        file.write(FORMS["abcvoting"][0].replace("committeesize: 1", "committeesize: 2"))
    for words, count in (((), 2), (("--seats", "3"), 3), (("--seats", "1"), 1)):
        status, out, err = command(RECOUNT, "count", path, "--rule", "approval", "--json", *words)
        counted = json.loads(out)
        assert status == 0 and counted["seats"] == count, (words, out, err)
        assert len(counted["winners"]) == count, (words, counted)
    status, out, err = command(RECOUNT, "count", path, "--rule", "score", "--json")
    assert status == 0 and json.loads(out)["winners"] == ["1", "2"], (out, err)
    status, _, err = command(RECOUNT, "count", path, "--rule", "dhondt")
    assert status == 2 and "takes choices" in err, err


@journey("compare says what every rule makes of a file, and beside one rule what its other settings would have said")
def compare(all):
    path = all.scratch("ballots")
    # The first has the most first ranks, the second wins each comparison.
    ballots = {"Alice,Bob,Cleo": 4, "Bob,Cleo,Alice": 3, "Cleo,Bob,Alice": 2}
    with open(path, "w", encoding="utf-8") as file:
        file.write("count,rank1,rank2,rank3\n" + "".join(f"{count},{each}\n" for each, count in ballots.items()))
    status, out, err = command(RECOUNT, "compare", path, "--json")
    every = {each["rule"]: each["winners"] for each in json.loads(out)["opinions"]}
    assert status == 0 and not err, err
    assert every["schulze"] == ["Bob"] and every["instant-runoff"] == ["Bob"] and every["copeland"] == ["Bob"], every
    assert not json.loads(out)["unanimous"] or len(set(map(tuple, every.values()))) == 1
    status, out, err = command(RECOUNT, "compare", path, "--rule", "schulze", "--json")
    beside = json.loads(out)
    assert status == 0 and beside["winners"] == ["Bob"] and len(beside["input"]) == 64, (err, beside)
    assert {"rule": "schulze", "with": {"strength": "margins"}, "winners": ["Bob"], "tied": False, "agrees": True} \
        in beside["opinions"], beside["opinions"]
    for language, title in (("de", "Meiste Siege"), ("en", "Most wins")):
        status, out, _ = command(RECOUNT, "compare", path, "--rule", "schulze", "--language", language)
        assert status == 0 and title in out, out
    status, _, err = command(RECOUNT, "compare", path, "--strength", "margins")
    assert status == 2 and "--rule" in err, err
    with open(path, "w", encoding="utf-8") as file:
        file.write(FORMS["pabulib"][0])
    status, out, err = command(RECOUNT, "compare", path, "--rule", "greedy-budget", "--json")
    assert status == 0 and json.loads(out)["winners"] == ["P-9"], err
    assert json.loads(out)["missing"] == [{"option": "P-7", "count": None, "smallest": False}], out


@journey("A count is explained in German and English, with the rule, each step and what the certificate holds")
def explain(all):
    path = all.scratch("ballots")
    with open(path, "w", encoding="utf-8") as file:
        file.write(FORMS["blt"][0])
    for language, words in (("de", ("Quote", "Der Nachweis")), ("en", ("quota", "The certificate"))):
        status, out, err = command(
            RECOUNT, "count", path, "--rule", "scottish-stv", "--explain", language, "--lenient")
        assert status == 0 and all_in(words, out), (out, err)
    status, out, _ = command(RECOUNT, "count", path, "--rule", "scottish-stv", "--explain", "de", "--json", "--lenient")
    assert status == 0 and any("Quote" in line for line in json.loads(out)["explained"]), out


def all_in(words, text):
    return not [word for word in words if word not in text]
