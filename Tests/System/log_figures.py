"""The log's figures that need no server: a full replay beside Go's, and a receipt's check in Chromium. Called by `bin/bench log`.

    python Tests/System/log_figures.py

Environment: MITSTIMME_PROGRAM; recount is beside it.
"""
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE))

from synthetic import COSIGNATURE, Key, Log, base, event, place, sha, write  # noqa: E402

RECOUNT = os.path.join(os.path.dirname(os.environ["MITSTIMME_PROGRAM"]), "recount")
SCRIPT = HERE.parents[1] / "Resources/public/receipt.js"
ENTRIES, RUNS = 300_000, 3


def line(name, value):
    print(f"{name:<60}{value}", flush=True)


def seconds(words):
    """The least by the clock and of processor time, in some runs."""
    clock, busy = [], []
    for _ in range(RUNS):
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        clock.append(time.monotonic() - begin)
        busy.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(clock), min(busy)


def replays(folder):
    log = Log(event(number) for number in range(ENTRIES))
    log.write(folder + "/log")
    policy = write(folder, "policy", log.policy())
    clock, busy = seconds([RECOUNT, "log", folder + "/log", "--policy", policy, "--json"])
    line(f"full replay of {ENTRIES} entries by recount log, entries/s", f"{int(ENTRIES / clock)}  {clock:.2f} s, {busy:.2f} s of processor time")
    if not shutil.which("go"):
        return
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOCACHE": folder + "/cache", "GOFLAGS": ""}
    subprocess.run(["go", "build", "-o", folder + "/check", str(HERE / "tlogcheck.go")], check=True, env=environment)
    bundles = [f"{folder}/log/tile/entries/{place(each, min(256, ENTRIES - each * 256))}" for each in range(-(-ENTRIES // 256))]
    clock, busy = seconds([folder + "/check", "replay", log.key.vkey, folder + "/log/checkpoint", *bundles])
    line("the same entries by golang.org/x/mod, without the tiles", f"{int(ENTRIES / clock)}  {clock:.2f} s, {busy:.2f} s of processor time")


CHECK = """(receipt) => {
  const begin = performance.now();
  const { holds } = Receipt.check(receipt);
  return holds ? performance.now() - begin : -1;
}"""


def receipts():
    """One of four cosignatures in a tree of 100,000, as somebody opens it."""
    from playwright.sync_api import sync_playwright
    salt, content = bytes(range(32)), b'{"proposal":"42"}'
    body = base(sha(b"mitstimme-leaf/v1\0support.given\0" + salt + content))
    entry = json.dumps(
        {"act": "support.given", "at": "2026-11-23T18:00:00Z", "body": body, "obj": "proposals/42", "v": 1}, separators=(",", ":"))
    log = Log([event(number) for number in range(99_999)] + [entry.encode()])
    witnesses = [Key(f"w{number}.test", range(40 + number, 72 + number), COSIGNATURE) for number in range(4)]
    names = [f"w{number}" for number in range(4)]
    policy = log.policy(
        *(f"witness {name} {key.vkey}" for name, key in zip(names, witnesses)), "group some 3 " + " ".join(names), quorum="some")
    receipt = {
        "proof": log.proof(99_999, witnesses=witnesses), "leaf": entry, "policy": policy,
        "opening": {"salt": base(salt), "content": content.decode()}}
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for slower in (1, 6):
            first, later = [], []
            for _ in range(5):
                page = browser.new_page()
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
                page.set_content("<p>")
                page.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
                times = [page.evaluate(CHECK, receipt) for _ in range(4)]
                assert min(times) >= 0, "the receipt does not hold"
                first.append(times[0])
                later += times[1:]
                page.close()
            line(f"a receipt with 4 cosignatures in Chromium, {slower} x slower, ms",
                 f"first {statistics.median(first):.0f}  then {statistics.median(later):.0f}")
        browser.close()


def main():
    with tempfile.TemporaryDirectory(prefix="mitstimme-log.", dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        replays(folder)
    receipts()


if __name__ == "__main__":
    main()
