"""Adds up what Swift Testing and the journeys reported, and says it in one last line.

    summary.py TIER FOLDER REPORT…

In the folder each run of Swift Testing has its event stream NAME.swift and its output NAME.log.
"""
import collections
import glob
import json
import os
import sys


def lines(path):
    """The JSON records of a file, one a line; a last line that was cut off is left out."""
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as file:
        for line in file:
            try:
                yield json.loads(line)
            except ValueError:
                return


def swift_results(path):
    """(suite, test, outcome, words, seconds) of each test function."""
    tests, started, ended = {}, {}, {}
    words, skipped, suites = collections.defaultdict(list), {}, set()
    for record in lines(path):
        payload = record["payload"]
        if record["kind"] == "test":
            if payload["kind"] == "function":
                tests[payload["id"]] = payload
            else:
                suites.add(payload["id"])
                tests.setdefault("suite " + payload["id"], payload)
            continue
        test, kind = payload.get("testID"), payload["kind"]
        texts = [message["text"] for message in payload.get("messages", [])]
        if kind == "testStarted":
            started[test] = payload["instant"]["absolute"]
        elif kind == "testEnded":
            ended[test] = (payload["messages"][0]["symbol"], payload["instant"]["absolute"])
        elif kind == "testSkipped":
            skipped[test] = texts[0] if texts else ""
        elif kind == "issueRecorded":
            words[test] += texts
    for test, payload in tests.items():
        if test.startswith("suite "):
            continue
        above = [suite for suite in suites if test.startswith(suite + "/")]
        suite = max(above, key=len, default=test.split(".")[0])
        name = tests.get("suite " + suite, {}).get("displayName", suite)
        title = payload.get("displayName", payload["name"])
        reason = next((skipped[each] for each in [test, *above] if each in skipped), None)
        if reason is not None:
            yield name, title, "skipped", [reason], 0
        elif test not in ended:
            yield name, title, "failed", ["did not end: the run crashed or took too long"], 0
        else:
            symbol, end = ended[test]
            outcome = "failed" if symbol == "fail" else "passed"
            yield name, title, outcome, words[test], end - started.get(test, end)


def swift_run(output):
    """The results of one run of Swift Testing; one that did not end is a failure."""
    stream = output.removesuffix(".log") + ".swift"
    results = list(swift_results(stream))
    if not any(record["payload"].get("kind") == "runEnded" for record in lines(stream)):
        with open(output, encoding="utf-8", errors="replace") as file:
            print("".join(file.readlines()[-30:]))
        if all(outcome != "failed" for _, _, outcome, _, _ in results):
            results.append(("swift test", "runs to its end", "failed", ["it did not"], 0))
    return results


def main(tier, folder, *reports):
    results = [result for output in sorted(glob.glob(folder + "/*.log")) for result in swift_run(output)]
    records = [record for report in reports for record in lines(report)]
    begun = {record["suite"] for record in records}
    expected = ("Journeys", "The programs") + (() if tier == "quick" else ("Fuzzers",))
    records += [{"suite": suite, "plan": ["begins"]} for suite in expected if suite not in begun]
    ends = [record for record in records if "name" in record]
    results += [(each["suite"], each["name"], each["outcome"], each["words"], each["seconds"]) for each in ends]
    made = {(each["suite"], each["name"]) for each in ends}
    for plan in records:
        results += [
            (plan["suite"], name, "failed", ["was not made"], 0)
            for name in plan.get("plan", []) if (plan["suite"], name) not in made]

    seconds = collections.defaultdict(float)
    skips = collections.Counter()
    for suite, _, outcome, words, spent in results:
        seconds[suite] += spent
        if outcome == "skipped":
            skips[(suite, words[0] if words else "")] += 1
    if tier != "quick":
        for suite, spent in sorted(seconds.items(), key=lambda each: -each[1]):
            print(f"{spent:8.1f} s  {suite}")
    for (suite, reason), count in skips.items():
        print(f"skip {suite} ({count}): {reason}")
    # Last, where whoever looks at the end of a long output sees them.
    for suite, title, outcome, words, _ in results:
        if outcome == "failed":
            print(f"FAIL {suite}: {title}")
            print("".join(f"     {line}\n" for text in words for line in text.splitlines()), end="")
    count = collections.Counter(outcome for _, _, outcome, _, _ in results)
    print(f"{count['passed']} passed, {count['failed']} failed, {count['skipped']} skipped")
    return 1 if count["failed"] or not count["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
