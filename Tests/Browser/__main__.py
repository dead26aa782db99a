"""Makes every journey in a real browser.

    python Tests/Browser [--report FILE] [WORDS]

Prints ok, FAIL or skip for each and the totals; WORDS picks the journeys whose name holds one of them.
Environment: MITSTIMME_PROGRAM, MITSTIMME_TIER, or BASE_URL and DATA for a server that runs already.
"""
import importlib
import json
import os
import pathlib
import shutil
import signal
import sys
import time
import traceback

from playwright.sync_api import sync_playwright

from inspection import Inspector
from registry import JOURNEYS, Skip
from server import Server
from visitor import Town

TIERS = ("quick", "all", "long")


def made(name, function, town):
    """Makes one journey: (outcome, words)."""
    before = len(town.inspector.faults)
    try:
        function(town)
        faults = town.inspector.faults[before:]
        return ("failed", faults) if faults else ("passed", [])
    except Skip as reason:
        return "skipped", [str(reason)]
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        here = [each for each in traceback.extract_tb(error.__traceback__) if "/journeys/" in each.filename]
        place = here[-1] if here else last
        words = f"{pathlib.Path(place.filename).name}:{place.lineno}: {place.line}"
        return "failed", [words, str(error).split("Call log:")[0].strip(), *town.inspector.faults[before:]]


def main(arguments):
    report = None
    if arguments[:1] == ["--report"]:
        report, arguments = open(arguments[1], "w", encoding="utf-8"), arguments[2:]
    tier = os.environ.get("MITSTIMME_TIER", "quick")
    for path in sorted(pathlib.Path(__file__).parent.glob("journeys/*.py")):
        importlib.import_module("journeys." + path.stem)
    wanted = [(name, function) for name, first, function in JOURNEYS
              if TIERS.index(first) <= TIERS.index(tier) and (not arguments or any(word in name for word in arguments))]
    if not wanted:
        print("No journey has these words in its name.")
        return 2
    if report:
        print(json.dumps({"plan": [name for name, _ in wanted]}), file=report, flush=True)

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    chromium = shutil.which("chromium")
    with Server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        schemes = ("light",) if tier == "quick" else ("light", "dark")
        town = Town(server, browser, Inspector(browser, server.address, schemes), tier)
        for name, function in wanted:
            start = time.monotonic()
            outcome, words = made(name, function, town)
            seconds = time.monotonic() - start
            counts[outcome] += 1
            print({"passed": "ok  ", "failed": "FAIL", "skipped": "skip"}[outcome], name, f"({seconds:.1f} s)", flush=True)
            for line in words if not report else []:
                print("     " + line.replace("\n", "\n     "), flush=True)
            if report:
                record = {"name": name, "outcome": outcome, "words": words, "seconds": seconds}
                print(json.dumps(record), file=report, flush=True)
            for context in list(browser.contexts):
                context.close()
        browser.close()
        for line in server.faults().splitlines():
            if line.startswith("!") and counts["failed"]:
                print(line)
    if not report:
        print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
