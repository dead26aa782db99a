"""What anybody can check at home: the bundle, the log's proofs, the counting."""
import base64
import csv
import fractions
import hashlib
import json
import random
import re
import tarfile

from installation import RECOUNT, command
from people import Client
from registry import Skip, journey


def written(all, name, data):
    path = all.scratch(name)
    with open(path, "wb") as file:
        file.write(data)
    return path


def read(path):
    with open(path, "rb") as file:
        return file.read()


@journey("The bundle of a counted election holds together, holds with the log's key, in German and English and as JSON", tier="all")
def bundle(all):
    town = all.running()
    visitor = Client(town)
    answer = visitor.get("/elections/1/bundle.tar")
    assert answer.status == 200 and answer.headers["Content-Type"] == "application/x-tar"
    path = written(all, "bundle.tar", answer.body)
    policy = written(all, "policy", visitor.get("/log/policy").body)
    with tarfile.open(path) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))
        assert names[0] == "manifest.json", names
        listed = [(each["name"], each["size"], each["sha256"]) for each in members_of(manifest)]
        assert [name for name, _, _ in listed] == names[1:], (names, listed)
        for name, size, digest in listed:
            data = tar.extractfile(name).read()
            assert (len(data), hashlib.sha256(data).hexdigest()) == (size, hexadecimal(digest)), name

    said = {}
    for language in ("de", "en"):
        status, said[language], err = command(RECOUNT, "bundle", path, "--language", language)
        assert status == 0 and "Wochenmarkt" in said[language] and not err, (status, err)
        status, out, _ = command(RECOUNT, "bundle", path, "--language", language, "--policy", policy)
        assert status == 0 and out != said[language]
    assert said["de"] != said["en"]
    for number in (3, 4):
        transferred = written(all, f"bundle-{number}.tar", visitor.get(f"/elections/{number}/bundle.tar").body)
        status, out, err = command(RECOUNT, "bundle", transferred, "--json", "--policy", policy)
        assert status == 0 and json.loads(out)["verdict"] == "holds", (number, err)
        status, out, err = command(RECOUNT, "compare", transferred, "--json")
        assert status == 0 and len(json.loads(out)["opinions"]) > 5, (number, err)
    status, out, _ = command(RECOUNT, "bundle", path, "--json")
    assert status == 0 and json.loads(out)["verdict"] == "holds-together-log-key-not-checked"
    status, out, _ = command(RECOUNT, "bundle", path, "--json", "--policy", policy)
    verdict = json.loads(out)
    assert status == 0 and verdict["verdict"] == "holds" and verdict["outcome"]
    other = re.sub(rb"\+[A-Za-z0-9+/=]{40,}", lambda key: b"+" + base64.b64encode(b"\x01" + b"\x07" * 32), read(policy))
    status, out, _ = command(RECOUNT, "bundle", path, "--policy", written(all, "other-policy", other))
    assert status in (1, 2), "another key is taken for the log's"

    data = read(path)
    chosen = random.Random(7).sample(range(len(data)), all.rounds(6, 300, 1000))
    for place in chosen:
        broken = bytearray(data)
        broken[place] ^= 1 << random.Random(place).randrange(8)
        status, out, err = command(RECOUNT, "bundle", written(all, "broken.tar", bytes(broken)), "--json")
        assert status in (1, 2), f"byte {place} of {len(data)} may be changed unseen"
        assert status == 2 and err.startswith("recount: ") or json.loads(out)["verdict"] == "does-not-hold", (place, out, err)
    for short in (0, 511, 512, len(data) - 512, len(data) - 1):
        status, _, _ = command(RECOUNT, "bundle", written(all, "short.tar", data[:short]))
        assert status in (1, 2), f"{short} of {len(data)} bytes are enough"


def members_of(manifest):
    return next(value for value in manifest.values() if isinstance(value, list))


def hexadecimal(digest):
    return digest if re.fullmatch("[0-9a-f]{64}", digest) else base64.b64decode(digest).hex()


