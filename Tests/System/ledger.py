"""What must hold of a town whatever happened to it: nothing acknowledged is lost, nothing is doubled."""
import base64
import collections
import hashlib
import http.client
import json
import threading
import time
import uuid

from people import number_of


def sha256(data):
    return hashlib.sha256(data).digest()


def tree_root(leaves):
    """The root over leaf hashes. Source: RFC 6962, section 2.1."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + tree_root(leaves[:split]) + tree_root(leaves[split:]))


class Acts:
    """The acts that were acknowledged, by kind; safe to fill from many threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.proposals, self.comments, self.supports, self.ballots = {}, {}, set(), {}
        self.statuses = collections.Counter()
        self.strange = []
        # Answers after which an act is sent again.
        self.again = {503}

    def note(self, kind, key, value=None):
        with self.lock:
            if kind == "support":
                self.supports.add(key)
            else:
                getattr(self, kind + "s")[key] = value

    def heard(self, answer, allowed, what):
        with self.lock:
            self.statuses[answer.status] += 1
            if answer.status not in allowed:
                self.strange.append(f"{what}: {answer.status}")
            if answer.status == 503 and not ("<h1>" in answer.text and answer.headers.get("Retry-After")):
                self.strange.append(f"{what}: 503 without a plain page")
            for word in ("libpq", "PostgreSQL", "SQLSTATE", "mitstimme_web", "server closed"):
                if answer.status >= 400 and word in answer.text:
                    self.strange.append(f"{what}: {answer.status} says {word}")

    def total(self):
        return len(self.proposals) + len(self.comments) + len(self.supports) + len(self.ballots)


def drained(installation, seconds=30):
    """Waits until the outbox is empty."""
    end = time.monotonic() + seconds
    while installation.sql("SELECT count(*) FROM log_outbox") != "0":
        assert time.monotonic() < end, f"the outbox did not drain: {installation.faults()[-500:]}"
        time.sleep(0.1)


def log_holds(installation):
    """The log has no gap, hashes to its signed root, and every leaf hash is right; the entries as (object, act)."""
    drained(installation)
    # The head first: what is added meanwhile, such as a heartbeat, is not part of it.
    size, root, checkpoint = installation.rows(
        "SELECT size, encode(root, 'hex'), encode(convert_to(checkpoint, 'UTF8'), 'hex') FROM log_head")[0]
    rows = installation.rows(
        "SELECT index, encode(entry, 'hex'), encode(leaf_hash, 'hex') FROM log_entries"
        f" WHERE index < {int(size)} ORDER BY index")
    entries = [bytes.fromhex(row[1]) for row in rows]
    leaves = [sha256(b"\x00" + entry) for entry in entries]
    assert [int(row[0]) for row in rows] == list(range(len(rows))), "the log has a gap"
    assert [row[2] for row in rows] == [leaf.hex() for leaf in leaves], "a leaf hash is wrong"
    assert int(size) == len(entries), f"the head has {size}, the log {len(entries)} entries"
    assert root == tree_root(leaves).hex(), "the root is another"
    note = bytes.fromhex(checkpoint).decode().splitlines()
    assert note[1:3] == [size, base64.b64encode(tree_root(leaves)).decode()], note
    parsed = [json.loads(entry) for entry in entries]
    return collections.Counter((entry["act"], entry.get("obj")) for entry in parsed)


def all_holds(installation, acts, election=None):
    """Everything acknowledged is there once and has its event; everything there has an event."""
    assert not acts.strange, [*acts.strange[:5], *installation.inner_faults()[:3]]
    events = log_holds(installation)
    kinds = collections.Counter()
    for (act, _), count in events.items():
        kinds[act] += count

    stored = {row[0]: row for row in installation.rows("SELECT once, id, state FROM proposals")}
    for once, published in acts.proposals.items():
        assert once in stored, f"an acknowledged proposal {once} is lost"
        if published:
            assert stored[once][2] == "published", f"an acknowledged publication of {stored[once][1]} is lost"
    for _, number, state in stored.values():
        assert events["proposal.published", f"proposals/{number}"] == (state != "draft"), f"proposal {number}: {state}"
    titles = installation.column("SELECT title FROM proposals WHERE title LIKE 'Act %' GROUP BY title HAVING count(*) > 1")
    assert not titles, f"doubled: {titles}"

    comments = {row[0]: row for row in installation.rows("SELECT once, id, proposal_id FROM comments")}
    for once in acts.comments:
        assert once in comments, f"an acknowledged comment {once} is lost"
    for _, number, proposal in comments.values():
        assert events["comment.written", f"proposals/{proposal}/comments/{number}"] == 1, f"comment {number}"
    assert kinds["comment.written"] == len(comments)
    bodies = installation.column("SELECT body FROM comments WHERE body LIKE 'Act %' GROUP BY body HAVING count(*) > 1")
    assert not bodies, f"doubled: {bodies}"

    supports = {tuple(row) for row in installation.rows("SELECT proposal_id, person_id FROM supports")}
    missing = acts.supports - supports
    assert not missing, f"acknowledged supports are lost: {missing}"
    wrong = installation.rows(
        "SELECT p.id, p.supports, count(s.person_id) FROM proposals p LEFT JOIN supports s ON s.proposal_id = p.id"
        " GROUP BY p.id HAVING p.supports <> count(s.person_id)")
    assert not wrong, f"the count is not the number of supports: {wrong}"
    assert kinds["support.given"] - kinds["support.withdrawn"] == len(supports)

    if election:
        box_holds(installation, acts, election)


