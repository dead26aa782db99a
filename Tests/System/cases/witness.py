"""The `witness` program: the C2SP protocol, and what it keeps through crashes."""
import base64
import concurrent.futures
import hashlib
import http.client
import os
import random
import re
import signal
import socket
import struct
import threading
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from installation import command, sentence
from observer import WITNESS, Files, Witness
from registry import journey
from synthetic import COSIGNATURE, Key, Log, base, event, example, sha, write


def witness_of(all, log, *others):
    folder = all.scratch("witness")
    policies = [write(folder + "-policies", f"{number}", each.policy()) for number, each in enumerate([log, *others])]
    return Witness(folder, *policies)


def number_of(log):
    return hashlib.sha256(log.origin.encode()).hexdigest()


def cosigned(answer, vkey, text):
    """The time of the one cosignature in an answer, which must verify."""
    assert answer.status == 200, (answer.status, answer.body)
    name, number, key = vkey.split("+", 2)
    found = re.fullmatch("— (\\S+) (\\S+)\n", answer.text)
    assert found and found.group(1) == name, answer.text
    payload, key = base64.b64decode(found.group(2)), base64.b64decode(key)
    assert payload[:4].hex() == number and key[0] == COSIGNATURE and len(payload) == 4 + 8 + 64
    time_ = struct.unpack(">Q", payload[4:12])[0]
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(payload[12:], f"cosignature/v1\ntime {time_}\n{text}".encode())
    return time_


@journey("A witness cosigns the worked example: what others verify, what monitors read, and with the key it was given")
def worked_example(all):
    log, press, _ = example()
    witness = witness_of(all, log)
    os.makedirs(witness.folder, 0o700)
    write(witness.folder, "key.seed", bytes(range(0x20, 0x40)).hex() + "\n")
    os.chmod(witness.folder + "/key.seed", 0o600)
    write(witness.folder, "name", press.name + "\n")
    with witness:
        assert witness.vkey == press.vkey == "witness.example.net/press+e175a987+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"
        assert witness.ask("GET", f"/{number_of(log)}/checkpoint").status == 404
        cosigned(witness.add(log.request(0, 3)), press.vkey, log.text(3))
        request = log.request(3)
        assert hashlib.sha256(request.encode()).hexdigest() == "a1558186c51d32a2d8fdaa7b9dfbbc06c011568b66d508c376bd3dd3ddf272d5"
        answer = witness.add(request)
        seconds = cosigned(answer, press.vkey, log.text(7))
        assert abs(seconds - time.time()) < 30
        assert answer.text == press.line(log.text(7), seconds), "the signature is another than Ed25519 gives"
        monitor = witness.ask("GET", f"/{number_of(log)}/checkpoint")
        assert monitor.status == 200 and monitor.text == log.checkpoint(7) + answer.text
        assert command(WITNESS, "key", "--folder", witness.folder) == (0, press.vkey + "\n", "")


