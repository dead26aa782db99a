"""Compares committees by approvals with abcvoting, and budgets with pabutools.

Reads lines of JSON from standard input, options numbered from 0, a ballot being a list of marks or of points:

    {"seed": 7, "rule": "equal-shares", "parameters": {"utility": "cost"}, "seats": 1, "options": 3,
     "ballots": [[0, 2]], "budget": 10, "costs": [3, 4, 5], "sets": [[0, 2]]}

`sets` holds every set of winners. Ends with 1 at the first difference and prints its line. Needs abcvoting 2.19.2
and pabutools 1.2.3 from PyPI.
"""
import collections
import json
import random
import sys
from fractions import Fraction

import abcvoting.abcrules
import abcvoting.preferences
import pabutools.election as pb
import pabutools.rules
from pabutools.tiebreaking import TieBreakingRule

# By our rule and its completion: abcvoting's rule and how it is called.
COMMITTEES = {
    ("proportional-approval", None): ("pav", {"algorithm": "branch-and-bound"}),
    ("sequential-pav", None): ("seqpav", {}),
    ("chamberlin-courant", None): ("cc", {"algorithm": "branch-and-bound"}),
    ("sequential-phragmen", None): ("seqphragmen", {"algorithm": "standard-fractions"}),
    ("equal-shares-committee", "phragmen"): ("equal-shares", {"algorithm": "standard-fractions"}),
    ("equal-shares-committee", "utilitarian"): (
        "equal-shares-with-av-completion", {"algorithm": "standard-fractions"}),
}


def committee(line):
    """All committees that abcvoting finds; nil where it has no such rule."""
    if line["parameters"].get("completion") == "add1":
        return increased(line)
    found = COMMITTEES.get((line["rule"], line["parameters"].get("completion")))
    if found is None:
        return None
    profile = abcvoting.preferences.Profile(line["options"])
    profile.add_voters(line["ballots"])
    name, arguments = found
    sets = abcvoting.abcrules.compute(name, profile, line["seats"], resolute=False, **arguments)
    return {tuple(sorted(found)) for found in sets} == ours(line)


def increased(line):
    """abcvoting settles ties there by number, so it finds one of our committees."""
    profile = abcvoting.preferences.Profile(line["options"])
    profile.add_voters(line["ballots"])
    sets = abcvoting.abcrules.compute(
        "equal-shares-with-increment-completion", profile, line["seats"], algorithm="standard-fractions")
    return tuple(sorted(sets[0])) in ours(line)


def ours(line):
    return {tuple(found) for found in line["sets"]}


def election(line):
    projects = [pb.Project(str(option).zfill(3), cost) for option, cost in enumerate(line["costs"])]
    instance = pb.Instance(projects, budget_limit=line["budget"])
    if line["parameters"].get("utility") == "points":
        ballots = [pb.CardinalBallot({project: points for project, points in zip(projects, ballot) if points})
                   for ballot in line["ballots"]]
        return instance, pb.CardinalProfile(ballots)
    ballots = [pb.ApprovalBallot(projects[option] for option in ballot) for ballot in line["ballots"]]
    return instance, pb.ApprovalProfile(ballots)


def supported(line, outcomes):
    """The sets of winners without projects that nobody supports, which pabutools funds where money is left."""
    if line["parameters"].get("utility") == "points":
        wanted = {option for ballot in line["ballots"] for option, points in enumerate(ballot) if points}
    else:
        wanted = {option for ballot in line["ballots"] for option in ballot}
    return {tuple(sorted(int(project.name) for project in outcome if int(project.name) in wanted))
            for outcome in outcomes}


