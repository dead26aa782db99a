"""Starting, stopping and looking after an installation."""
import fcntl
import os
import signal
import socket
import subprocess
import tempfile

from installation import PROGRAM, TOOLS, command, sentence
from people import Client
from registry import journey

def matches(words, *parts):
    assert words.startswith("mitstimme: "), words
    for part in parts:
        assert part in words, f"“{words}” does not say “{part}”"


@journey("An empty folder becomes a town: the start prints address and one-time link, a second start keeps the data")
def first_start(all):
    first = all.first_start()
    assert first["front"] == 200 and first["invited"] in (200, 303) and first["status"] == 0, first
    with all.demo() as town:
        seconds = town.start()
        assert seconds < (2 if os.getloadavg()[0] < os.cpu_count() else 10), f"a later start took {seconds:.1f} s"
        assert town.sql("SELECT count(*), min(id), max(title) FROM proposals") == first["proposals"]
        again, before = Client(town).get("/log/checkpoint").text.splitlines(), first["checkpoint"]
        assert again[0] == before[0] == "demo.mitstimme.invalid/log" and int(again[1]) >= int(before[1])
        assert town.invitation() != first["link"]


@journey("A port that the system chose stands on every page, in the feeds and in the letters of the demo", tier="all")
def own_port(all):
    with all.new() as town:
        town.start()
        for path in ("/proposals", "/feeds/log"):
            assert f"{town.address}{path}" in Client(town).get(path).text, path
        letters = town.column("SELECT substring(body FROM 'http://[^/]+') FROM inbox WHERE body LIKE '%http://%'")
        assert letters and set(letters) == {town.address}, letters


@journey("Two servers never use one folder: the second says so in one sentence")
def two(all):
    with all.demo() as town:
        town.start()
        matches(town.refused(), "another mitstimme is using", "--data")
        assert Client(town).get("/").status == 200


