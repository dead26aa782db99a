"""Compares instant runoffs and counts of the single transferable vote with programs of others.

Reads lines of JSON from standard input, options numbered from 0, a ballot being a list of ranks:

    {"seed": 7, "rule": "instant-runoff", "parameters": {"ties": "report"}, "seats": 1, "options": 3,
     "ballots": [[2, [[0], [2]]]], "winners": [0], "tied": [], "open": 0, "alternatives": [],
     "met": false, "together": 1, "rounds": [["2", "1", "0"]]}

`met` says whether any tie had to be settled, `together` how many options reached the quota at once, `rounds` the
votes after each step. Ends with 1 at the first difference and prints its line. Needs pref_voting 1.18.2, pyrankvote
2.0.6 and votelib 0.4.0 from PyPI.
"""
import contextlib
import io
import json
import sys
from fractions import Fraction

import pyrankvote
import votelib.component.quota
import votelib.component.transfer
import votelib.evaluate.core
import votelib.evaluate.sequential
from pref_voting.iterative_methods import instant_runoff_put
from pref_voting.profiles import Profile
from pref_voting.profiles_with_ties import ProfileWithTies


def possible(line):
    return set(line["winners"]) | set(line["tied"])


def by_pref_voting(line):
    """Who wins an instant runoff by some way of settling the ties."""
    orders = [[option for rank in ballot for option in rank] for _, ballot in line["ballots"]]
    counts = [count for count, _ in line["ballots"]]
    if all(len(order) == line["options"] for order in orders):
        profile = Profile(orders, rcounts=counts)
    else:
        profile = ProfileWithTies(
            [{option: place for place, option in enumerate(order)} for order in orders], rcounts=counts,
            candidates=list(range(line["options"])))
    with contextlib.redirect_stdout(io.StringIO()):
        return set(instant_runoff_put(profile)) == possible(line)


def by_pyrankvote(line):
    """Whom it elects; it counts with floating point and settles ties by second choices and by chance.

    Its single transferable vote is another rule: each paper passes the same part on, whatever it is worth.
    """
    candidates = [pyrankvote.Candidate(str(option)) for option in range(line["options"])]
    ballots = [
        pyrankvote.Ballot([candidates[option] for rank in ballot for option in rank])
        for count, ballot in line["ballots"] for _ in range(count)]
    result = pyrankvote.instant_runoff_voting(candidates, ballots)
    return {int(winner.name) for winner in result.get_winners()} == set(line["winners"])


def by_votelib(line):
    """Whom it elects with exact fractions, when everybody with a quota passes on a surplus at once."""
    votes = {}
    for count, ballot in line["ballots"]:
        order = tuple(option for rank in ballot for option in rank)
        votes[order] = votes.get(order, 0) + Fraction(count)
    is_exact = line["parameters"]["quota"] == "droop-exact"
    selector = votelib.evaluate.sequential.TransferableVoteSelector(
        transferer=votelib.component.transfer.Gregory(),
        quota_function=votelib.component.quota.construct("hagenbach_bischoff" if is_exact else "droop"),
        accept_quota_equal=not is_exact, mandatory_quota=False)
    try:
        elected = selector.evaluate(votes, line["seats"])
    except (votelib.evaluate.core.VotingSystemError, NotImplementedError):
        # It goes on for ever where ballots end early, and settles no ties.
        return None
    return set(elected) == set(line["winners"])


def programs(line):
    if line["rule"] == "instant-runoff" and line["seats"] == 1:
        yield by_pref_voting
    if not line["met"] and line["together"] <= 1:
        if line["rule"] == "instant-runoff" and line["seats"] == 1:
            yield by_pyrankvote
        if line["rule"] == "wigm-stv":
            yield by_votelib


def main():
    counted = {}
    for text in sys.stdin:
        line = json.loads(text)
        for program in programs(line):
            agrees = program(line)
            if agrees is False:
                print(program.__name__, "differs:", text)
                return 1
            name = program.__name__ if agrees else program.__name__ + " gave up"
            counted[name] = counted.get(name, 0) + 1
    print("no difference:", counted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
