"""An encrypted election of a running town by its pages: those who keep its key with their real programs, and its voters."""
import base64
import hashlib
import http.client
import json
import os
import random
import re
import time
import uuid

from ceremony import Town, read, trustee
from people import Client, add_people, voters
from synthetic import write

QUOTA, SIZE = "2-of-3", 3
STEPS = ("certificate", "promise", "contribution", "key")


def administrator(town):
    admin = add_people(town, 1)[0]
    town.sql(f"INSERT INTO roles (person_id, role, given_on) VALUES ('{admin.person}', 'administration', current_date)")
    return admin


def local(seconds):
    """A moment from now as a form takes it; the town's time is not ours, so it is far enough away."""
    return time.strftime("%Y-%m-%dT%H:%M", time.gmtime(time.time() + seconds))


def insist(act, expected, seconds=40):
    """Does it until it is answered as expected, as somebody does who presses the button again."""
    end, last = time.monotonic() + seconds, None
    while time.monotonic() < end:
        try:
            last = act()
            if last.status in expected:
                return last
            assert last.status == 503, f"{last.status}: {plain(last.text)}"
        except (OSError, http.client.HTTPException) as error:
            last = error
        time.sleep(0.05)
    raise AssertionError(f"not answered with {expected}: {last}")


def plain(page, longest=400):
    """What a page says, for the message of a fault."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page.split("<main", 1)[-1]))[:longest]


def multipart(fields):
    """A body as a browser makes it of a form with files, and its type."""
    boundary = "b" + os.urandom(12).hex()
    body = b"".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.json"\r\n'
        f"Content-Type: application/json\r\n\r\n".encode() + content + b"\r\n" for name, content in fields.items())
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


class Keepers(Town):
    """Three trustees, two of whom are needed, and a registrar; everything goes through the pages of the town."""

    def __init__(self, all, town, question, rule, options=(), mixers=(), shuffles="", **more):
        super().__init__(all)
        self.town, self.question, self.mixers = town, question, mixers
        # Step, number and hash of each file that was taken.
        self.handed = set()
        self.visitor, self.admin = Client(town), administrator(town)
        fields = {
            "once": str(uuid.uuid4()), "rule": rule, "process": "1", "question": question, "options": "\n".join(options),
            "manner": "encrypted", "seats": "1", "opens": local(6 * 3600), "closes": local(48 * 3600), **more}
        self.number = int(insist(lambda: self.admin.post("/administration/elections/new", fields), {303}).location.rsplit("/", 1)[1])
        self.desk = f"/administration/elections/{self.number}"
        named = {f"name-{number}": f"Hüterin {number}" for number in range(1, SIZE + 1)}
        named |= {f"mixes-{number}": "1" for number in mixers}
        self.press("/ceremony", {**named, "threshold": QUOTA[0], "shuffles": shuffles, "registrar": "registrar"})
        self.uuid = town.sql(f"SELECT uuid FROM ceremonies WHERE election_id = {self.number}")
        self.links = [self.link(number) for number in range(SIZE + 1)]

    def press(self, act, fields=(), known=()):
        """Presses a button of the administration's desk. `known`: answers to a second time."""
        return insist(lambda: self.admin.post(self.desk + act, fields), {303, *known})

    def link(self, number):
        page = insist(lambda: self.admin.get(f"{self.desk}/ceremony/{number}/link"), {200}).text
        word = re.search(r"/ceremony/([\w-]{43})", page).group(1)
        self.press(f"/ceremony/{number}/link", {"word": word})
        return f"/ceremony/{word}"

    def hand_in(self, number, **paths):
        """Hands files in by the page of a trustee, or all of the registrar's with number 0."""
        files = {name: read(path) for name, path in paths.items()}
        answer = insist(lambda: self.post(number, files), {303})
        assert answer.location.endswith("done=taken"), answer.location
        self.handed |= {(name, str(number), hashlib.sha256(content).hexdigest()) for name, content in files.items()}

    def post(self, number, files):
        body, kind = multipart(files if number == 0 else {"file": content for content in files.values()})
        return self.visitor.ask("POST", self.links[number], body, {"Content-Type": kind, "Origin": self.town.address})

    def refused(self, number, path):
        """Hands in what a trustee's page does not take; what it says."""
        return insist(lambda: self.post(number, {"file": read(path)}), {409, 422}).text

    def has_all(self):
        """Everything that was handed in is there, byte for byte, and nothing else."""
        there = {tuple(row) for row in self.town.rows(
            f"SELECT step, number, encode(sha256(bytes), 'hex') FROM ceremony_files WHERE election_id = {self.number}")}
        assert there == self.handed, f"lost: {self.handed - there}, strange: {there - self.handed}"

    def begin_election(self, between=lambda: None):
        """From the certificates to the open election. `between` is done after each file that was handed in."""
        for name, step in zip(STEPS, ("certificate", "promise", "contribute", "finish")):
            for number in range(1, SIZE + 1):
                if name == "certificate":
                    self.certificate(number, QUOTA)
                else:
                    self.step(step, number, *(["--compared"] if step == "contribute" else []))
            for number in range(1, SIZE + 1):
                self.hand_in(number, **{name: self.path(f"ceremony/{name}-{number}.json")})
                between()
        self.press("/ceremony/roll")
        write(self.folder, "roll.csv", insist(lambda: self.visitor.get(f"{self.links[0]}/files/roll.csv"), {200}).body)
        self.own_key("registrar")
        trustee(
            "registrar", "make", "--election", self.uuid, "--roll", self.path("roll.csv"), "--folder", self.path("roll"),
            "--title", self.question, "--list", self.path("list"), *self.key("registrar"))
        self.hand_in(
            0, registrar=self.path("registrar.json"), credentials=self.path("roll/credentials.json"),
            statement=self.path("roll/statement.json"))
        between()
        self.press("/open", known={409})
        self.credentials = [line.split()[0] for line in read(self.path("list")).decode().splitlines()]
        self.download("election.json")
        return self

    def download(self, name, kept=None):
        body = insist(lambda: Client(self.town).get(f"/elections/{self.number}/{name}"), {200}).body
        return write(self.path("election"), kept or name, body)

    def made(self, choices):
        """A ballot for each pair of credential and choices, as the voter's device makes them."""
        lines = "".join(f"{credential} {json.dumps([choice])}\n" for credential, choice in choices)
        return trustee("voter", "ballots", "--election", self.path("election/election.json"), stdin=lines).splitlines()

    def voters(self, choose, count, revotes=0, clients=None):
        """Voters with credentials of their own who have not voted, `revotes` of whom will change their mind."""
        clients = clients or voters(self.town, self.number, count)
        mine, self.credentials = self.credentials[:count], self.credentials[count:]
        turns = [[choose()] for _ in mine]
        for turn in random.sample(turns, revotes):
            turn += [choose() for _ in range(random.randint(1, 2))]
        ballots = iter(self.made([(credential, choice) for credential, choices in zip(mine, turns) for choice in choices]))
        return [Voter(client, self.number, [(choice, next(ballots)) for choice in choices]) for client, choices in zip(clients, turns)]

    def stage(self):
        return self.town.sql(f"SELECT stage FROM archives WHERE election_id = {self.number}")

    def state(self):
        return self.town.sql(f"SELECT state FROM elections WHERE id = {self.number}")

    def wait(self, stage, seconds=60):
        """Waits until the archive is that far."""
        end = time.monotonic() + seconds
        while self.stage() != stage:
            assert time.monotonic() < end, f"the archive stays at {self.stage()}: {self.town.faults()[-600:]}"
            time.sleep(0.1)

    def act_by_page(self, name, number, *words):
        """A trustee fetches the archive, mixes or decrypts, and hands the file in."""
        self.fetch()
        self.hand_in(number, **{"shuffle" if name == "mix" else "decryption": self.act(name, number, *words)})

    def fetch(self):
        """Fetches the archive and what was promised, as a trustee does."""
        self.archive = self.download("archive.bel", f"{self.uuid}.bel")
        self.download("terms.json")


class Voter:
    """Casts the ballots in their order, each until it is answered; only the first with a session."""

    def __init__(self, client, election, ballots):
        self.client, self.path, self.ballots = client, f"/elections/{election}/encrypted-ballots", ballots
        self.stranger = Client(client.installation)
        # Pairs of choice and tracker that the town has acknowledged.
        self.known = []

    def cast(self, writer):
        """Casts the next ballot and, now and then, the one before once more. False if there is none left."""
        if len(self.known) == len(self.ballots):
            return False
        choice, ballot = self.ballots[len(self.known)]
        client = self.stranger if self.known else self.client
        for _ in range(random.choice((1, 1, 2))):
            answer = writer.insist(lambda: client.post(self.path, {"ballot": ballot}), {200}, "cast")
            if answer is None:
                return True
            tracker = base64.b64encode(hashlib.sha256(ballot.encode()).digest()).decode().rstrip("=")
            try:
                told = json.loads(answer.text)
            except ValueError:
                # A kill has cut the answer off: the same ballot is sent again.
                return True
            assert told.get("tracker") == tracker and told["place"] in ("waiting", "boxed", "replaced", "counted"), told
        self.known.append((choice, tracker))
        return True
