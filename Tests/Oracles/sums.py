"""Compares our counts of marks, points, grades and rankings with programs of others.

Reads lines of JSON from standard input, options numbered from 0, a ballot being a number, a list of marks, a list of
scores or a list of ranks:

    {"seed": 7, "rule": "star", "parameters": {"highest": 5, "ties": "drawn", "drawn": [2, 0, 1]}, "seats": 1,
     "options": 3, "ballots": [[2, [5, 0, 1]]], "totals": ["10", "0", "2"], "ranking": [], "winners": [0],
     "tied": [], "open": 0, "alternatives": []}

Ends with 1 at the first difference and prints its line. Needs starvote 2.1.6, pref_voting 1.18.2 and votelib 0.4.0
from PyPI; majority judgment is compared with belenios-tool where that is installed.
"""
import collections
import json
import os
import shutil
import subprocess
import sys
from fractions import Fraction

import starvote
import votelib.component.rankscore
import votelib.convert
import votelib.evaluate.cardinal
import votelib.evaluate.core
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.scoring_methods import symmetric_borda_scores

BELENIOS = os.environ.get("BELENIOS_TOOL") or shutil.which("belenios-tool")


def seated(line, totals):
    """Whether winners and ties are those of votelib's plurality over these totals."""
    if line["totals"] != [str(totals[option]) for option in range(line["options"])]:
        return False
    elected, tied, free = [], set(), 0
    for place in votelib.evaluate.core.Plurality().evaluate(totals, line["seats"]):
        if isinstance(place, votelib.evaluate.core.Tie):
            tied, free = set(place), free + 1
        else:
            elected.append(place)
    if line["parameters"].get("ties") == "drawn":
        elected += [option for option in line["parameters"]["drawn"] if option in tied][:free]
        tied, free = set(), 0
    return (sorted(line["winners"]), set(line["tied"]), line["open"]) == (sorted(elected), tied, free)


def marks(line):
    if line["rule"] == "plurality":
        votes = {option: 0 for option in range(line["options"])}
        for count, option in line["ballots"]:
            votes[option] += count
        return seated(line, votes)
    votes = collections.Counter()
    for count, marked in line["ballots"]:
        votes[frozenset(marked)] += count
    found = votelib.convert.ApprovalToSimpleVotes().convert(votes)
    return seated(line, {option: found.get(option, 0) for option in range(line["options"])})


def points(line):
    votes = collections.Counter()
    for count, scores in line["ballots"]:
        votes[frozenset(enumerate(scores))] += count
    found = votelib.convert.ScoreToSimpleVotes("sum", unscored_value=0).convert(votes)
    return seated(line, {option: found[option] for option in range(line["options"])})


class Places:
    """A rank scorer of votelib that knows how many options there are, even if a ballot never names some."""

    def __init__(self, options, is_dowdall):
        scorer = votelib.component.rankscore
        self.inner = scorer.Dowdall() if is_dowdall else scorer.Borda(base=0)
        if not is_dowdall:
            self.inner.set_n_candidates(options)

    def scores(self, ranked):
        return self.inner.scores(ranked)


def borda(line):
    options, convention = line["options"], line["parameters"]["truncation"]
    if convention != "averaged":
        votes = collections.Counter()
        for count, ranks in line["ballots"]:
            if any(len(rank) > 1 for rank in ranks):
                # votelib gives each of several equals the full points of the best place.
                return True
            votes[tuple(rank[0] for rank in ranks)] += count
        converter = votelib.convert.RankedToPositionalVotes(Places(options, convention == "dowdall"))
        found = converter.convert(votes)
        return seated(line, {option: found.get(option, 0) for option in range(options)})
    rankings = [{option: place + 1 for place, rank in enumerate(ranks) for option in rank}
                for _, ranks in line["ballots"]]
    counts = [count for count, _ in line["ballots"]]
    profile = ProfileWithTies(rankings, counts, candidates=list(range(options)))
    profile.use_extended_strict_preference()
    found = symmetric_borda_scores(profile)
    # Theirs is who is below less who is above; ours is who is below and half of the equals.
    middle = Fraction(sum(counts) * (options - 1), 2)
    return seated(line, {option: middle + Fraction(found[option], 2) for option in range(options)})


def star(line):
    names = [f"option {option}" for option in range(line["options"])]
    ballots = [dict(zip(names, scores)) for count, scores in line["ballots"] for _ in range(count)]
    order = line["parameters"].get("drawn") if line["parameters"].get("ties") == "drawn" else None
    if line["options"] < 2:
        # starvote returns the first letter of a lone candidate's name.
        return line["winners"] == [0]
    found, ways = set(), [[]]
    while ways:
        script = ways.pop()
        taken = list(script)

        def settle(options, tie, desired, exception):
            if order is not None:
                return [names[option] for option in order if names[option] in tie][:desired]
            if not script:
                for way in combinations(sorted(tie), desired)[1:]:
                    ways.append(taken + [way])
                taken.append(combinations(sorted(tie), desired)[0])
                return taken[-1]
            return script.pop(0)

        script = list(script)
        if line["seats"] == 1:
            winners = starvote.star_voting(ballots, tiebreaker=settle, verbosity=0, maximum_score=5)
        else:
            winners = starvote.bloc_star_voting(
                ballots, seats=line["seats"], tiebreaker=settle, verbosity=0, maximum_score=5)
        found.add(tuple(sorted(names.index(winner) for winner in winners)))
    ours = {tuple(way) for way in line["alternatives"]} or {tuple(sorted(line["winners"]))}
    return ours == found


def combinations(tie, desired):
    if desired == 1:
        return [[one] for one in tie]
    return [[one, other] for place, one in enumerate(tie) for other in tie[place + 1:]]


def majority_judgment(line):
    if line["parameters"]["missing"] != "lowest" or not BELENIOS:
        return True
    highest = line["parameters"]["highest"]
    # Belenios takes the better of two middle grades, the book takes the worse. Told that 1 is the worst grade it
    # makes the book's sequences, and sorts them from the worst.
    ballots = [[1 + (score or 0) for score in scores] for count, scores in line["ballots"] for _ in range(count)]
    done = subprocess.run(
        [BELENIOS, "method", "majority-judgment", f"--nchoices={line['options']}", f"--ngrades={highest + 1}",
         "--blank-allowed=false"],
        input=json.dumps(ballots), capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["winners"]
    return [sorted(group) for group in reversed(found)] == line["ranking"]


def consensus(line):
    """The rule once more in plain Python: nobody else counts it."""
    options = range(line["options"])
    keys = []
    for option in options:
        given = sorted((scores[option] for count, scores in line["ballots"] for _ in range(count)), reverse=True)
        # Fewer tens first, then fewer nines: the descending list that is smaller where it first differs.
        keys.append((sum(given), given))
    ranking = []
    for option in sorted(options, key=lambda option: keys[option]):
        if ranking and keys[ranking[-1][0]] == keys[option]:
            ranking[-1].append(option)
        else:
            ranking.append([option])
    return line["totals"] == [str(key[0]) for key in keys] and line["ranking"] == ranking


RULES = {
    "plurality": marks, "approval": marks, "limited": marks, "score": points, "cumulative": points,
    "quadratic": points, "borda": borda, "star": star, "majority-judgment": majority_judgment,
    "systemic-consensus": consensus,
}


def main():
    compared = collections.Counter()
    for text in sys.stdin:
        line = json.loads(text)
        if not RULES[line["rule"]](line):
            print(text.strip())
            return 1
        compared[line["rule"]] += 1
    print(dict(compared))
    return 0


if __name__ == "__main__":
    sys.exit(main())
