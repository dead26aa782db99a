"""Compares how we share out seats with two programs of others.

Reads lines of JSON from standard input:

    {"seed": 7, "rule": "dhondt", "first-divisor": "standard", "seats": 5, "votes": [12, 7, 0],
     "allocation": [3, 2, 0], "tied": [], "open": 0}

Ends with 1 at the first difference and prints its line. Needs apportionment 1.0 and votelib 0.4.0 from PyPI.
"""
import contextlib
import io
import json
import sys

from apportionment import methods
from votelib.evaluate import core, proportional

# The names of each rule there. votelib knows no Adams or Huntington-Hill that gives first seats by votes.
NAMES = {
    "sainte-lague": ("saintelague", "sainte_lague"),
    "dhondt": ("dhondt", "d_hondt"),
    "adams": ("adams", None),
    "huntington-hill": ("huntington", None),
    "hare-quota": ("hamilton", "hare"),
    "droop-quota": (None, "droop"),
}


def resolved(line, expected):
    """Whether our seats with the tied ones handed out somehow can be what a tie-breaking program gives."""
    more = [theirs - ours for ours, theirs in zip(line["allocation"], expected)]
    return sum(more) == line["open"] and all(
        gain in ((0, 1) if party in line["tied"] else (0,)) for party, gain in enumerate(more))


def by_apportionment(line, name):
    # Parties without votes are left out: with them, Adams and Huntington-Hill take there are too few seats.
    parties = [party for party, votes in enumerate(line["votes"]) if votes > 0]
    votes = [line["votes"][party] for party in parties]
    if line["tied"] and (name == "hamilton" or line["seats"] < len(parties)):
        # It then serves whoever is named first, even before parties with a better claim than the tied ones.
        return True
    seats = methods.compute(name, votes, line["seats"], fractions=True)
    found = [0] * len(line["votes"])
    for party, count in zip(parties, seats):
        found[party] = int(count)
    return resolved(line, found)


def by_votelib(line, name, is_quota):
    votes = {party: votes for party, votes in enumerate(line["votes"]) if votes > 0}
    if is_quota:
        evaluator = proportional.LargestRemainder(name)
    else:
        evaluator = proportional.HighestAverages(name)
    found, tied, open_seats = [0] * len(line["votes"]), [], 0
    for key, count in evaluator.evaluate(votes, line["seats"]).items():
        if isinstance(key, core.Tie):
            tied, open_seats = sorted(key), open_seats + count
        else:
            found[key] = count
    if is_quota and sum(found) + open_seats < line["seats"]:
        return True  # It does not go round a second time where every party has a seat by remainder.
    return (found, tied, open_seats) == (line["allocation"], line["tied"], line["open"])


compared = 0
for text in sys.stdin:
    line = json.loads(text)
    if not any(line["votes"]):
        continue
    first, second = NAMES[line["rule"]]
    if line["first-divisor"] == "modified":
        first, second = "modified_saintelague", None
    with contextlib.redirect_stdout(io.StringIO()):
        same = (first is None or by_apportionment(line, first)) and (
            second is None or by_votelib(line, second, line["rule"].endswith("quota")))
    if not same:
        print("differs:", text.strip())
        sys.exit(1)
    compared += 1
print(compared, "elections agree")