def equal_shares(line):
    instance, profile = election(line)
    given = line["parameters"]
    if given["start"] != "exact" or given["comparison"] != "none" or not line["ballots"]:
        return None
    satisfaction = {"cost": pb.Cost_Sat, "count": pb.Cardinality_Sat, "points": pb.Additive_Cardinal_Sat}
    arguments = {"sat_class": satisfaction[given["utility"]]}
    shares = pabutools.rules.method_of_equal_shares
    if given["completion"] == "none":
        return every_order(line, lambda order: shares(instance, profile, tie_breaking=order, **arguments))
    if given["completion"] == "phragmen" and given["utility"] != "points":
        return supported(line, after_shares(line, instance, profile)) == ours(line)
    if given["completion"] == "utilitarian" and given["utility"] != "points":
        return every_order(line, lambda order: pabutools.rules.completion_by_rule_combination(
            instance, profile, [shares, pabutools.rules.greedy_utilitarian_welfare],
            [dict(arguments, tie_breaking=order), {"sat_class": pb.Cost_Sat, "tie_breaking": order}]))
    if given["completion"] != "add1":
        return None
    # Ties are settled by number here, so this is one of our outcomes.
    if given["stop"] == "exhaustive":
        found = shares(instance, profile, voter_budget_increment=given["increment"], **arguments)
    else:
        if sum(line["costs"]) <= line["budget"]:
            return None  # It would be raised for ever.
        wanted = supported(line, [list(instance)]).pop()
        if sum(line["costs"][option] for option in wanted) <= line["budget"]:
            return None
        found = pabutools.rules.exhaustion_by_budget_increase(
            instance, profile, shares, arguments, exhaustive_stop=False,
            budget_step=given["increment"] * len(line["ballots"]), budget_bound=10 ** 9)
    return supported(line, [found]).pop() in ours(line)


def every_order(line, count):
    """Whether all that comes out with several orders of tied projects is among our outcomes, and all where it is one.

    Asked for all outcomes, pabutools 1.2.3 fails to copy its own projects.
    """
    dice = random.Random(line["seed"])
    outcomes = []
    for _ in range(1 if len(line["sets"]) == 1 else 12):
        places = {str(option).zfill(3): dice.random() for option in range(line["options"])}
        outcomes.append(count(TieBreakingRule(lambda instance, profile, project: places[project.name])))
    return supported(line, outcomes) <= ours(line)


def after_shares(line, instance, profile):
    """Equal shares followed by hand, then pabutools' Phragmén with what the voters have left."""
    projects = {int(project.name): project for project in instance}
    found = []
    start = tuple(Fraction(line["budget"], len(line["ballots"])) for _ in line["ballots"])
    courses = {((), start)}
    while courses:
        taken, money = courses.pop()
        prices = {}
        for option, cost in enumerate(line["costs"]):
            supporters = [voter for voter, ballot in enumerate(line["ballots"]) if option in ballot]
            if option in taken or sum(money[voter] for voter in supporters) < cost or not supporters:
                continue
            left, rest = Fraction(cost), sorted(supporters, key=lambda voter: money[voter])
            while money[rest[0]] * len(rest) < left:
                left -= money[rest.pop(0)]
            prices[option] = left / len(rest)
        if not prices:
            loads = [-amount for amount in money]
            found += pabutools.rules.sequential_phragmen(
                instance, profile, initial_loads=loads,
                initial_budget_allocation=[projects[option] for option in taken], resoluteness=False)
            continue
        worth = line["costs"] if line["parameters"]["utility"] == "cost" else [1] * line["options"]
        best = min(price / worth[option] for option, price in prices.items())
        for option, price in prices.items():
            if price / worth[option] == best:
                rest = tuple(max(amount - price, 0) if option in ballot else amount
                             for amount, ballot in zip(money, line["ballots"]))
                courses.add((tuple(sorted(taken + (option,))), rest))
    return found


def greedy_budget(line):
    if line["parameters"]["unaffordable"] != "skip":
        return None
    instance, profile = election(line)
    found = pabutools.rules.greedy_utilitarian_welfare(
        instance, profile, sat_class=pb.Cost_Sat, resoluteness=False)
    return supported(line, found) == ours(line)


def phragmen_budget(line):
    if line["parameters"]["unaffordable"] != "stop":
        return None
    instance, profile = election(line)
    found = pabutools.rules.sequential_phragmen(instance, profile, resoluteness=False)
    return supported(line, found) == ours(line)


BUDGETS = {"equal-shares": equal_shares, "greedy-budget": greedy_budget, "phragmen-budget": phragmen_budget}
compared = collections.Counter()
for text in sys.stdin:
    line = json.loads(text)
    same = BUDGETS.get(line["rule"], committee)(line)
    if same is False:
        print("differs:", text.strip())
        sys.exit(1)
    compared[line["rule"] + ("" if same else " without a peer")] += 1
for rule, count in sorted(compared.items()):
    print(rule, count)
