"""People made directly in the database, and what they do over HTTP without a browser."""
import hashlib
import hmac
import http.client
import re
import secrets
import socket
import time
import urllib.parse
import uuid

CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def readable(groups):
    """A ballot number or change code as the review page draws them."""
    return "-".join("".join(secrets.choice(CODE_LETTERS) for _ in range(4)) for _ in range(groups))


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode()

    @property
    def location(self):
        return self.headers.get("Location", "")


class Client:
    """One keep-alive connection of one person, or of a visitor where `token` is None."""

    def __init__(self, installation, token=None, person=None):
        self.installation, self.token, self.person = installation, token, person
        self.connection = None

    def form_token(self, of=None):
        """The hidden field of every form: HMAC of the session, masked."""
        secret = hmac.new((of or self.token).encode(), b"form", hashlib.sha256).digest()[:16]
        mask = secrets.token_bytes(16)
        return (mask + bytes(a ^ b for a, b in zip(mask, secret))).hex()

    def ask(self, method, path, body=None, headers=None):
        """One request. A broken connection is raised, never repeated."""
        if self.connection is None or self.connection.port != self.installation.port:
            self.close()
            self.connection = http.client.HTTPConnection("127.0.0.1", self.installation.port, timeout=20)
        given = {"Cookie": f"session={self.token}"} if self.token else {}
        given.update(headers or {})
        try:
            self.connection.request(method, path, body=body, headers=given)
            answer = self.connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except (OSError, http.client.HTTPException):
            self.close()
            raise

    def get(self, path, **headers):
        return self.ask("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path, fields=(), headers=None, token=True):
        pairs = list(fields.items() if isinstance(fields, dict) else fields)
        if token is True and self.token:
            pairs.append(("token", self.form_token()))
        elif isinstance(token, str):
            pairs.append(("token", token))
        given = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.installation.address}
        given.update(headers or {})
        return self.ask("POST", path, urllib.parse.urlencode(pairs), {k: v for k, v in given.items() if v is not None})

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    # Acts; each takes what makes it the same act when it is sent again.

    def propose(self, process, once, title):
        return self.post("/proposals/new", {
            "once": str(once), "process": str(process), "title": title, "reason": "Weil es fehlt.",
            "text": "Eine Zeile.\nNoch eine.", "initiator-kind-1": "person", "initiator-1": "Alice"})

    def comment(self, proposal, once, body):
        return self.post(f"/proposals/{proposal}/comments", {
            "once": str(once), "side": "for", "body": body, "lines": "", "version": "1"})

    def cast(self, election, options, number, code):
        fields = [("option", str(option)) for option in options] + [("number", number), ("code", code)]
        return self.post(f"/elections/{election}/cast", fields)


def add_people(installation, count):
    """`count` residents with a session and consent; a client for each."""
    clients, values = [], []
    for number in range(count):
        token, person = secrets.token_urlsafe(32), str(uuid.uuid4())
        clients.append(Client(installation, token, person))
        values.append((person, token, number))
    insert(installation, values, new=True)
    return clients


def voters(installation, election, count):
    """Clients of people on the roll who have not voted and have no session yet."""
    found = installation.column(
        f"SELECT person_id FROM electoral_roll r WHERE election_id = {election} AND mark = 'none' AND NOT EXISTS"
        f" (SELECT 1 FROM sessions s WHERE s.person_id = r.person_id) ORDER BY random() LIMIT {count}")
    assert len(found) == count, f"only {len(found)} voters left"
    values = [(person, secrets.token_urlsafe(32), index) for index, person in enumerate(found)]
    insert(installation, values, new=False)
    return [Client(installation, token, person) for person, token, _ in values]


def insert(installation, values, new):
    rows = ", ".join(
        f"('{person}'::uuid, '\\x{hashlib.sha256(token.encode()).hexdigest()}'::bytea, {number})"
        for person, token, number in values)
    statements = [f"CREATE TEMPORARY TABLE given (person, hash, number) AS VALUES {rows}"]
    if new:
        statements += [
            "INSERT INTO persons (id, name, created_on, origin) SELECT person, 'Person ' || number, current_date, 'demo' FROM given",
            "INSERT INTO attestations (person_id, kind, given_on, expires_on)"
            " SELECT person, 'resident', current_date, current_date + 365 FROM given"]
    statements += [
        "INSERT INTO accounts (person_id, email, password_hash, confirmed_on)"
        " SELECT person, person || '@example.org', '-', current_date FROM given ON CONFLICT DO NOTHING",
        "INSERT INTO consents (person_id, version, given_on) SELECT person, 1, current_date FROM given ON CONFLICT DO NOTHING",
        "INSERT INTO sessions (token_hash, person_id, opened_on, last_seen_on)"
        " SELECT hash, person, current_date, current_date FROM given"]
    installation.sql("; ".join(statements))


def raw(port, data, seconds):
    """Sends bytes on a socket and reads until the other side closes or an answer's head is there: (head, seconds taken)."""
    begin = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as link:
        link.sendall(data)
        got = b""
        while b"\r\n\r\n" not in got:
            more = link.recv(65536)
            if not more:
                break
            got += more
    return got.decode(errors="replace"), time.monotonic() - begin


def number_of(location):
    """The first number in an address."""
    return int(re.search(r"\d+", location).group())