def box_holds(installation, acts, election):
    """As many ballots as marks on the roll, each acknowledged one there once, each boxed one committed in the log."""
    intake, box, marks, boxed = unmixed(installation, election)
    numbers = intake + [number for number, _ in box]
    assert len(numbers) == marks, f"{len(intake)} + {len(box)} ballots, {marks} marks"
    assert len(set(numbers)) == len(numbers), "a ballot is there twice"
    lost = {sha256(number.encode()).hex() for number in acts.ballots} - set(numbers)
    assert not lost, f"{len(lost)} acknowledged ballots are lost"
    stored = collections.Counter(commitment for _, commitment in box)
    logged, missing = boxed - stored, stored - boxed
    assert not logged and not missing, (
        f"the box is not what the log says: {logged.total()} in the log alone, {missing.total()} in the box alone")


def unmixed(installation, election):
    """Numbers in the intake, numbers and commitments in the box, marks on the roll, and commitments in the log, of one
    moment. A mix that a killed server left is taken up by itself, at any time; it is a moment without one."""
    before = None
    for _ in range(10):
        kinds = collections.defaultdict(list)
        for kind, number, commitment in installation.rows(
                f"SELECT 'intake', encode(number_hash, 'hex'), '' FROM ballot_intake WHERE election_id = {election}"
                " UNION ALL SELECT 'box', encode(number_hash, 'hex'), encode(commitment, 'base64')"
                f" FROM ballot_box WHERE election_id = {election}"
                " UNION ALL SELECT 'marks', count(*)::text, ''"
                f" FROM electoral_roll WHERE election_id = {election} AND mark <> 'none' ORDER BY 1, 2"):
            kinds[kind].append((number, commitment))
        if before and before[0] == kinds:
            return [number for number, _ in kinds["intake"]], kinds["box"], int(kinds["marks"][0][0]), before[1]
        drained(installation)
        before = kinds, committed(installation, election)
    raise AssertionError("the ballots are never at rest")


def committed(installation, election):
    """The commitments of the box by the log's events: added without removed."""
    boxed = collections.Counter()
    for entry in installation.column("SELECT encode(entry, 'escape') FROM log_entries WHERE noun = 'ballots' ORDER BY index"):
        facts = json.loads(entry.replace("\\\\", "\\"))["body"]
        if facts["election"] == str(election):
            boxed.update(facts["added"])
            boxed.subtract(facts["removed"])
    return +boxed


class Writer(threading.Thread):
    """One person after the other acting, almost as fast as answers come. What is not answered is sent again, the same act."""

    def __init__(self, clients, acts, number, make):
        super().__init__(daemon=True)
        self.clients, self.acts, self.number, self.make = clients, acts, number, make
        self.stopping = threading.Event()
        self.fault = None

    def run(self):
        turn = 0
        try:
            while not self.stopping.is_set() and turn < 20 * len(self.clients):
                self.make(self, self.clients[turn % len(self.clients)], turn)
                turn += 1
                self.stopping.wait(0.01)
        except Exception as error:
            self.fault = error

    def insist(self, act, allowed, what, known=()):
        """Sends an act until it is answered with other than 503; None if told to stop before. `known`: done before."""
        again = False
        while True:
            try:
                answer = act()
                self.acts.heard(answer, {*allowed, *self.acts.again, *(known if again else ())}, what)
                if answer.status not in self.acts.again:
                    return answer
            except (OSError, http.client.HTTPException):
                pass
            again = True
            if self.stopping.wait(0.05):
                return None

    def end(self, seconds=30):
        self.stopping.set()
        self.join(seconds)
        assert not self.is_alive(), "a writer hangs"
        if self.fault:
            raise self.fault


def propose_and_talk(process, open_proposals):
    """A `make` for writers: proposals, comments and supports in turn."""

    def make(writer, client, turn):
        kind = turn % 3
        mark = f"Act {writer.number}-{turn}-{uuid.uuid4()}"
        once = str(uuid.uuid4())
        if kind == 0:
            answer = writer.insist(lambda: client.propose(process, once, mark), {303}, "propose")
            if answer and answer.status == 303:
                writer.acts.note("proposal", once, False)
                draft = number_of(answer.location)
                answer = writer.insist(
                    lambda: client.post(f"/account/proposals/{draft}/publish"), {303}, "publish", known={409})
                if answer:
                    writer.acts.note("proposal", once, True)
        elif kind == 1:
            target = open_proposals[turn % len(open_proposals)]
            answer = writer.insist(lambda: client.comment(target, once, mark), {303}, "comment")
            if answer:
                writer.acts.note("comment", once)
        else:
            target = open_proposals[(turn + writer.number) % len(open_proposals)]
            key = (str(target), client.person)
            if key in writer.acts.supports:
                return
            answer = writer.insist(
                lambda: client.post(f"/proposals/{target}/support"), {303}, "support", known={409})
            if answer:
                writer.acts.note("support", key)

    return make


def read_pages(paths):
    """A `make` for readers: nothing but pages, each 200 or 503."""

    def make(writer, client, turn):
        path = paths[turn % len(paths)]
        try:
            writer.acts.heard(client.get(path), {200, 503}, "GET " + path)
        except (OSError, http.client.HTTPException):
            writer.stopping.wait(0.05)

    return make
