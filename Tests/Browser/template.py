"""The demo town, made once for all runners and copied by each, in the folder of MITSTIMME_TEMPLATE."""
import fcntl
import json
import os
import time
import urllib.request

from server import Server


def first_start(place):
    """What the first start in the folder `place` showed; afterwards `place`/town holds a stopped demo.

    Whoever comes first makes it, the others wait. Everything that was due is done, so that no copy does it again.
    """
    os.makedirs(place, exist_ok=True)
    os.chmod(place, 0o711)
    with open(place + "/lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(place + "/first.json"):
            first = made(place)
            with open(place + "/first.json", "w", encoding="utf-8") as file:
                json.dump(first, file)
        with open(place + "/first.json", encoding="utf-8") as file:
            return json.load(file)


def made(place):
    town = Server()
    town.folder, town.data, town.address = place, place + "/town", ""

    def get(path):
        with urllib.request.urlopen(town.address + path) as answer:
            return answer.status, answer.read().decode()

    try:
        town.start()
        process = town.process
        link = town.invitation()
        first = {
            "link": link, "front": get("/")[0], "invited": get(link)[0], "checkpoint": get("/log/checkpoint")[1].splitlines(),
            "proposals": town.sql("SELECT count(*), min(id), max(title) FROM proposals")}
        end = time.monotonic() + 60
        while town.sql("SELECT EXISTS (SELECT FROM jobs WHERE due_at <= now()) OR EXISTS (SELECT FROM log_outbox)") == "t":
            assert time.monotonic() < end, "what is due is never done"
            time.sleep(0.05)
    finally:
        town.stop()
    return first | {"status": process.returncode}
