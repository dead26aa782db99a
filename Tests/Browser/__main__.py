"""Makes every journey in a real browser.

    python Tests/Browser [--report FILE] [WORDS]

Prints ok, FAIL or skip for each and the totals; WORDS picks the journeys whose name holds one of them.
Environment: MITSTIMME_PROGRAM, MITSTIMME_TIER, MITSTIMME_TEMPLATE, or BASE_URL and DATA for a server that runs already.
"""
import importlib
import os
import pathlib
import shutil
import signal
import sys

from playwright.sync_api import sync_playwright

from inspection import Inspector
from registry import JOURNEYS
from runner import Run
from server import Server
from visitor import Town
import template


def main(arguments):
    for path in sorted(pathlib.Path(__file__).parent.glob("journeys/*.py")):
        importlib.import_module("journeys." + path.stem)
    run = Run("Journeys", JOURNEYS, arguments)
    if not run.wanted:
        print("No journey has these words in its name.")
        return 2

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # It draws no windows, which saves a third of the processor time; the other tiers use what people have.
    shell = run.tier == "quick" and shutil.which("chromium-headless-shell")
    chromium = shell or shutil.which("chromium")
    place = os.environ.get("MITSTIMME_TEMPLATE")
    copied = place and not os.environ.get("BASE_URL") and template.first_start(place) and place + "/town"
    with Server(copied=copied) as server, sync_playwright() as playwright:
        # Without the limit every page begins a process.
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--renderer-process-limit=1"])
        town = Town(server, browser, Inspector(browser, server.address, run.tier), run.tier)
        run.make(town, town.inspector.faults, after=town.leave)
        browser.close()
        if run.counts["failed"] and server.faults():
            print(server.faults())
    return run.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
