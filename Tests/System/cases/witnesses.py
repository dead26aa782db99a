"""Witnesses written in Python, asked by the real server."""
import base64
import hashlib
import http.server
import re
import threading
import time

from ledger import drained
from people import Client, add_people
from registry import Skip, journey


class Witness:
    """Believes every checkpoint and cosigns it, or answers what a case wants."""

    def __init__(self, name):
        try:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        except ImportError as missing:
            raise Skip(f"{missing.name} is not installed") from missing
        self.name, self.secret = name, Ed25519PrivateKey.generate()
        public = b"\x04" + self.secret.public_key().public_bytes_raw()
        self.number = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
        self.key = f"{name}+{self.number.hex()}+{base64.b64encode(public).decode()}"
        self.says, self.asked, self.size = None, [], 0
        witness = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                status, text = witness.answer(self.path, body)
                self.send_response(status)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def line(self):
        return f"witness {self.name} {self.key} http://127.0.0.1:{self.server.server_port}"

    def answer(self, path, body):
        assert path == "/add-checkpoint", path
        head, note = body.split("\n\n", 1)
        text = note.split("\n\n")[0] + "\n"
        old = int(head.splitlines()[0].removeprefix("old "))
        self.asked.append(old)
        if self.says:
            return self.says
        if old != self.size:
            return 409, f"{self.size}\n"
        self.size = int(text.splitlines()[1])
        now = int(time.time())
        signature = self.secret.sign(f"cosignature/v1\ntime {now}\n{text}".encode())
        return 200, f"— {self.name} {base64.b64encode(self.number + now.to_bytes(8, 'big') + signature).decode()}\n"

    def close(self):
        self.server.shutdown()


def act(town):
    proposal = town.sql("SELECT max(id) FROM proposals WHERE process_id = 3 AND state = 'published'")
    assert add_people(town, 1)[0].post(f"/proposals/{proposal}/support").status == 303


def support(town):
    """An act that is put into the tree; the tree's size then."""
    act(town)
    drained(town)
    return int(town.sql("SELECT size FROM log_head"))


def until(wanted, seconds=30):
    end = time.monotonic() + seconds
    while not (got := wanted()):
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.1)
    return got


@journey("Witnesses of the policy confirm what is published; one that is away is named, one that is ahead stops the signing", tier="all")
def witnesses(all):
    three = [Witness(f"w{number}.example") for number in range(3)]
    with all.demo() as town:
        town.start()
        own = re.search(r"^log \S+$", Client(town).get("/log/policy").text, re.M).group(0)
        assert town.end() == 0
        path = all.scratch("policy")

        def policy(*lines):
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(lines) + "\n")

        names = " ".join(witness.name for witness in three)
        policy(three[0].line, "quorum none")
        assert "lacks this log; add the line: log " in town.refused("--log-policy", path)
        policy(own, "witness lonely " + three[0].key, "quorum lonely")
        assert "can never be met" in town.refused("--log-policy", path)
        policy(own, "nonsense")
        assert ":2" in town.refused("--log-policy", path) or "line 2" in town.refused("--log-policy", path)
        assert "cannot be read" in town.refused("--log-policy", path + "-none")

        policy("# whom we trust", own, *(witness.line for witness in three), f"group some 2 {names}", "quorum some")
        town.start("--log-policy", path)
        with open(path, "rb") as file:
            assert Client(town).get("/log/policy").body == file.read()
        signed = lambda count: Client(town).get("/log/checkpoint").text.count("\n— w") >= count
        until(lambda: signed(3))
        size = support(town)
        until(lambda: signed(3) and int(Client(town).get("/log/checkpoint").text.splitlines()[1]) >= size)
        proof = Client(town).get(f"/log/{size - 1}/proof").text
        assert proof.count("\n— w") == 3, proof
        status, out, _ = town.run("check")
        assert "ok   witnesses: none" in out, out

        three[1].server.shutdown()
        three[1].server.server_close()
        size = support(town)
        until(lambda: int(Client(town).get("/log/checkpoint").text.splitlines()[1]) >= size)
        assert f"witness {three[1].name}: does not answer" in town.faults()
        with open(town.data + "/mitstimme.conf", "a", encoding="utf-8") as file:
            file.write(f"log-policy = {path}\n")
        status, out, _ = town.run("check")
        assert status == 1 and f"FAIL witnesses: confirmed up to {size} entries; {three[1].name} does not answer" in out, out

        three[2].says = (409, f"{size + 1000}\n")
        assert support(town) == size + 1
        until(lambda: "saw a larger tree" in town.faults())
        act(town)
        time.sleep(1)
        assert town.sql("SELECT count(*) FROM log_outbox") != "0", "it was signed though a witness is ahead"
        assert Client(town).get("/proposals").status == 200
        assert town.end() == 0
        # At a start it is asked before anything is signed.
        town.start()
        assert f"witness {three[2].name} saw {size + 1000} entries" in town.faults()
        assert town.sql("SELECT count(*) FROM log_outbox") != "0"
        three[2].says = None
        drained(town, 90)
        assert town.end() == 0
    for witness in (three[0], three[2]):
        witness.close()
