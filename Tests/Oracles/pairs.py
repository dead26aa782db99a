"""Compares our counts by pairs with pref_voting and votelib, and LiquidFeedback with its SQL retold in Python.

Reads lines of JSON from standard input, options numbered from 0, a ballot being its count and its ranks:

    {"seed": 7, "rule": "schulze", "parameters": {"strength": "margins", "unranked": "below"}, "seats": 1,
     "options": 3, "ballots": [[2, [[0], [1, 2]]]], "pairs": [[null, 2, 2], [0, null, 0], [0, 0, null]],
     "winners": [0], "tied": [], "alternatives": [], "ranking": [[0], [1, 2]], "optimum": [], "smith": [0],
     "schwartz": [0], "eligible": []}

Ends with 1 at the first difference and prints its line. Needs pref_voting 1.18.2 and votelib 0.4.0 from PyPI.
"""
import collections
import itertools
import json
import math
import sys
from fractions import Fraction

import pref_voting.c1_methods
import pref_voting.margin_based_methods
import pref_voting.other_methods
import votelib.evaluate.condorcet
import votelib.evaluate.core
from pref_voting.profiles import Profile
from pref_voting.profiles_with_ties import ProfileWithTies


def theirs(line):
    """The profile as pref_voting sees it."""
    rankings = [{option: place + 1 for place, rank in enumerate(ranks) for option in rank}
                for _, ranks in line["ballots"]]
    counts = [count for count, _ in line["ballots"]]
    profile = ProfileWithTies(rankings, counts, candidates=list(range(line["options"])))
    if line["parameters"]["unranked"] == "below":
        profile.use_extended_strict_preference()
    return profile


def strength(line, profile):
    """More votes for the winner, then fewer for the loser; or the margin."""
    if line["parameters"].get("strength") == "margins":
        return profile.margin
    scale = 1 + sum(count for count, _ in line["ballots"])

    def winning_votes(option, other):
        if profile.margin(option, other) <= 0:
            return profile.margin(option, other) * scale * scale if profile.margin(option, other) else 0
        return profile.support(option, other) * scale - profile.support(other, option) + scale
    return winning_votes


def sets(line, profile):
    methods = pref_voting.c1_methods
    return (line["smith"] == methods.smith_set(profile)
            and line["schwartz"] == methods.schwartz_set(profile)
            and line["pairs"] == [
                [None if option == other else profile.support(option, other) for other in range(line["options"])]
                for option in range(line["options"])])


def condorcet_votes(line):
    return {(option, other): votes for option, row in enumerate(line["pairs"])
            for other, votes in enumerate(row) if votes is not None}


def votelib_winners(line, evaluator):
    places = evaluator.evaluate(condorcet_votes(line), 1)
    found = places[0]
    return set(found) if isinstance(found, votelib.evaluate.core.Tie) else {found}


def schulze(line, profile):
    found = pref_voting.margin_based_methods.beat_path(profile, strength_function=strength(line, profile))
    if possible(line) != set(found):
        return False
    wins = [votes for (option, other), votes in condorcet_votes(line).items() if votes > line["pairs"][other][option]]
    if line["parameters"]["strength"] == "margins" or len(set(wins)) < len(wins) or line["options"] < 2:
        return True
    # votelib knows no votes against and orders by the number of paths won, which elects all who lose none.
    return len(found) > 1 or votelib_winners(line, votelib.evaluate.condorcet.Schulze()) == set(found)


def ranked_pairs(line, profile):
    methods = pref_voting.margin_based_methods
    measure = strength(line, profile)
    if line["parameters"]["ties"] == "drawn":
        found = methods.ranked_pairs_tb(
            profile, tie_breaker=line["parameters"]["drawn"], strength_function=measure)
        return set(line["winners"]) == set(found) and not line["tied"]
    edges = collections.Counter(
        measure(option, other) for option, other in itertools.permutations(range(line["options"]), 2)
        if profile.margin(option, other) >= 0)
    ways = math.prod(math.factorial(count) for count in edges.values())
    if ways > 2000:
        return True
    line["compared"] = True
    return possible(line) == set(methods.ranked_pairs(profile, strength_function=measure))


def minimax(line, profile):
    measures = {"margins": "margins", "winning-votes": "winning_votes", "opposition": "pairwise_opposition"}
    kind = line["parameters"]["strength"]
    if kind == "margins":
        if possible(line) != set(pref_voting.margin_based_methods.minimax(profile)):
            return False
    if kind == "winning-votes":
        found = pref_voting.margin_based_methods.minimax(profile, strength_function=profile.support)
        if possible(line) != set(found):
            return False
    if line["options"] < 2:
        return True
    evaluator = votelib.evaluate.condorcet.MinimaxCondorcet(measures[kind])
    return possible(line) == votelib_winners(line, evaluator)