@journey("A start removes the archives that a killed server was verifying, and leaves alone what another server verifies")
def leftovers(all):
    with all.demo() as town:
        folder = f"{town.folder}/mitstimme-archives-{os.getuid()}"
        os.makedirs(folder, 0o700)
        for name in ("left.bel", "held.bel"):
            with open(f"{folder}/{name}", "wb") as file:
                file.write(b"archive")
        with open(f"{folder}/held.bel", "rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            town.start()
            assert os.listdir(folder) == ["held.bel"], os.listdir(folder)


@journey("A demo never becomes a real town, and a real town keeps its origin", tier="all")
def origins(all):
    with all.new() as town:
        matches(town.refused("--origin", "mit.example"), "--origin", "--empty")
    with all.demo() as town:
        matches(town.refused("--empty"), "demo", "--data")
        matches(town.refused("--empty", "--origin", "mit.example"), "demo")
        matches(town.refused("--origin", "mit.example"), "demo.mitstimme.invalid", "--origin")
        assert town.postmaster() is None, "a refused start leaves a cluster"
    with all.new() as town:
        town.start("--empty", "--origin", "mit.example", "--town", "Moers")
        assert town.sql("SELECT name, is_demo FROM town") == "Moers|f"
        assert Client(town).get("/log/checkpoint").text.splitlines()[0] == "mit.example/log"
        assert town.end() == 0
        matches(town.refused("--origin", "other.example"), "mit.example/log", "--origin")
        town.start("--origin", "mit.example")
        assert town.end() == 0
        town.start()
        assert Client(town).get("/").status == 200


@journey("SIGTERM and Ctrl-C stop server and cluster; after a kill the next start takes the cluster over")
def stopping(all):
    with all.demo() as town:
        for number in (signal.SIGTERM, signal.SIGINT):
            town.start()
            assert town.postmaster()
            assert town.end(number) == 0
            assert town.postmaster() is None, f"a cluster lives on after {number.name}"
        town.start()
        cluster = town.postmaster()
        town.kill_server()
        assert town.postmaster() == cluster
        town.start()
        assert town.postmaster() == cluster, "the cluster was not taken over"
        assert Client(town).get("/proposals").status == 200
        town.kill_server()
        town.kill_cluster()
        town.start()
        assert Client(town).get("/proposals").status == 200
        assert town.end() == 0
        assert town.postmaster() is None


@journey("A port in use is said in one sentence, and the cluster is stopped again")
def port_in_use(all):
    with all.demo() as town, socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, out, err = command(PROGRAM, "serve", "--data", town.data, "--port", str(port))
        assert status == 2, (status, out, err)
        lines = [line for line in err.splitlines() if not line.startswith("· ")]
        assert lines == [f"mitstimme: port {port} is in use; choose another with --port"], lines
        assert town.postmaster() is None


@journey("check names what is wrong and ends with 1; after a backup beside the server it ends with 0")
def check(all):
    with all.demo() as town:
        status, out, _ = town.run("check")
        assert status == 1 and "FAIL schema" in out and "is mitstimme serve running?" in out, out
        town.start()
        status, out, _ = town.run("check")
        wrong = [line for line in out.splitlines() if not line.startswith("ok")]
        assert status == 1 and len(wrong) == 1 and "none yet; run: mitstimme backup" in wrong[0], out
        status, out, err = town.run("backup", all.scratch("backup"))
        assert status == 0, err
        status, out, _ = town.run("check")
        assert status == 0 and all_ok(out), out
        os.rename(town.data + "/keys/log.seed", town.data + "/keys/elsewhere")
        status, out, _ = town.run("check")
        assert status == 1 and "FAIL log key" in out, out


def all_ok(text):
    names = {"schema", "clock", "mail", "jobs", "log", "log key", "tidemark", "log content", "witnesses", "disk", "backup"}
    return {line[5:].split(":")[0] for line in text.splitlines() if line.startswith("ok   ")} == names


@journey("Every command explains itself, and a wrong call is one sentence")
def helping(all):
    status, out, _ = command(PROGRAM, "--help")
    names = ["serve", "migrate", "check", "import", "backup", "restore", "invite", "log-recover"]
    assert status == 0 and [name for name in names if f"  {name} " not in out] == [], out
    commands = [[name] for name in names] + [["import", kind] for kind in ("proposal", "polis", "districts")]
    for words in commands:
        status, out, err = command(PROGRAM, *words, "--help")
        assert status == 0 and "OVERVIEW: " in out and "USAGE: " in out and not err, (words, out, err)
        if words != ["import"]:
            bare = [line for line in out.splitlines() if line.startswith("  --") and len(line.split()) < 3]
            # A long option's words stand on the next line.
            lines = out.splitlines()
            assert not [each for each in bare if not lines[lines.index(each) + 1].startswith(" " * 20)], (words, bare)
    for words in (["serve", "--colour", "red"], ["serve", "--port", "many"], ["serve", "--port", "70000"], ["invite", "king"]):
        status, _, err = command(PROGRAM, *words, cwd=all.folder)
        assert status == 2 and err.startswith("mitstimme: "), (words, status, err)
    assert not os.path.exists(all.folder + "/data"), "a wrong call makes a folder"


@journey("A wrong line in mitstimme.conf is refused with file and line; the written file is all comments")
def settings(all):
    with all.demo() as town:
        path = town.data + "/mitstimme.conf"
        with open(path, encoding="utf-8") as file:
            written = file.read()
        assert all_comments(written), written
        with open(path, "w", encoding="utf-8") as file:
            file.write("# The settings\n\ntown = Duisburg\ncolour = red\n")
        matches(town.refused(), path, "4", "colour")
        with open(path, "w", encoding="utf-8") as file:
            file.write("port = many\n")
        status, _, err = command(PROGRAM, "serve", "--data", town.data)
        assert status == 2, err
        matches(sentence(err), "port")
        with open(path, "w", encoding="utf-8") as file:
            file.write("operator-name = Stadt Duisburg\n")
        town.start()
        assert Client(town).get("/imprint").status == 200


def all_comments(text):
    return all(not line or line.startswith("#") for line in text.splitlines()) and "# mail-server = " in text


@journey("With --database it serves from an existing PostgreSQL, and again")
def existing(all):
    given = os.environ.get("MITSTIMME_TEST_SOCKET")
    cluster = os.path.join(os.path.dirname(__file__), "../../../bin/cluster")
    socket_folder = given or subprocess.run([cluster, "start"], capture_output=True, text=True, check=True).stdout.strip()
    name = "system_" + os.path.basename(tempfile.mktemp(prefix="")).lower()
    psql = [TOOLS + "/psql", "-qAtX", "-h", socket_folder, "-U", "mitstimme_owner", "-d", "postgres", "-c"]
    try:
        subprocess.run([*psql, f"CREATE DATABASE {name}"], check=True)
        url = f"postgresql:///{name}?host={socket_folder}&user=mitstimme_owner"
        with all.new("--database", url) as town:
            # The demo is invented anew only where there is time for it.
            town.start(*all.rounds(("--empty", "--origin", "mit.example", "--town", "Moers"), (), ()))
            assert Client(town).get("/proposals").status == 200
            assert not os.path.exists(town.data + "/cluster"), "a cluster was made all the same"
            status, out, _ = command(PROGRAM, "check", "--data", town.data, "--database", url)
            assert "ok   schema" in out and "ok   log:" in out, out
            assert town.end() == 0
            town.start()
            assert Client(town).get("/proposals").status == 200
            assert town.end() == 0
            matches(town.refused("--database", f"postgresql:///{name}_not?host={socket_folder}&user=mitstimme_owner"), "database")
    finally:
        subprocess.run([*psql, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"], check=False)
        if not given:
            subprocess.run([cluster, "stop", socket_folder], check=False)


@journey("A folder that cannot be used is refused in one sentence")
def folders(all):
    with all.new() as town:
        path = all.scratch("file")
        with open(path, "w", encoding="utf-8"):
            pass
        matches(town.refused(data=path + "/town"), path)
        matches(town.refused(data=all.folder + "/" + "long" * 30), "too long", "--data")
