"""How many encrypted ballots a second the server accepts over HTTP, all checks made, and how fast pages stay meanwhile.

    python Tests/System/ballot_load.py [BALLOTS]

Prints lines for docs/figures.md. The ballots are first ones: each marks a row of the roll. Readers ask for the list of proposals
at a steady pace, not as fast as they can, so that their times are those of a visitor. Environment: MITSTIMME_PROGRAM.
"""
import multiprocessing
import os
import pathlib
import random
import signal
import socket
import sys
import threading
import time
import urllib.parse

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "Browser"))

from installation import Installations  # noqa: E402
from keepers import Keepers  # noqa: E402
from people import add_people  # noqa: E402

OPTIONS = ["Stein", "Holz", "Stahl", "Beton", "Seil"]
CASTERS = 8
READERS, PACE = 5, 20


def one_of(options):
    chosen = random.randrange(len(options))
    return [int(number == chosen) for number in range(len(options))]


def answered(link, request):
    """Sends bytes and reads one answer to its end; its status."""
    link.sendall(request)
    got = b""
    while b"\r\n\r\n" not in got:
        more = link.recv(1 << 16)
        if not more:
            raise ConnectionError("closed in the middle of an answer")
        got += more
    head, body = got.split(b"\r\n\r\n", 1)
    length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    while len(body) < length:
        body += link.recv(1 << 16)
    return int(head.split(b" ", 2)[1])


def request_of(voter, address):
    """The whole request of somebody's first ballot, made before the clock runs."""
    client = voter.client
    body = urllib.parse.urlencode({"ballot": voter.ballots[0][1], "token": client.form_token()}).encode()
    # Each comes from an address of its own, as people do.
    origin = ".".join(str(random.randint(1, 250)) for _ in range(4))
    head = (
        f"POST {voter.path} HTTP/1.1\r\nHost: {address.removeprefix('http://')}\r\nOrigin: {address}\r\nCookie: session={client.token}\r\n"
        f"X-Forwarded-For: {origin}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n")
    return head.encode() + body


def cast(port, requests):
    """Casts all ballots over a few connections: (seconds, milliseconds each took)."""
    waiting, times, faults = list(requests), [], []

    def caster():
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=60) as link:
                while True:
                    try:
                        request = waiting.pop()
                    except IndexError:
                        return
                    begin = time.perf_counter()
                    status = answered(link, request)
                    times.append((time.perf_counter() - begin) * 1000)
                    assert status == 200, f"a ballot was answered with {status}"
        except (AssertionError, OSError) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=caster) for _ in range(CASTERS)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return time.perf_counter() - begin, sorted(times)


class Readers:
    """A process of its own whose readers ask for the list of proposals at a steady pace until `end`."""

    def __init__(self, port):
        self.mine, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=Readers.run, args=(port, theirs), daemon=True)
        self.process.start()

    @staticmethod
    def run(port, pipe):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        times, stopping = [], threading.Event()

        def read():
            request = f"GET /proposals HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
            with socket.create_connection(("127.0.0.1", port), timeout=60) as link:
                due = time.perf_counter() + random.random() / PACE
                while not stopping.wait(max(0, due - time.perf_counter())):
                    # From when it was due: an answer that is late makes those behind it late, too.
                    assert answered(link, request) == 200
                    times.append((time.perf_counter() - due) * 1000)
                    due += 1 / PACE

        threads = [threading.Thread(target=read, daemon=True) for _ in range(READERS)]
        for thread in threads:
            thread.start()
        pipe.recv()
        stopping.set()
        for thread in threads:
            thread.join()
        pipe.send(times)

    def end(self):
        """Milliseconds of each page."""
        self.mine.send(None)
        times = self.mine.recv()
        self.process.join()
        return sorted(times)


def share(times, part):
    return times[min(len(times) - 1, int(len(times) * part))]


def spread(times):
    return f"p50 {share(times, 0.5):.1f} ms  p99 {share(times, 0.99):.1f} ms"


def processor_seconds(process):
    """What the server's own threads have taken so far; the database's processes are not among them."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def line(name, value):
    print(f"{name:<60}{value}", flush=True)


def main(count):
    with Installations("quick") as installations:
        town = installations.new("--behind-proxy", "yes")
        town.start()
        keepers = Keepers(installations, town, "Woraus wird die Brücke?", "plurality", OPTIONS)
        # Not more at once than fits a command line.
        clients = [client for begin in range(0, count, 500) for client in add_people(town, min(500, count - begin))]
        keepers.begin_election()
        people = keepers.voters(lambda: one_of(OPTIONS), count, clients=clients)
        requests = [request_of(voter, town.address) for voter in people]
        half = count // 2
        line("load at the begin", pathlib.Path("/proc/loadavg").read_text(encoding="ascii").split()[0])
        line("bytes of a ballot, one question of five answers", len(people[0].ballots[0][1]))

        readers = Readers(town.port)
        time.sleep(10)
        alone = readers.end()

        before = processor_seconds(town.process.pid)
        seconds, times = cast(town.port, requests[:half])
        spent = processor_seconds(town.process.pid) - before
        line(f"{half} ballots, {CASTERS} connections, accepted a second", f"{half / seconds:.0f}  {spread(times)}")
        line("  processor time of the server, a ballot", f"{spent / half * 1000:.2f} ms")

        readers = Readers(town.port)
        seconds, times = cast(town.port, requests[half:])
        beside = readers.end()
        line("the same beside readers, accepted a second", f"{(count - half) / seconds:.0f}  {spread(times)}")
        line(f"list of proposals, {READERS * PACE} a second, without ballots", f"{spread(alone)}  ({len(alone)} pages)")
        line("  beside the ballots", f"{spread(beside)}  ({len(beside)} pages)")

        accepted = town.sql(
            f"SELECT (SELECT count(*) FROM encrypted_intake WHERE election_id = {keepers.number})"
            f" + (SELECT count(*) FROM encrypted_box WHERE election_id = {keepers.number})")
        marks = town.sql(f"SELECT count(*) FROM electoral_roll WHERE election_id = {keepers.number} AND mark = 'online'")
        assert accepted == marks == str(count), (accepted, marks, count)
        line("load at the end", pathlib.Path("/proc/loadavg").read_text(encoding="ascii").split()[0])


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000)