def copeland(line, profile):
    if possible(line) != set(pref_voting.c1_methods.copeland(profile)):
        return False
    scores = profile.copeland_scores()
    order = sorted(set(scores.values()), reverse=True)
    return line["ranking"] == [sorted(option for option in scores if scores[option] == score) for score in order]


def kemeny(line, profile):
    pairs = line["pairs"]
    options = range(line["options"])
    scored = [(sum(pairs[one][other] for one, other in itertools.combinations(ranking, 2)), ranking)
              for ranking in itertools.permutations(options)]
    best = max(score for score, _ in scored)
    optima = [ranking for score, ranking in scored if score == best]
    if line["optimum"] != [best, len(optima)] or possible(line) != {ranking[0] for ranking in optima}:
        return False
    if not all(len(ranks) == line["options"] for _, ranks in line["ballots"]):
        return True
    linear = Profile([[rank[0] for rank in ranks] for _, ranks in line["ballots"]],
                     [count for count, _ in line["ballots"]])
    found, _ = pref_voting.other_methods.kemeny_young_rankings(linear)
    return {tuple(ranking) for ranking in found} == set(optima)


def liquidfeedback(line, _):
    """calculate_ranks of core.sql, with equal paths instead of its order by id."""
    given, pairs = line["parameters"], line["pairs"]
    options, quo = range(line["options"]), given["status-quo-option"]
    voters = sum(count for count, _ in line["ballots"])

    def link(option, other):
        support, opposition = pairs[option][other], pairs[other][option]
        if given["strength"] == "simple":
            return support if support > opposition else 0
        if support == opposition:
            return 0
        return (support << 31) - opposition if support > opposition else -1
    paths = [[None if option == other else link(option, other) for other in options] for option in options]
    for i, j, k in itertools.product(options, repeat=3):
        if len({i, j, k}) == 3:
            paths[j][k] = max(paths[j][k], min(paths[j][i], paths[i][k]))

    def better(option, other):
        return paths[option][other] > paths[other][option]

    def majority(kind, option, other):
        positive, negative = pairs[option][other], pairs[other][option]
        share = Fraction(given[kind + "-majority"])
        left, right = positive, share * (positive + negative)
        enough = left > right if given[kind + "-comparison"] == "more-than" else left >= right
        if positive + negative == 0 and share > 0:
            # There, "at least" of no votes at all holds.
            enough = False
        return (enough and positive >= (given.get(kind + "-positive") or 0)
                and voters - negative >= (given.get(kind + "-non-negative") or 0))
    initiatives = [option for option in options if option != quo]
    indirect = {option for option in initiatives if majority("indirect", option, quo)}
    while True:
        found = {new for new in initiatives for old in indirect
                 if new != old and new not in indirect and majority("indirect", new, old)}
        if not found:
            break
        indirect |= found
    eligible = []
    for option in initiatives:
        multistage = not better(option, quo) or any(
            better(other, option) and pairs[other][option] > pairs[option][other]
            and (pairs[other][option] > pairs[other][quo] or pairs[option][other] < pairs[quo][option])
            for other in initiatives if other != option)
        reverse = given["strength"] == "tuple" and paths[quo][option] >= 0
        if (majority("direct", option, quo) and option in indirect and better(option, quo)
                and not (given["multistage-majority"] == "excluded" and multistage)
                and not (given["reverse-beat-path"] == "excluded" and reverse)):
            eligible.append(option)
    if given["strength"] == "simple" and given["reverse-beat-path"] == "excluded":
        return True
    if line["eligible"] != eligible:
        return False
    # Its ranks come from taking, again and again, somebody whom nobody left is better than.
    left, found = set(options), set()
    while left and not found:
        first = {option for option in left if not any(better(other, option) for other in left if other != option)}
        found = first & set(eligible)
        left -= first
    return possible(line) == found


def possible(line):
    return set(line["winners"]) | set(line["tied"])


RULES = {"schulze": schulze, "ranked-pairs": ranked_pairs, "minimax": minimax, "copeland": copeland,
         "kemeny": kemeny, "liquidfeedback": liquidfeedback}


def main():
    compared = collections.Counter()
    for text in sys.stdin:
        line = json.loads(text)
        profile = theirs(line) if line["rule"] != "liquidfeedback" else None
        if profile is not None and not sets(line, profile) or not RULES[line["rule"]](line, profile):
            print(text.strip())
            return 1
        compared[line["rule"]] += 1
        compared["ranked-pairs on all ways"] += line.get("compared", False)
    print(dict(compared))
    return 0


if __name__ == "__main__":
    sys.exit(main())
