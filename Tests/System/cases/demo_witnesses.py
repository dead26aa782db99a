"""The four observers of a demo: they confirm, are missed when they go, and end with the server."""
import os
import re
import shutil
import signal
import time

import installation

from cases.log import recount
from cases.witnesses import support, until
from installation import PROGRAM
from people import Client
from registry import journey
from synthetic import write

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))


def confirmed(town):
    """Size and number of cosignatures of the published checkpoint."""
    note = Client(town).get("/log/checkpoint").text
    return int(note.splitlines()[1]), len(re.findall(r"^— \w+\.invalid/witness ", note, re.M))


def log_page(town, language="de"):
    return Client(town).get("/log", Accept_Language=language).text


@journey("A demo has four observers, of whom three must confirm; with one gone it goes on, with two it says so")
def quorum(all):
    with all.demo() as town:
        assert town.start() < 10
        pids = town.witnesses()
        assert sorted(pids) == ["council", "neighbour", "press", "university"], pids
        size = support(town)
        until(lambda: confirmed(town) == (size, 4))
        until(lambda: "Bestätigt von 4 von 4 Beobachtern." in log_page(town))
        assert "Bestätigt von 4 von 4 Beobachtern." in Client(town).get(f"/log/{size - 1}", Accept_Language="de").text
        policy = write(all.scratch("trust"), "policy", Client(town).get("/log/policy").body)
        assert "group observers 3 council press university neighbour\nquorum observers\n" in open(policy, encoding="utf-8").read()
        said = recount("log", town.address + "/log", "--policy", policy)
        assert said["verdict"] == "holds" and len(said["witnesses"]) == 4, said
        status, out, _ = town.run("check")
        assert f"ok   witnesses: confirmed up to {size} entries" in out, out

        os.kill(pids["press"], signal.SIGKILL)
        size = support(town)
        until(lambda: confirmed(town) == (size, 3))
        until(lambda: "Bestätigt von 3 von 4 Beobachtern." in log_page(town))
        assert "Confirmed by 3 of 4 witnesses." in log_page(town, "en")
        assert recount("log", town.address + "/log", "--policy", policy)["verdict"] == "holds"

        os.kill(pids["university"], signal.SIGKILL)
        support(town)
        until(lambda: "Von 4 Beobachtern antworten nur 2" in log_page(town))
        assert confirmed(town) == (size, 3), "it was published without a quorum"
        assert "antworten nur 2" in Client(town).get("/log/witnesses", Accept_Language="de").text
        assert "haben diesen Stand noch nicht bestätigt" in Client(town).get(f"/log/{size}", Accept_Language="de").text
        status, out, _ = town.run("check")
        assert status == 1 and "press does not answer; university does not answer" in out, out

        left = set(town.witnesses().values()) - {pids["press"], pids["university"]}
        assert town.end() == 0
        assert not [each for each in left if os.path.exists(f"/proc/{each}")], "observers live on"
        # The next start has all four again, and they catch up.
        town.start()
        until(lambda: confirmed(town) == (size + 1, 4))


@journey("The observers of a demo end with a server that is killed, are there again at once, and go on from what they saw")
def killed(all):
    with all.demo() as town:
        for _ in range(all.rounds(1, 5, 20)):
            town.start()
            pids = town.witnesses()
            assert len(pids) == 4
            size = support(town)
            until(lambda: confirmed(town)[0] == size)
            town.kill_server()
            begin = time.monotonic()
            town.start()
            assert time.monotonic() - begin < 10
            assert len(town.witnesses()) == 4 and not set(pids.values()) & set(town.witnesses().values())
            size = support(town)
            until(lambda: confirmed(town) == (size, 4))
            town.kill_server()
            until(lambda: not town.witnesses(), 5)


@journey("Without the program witness a demo goes on without observers; a real town and a trust file of the operator's have none", tier="all")
def none(all):
    with all.demo() as town:
        town.start()
        size = support(town)
        until(lambda: confirmed(town) == (size, 4))
        assert town.end() == 0
        alone = town.folder + "/alone"
        os.makedirs(alone)
        shutil.copy(os.path.realpath(PROGRAM), alone + "/mitstimme")
        installation.PROGRAM = alone + "/mitstimme"
        try:
            town.start("--home", ROOT)
        finally:
            installation.PROGRAM = PROGRAM
        assert "the demo has no observers: the program witness is missing" in town.faults()
        assert town.witnesses() == {} and "quorum none" in Client(town).get("/log/policy").text
        assert "Beobachtern" not in log_page(town)
        size = support(town)
        until(lambda: confirmed(town) == (size, 0))
        own = re.search(r"^log \S+$", Client(town).get("/log/policy").text, re.M).group(0)
        assert town.end() == 0
        path = write(all.scratch("policy"), "policy", own + "\nquorum none\n")
        town.start("--log-policy", path)
        assert town.witnesses() == {} and Client(town).get("/log/policy").text == own + "\nquorum none\n"
    with all.new("--empty", "--town", "Musterstadt", "--origin", "log.test") as town:
        town.start()
        assert town.witnesses() == {} and not os.path.exists(town.data + "/witnesses")
        assert "quorum none" in Client(town).get("/log/policy").text
