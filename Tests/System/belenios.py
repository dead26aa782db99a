"""Elections by Debian's belenios-tool, and archives taken apart and put together again from the format alone."""
import hashlib
import json
import os
import shutil
import subprocess

from registry import Skip

TOOL = "belenios-tool"


def sha(data):
    return hashlib.sha256(data).hexdigest()


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


class Tool:
    """The tool in a folder of its own. Skips the case where it is absent."""

    def __init__(self, folder, group="BELENIOS-2048"):
        if not shutil.which(TOOL):
            raise Skip("belenios-tool is not installed (bin/install test)")
        os.makedirs(folder, exist_ok=True)
        self.folder, self.group = folder, ["--group", group]
        self.uuid = self.run("setup", "generate-token").strip()

    @property
    def archive(self):
        return f"{self.folder}/{self.uuid}.bel"

    def run(self, *words, stdin=""):
        done = subprocess.run([TOOL, *words], cwd=self.folder, input=stdin, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, (words, done.stdout, done.stderr)
        return done.stdout

    def write(self, name, text):
        with open(f"{self.folder}/{name}", "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, ending):
        """The contents of all files that end so, in the order of their names."""
        names = sorted(each for each in os.listdir(self.folder) if each.endswith(ending))
        return [open(f"{self.folder}/{name}", encoding="utf-8").read() for name in names]

    def setup(self, questions, weights, singles=2, threshold=None):
        """Voters with these weights; single trustees, then a group of which `threshold[0]` of `threshold[1]` are needed."""
        is_plain = set(weights) == {1}
        self.write("voters", "".join(f"{i}@x,{i}" + ("" if is_plain else f",{w}") + "\n" for i, w in enumerate(weights)))
        self.run("setup", "generate-credentials", "--uuid", self.uuid, *self.group, "--file", "voters")
        self.credentials = [line.split()[-1] for line in self.read(".privcreds")[0].splitlines()]
        self.write("public_creds.json", self.read(".pubcreds")[0])
        self.keys = []
        keys = ""
        for _ in range(singles):
            self.run("setup", "generate-trustee-key", *self.group)
            keys += self.read(".pubkey")[0]
            name = next(each for each in os.listdir(self.folder) if each.endswith(".privkey"))
            os.rename(f"{self.folder}/{name}", f"{self.folder}/key-{len(self.keys)}")
            os.remove(f"{self.folder}/{name.replace('.privkey', '.pubkey')}")
            self.keys.append(f"key-{len(self.keys)}")
        self.write("public_keys.jsons", keys)
        if threshold:
            self.ceremony(*threshold)
        self.run("setup", "make-trustees")
        self.write("questions.json", json.dumps({"description": "", "name": "Die Brücke", "questions": questions}))
        self.run("setup", "make-election", "--uuid", self.uuid, *self.group, "--template", "questions.json")
        self.run("archive", "init")
        return self

    def ceremony(self, needed, size):
        step = ["setup", "generate-trustee-key-threshold", *self.group]
        for _ in range(size):
            self.run(*step, "--step", "1")
        self.write("certs.jsons", "".join(self.read(".cert")))
        with_certs = [*step, "--certs", "certs.jsons"]
        self.run(*with_certs, "--step", "2")
        names = sorted(each[:-4] for each in os.listdir(self.folder) if each.endswith(".key"))
        deal = ("--step", "3", "--threshold", str(needed))
        self.write("polynomials.jsons", "".join(self.run(*with_certs, "--key", f"{name}.key", *deal) for name in names))
        told = [*with_certs, "--polynomials", "polynomials.jsons"]
        self.run(*told, "--step", "4")
        out = ""
        for name in names:
            with open(f"{self.folder}/{name}.vinput", encoding="utf-8") as file:
                out += self.run(*with_certs, "--key", f"{name}.key", "--step", "5", stdin=file.read())
        self.write("threshold.json", self.run(*told, "--step", "6", stdin=out))
        self.keys += [(f"{name}.key", f"{name}.dkey") for name in names]

    def add(self, kind, text=""):
        self.run("archive", "add-event", f"--type={kind}", stdin=text)

    def vote(self, voter, choices):
        self.write("credential", self.credentials[voter])
        self.write("choices", json.dumps(choices))
        self.add("Ballot", self.run("election", "generate-ballot", "--privcred", "credential", "--ballot", "choices"))

    def close(self, mixers=(), decrypters=(1, 2)):
        self.add("EndBallots")
        self.add("EncryptedTally", self.run("election", "compute-encrypted-tally"))
        for number in mixers:
            self.add("Shuffle", self.run("election", "shuffle", f"--trustee-id={number}"))
        if mixers:
            self.add("EndShuffles")
        for number in decrypters:
            key = self.keys[number - 1]
            words = ["decrypt", "--privkey", key] if isinstance(key, str) else ["decrypt-threshold", "--key", key[0], "--decryption-key", key[1]]
            self.add("PartialDecryption", self.run("election", *words, f"--trustee-id={number}"))
        self.add("Result", self.run("election", "compute-result"))
        return self


class Archive:
    """The events of a `.bel` with their files: `[kind, [bytes, …]]`. Written again, all names and hashes are right."""

    def __init__(self, data):
        self.events, files, place = [], [], 1024
        self.opening = data[:1024]
        while place < len(data):
            name = data[place:place + 100].rstrip(b"\0").decode()
            size = int(data[place + 124:place + 135], 8)
            content = data[place + 512:place + 512 + size]
            if name.endswith(".event.json"):
                self.events.append([json.loads(content)["type"], files])
                files = []
            else:
                files.append(content)
            place += 512 + -(-size // 512) * 512

    def member(self, content, kind):
        header = bytearray(self.opening[:512])
        header[:100] = f"{sha(content)}.{kind}.json".encode().ljust(100, b"\0")
        header[124:135] = f"{len(content):011o}".encode()
        header[148:156] = b" " * 8
        header[148:156] = f"{sum(header):06o}".encode() + b"\0 "
        return bytes(header) + content + bytes(-len(content) % 512)

    def bytes(self):
        out, parent = self.opening, None
        for height, (kind, files) in enumerate(self.events):
            out += b"".join(self.member(each, "data") for each in files)
            event = {"parent": parent, "height": height, "type": kind, "payload": sha(files[-1]) if files else None}
            event = compact({key: value for key, value in event.items() if value is not None})
            out += self.member(event, "event")
            parent = sha(event)
        self.head = parent
        return out
