"""Runs each fuzzer for a time, two at once, and keeps what it found.

    fuzz.py PROGRAM SECONDS [--keep] [--report FILE] [NAME…]

Prints how each went; with --report it writes the lines that `Tests/Browser/summary.py` reads.
"""
import argparse
import base64
import concurrent.futures
import glob
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

CORPUS = pathlib.Path(__file__).parent / "corpus"
# Bytes an input may have, and megabytes and seconds that reading it may take.
LIMITS = ["-max_len=8192", "-rss_limit_mb=512", "-malloc_limit_mb=256", "-timeout=10"]
RUNNING = set()


def call(program, name, folder, *arguments):
    """How a call of libFuzzer ended and what it said."""
    # Swift's own backtraces would take the place of libFuzzer's handler, which writes down the input.
    environment = {
        **os.environ, "MITSTIMME_FUZZER": name, "MITSTIMME_SEEDS": str(folder / "found"), "SWIFT_BACKTRACE": "enable=no"}
    process = subprocess.Popen(
        [program, *LIMITS, f"-artifact_prefix={folder}/fault-", *arguments],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
    RUNNING.add(process)
    said = process.communicate()[1]
    RUNNING.discard(process)
    return process.returncode, said


def stop(*_):
    for process in RUNNING:
        process.kill()
    os._exit(143)


def kept(name):
    path = CORPUS / f"{name}.txt"
    return [base64.b64decode(line) for line in path.read_text(encoding="ascii").splitlines()] if path.exists() else []


def fuzz(program, name, seconds, keep):
    """The outcome of one fuzzer and its words."""
    with tempfile.TemporaryDirectory(prefix="mitstimme-fuzz.") as place:
        folder = pathlib.Path(place)
        for part in ("found", "kept"):
            (folder / part).mkdir()
        for number, content in enumerate(kept(name)):
            (folder / "kept" / str(number)).write_bytes(content)
        status, said = call(program, name, folder, f"-max_total_time={seconds}", str(folder / "found"), str(folder / "kept"))
        runs = re.search(r"Done (\d+) runs", said)
        if status != 0 or not runs:
            faults = [f"{path}: " + base64.b64encode(pathlib.Path(path).read_bytes()).decode() for path in glob.glob(f"{place}/fault-*")]
            laws = re.findall(r"Fatal error: .*", said)
            return "failed", [*laws, *faults, said[-3000:]]
        places = re.findall(r"cov: (\d+)", said)[-1]
        words = [f"{runs.group(1)} inputs, {places} places reached"]
        if keep:
            words.append(f"{merge(program, name, folder)} kept")
        return "passed", words


def merge(program, name, folder):
    """Keeps the smallest inputs that together reach all that was reached."""
    (folder / "least").mkdir()
    status, said = call(
        program, name, folder, "-merge=1", *(str(folder / part) for part in ("least", "kept", "found")))
    assert status == 0, said[-3000:]
    lines = sorted((base64.b64encode(path.read_bytes()).decode() for path in (folder / "least").iterdir()), key=lambda each: (len(each), each))
    (CORPUS / f"{name}.txt").write_text("".join(line + "\n" for line in lines), encoding="ascii")
    return len(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("seconds", type=int)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--report")
    asked = parser.parse_intermixed_args()
    names = asked.names or sorted(path.stem for path in CORPUS.glob("*.txt"))
    signal.signal(signal.SIGTERM, stop)
    report = open(asked.report, "w", encoding="utf-8") if asked.report else None

    def write(record):
        if report:
            print(json.dumps({"suite": "Fuzzers", **record}), file=report, flush=True)

    def run(name):
        start = time.monotonic()
        outcome, words = fuzz(asked.program, name, asked.seconds, asked.keep)
        return name, outcome, words, time.monotonic() - start

    write({"plan": names})
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, outcome, words, seconds in pool.map(run, names):
            failed += outcome == "failed"
            print("ok  " if outcome == "passed" else "FAIL", f"{name}:", "\n     ".join(words), f"({seconds:.0f} s)", flush=True)
            write({"name": name, "outcome": outcome, "words": words, "seconds": seconds})
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