@journey("A witness answers each row of the protocol's table with its status, and only what it accepts moves it")
def table(all):
    log, stranger = Log([event(each) for each in range(600)]), Log([event(1)], "log.test/other", range(1, 33))
    forged = Log(log.entries, log.origin, range(2, 34))
    other = Log([event(0, "x.y")] + log.entries[1:], log.origin)
    unknown_line = Key("elsewhere.test/log", range(7, 39)).line(log.text(20))
    with witness_of(all, log) as witness:
        def row(status, body, what):
            before = witness.ask("GET", f"/{number_of(log)}/checkpoint").body
            answer = witness.add(body)
            assert answer.status == status, f"{what}: {answer.status} {answer.body}"
            after = witness.ask("GET", f"/{number_of(log)}/checkpoint").body
            assert status == 200 or before == after, f"{what}: refused, and moved on"
            if status not in (200, 409):
                assert not answer.body, what
            return answer

        row(409, log.request(5), "first contact at 5")
        row(422, log.request(0, 10, proof=[sha(b"x")]), "a proof where the old size is 0")
        row(422, "old 0\n\n" + signed(log, f"{log.origin}\n0\n{base(sha(b'x'))}\n"), "size 0 with a root")
        row(200, log.request(0, 0), "the empty tree")
        row(200, log.request(0, 10), "first contact")
        row(200, log.request(10, 10), "the same state again")
        answer = row(409, log.request(0, 10), "an old size that is not the last")
        assert answer.body == b"10\n" and answer.headers["Content-Type"] == "text/x.tlog.size"
        row(409, log.request(20, 30), "an old size that is ahead")
        row(400, log.request(10, 10).replace("old 10", "old 11"), "old larger than the checkpoint")
        row(422, log.request(10, 20, proof=[]), "no proof")
        row(422, log.request(10, 20, proof=log.consistency(10, 20)[:-1]), "a hash too few")
        row(422, log.request(10, 20, proof=log.consistency(10, 20) + [sha(b"x")]), "a hash too many")
        row(422, other.request(10, 20), "another history")
        row(422, other.request(10, 10), "the same size and another root")
        row(422, log.request(10, 10, proof=[sha(b"x")]), "a proof between equal sizes")
        row(404, stranger.request(0), "an unknown origin")
        row(403, forged.request(10, 20), "another key of the same name")
        row(403, "old 10\n\n" + log.text(20) + "\n" + unknown_line, "only unknown signatures")
        good = log.checkpoint(20)
        row(403, log.request(10, 20, note=good[:-12] + ("A" if good[-12] != "A" else "B") + good[-11:]), "a wrong signature")
        for wrong in malformed(log):
            row(400, wrong, f"malformed: {wrong[:40]!r}")
        answer = row(200, log.request(10, 20, note=log.checkpoint(20) + unknown_line * 20), "with unknown signatures beside")
        cosigned(answer, witness.vkey, log.text(20))
        assert witness.ask("GET", f"/{number_of(log)}/checkpoint").text == log.checkpoint(20) + answer.text
        row(200, log.request(20, 600), "a long step")
        row(200, log.request(600, 600), "a heartbeat")
        assert witness.ask("GET", "/add-checkpoint").status in (404, 405)
        assert witness.ask("GET", f"/{number_of(log).upper()}/checkpoint").status == 404


def signed(log, text):
    return text + "\n" + log.key.line(text)


def malformed(log):
    good = log.request(10, 20)
    head, note = good.split("\n\n", 1)
    yield from ["", "\n", "old 10", head, head + "\n\n", note, good.replace("old 10", "old 010"), good.replace("old 10", "old +10")]
    yield from [good.replace("old 10", "old -1"), good.replace("old 10", "old  10"), good.replace("old", "Old"), good.replace("\n", "\r\n")]
    yield from [head + "\n" + "x\n\n" + note, good[:-1], head + "\n" + (base(b"0" * 31) + "\n\n") + note, "\0" + good]
    yield "old 10\n" + (base(sha(b"x")) + "\n") * 64 + "\n" + note
    for text in (f"{log.origin}\n020\n{base(log.root(20))}\n", f"{log.origin}\n20\n", f"{log.origin}\n20\nAAAA\n", f"\n20\n{base(log.root(20))}\n",
                 f"{log.origin}\n+20\n{base(log.root(20))}\n", f"{log.origin}\n20\n{base(log.root(20))}"[:-1] + "\n"):
        yield head + "\n\n" + signed(log, text)
    yield head + "\n\n" + log.text(20) + "\n"
    yield (head + "\n\n").encode() + b"\xff" + note.encode()


@journey("Of two requests at once that build on the same state exactly one is accepted, the other hears the new size")
def concurrent_requests(all):
    log = Log([event(each) for each in range(40 * all.rounds(10, 60, 300))])
    with witness_of(all, log) as witness, concurrent.futures.ThreadPoolExecutor(8) as pool:
        size = 0
        while size + 40 <= log.size:
            bodies = [log.request(size, size + step) for step in (7, 13, 19, 40)]
            answers = list(pool.map(witness.add, bodies))
            accepted = [step for step, answer in zip((7, 13, 19, 40), answers) if answer.status == 200]
            assert sorted(each.status for each in answers) == [200, 409, 409, 409], [each.status for each in answers]
            size += accepted[0]
            assert all_equal(answer.body for answer in answers if answer.status == 409) == f"{size}\n".encode()


def all_equal(values):
    (only,) = set(values)
    return only


