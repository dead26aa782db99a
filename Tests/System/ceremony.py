"""The program `trustee` as its holders use it: keys, a ceremony, the registrar, an archive."""
import json
import os
import subprocess

from installation import PROGRAM, sentence
from synthetic import write

TRUSTEE = os.path.join(os.path.dirname(PROGRAM), "trustee")
ELECTION = os.path.join(os.path.dirname(__file__), "../../bin/election")
PASSPHRASE = "richtig Pferd Batterie Klammer"
YES_NO = {"answers": ["Ja", "Nein"], "min": 0, "max": 1, "question": "Die Brücke?"}
RANKED = {"type": "NonHomomorphic", "value": {"answers": ["X", "Y", "Z"], "question": "Reihung"}}


def trustee(*words, status=0, stdin=None):
    """What the program says; with a status, the sentence of its refusal."""
    done = subprocess.run(
        [TRUSTEE, *words], input=stdin or "", capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "LANG": "C"})
    assert done.returncode == status, f"{words}: ended with {done.returncode}: {done.stdout}{done.stderr}"
    return sentence("".join(line for line in done.stderr.splitlines(True) if not line.startswith("! "))) if status else done.stdout


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Town:
    """A folder with the trustees' keys, their ceremony, and what comes of it."""

    def __init__(self, all, group="Ed25519"):
        self.folder, self.group = all.scratch("town"), group
        os.makedirs(self.folder)
        write(self.folder, "passphrase", PASSPHRASE + "\n")
        self.trustees, self.uuid, self.archive = self.path("trustees.json"), None, None

    def path(self, name):
        return f"{self.folder}/{name}"

    def key(self, name):
        return ["--key", self.path(f"{name}.key"), "--passphrase-file", self.path("passphrase")]

    def step(self, step, number, *words, **options):
        return trustee("ceremony", step, "--folder", self.path("ceremony"), *self.key(number), *words, **options)

    def certificate(self, number, quota, **options):
        words = ["--trustees", quota, "--number", str(number), "--name", f"Hüterin {number}", "--group", self.group, "--weak-lock"]
        return self.step("certificate", number, *words, **options)

    def own_key(self, name):
        return trustee("key", "--name", name, *self.key(name), "--out", self.path(f"{name}.json"), "--group", self.group, "--weak-lock")

    def assemble(self, *words, **options):
        return trustee("ceremony", "assemble", *words, "--out", self.trustees, **options)

    def ceremony(self, quota):
        """All steps of a ceremony without a fault; what was read aloud."""
        numbers = range(1, int(quota.split("-")[2]) + 1)
        for number in numbers:
            self.certificate(number, quota)
        read_aloud = {self.step("promise", number).split("certificates: ")[1].split("\n")[0] for number in numbers}
        for number in numbers:
            self.step("contribute", number, "--compared")
        for number in numbers:
            self.step("finish", number)
        self.assemble("--folder", self.path("ceremony"))
        return read_aloud

    def register(self, roll, *words):
        """Credentials by the registrar, whose list is kept; the private ones."""
        self.uuid = trustee("archive", "new-id").strip()
        self.own_key("registrar")
        write(self.folder, "roll.csv", roll)
        trustee(
            "registrar", "make", "--election", self.uuid, "--roll", self.path("roll.csv"), "--folder", self.path("roll"), "--title",
            "Brücke & <Weg>", "--list", self.path("list"), "--group", self.group, *self.key("registrar"), *words)
        return [line.split() for line in read(self.path("list")).decode().splitlines()]

    def begin(self, questions, *words, **options):
        write(self.folder, "questions.json", json.dumps(questions))
        self.archive = self.path(f"election/{self.uuid}.bel")
        return trustee(
            "archive", "begin", "--election", self.uuid, "--name", "Die Brücke", "--questions", self.path("questions.json"), "--trustees",
            self.trustees, "--credentials", self.path("roll/credentials.json"), "--statement", self.path("roll/statement.json"),
            "--registrar", self.path("registrar.json"), "--group", self.group, "--folder", self.path("election"), *words, **options)

    def ballots(self, *lines):
        """A file of ballots, one for each line with a credential and choices."""
        made = trustee("voter", "ballots", "--election", self.path("election/election.json"), stdin="".join(f"{line}\n" for line in lines))
        return write(self.folder, "ballots", made)

    def add(self, *files, **options):
        return trustee("archive", "add", self.archive, *files, **options)

    def act(self, name, number, *words, **options):
        """A trustee mixes or decrypts; the file to hand in."""
        said = trustee(name, self.archive, *self.key(number), *words, **options)
        return said if options else self.path(f"election/{'shuffle' if name == 'mix' else 'decryption'}-{number}.json")
