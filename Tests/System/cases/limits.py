"""What a server must bear from clients that are slow, large, foreign or wrong."""
import socket
import time

from people import Client, add_people, raw
from registry import journey


def head(town, method, path, *lines):
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{town.port}", *lines, "", ""]).encode()


@journey("A body announced too large is refused with 413 before it is read")
def large(all):
    town = all.running()
    for path in ("/sign-in", "/register", "/language"):
        lines = ("Content-Type: application/x-www-form-urlencoded", f"Origin: {town.address}", "Content-Length: 10000000")
        answer, seconds = raw(town.port, head(town, "POST", path, *lines) + b"email=a", 5)
        assert answer.startswith("HTTP/1.1 413"), answer[:200]
        assert seconds < 2, f"{path}: the answer took {seconds:.1f} s"
    chunks = head(
        town, "POST", "/sign-in", "Content-Type: application/x-www-form-urlencoded", f"Origin: {town.address}",
        "Transfer-Encoding: chunked") + b"".join(b"8000\r\n" + b"a" * 0x8000 + b"\r\n" for _ in range(40))
    answer, _ = raw(town.port, chunks, 5)
    assert answer.startswith("HTTP/1.1 413"), answer[:200]
    assert Client(town).get("/").status == 200
    assert not town.inner_faults()


@journey("Three hundred slow connections do not stop other readers")
def slow(all):
    town = all.running()
    reader = Client(town)
    reader.get("/")
    links = []
    try:
        for number in range(300):
            link = socket.create_connection(("127.0.0.1", town.port), timeout=5)
            link.sendall(head(town, "GET", "/")[:-4] if number % 2 else head(
                town, "POST", "/sign-in", "Content-Type: application/x-www-form-urlencoded",
                f"Origin: {town.address}", "Content-Length: 100") + b"email")
            links.append(link)
        worst = 0
        for number in range(20):
            begin = time.monotonic()
            client = reader if number % 2 else Client(town)
            assert client.get("/proposals").status == 200
            worst = max(worst, time.monotonic() - begin)
        assert worst < 2, f"a page took {worst:.1f} s"
    finally:
        for link in links:
            link.close()
    assert reader.get("/").status == 200


@journey("A connection that says nothing and a body that trickles in are cut off", tier="all")
def idle(all):
    town = all.running()
    _, seconds = raw(town.port, head(town, "GET", "/")[:-4], 60)
    assert seconds < 40, f"half a head was kept for {seconds:.0f} s"
    with socket.create_connection(("127.0.0.1", town.port), timeout=60) as link:
        begin = time.monotonic()
        link.sendall(head(
            town, "POST", "/sign-in", "Content-Type: application/x-www-form-urlencoded", f"Origin: {town.address}",
            "Content-Length: 100000"))
        link.settimeout(1)
        got = b""
        while time.monotonic() - begin < 60:
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
        seconds = time.monotonic() - begin
    assert seconds < 40, f"a body trickled for {seconds:.0f} s"
    assert not got or got.startswith(b"HTTP/1.1 408"), got[:100]
    assert not town.inner_faults()


@journey("A form from elsewhere, without an origin or with the token of another session is refused with 403")
def foreign(all):
    town = all.running()
    alice, bob = add_people(town, 2)
    before = town.sql("SELECT count(*) FROM supports")
    proposal = town.sql("SELECT max(id) FROM proposals WHERE process_id = 3 AND state = 'published'")
    path = f"/proposals/{proposal}/support"
    refused = {
        "no origin": alice.post(path, headers={"Origin": None}),
        "another origin": alice.post(path, headers={"Origin": "https://evil.example"}),
        "the null origin": alice.post(path, headers={"Origin": "null"}),
        "another site": alice.post(path, headers={"Origin": None, "Sec-Fetch-Site": "cross-site"}),
        "another session's token": alice.post(path, token=alice.form_token(of=bob.token)),
        "no token": alice.post(path, token=False),
        "a malformed token": alice.post(path, token="zz"),
        "a visitor": Client(town).post(path, token=False),
    }
    for name, answer in refused.items():
        assert answer.status == 403, f"{name}: {answer.status}"
    assert town.sql("SELECT count(*) FROM supports") == before
    assert alice.post(path).status == 303
    assert town.sql("SELECT count(*) FROM supports") == str(int(before) + 1)
    assert not town.inner_faults()


@journey("A wrong method is 404 or 405, HEAD answers without a body, no request is a 500")
def methods(all):
    town = all.running()
    visitor = Client(town)
    for path in ("/proposals/1/support", "/elections/2/cast", "/language", "/sign-out"):
        assert visitor.get(path).status in (404, 405), path
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "BREW"):
        status = visitor.ask(method, "/proposals", headers={"Origin": town.address}).status
        assert status in (400, 404, 405, 501), f"{method}: {status}"
    for path in ("/", "/proposals", "/proposals/1", "/log", "/elections/1"):
        answer, full = visitor.ask("HEAD", path), visitor.get(path)
        assert answer.status == full.status == 200 and answer.body == b"", f"{path}: {answer.status}"
    assert visitor.ask("HEAD", "/proposals/999999").status == 404
    for path in ("/proposals/99999999999999999999", "/proposals/-1", "/proposals/%00", "/proposals/1%2f..", "/log/٣",
                 "/proposals?before=x", "/proposals?before=9223372036854775808", "/log?leaf=zz", "/elections/1/bundle.tar/",
                 "/log/-1/proof", "/public/../mitstimme.conf", "/public/%2e%2e/%2e%2e/etc/passwd", "//", "/%ff"):
        status = visitor.get(path.replace("٣", "%D9%A3")).status
        assert status < 500, f"{path}: {status}"
    assert not town.inner_faults(), town.inner_faults()