@journey("A witness killed at any moment never goes back behind what it answered, and vouches for no second history")
def killed(all):
    log = Log([event(each) for each in range(3000)])
    other = Log([event(0, "x.y")] + log.entries[1:], log.origin)
    witness = witness_of(all, log)
    chance = random.Random(11)
    answered = 0
    for turn in range(all.rounds(4, 15, 60)):
        witness.start()
        known = int(witness.add(log.request(log.size)).body)
        assert known >= answered, f"round {turn}: it answered {answered} and now says {known}"
        if known:
            seen = witness.ask("GET", f"/{number_of(log)}/checkpoint").text
            assert seen.startswith(log.checkpoint(known)), "what it kept is not what it was asked"
            assert witness.add(other.request(known, known + 1)).status == 422
        answered, stop = known, threading.Event()
        threading.Timer(chance.uniform(0.01, 0.4), lambda: (stop.set(), witness.process.send_signal(signal.SIGKILL))).start()
        try:
            while not (stop.is_set() and witness.process.poll() is not None):
                if answered + 3 > log.size:
                    time.sleep(0.01)
                    continue
                answer = witness.add(log.request(answered, answered + 1))
                if answer.status == 409:
                    answered = int(answer.body)
                else:
                    assert answer.status == 200, answer.status
                    answered += 1
        except (OSError, http.client.HTTPException):
            pass
        stop.wait(5)
        witness.end(signal.SIGKILL)
    assert answered > 0


@journey("A witness that cannot store a state answers 500, cosigns nothing, and goes on once it can")
def unwritable(all):
    log = Log([event(each) for each in range(9)])
    with witness_of(all, log) as witness:
        cosigned(witness.add(log.request(0, 4)), witness.vkey, log.text(4))
        before = witness.ask("GET", f"/{number_of(log)}/checkpoint").body
        # Where the new state would be written there is something in the way, as if the disk were full.
        blocked = f"{witness.folder}/{number_of(log)}.checkpoint.new"
        os.mkdir(blocked)
        answer = witness.add(log.request(4, 9))
        assert answer.status == 500 and not answer.body
        assert witness.ask("GET", f"/{number_of(log)}/checkpoint").body == before
        os.rmdir(blocked)
        cosigned(witness.add(log.request(4, 7)), witness.vkey, log.text(7))
        status, err = witness.end()
        assert status == 0 and "cannot be written" in sentence(err), err


@journey("A witness says in one sentence why it does not start")
def not_started(all):
    log = Log([event(1)])
    witness = witness_of(all, log)
    with witness:
        assert "another witness is using" in Witness(witness.folder, *witness.policies).refused()
        assert witness.add(log.request(0)).status == 200
        port = str(witness.port)
        second = witness_of(all, log)
        status, _, err = command(*second.words("--port", port), seconds=20)
        assert status == 2 and f"port {port} is in use" in sentence(err)
        assert oct(os.stat(witness.folder + "/key.seed").st_mode)[-3:] == "600"
        name = witness.vkey.split("+")[0]
    assert name in witness.refused("--name", "another")
    os.chmod(witness.folder + "/key.seed", 0o640)
    assert "chmod 600" in witness.refused()
    os.chmod(witness.folder + "/key.seed", 0o600)
    state = f"{witness.folder}/{number_of(log)}.checkpoint"
    good = open(state, "rb").read()
    for place in random.Random(5).sample(range(len(good)), 12):
        broken = bytearray(good)
        broken[place] ^= 1
        # The log's own signature may rot: what counts is what the witness signed itself.
        if place < len(log.text()) or b"\xe2\x80\x94 witness" in good[:place]:
            write(witness.folder, os.path.basename(state), bytes(broken))
            assert "damaged" in witness.refused(), place
    write(witness.folder, os.path.basename(state), good[:-20])
    assert "damaged" in witness.refused()
    write(witness.folder, os.path.basename(state), good)
    with witness:
        assert witness.add(log.request(1)).status == 200
    for text, word in (("x\n", "1:"), ("quorum none\n", "no log"), ("", "newline")):
        bad = Witness(all.scratch("witness"), write(all.scratch("bad"), "policy", text))
        assert word in bad.refused(), text
    assert "no such file" in Witness(all.scratch("witness"), "/nonexistent").refused()
    assert "cannot be fetched" in Witness(all.scratch("witness"), "http://127.0.0.1:9/policy").refused()
    assert "spaces" in witness_of(all, log).refused("--name", "a b")
    assert "--port" in witness_of(all, log).refused("--port", "70000")
    status, _, err = command(WITNESS, "key", "--folder", all.scratch("none"))
    assert status == 2 and "no key yet" in sentence(err)
    for words in (["--help"], ["serve", "--help"], ["key", "--help"]):
        status, out, err = command(WITNESS, *words)
        assert status == 0 and "USAGE" in out and not err
    assert command(WITNESS, "serve")[0] == 2


