"""Installations of the real program, each in a folder of its own, and what an operator does to them."""
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time

from server import TOOLS, Server
import template

PROGRAM = os.path.abspath(os.environ.get("MITSTIMME_PROGRAM", ".build/debug/mitstimme"))
RECOUNT = os.path.join(os.path.dirname(PROGRAM), "recount")


def command(*words, seconds=120, **options):
    """Runs a program to its end; (status, standard output, standard error)."""
    done = subprocess.run(
        words, capture_output=True, text=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL, **options)
    return done.returncode, done.stdout, done.stderr


def as_postgres(words):
    """The same command for PostgreSQL's own account where we are root."""
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups", *words] if os.geteuid() == 0 else words


def said_besides(text):
    """The lines without `· progress` and without `archive: 10 %`, which a slow machine shows."""
    return [line for line in text.splitlines() if not line.startswith("· ") and not re.search(r": \d+ %$", line)]


def sentence(text):
    """The one sentence of a refusal: the lines without progress."""
    lines = said_besides(text)
    assert len(lines) == 1, f"not one sentence: {text!r}"
    return lines[0]


class Installation(Server):
    """A data folder, with a server on it or without."""

    def __init__(self, folder, *flags):
        super().__init__(*flags)
        self.folder, self.data, self.address = folder, folder + "/town", ""
        self.heard_before = 0
        os.makedirs(folder, exist_ok=True)
        os.chmod(folder, 0o711)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def close(self):
        if self.process:
            super().stop()
        self.stop_cluster()

    def start(self, *flags, port="0"):
        """Starts the server; the address is known when it answers. The seconds that took."""
        begin = time.monotonic()
        self.said = []
        with open(self.folder + "/faults", "a", encoding="utf-8") as faults:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--data", self.data, "--port", port, *self.flags, *flags],
                stdout=subprocess.PIPE, stderr=faults, text=True, start_new_session=True,
                # What it leaves behind when it is killed goes with its folder.
                env={**os.environ, "TMPDIR": self.folder})
        threading.Thread(target=lambda out: self.said.extend(out), args=(self.process.stdout,), daemon=True).start()
        self.address = self.wait_for(r"http://127\.0\.0\.1:\d+", 120)
        return time.monotonic() - begin

    @property
    def port(self):
        return int(self.address.rsplit(":", 1)[1])

    def end(self, number=signal.SIGTERM, seconds=30):
        """Sends the server a signal; its exit status."""
        self.process.send_signal(number)
        status = self.process.wait(seconds)
        self.process = None
        return status

    def kill_server(self):
        """Ends the server without a word. The cluster lives on."""
        self.end(signal.SIGKILL)

    def refused(self, *flags, data=None):
        """Starts a server that must not start; the sentence it says."""
        status, out, err = command(PROGRAM, "serve", "--data", data or self.data, "--port", "0", *flags, seconds=40)
        assert status == 2, f"ended with {status}: {out}{err}"
        return sentence(err)

    def run(self, *words, **options):
        """Another command on this folder: (status, output, errors)."""
        return command(PROGRAM, *words[:1], *words[1:], "--data", self.data, **options)

    def witnesses(self):
        """Process ids of the witnesses that work in this installation's folder, by name."""
        found = {}
        for number in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{number}/cmdline", encoding="utf-8") as file:
                    words = file.read().split("\0")
            except OSError:
                continue
            place = next((word for word in words if word.startswith(self.data + "/witnesses/")), None)
            if place and words[0].endswith("/witness"):
                found[os.path.basename(place)] = int(number)
        return found

    # The cluster

    def postmaster(self):
        """The process id of the cluster, if one runs."""
        try:
            with open(self.data + "/cluster/postmaster.pid", encoding="ascii") as file:
                number = int(file.readline())
            with open(f"/proc/{number}/cmdline", encoding="utf-8") as file:
                return number if self.data + "/cluster" in file.read() else None
        except (OSError, ValueError):
            return None

    def control(self, *words):
        done = subprocess.run(
            as_postgres([TOOLS + "/pg_ctl", "-D", self.data + "/cluster", "-w", *words]),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", check=False, timeout=60)
        return done.returncode

    def stop_cluster(self, how="immediate"):
        if self.postmaster():
            self.control("-m", how, "stop")

    def kill_cluster(self):
        """Ends the cluster as a crash of the machine would."""
        if number := self.postmaster():
            os.kill(number, signal.SIGKILL)
            for _ in range(500):
                if not os.path.exists(f"/proc/{number}"):
                    return
                time.sleep(0.02)

    def start_cluster(self):
        options = f"-c listen_addresses= -c unix_socket_directories='{self.data}/run' -c unix_socket_permissions=0777"
        status = self.control("-l", self.data + "/cluster/server.log", "-o", options, "start")
        assert status == 0, "the cluster does not start"

    def rows(self, query):
        """The rows of a query as lists of text."""
        return [line.split("|") for line in self.sql(query).splitlines()]

    def column(self, query):
        return self.sql(query).splitlines()

    def hurry(self, kind):
        """Makes a job due now."""
        self.sql(f"UPDATE jobs SET due_at = now() WHERE kind = '{kind}'")

    def inner_faults(self):
        """What the server said about faults of its own since it was handed out; loss of the database is not one."""
        return [line for line in self.faults()[self.heard_before:].splitlines() if line.startswith("! fault ")]


class Installations:
    """Hands out installations and ends all of them. The demo is made once and copied."""

    def __init__(self, tier):
        self.tier = tier
        self.given = []
        self.first = self.common = None
        self.scratched = 0

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="mitstimme-sys.")
        os.chmod(self.folder, 0o711)
        self.template = os.environ.get("MITSTIMME_TEMPLATE") or self.folder + "/template"
        return self

    def __exit__(self, *_):
        for installation in self.given:
            installation.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def rounds(self, quick, everything, long):
        return {"quick": quick, "all": everything, "long": long}[self.tier]

    def new(self, *flags):
        """One on an empty folder, not started."""
        installation = Installation(f"{self.folder}/{len(self.given)}", *flags)
        self.given.append(installation)
        return installation

    def first_start(self):
        """What the first start of the demo showed, of which all others are copies."""
        self.first = self.first or template.first_start(self.template)
        return self.first

    def demo(self, *flags):
        """One with the demo town, not started."""
        self.first_start()
        copy = self.new(*flags)
        subprocess.run(["cp", "-a", self.template + "/town", copy.data], check=True)
        return copy

    def running(self):
        """A demo that is served to all who only read it or add to it."""
        if not self.common:
            self.common = self.demo()
            self.common.start()
        self.common.heard_before = len(self.common.faults())
        return self.common

    def scratch(self, name):
        """A path for a file or folder that does not exist yet."""
        self.scratched += 1
        return f"{self.folder}/scratch-{self.scratched}-{name}"