@journey("Other people's verifiers accept the log's proofs, its root and the signature of its checkpoint")
def verifiers(all):
    try:
        import pymerkle
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError as missing:
        raise Skip(f"{missing.name} is not installed") from missing
    town = all.running()
    visitor = Client(town)
    policy = visitor.get("/log/policy").text
    name, number, key = re.search(r"(\S+?)\+([0-9a-f]{8})\+(\S+)", policy).groups()
    key = base64.b64decode(key)
    assert key[0] == 1 and hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8] == number
    public = Ed25519PublicKey.from_public_bytes(key[1:])

    def checked(text):
        """The size and root of a signed checkpoint."""
        body, signatures = text.split("\n\n", 1)
        word = re.search("— " + re.escape(name) + " (\\S+)", signatures).group(1)
        signature = base64.b64decode(word)
        assert signature[:4].hex() == number
        public.verify(signature[4:], (body + "\n").encode())
        origin, size, root = body.split("\n")[:3]
        assert origin == name
        return int(size), base64.b64decode(root)

    size, root = checked(visitor.get("/log/checkpoint").text)
    entries = [bytes.fromhex(each) for each in town.column("SELECT encode(entry, 'hex') FROM log_entries ORDER BY index")]
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for entry in entries[:size]:
        tree.append_entry(entry)
    assert tree.get_state() == root, "pymerkle computes another root"
    places = {0, 1, size - 1, *random.Random(3).sample(range(size), min(size, all.rounds(10, 100, size)))}
    for place in places:
        answer = visitor.get(f"/log/{place}/proof")
        proof, note = answer.text.split("\n\n", 1)
        lines = proof.split("\n")
        assert lines[0] == "c2sp.org/tlog-proof@v1" and f"index {place}" in lines
        if lines[1].startswith("extra "):
            assert base64.b64decode(lines[1][6:]) == entries[place]
        hashes = [base64.b64decode(line) for line in lines[lines.index(f"index {place}") + 1:]]
        own_size, own_root = checked(note)
        theirs = tree.prove_inclusion(place + 1, own_size)
        assert [bytes.fromhex(each) for each in theirs.serialize()["path"]][1:] == hashes, place
        pymerkle.verify_inclusion(tree.get_leaf(place + 1), own_root, theirs)
        receipt, trusted = written(all, "proof", answer.body), written(all, "policy", policy.encode())
        status, out, _ = command(RECOUNT, "receipt", receipt, "--policy", trusted, "--json")
        assert status == 0 and json.loads(out)["index"] == place, out
    assert visitor.get(f"/log/{size + 100}/proof").status == 404


@journey("Random approval and score elections are counted as plain arithmetic counts them")
def random_elections(all):
    chance = random.Random(all.rounds(1, 2, 3))
    for number in range(all.rounds(8, 1000, 2000)):
        kind = chance.choice(["approval", "score"])
        options = chance.randint(1, 8)
        seats = chance.randint(1, options)
        groups = []
        for _ in range(chance.randint(1, 30)):
            count = chance.choice([1, 1, 2, 3, 40, 1000])
            if chance.random() < 0.1:
                groups.append((count, None))
            elif kind == "approval":
                groups.append((count, [1 if chance.random() < 0.5 else None for _ in range(options)]))
            else:
                groups.append((count, [chance.choice([None, 0, 1, 2, 3, 4, 5]) for _ in range(options)]))
        path = all.folder + "/table.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["count", *(f"Option {index}" for index in range(options))])
            for count, marks in groups:
                row = ["invalid"] + [""] * (options - 1) if marks is None else ["" if mark is None else mark for mark in marks]
                table.writerow([count, *row])
        words = ["--measure", "mean", "--missing", "excluded"] if kind == "score" and number % 2 else []
        status, out, err = command(RECOUNT, "count", path, "--rule", kind, "--seats", str(seats), "--json", *words)
        assert status == 0, (groups, err)
        counted = json.loads(out)
        assert counted["input"] == hashlib.sha256(read(path)).hexdigest()
        compare(counted, groups, options, seats, bool(words), f"{kind} {words} {seats} of {groups}")


def compare(counted, groups, options, seats, is_mean, what):
    """Winners are who is above the line; who is on it where not all fit is tied."""
    valid = [(count, marks) for count, marks in groups if marks is not None]
    assert counted["valid"] == sum(count for count, _ in valid), what
    assert counted["ballots"] == sum(count for count, _ in groups), what
    totals = []
    for option in range(options):
        points = sum(count * (marks[option] or 0) for count, marks in valid)
        raters = sum(count for count, marks in valid if marks[option] is not None)
        totals.append(fractions.Fraction(points, raters) if is_mean and raters else None if is_mean else fractions.Fraction(points))
    admitted = [option for option in range(options) if valid and totals[option] is not None]
    line = sorted((totals[option] for option in admitted), reverse=True)
    elected = {counted["ids"].index(each) for each in counted["winners"]}
    tied = {number - 1 for tie in counted["ties"] for number in tie["options"]}
    for option in admitted:
        above = sum(total > totals[option] for total in line)
        equal = sum(total == totals[option] for total in line)
        if above + equal <= seats:
            assert option in elected, f"option {option} should win: {what}: {counted}"
        elif above < seats:
            assert option in tied, f"option {option} should be tied: {what}: {counted}"
        else:
            assert option not in elected | tied, f"option {option} should lose: {what}: {counted}"

