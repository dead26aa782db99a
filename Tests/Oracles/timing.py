"""Times other people's counting programs on the ballots of `bin/bench tally`.

    timing.py pabutools FILE.pb
    timing.py abcvoting FILE SEATS      a list of lists of marks in JSON, options numbered from 0
    timing.py pyrankvote FILE.blt       without withdrawn candidates, equal or skipped preferences
    timing.py votelib FILE.blt
    timing.py peak PROGRAM ARGUMENT...

Prints one line of JSON: what was elected and the seconds, or for `peak` the seconds and the largest memory in kB.
Seconds are processor time, which other work on the machine hardly changes.
"""
import json
import resource
import statistics
import subprocess
import sys
import time


def timed(work):
    """The value, and the median of as many runs as take two seconds together, at most five."""
    runs = []
    while not runs or len(runs) < 5 and sum(runs) < 2:
        start = time.process_time()
        value = work()
        runs.append(time.process_time() - start)
    return value, statistics.median(runs)


def pabutools(path):
    import pabutools.election as pb
    from pabutools.rules import method_of_equal_shares

    (instance, profile), reading = timed(lambda: pb.parse_pabulib(path))
    funded, counting = timed(lambda: method_of_equal_shares(instance, profile, sat_class=pb.Cost_Sat))
    return {"elected": [project.name for project in funded], "reading": reading, "counting": counting}


def abcvoting(path, seats):
    import abcvoting.abcrules
    import abcvoting.preferences

    with open(path) as file:
        ballots = json.load(file)
    profile = abcvoting.preferences.Profile(1 + max(max(ballot) for ballot in ballots))
    profile.add_voters(ballots)
    sets, counting = timed(lambda: abcvoting.abcrules.compute(
        "equal-shares", profile, int(seats), algorithm="gmpy2-fractions", resolute=True))
    return {"elected": [str(option) for option in sets[0]], "counting": counting}


def blt(path):
    """The number of candidates, of seats, and how often each order was voted for."""
    with open(path) as file:
        options, seats = map(int, next(file).split())
        votes = {}
        for line in file:
            count, *order = map(int, line.split())
            if count == 0:
                break
            order = tuple(order[:-1])
            votes[order] = votes.get(order, 0) + count
    return options, seats, votes


def pyrankvote(path):
    import pyrankvote

    options, seats, votes = blt(path)
    candidates = [pyrankvote.Candidate(str(option)) for option in range(1, options + 1)]
    ballots = [pyrankvote.Ballot([candidates[option - 1] for option in order])
               for order, count in votes.items() for _ in range(count)]
    found, counting = timed(
        lambda: pyrankvote.single_transferable_vote(candidates, ballots, number_of_seats=seats))
    return {"elected": [winner.name for winner in found.get_winners()], "counting": counting}


def votelib(path):
    import votelib.component.quota
    import votelib.component.transfer
    import votelib.evaluate.sequential

    _, seats, votes = blt(path)
    selector = votelib.evaluate.sequential.TransferableVoteSelector(
        transferer=votelib.component.transfer.Gregory(), quota_function=votelib.component.quota.construct("droop"),
        accept_quota_equal=True, mandatory_quota=False)
    found, counting = timed(lambda: selector.evaluate(votes, seats))
    return {"elected": [str(option) for option in found], "counting": counting}


def peak(*words):
    subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"seconds": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss}


programs = {"pabutools": pabutools, "abcvoting": abcvoting, "pyrankvote": pyrankvote, "votelib": votelib, "peak": peak}
print(json.dumps(programs[sys.argv[1]](*sys.argv[2:])))
