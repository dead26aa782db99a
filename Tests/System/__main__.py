"""Runs the real programs as an operator does: starting, stopping, breaking, backing up, importing, recounting.

    python Tests/System [--report FILE] [WORDS]

Prints ok, FAIL or skip for each and the totals; WORDS picks the cases whose name holds one of them.
Environment: MITSTIMME_PROGRAM (recount is beside it), MITSTIMME_TIER, MITSTIMME_TEST_SOCKET,
MITSTIMME_TEMPLATE (the demo, for all runners together).
"""
import importlib
import pathlib
import signal
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "Browser"))

from registry import JOURNEYS  # noqa: E402
from runner import Run  # noqa: E402

from installation import Installations  # noqa: E402


def main(arguments):
    for path in sorted(HERE.glob("cases/*.py")):
        importlib.import_module("cases." + path.stem)
    run = Run("The programs", JOURNEYS, arguments)
    if not run.wanted:
        print("No case has these words in its name.")
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Installations(run.tier) as installations:
        run.make(installations)
    return run.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
