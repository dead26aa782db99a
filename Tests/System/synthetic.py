"""Logs made up for tests, written from the specifications alone: RFC 6962, C2SP tlog-tiles, signed-note and
tlog-cosignature. Nothing of ours is used, so that the programs are held against another reading."""
import base64
import hashlib
import json
import os
import struct

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ED25519, COSIGNATURE = 1, 4


def sha(data):
    return hashlib.sha256(data).digest()


def leaf_hash(entry):
    return sha(b"\0" + entry)


def node_hash(left, right):
    return sha(b"\1" + left + right)


def base(data):
    return base64.b64encode(data).decode()


def split_point(count):
    return 1 << (count - 1).bit_length() - 1


class Key:
    """A named key of a log or a witness."""

    def __init__(self, name, seed, kind=ED25519):
        self.name, self.kind = name, kind
        self.key = Ed25519PrivateKey.from_private_bytes(bytes(seed))
        self.public = bytes([kind]) + self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.number = sha(name.encode() + b"\n" + self.public)[:4]

    @property
    def vkey(self):
        return f"{self.name}+{self.number.hex()}+{base(self.public)}"

    def line(self, text, time=None):
        """The signature line over a note's text."""
        if self.kind == ED25519:
            payload = self.key.sign(text.encode())
        else:
            payload = struct.pack(">Q", time) + self.key.sign(f"cosignature/v1\ntime {time}\n{text}".encode())
        return f"— {self.name} {base(self.number + payload)}\n"


class Log:
    """A list of entries with its key."""

    def __init__(self, entries, origin="log.test/town", seed=range(32)):
        self.key = Key(origin, seed)
        self.entries, self.leaves = [], []
        self.known = {}
        self.extend(entries)

    @property
    def origin(self):
        return self.key.name

    @property
    def size(self):
        return len(self.entries)

    def extend(self, entries):
        for entry in entries:
            self.entries.append(entry)
            self.leaves.append(leaf_hash(entry))
        return self

    def tree(self, first, end):
        """MTH(D[first:end]). Subtrees are remembered."""
        if end - first == 1:
            return self.leaves[first]
        if first == end:
            return sha(b"")
        if (first, end) not in self.known:
            middle = first + split_point(end - first)
            self.known[first, end] = node_hash(self.tree(first, middle), self.tree(middle, end))
        return self.known[first, end]

    def root(self, size=None):
        return self.tree(0, self.size if size is None else size)

    def inclusion(self, index, size=None):
        """PATH(index, D[size]) of RFC 6962, section 2.1.1."""

        def path(index, first, end):
            if end - first == 1:
                return []
            middle = first + split_point(end - first)
            if index < middle:
                return path(index, first, middle) + [self.tree(middle, end)]
            return path(index, middle, end) + [self.tree(first, middle)]

        return path(index, 0, size or self.size)

    def consistency(self, old, size=None):
        """PROOF(old, D[size]) of RFC 6962, section 2.1.2."""

        def part(old, first, end, whole):
            if old == end:
                return [] if whole else [self.tree(first, end)]
            middle = first + split_point(end - first)
            if old <= middle:
                return part(old, first, middle, whole) + [self.tree(middle, end)]
            return part(old, middle, end, False) + [self.tree(first, middle)]

        size = self.size if size is None else size
        return part(old, 0, size, True) if 0 < old < size else []

    def text(self, size=None, root=None):
        size = self.size if size is None else size
        return f"{self.origin}\n{size}\n{base(root or self.root(size))}\n"

    def checkpoint(self, size=None, witnesses=(), time=1_790_000_007):
        text = self.text(size)
        return text + "\n" + self.key.line(text) + "".join(each.line(text, time) for each in witnesses)

    def proof(self, index, size=None, extra=True, **options):
        """A tlog-proof."""
        lines = ["c2sp.org/tlog-proof@v1"] + ([f"extra {base(self.entries[index])}"] if extra else [])
        lines += [f"index {index}"] + [base(each) for each in self.inclusion(index, size)]
        return "\n".join(lines) + "\n\n" + self.checkpoint(size, **options)

    def request(self, old, size=None, proof=None, note=None):
        """The body of add-checkpoint."""
        hashes = self.consistency(old, size) if proof is None else proof
        return "".join(f"{line}\n" for line in [f"old {old}", *map(base, hashes)]) + "\n" + (note or self.checkpoint(size))

    def policy(self, *lines, quorum="none"):
        return "".join(f"{line}\n" for line in [f"log {self.key.vkey}", *lines, f"quorum {quorum}"])

    def write(self, folder, size=None, **options):
        """Publishes the log as files: what is new, and the checkpoint last."""
        size = self.size if size is None else size
        level, count = 0, size
        while count:
            for index in range(-(-count // 256)):
                width = min(256, count - index * 256)
                span = 256 ** level
                places = [(index * 256 + each) * span for each in range(width)]
                put(folder, f"tile/{level}/{place(index, width)}", lambda: b"".join(self.tree(each, each + span) for each in places))
                if level == 0:
                    chosen = self.entries[index * 256:index * 256 + width]
                    put(folder, f"tile/entries/{place(index, width)}", lambda: b"".join(struct.pack(">H", len(each)) + each for each in chosen))
            level, count = level + 1, count // 256
        write(folder, "checkpoint", self.checkpoint(size, **options).encode())
        return folder


def place(index, width):
    """`x001/x234/067.p/12`."""
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03}")
    return "/".join(parts) + ("" if width == 256 else f".p/{width}")


def put(folder, name, content):
    """Tiles never change: one that is there stays."""
    if not os.path.exists(f"{folder}/{name}"):
        write(folder, name, content())


def write(folder, name, data):
    path = f"{folder}/{name}"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())
    return path


def event(number, act="proposal.published", at="2026-11-23T18:00:00Z"):
    """An entry of the form that our logs hold."""
    return json.dumps({"act": act, "at": at, "body": {"number": number}, "obj": f"proposals/{number}", "v": 1},
                      separators=(",", ":"), sort_keys=True).encode()


def example():
    """The worked example of the design: seven entries, two witnesses, all keys from fixed seeds."""
    entries = [f'{{"v":1,"seq":{index},"act":"proposal.published","obj":"p-{index}"}}'.encode() for index in range(7)]
    log = Log(entries, "audit.example.org/town", range(0x00, 0x20))
    press = Key("witness.example.net/press", range(0x20, 0x40), COSIGNATURE)
    university = Key("witness.example.edu/uni", range(0x40, 0x60), COSIGNATURE)
    return log, press, university
