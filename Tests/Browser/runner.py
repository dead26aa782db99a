"""Makes journeys one after the other, prints how each went, and writes a report for `summary.py`."""
import json
import os
import pathlib
import time
import traceback

from registry import Skip

TIERS = ("quick", "all", "long")


class Run:
    """The journeys that a tier and the words of the command line pick, and how they went.

    The arguments may begin with `--report FILE`, then with `--half 0` or `--half 1`: every other journey.
    """

    def __init__(self, suite, journeys, arguments):
        self.suite = suite
        self.report = None
        if arguments[:1] == ["--report"]:
            self.report, arguments = open(arguments[1], "w", encoding="utf-8"), arguments[2:]
        half = None
        if arguments[:1] == ["--half"]:
            half, arguments = int(arguments[1]), arguments[2:]
        self.tier = os.environ.get("MITSTIMME_TIER", "quick")
        self.wanted = [
            (name, function) for name, first, function in journeys
            if TIERS.index(first) <= TIERS.index(self.tier) and (not arguments or any(word in name for word in arguments))]
        if half is not None:
            self.wanted = self.wanted[half::2]
        self.counts = {"passed": 0, "failed": 0, "skipped": 0}
        self.write({"suite": suite, "plan": [name for name, _ in self.wanted]})

    def make(self, subject, faults=(), after=lambda: None):
        """Makes each journey with `subject`; what it adds to `faults` fails it, `after` tidies up."""
        for name, function in self.wanted:
            start, before = time.monotonic(), len(faults)
            outcome, words = outcome_of(function, subject)
            if outcome != "skipped" and len(faults) > before:
                outcome, words = "failed", words + faults[before:]
            seconds = time.monotonic() - start
            self.counts[outcome] += 1
            print({"passed": "ok  ", "failed": "FAIL", "skipped": "skip"}[outcome], name, f"({seconds:.1f} s)", flush=True)
            # With a report the summary says what failed.
            for line in words if not self.report else []:
                print("     " + line.replace("\n", "\n     "), flush=True)
            self.write({"suite": self.suite, "name": name, "outcome": outcome, "words": words, "seconds": seconds})
            after()

    def write(self, record):
        if self.report:
            print(json.dumps(record), file=self.report, flush=True)

    def end(self):
        """Prints the totals, unless the summary does; the exit status."""
        if not self.report:
            print("{passed} passed, {failed} failed, {skipped} skipped".format(**self.counts))
        return 1 if self.counts["failed"] else 0


def outcome_of(function, subject):
    try:
        function(subject)
        return "passed", []
    except Skip as reason:
        return "skipped", [str(reason)]
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        place = next((each for each in reversed(frames) if {"journeys", "cases"} & set(pathlib.Path(each.filename).parts)), frames[-1])
        words = f"{pathlib.Path(place.filename).name}:{place.lineno}: {place.line}"
        return "failed", [words, str(error).split("Call log:")[0].strip() or type(error).__name__]