@journey("A witness stops at SIGTERM with 0, refuses long bodies with 413, and listens on this machine only")
def bounds(all):
    log = Log([event(1)])
    with witness_of(all, log) as witness:
        assert witness.add("a" * 600_000).status == 413
        assert witness.ask("POST", "/add-checkpoint", iter([b"a" * 50_000] * 20)).status == 413
        assert witness.add(log.request(0)).status == 200
        listening = {line.split()[1] for line in open("/proc/net/tcp", encoding="ascii").readlines()[1:] if line.split()[3] == "0A"}
        assert f"0100007F:{witness.port:04X}" in listening and f"00000000:{witness.port:04X}" not in listening
        status, err = witness.end()
        assert status == 0 and not err, (status, err)


@journey("A body that trickles in and a connection that says nothing are cut off by a witness", tier="all")
def idle(all):
    log = Log([event(1)])
    with witness_of(all, log) as witness, socket.create_connection(("127.0.0.1", witness.port), timeout=60) as link:
        begin, got = time.monotonic(), b""
        link.sendall(b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
        link.settimeout(1)
        while time.monotonic() - begin < 50:
            try:
                link.sendall(b"a")
                more = link.recv(65536)
                got += more
                if not more or b"\r\n\r\n" in got:
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        assert time.monotonic() - begin < 40, "a body trickled on"
        with socket.create_connection(("127.0.0.1", witness.port), timeout=60) as silent:
            begin = time.monotonic()
            assert silent.recv(10) == b"" and time.monotonic() - begin < 45


@journey("A witness's page names its logs, sizes, times and key in German and English, without scripts")
def page(all):
    log, other = Log([event(1), event(2)]), Log([event(3)], "log.test/<b>&\"", range(9, 41))
    with witness_of(all, log, other) as witness:
        assert witness.add(log.request(0)).status == 200
        said = {}
        for language, words in (("de", "Zuletzt bestätigt"), ("en", "Last confirmed")):
            answer = witness.ask("GET", "/", headers={"Accept-Language": language})
            said[language] = answer.text
            assert answer.status == 200 and answer.headers["Content-Type"].startswith("text/html")
            assert f'<html lang="{language}">' in answer.text and words in answer.text and "⟦" not in answer.text
            assert log.origin in answer.text and witness.vkey in answer.text and "<caption>" in answer.text
            assert "log.test/&lt;b&gt;&amp;&quot;" in answer.text and "<b>" not in answer.text
            assert "<script" not in answer.text and "style=" not in answer.text
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.text.count('scope="col"') == 3 and answer.text.count('scope="row"') == 2
            link = re.search(r'href="([0-9a-f]{64}/checkpoint)"', answer.text).group(1)
            assert witness.ask("GET", "/" + link).status == 200
        assert said["de"] != said["en"]
        assert witness.ask("GET", "/style.css").headers["Content-Type"] == "text/css"
        assert witness.ask("HEAD", "/").body == b"" and witness.ask("GET", "/nothing").status == 404
    root = os.path.join(os.path.dirname(__file__), "../../..")
    carried = open(root + "/Sources/Witness/WitnessPhrases.swift", encoding="utf-8").read()
    for name in ("de", "en"):
        lines = open(f"{root}/Resources/phrases/{name}.txt", encoding="utf-8").read().splitlines()
        wanted = [line for line in lines if re.match(r"witness\.|format\.(date|date-time|time) |month", line)]
        assert "\n".join("        " + line for line in wanted) in carried, "run bin/record-phrases"


@journey("A policy named by its address is fetched once and kept: the log cannot change its key unseen")
def pinned(all):
    log, forged = Log([event(1)]), Log([event(1)], seed=range(5, 37))
    folder = all.scratch("site")
    write(folder, "policy", log.policy())
    with Files(folder) as site:
        witness = Witness(all.scratch("witness"), site.address + "/policy")
        with witness:
            assert witness.add(log.request(0)).status == 200
        write(folder, "policy", forged.policy())
        with witness:
            assert witness.add(forged.request(1)).status == 403 and witness.add(log.request(1)).status == 200
        assert len(site.asked) == 1
