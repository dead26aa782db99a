"""The program `trustee`: the ceremony, what it refuses, and elections held without a server."""
import json
import os
import pty
import re
import shutil
import stat

from belenios import Archive
from ceremony import ELECTION, PASSPHRASE, RANKED, TRUSTEE, YES_NO, Town, read, trustee
from installation import RECOUNT, command, sentence
from registry import Skip, journey
from synthetic import write

MADE = {}


def bridge(all):
    """An election of two of three trustees with weights and a revote, open for decrypting; and one ballot earlier."""
    if not MADE:
        town = Town(all)
        town.read_aloud = town.ceremony("2-of-3")
        voters = town.register("voters,weight\n2,1\n1,3\n")
        town.begin([YES_NO])
        (first, _), (second, weight), _ = town.voters = voters
        assert town.add(town.ballots(f"{first} [[1,0]]", f"{second} [[0,1]]")) == "Added: 2, refused: 0.\n"
        town.earlier = all.scratch("earlier")
        shutil.copytree(town.path("election"), town.earlier)
        town.add(town.ballots(f"{first} [[0,1]]"))
        trustee("archive", "close", town.archive)
        town.no = int(weight) + int(voters[0][1])
        MADE["town"] = town
    return MADE["town"]


@journey("Two of three trustees make a key in four steps, decrypt and open the result, and `recount` finds that all of it holds")
def whole_election(all):
    town = bridge(all)
    assert len(town.read_aloud) == 1 and re.fullmatch(r"\d{4}( \d{4}){11}", *town.read_aloud)
    said = [trustee("decrypt", town.archive, *town.key(1))]
    town.add(town.path("election/decryption-1.json"))
    assert trustee("archive", "result", town.archive, status=2).endswith("too few trustees have decrypted")
    said.append(trustee("decrypt", town.archive, *town.key(3)))
    digits = {re.search(r"what you decrypt: (\d{4}(?: \d{4}){11})\n", each).group(1) for each in said}
    assert len(digits) == 1 and "Cast: 3, counted of them: 2, on the roll: 3.\n" in said[0], said
    town.add(town.path("election/decryption-3.json"))
    said = trustee("archive", "result", town.archive)
    assert f"  Ja: 0\n  Nein: {town.no}\n" in said, said
    status, out, err = command(RECOUNT, "election", town.path("election"), "--json")
    answer = json.loads(out)
    assert status == 0 and answer["verdict"] == "holds", (out, err)
    assert (answer["credentials"], answer["total_weight"], answer["ballots_cast"], answer["ballots_counted"]) == (3, 5, 3, 2)
    assert answer["checks"]["roll"]["verdict"] == "passed"
    assert "holds." in trustee("archive", "verify", town.archive, "--complete")


@journey("A trustee's key is one locked file that nobody else may read, and without its passphrase it is nothing")
def locked_key(all):
    town = bridge(all)
    path = town.path("1.key")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert sorted(json.loads(read(path))) == ["argon2", "box", "format", "group", "name", "nonce", "salt"]
    ballot_box = [town.earlier + "/" + os.path.basename(town.archive), "--key", path]
    wrong = write(all.scratch("wrong"), "passphrase", PASSPHRASE + "!\n")
    assert "the passphrase is wrong" in trustee("decrypt", *ballot_box, "--passphrase-file", wrong, status=2)
    other = json.loads(read(path))
    other["name"] = "Mallory"
    changed = write(all.scratch("changed"), "key", json.dumps(other))
    os.chmod(changed, 0o600)
    words = ["decrypt", ballot_box[0], "--key", changed, "--passphrase-file", town.path("passphrase")]
    assert "or the file is damaged" in trustee(*words, status=2)
    short = write(all.scratch("short"), "passphrase", "kurz\n")
    place = all.scratch("short-key")
    words = ["key", "--name", "Ada", "--key", place, "--out", place + ".json", "--passphrase-file", short]
    assert "fewer than 12 characters" in trustee(*words, status=2) and not os.path.exists(place)
    words[-1] = town.path("passphrase")
    trustee(*words)
    assert json.loads(read(place))["argon2"] == "m=65536,t=3,p=4" and stat.S_IMODE(os.stat(place).st_mode) == 0o600
    assert "not replaced" in trustee("key", "--name", "Ada", *town.key(1), "--out", place + ".json", status=2)


@journey("A passphrase is asked for twice on the terminal and never shown there")
def terminal(all):
    place = all.scratch("typed-key")
    child, screen = pty.fork()
    if child == 0:
        os.execv(TRUSTEE, [TRUSTEE, "key", "--name", "Ada", "--key", place, "--out", place + ".json", "--language", "de"])
    said = b""
    for prompt in ("Neues Passwort", "Noch einmal"):
        while prompt.encode() not in said:
            said += os.read(screen, 4096)
        os.write(screen, (PASSPHRASE + "\n").encode())
    try:
        while more := os.read(screen, 4096):
            said += more
    except OSError:
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, said
    assert PASSPHRASE.encode() not in said and "Bewahren Sie den Schlüssel".encode() in said
    assert stat.S_IMODE(os.stat(place).st_mode) == 0o600


@journey("A ceremony refuses steps out of order, missing, doubled and foreign files, and other certificates than were compared")
def ceremony_refusals(all):
    town = Town(all)
    assert "--trustees" in town.certificate(1, "1-of-2", status=2) and "--trustees" in town.certificate(1, "3-of-2", status=2)
    town.certificate(1, "2-of-2")
    kept = read(town.path("ceremony/certificate-1.json"))
    os.remove(town.path("ceremony/certificate-1.json"))
    town.certificate(1, "2-of-2")
    assert json.loads(kept)["message"] == json.loads(read(town.path("ceremony/certificate-1.json")))["message"], "a key was lost"
    assert "still missing: certificate-2.json" in town.step("promise", 1, status=2)
    town.certificate(2, "2-of-2")
    copy = town.path("ceremony/certificate-2 (1).json")
    shutil.copy(town.path("ceremony/certificate-2.json"), copy)
    assert "no part of this ceremony" in town.step("promise", 1, status=2)
    os.remove(copy)
    assert "the step promise comes first" in town.step("contribute", 1, status=2)
    town.step("promise", 1)
    assert "taken this step before" in town.step("promise", 1, status=2)
    status = json.loads(trustee("ceremony", "status", "--folder", town.path("ceremony"), "--json"))
    assert status["step"] == "promise" and status["missing"] == [2] and len(status["digits"]) == 59
    assert "still missing: promise-2.json" in town.step("contribute", 1, "--compared", status=2)
    assert "Still missing: promise-2.json" in trustee("ceremony", "status", "--folder", town.path("ceremony"))

    # Somebody shows Ada another certificate for number 2 than Ben's own.
    other = Town(all)
    other.certificate(2, "2-of-2")
    own, foreign = town.path("ceremony/certificate-2.json"), other.path("ceremony/certificate-2.json")
    genuine = read(own)
    shutil.copy(foreign, own)
    assert "certificate 2 is not this trustee's own" in town.step("promise", 2, status=2)
    assert "not the ones you compared" in town.step("contribute", 1, "--compared", status=2)
    write(town.folder, "ceremony/certificate-2.json", genuine)
    town.step("promise", 2)
    assert "without the comparison" in town.step("contribute", 1, status=2)
    for number in (1, 2):
        town.step("contribute", number, "--compared")

    # Ben's contribution is exchanged for another that nobody has promised.
    first, second = (town.path(f"ceremony/contribution-{number}.json") for number in (1, 2))
    kept = read(second)
    shutil.copy(first, second)
    assert "contribution 2: it is not what was promised" in town.step("finish", 1, status=2)
    write(town.folder, "ceremony/contribution-2.json", kept)
    town.step("finish", 1)
    assert "still missing: key-2.json" in town.assemble("--folder", town.path("ceremony"), status=2)


@journey("Nothing is decrypted of an archive that was tampered with, of a second tally, without its terms, or by a stranger")
def decrypt_refusals(all):
    town = bridge(all)
    earlier = f"{town.earlier}/{town.uuid}.bel"
    assert "nothing to decrypt now" in trustee("decrypt", earlier, *town.key(2), status=2)
    trustee("archive", "close", earlier)
    place = all.scratch("tampered")
    os.makedirs(place)
    shutil.copy(town.path("election/terms.json"), place)
    tampered = Archive(read(town.archive))
    while tampered.events[-1][0] != "EncryptedTally":
        tampered.events.pop()
    open_archive = write(place, "open.bel", tampered.bytes())
    del tampered.events[2]
    path = write(place, "a.bel", tampered.bytes())
    refusal = trustee("decrypt", path, *town.key(2), status=1)
    assert "does not hold" in refusal and "does not follow from the ballots" in refusal
    assert os.listdir(place).count("decryption-2.json") == 0
    town.own_key("stranger")
    assert "not encrypted with this key" in trustee("decrypt", open_archive, *town.key("stranger"), status=2)
    trustee("decrypt", open_archive, *town.key(2))
    assert "another tally of this election" in trustee("decrypt", earlier, *town.key(2), status=2)
    os.rename(f"{place}/terms.json", f"{place}/other.json")
    assert "what was promised of this election is missing" in trustee("decrypt", open_archive, *town.key(2), status=2)
    trustee("decrypt", open_archive, *town.key(2), "--terms", f"{place}/other.json")


@journey("Ballots that are doubled, foreign or broken are refused one by one, and the others are added")
def ballots(all):
    town = Town(all)
    town.own_key("Ada")
    town.assemble("--single", town.path("Ada.json"))
    (first, _), (second, _) = town.register("2\n")
    town.begin([YES_NO])
    line = f"{first} [[9223372036854775807,1]]\n"
    words = ["voter", "ballots", "--election", town.path("election/election.json")]
    assert "not a credential with choices" in trustee(*words, stdin=line, status=2)
    assert "not permitted" in trustee(*words, stdin=line.replace("9223372036854775807", "1"), status=2)
    good = read(town.ballots(f"{first} [[1,0]]", f"{second} [[0,0]]"))
    lines = good.splitlines()
    mixed = write(town.folder, "mixed", b"\n".join([lines[0], lines[0], lines[1].replace(b"0", b"1", 1), lines[1]]))
    code, out, err = command(TRUSTEE, "archive", "add", town.archive, mixed, env={**os.environ, "LANG": "C"})
    assert code == 1 and out == "Added: 2, refused: 2.\n", (out, err)
    assert [line.split(": ")[1].rsplit(":", 1)[1] for line in err.splitlines()] == ["2", "3"], err
    # A program was killed while it added something.
    whole = read(town.archive)
    write(os.path.dirname(town.archive), os.path.basename(town.archive), whole + b"x" * 700)
    assert "does not hold" in trustee("archive", "verify", town.archive, status=1)
    write(os.path.dirname(town.archive), os.path.basename(town.archive) + ".pending", f"{len(whole)}\n")
    town.add(write(town.folder, "none", ""))
    assert read(town.archive) == whole and not os.path.exists(town.archive + ".pending")
    trustee("archive", "close", town.archive)
    assert "the voting is not open" in town.add(mixed, status=2)
    town.act("decrypt", "Ada")
    act = town.path("election/decryption-1.json")
    broken = json.loads(read(act))
    broken["payload"] = broken["payload"].replace("0", "1", 1)
    assert "about another payload" in town.add(write(town.folder, "broken", json.dumps(broken, separators=(",", ":"))), status=2)


@journey("Ranked ballots are decrypted only by trustees who mixed them or trust somebody who has signed a mix")
def mixing(all):
    town = Town(all)
    for name in ("1", "2"):
        town.own_key(name)
    town.assemble("--single", town.path("1.json"), "--single", town.path("2.json"))
    voters = town.register("3\n")
    assert "--mixers says who mixes" in town.begin([RANKED], status=2)
    town.begin([RANKED], "--mixers", "1")
    town.add(town.ballots(*(f"{voter} [[{ranks}]]" for (voter, _), ranks in zip(voters, ("1,2,3", "3,1,2", "1,2,3")))))
    trustee("archive", "close", town.archive)
    assert "mixed" in town.act("decrypt", 1, status=2)
    shuffle = town.act("mix", 1)
    town.add(shuffle)
    assert "mixed here already" in town.act("mix", 1, status=2)
    trustee("archive", "mixed", town.archive)
    assert "neither you nor anybody" in town.act("decrypt", 2, status=2)
    os.rename(shuffle, town.path("kept.json"))
    assert "neither you nor anybody" in town.act("decrypt", 2, "--trusted-mixers", "1", status=2), "the archive's word is believed"
    os.rename(town.path("kept.json"), shuffle)
    town.add(town.act("decrypt", 1))
    trustee("decrypt", town.archive, *town.key(2), "--trusted-mixers", "1")
    town.add(town.path("election/decryption-2.json"))
    trustee("archive", "result", town.archive)
    (result,) = Archive(read(town.archive)).events[-1][1]
    assert sorted(json.loads(result)["result"][0]) == [[1, 2, 3], [1, 2, 3], [3, 1, 2]]


@journey("Two of three named trustees mix in any order; nothing is decrypted that fewer have mixed, and what is built on an older state is refused")
def two_of_three_mixers(all):
    town = Town(all)
    for name in ("1", "2", "3"):
        town.own_key(name)
    town.assemble(*(word for name in ("1", "2", "3") for word in ("--single", town.path(f"{name}.json"))))
    ((voter, _),) = town.register("1\n")
    for wrong in ("1", "4"):
        assert "--shuffles is 2 at least" in town.begin([RANKED], "--mixers", "1,2,3", "--shuffles", wrong, status=2)
    town.begin([RANKED], "--mixers", "1,2,3", "--shuffles", "2")
    assert json.loads(read(town.path("election/terms.json")))["shuffles"] == 2
    town.add(town.ballots(f"{voter} [[2,1,3]]"))
    trustee("archive", "close", town.archive)
    early = town.act("mix", 1)
    town.add(town.act("mix", 3))
    assert "1 shuffle is missing; able to mix: 1, 2" in trustee("archive", "mixed", town.archive, status=2)
    assert "of an older state" in town.add(early, status=2)
    # Somebody ends the mixing too early.
    place = all.scratch("early")
    ended = write(place, os.path.basename(town.archive), read(town.archive))
    trustee("archive", "mixed", ended, "--without-terms")
    shutil.copy(town.path("election/terms.json"), place)
    assert "does not hold" in trustee("decrypt", ended, *town.key(3), status=1)
    town.add(town.act("mix", 1))
    trustee("archive", "mixed", town.archive)
    for name in ("1", "3"):
        town.add(town.act("decrypt", name))
    assert "neither you nor anybody" in town.act("decrypt", 2, status=2)
    town.add(town.act("decrypt", 2, "--trusted-mixers", "3"))
    trustee("archive", "result", town.archive)
    answer = json.loads(command(RECOUNT, "election", town.path("election"), "--json")[1])
    assert answer["verdict"] == "holds" and answer["mixers"] == [3, 1] and answer["checks"]["mixing"]["verdict"] == "passed", answer


@journey("The registrar prints letters without a name, and takes credentials made by voters only with a proof and once each")
def registrar(all):
    town = Town(all)
    voters = town.register("voters,weight\n2,1\n1,3\n")
    letters, public = read(town.path("roll/letters.html")).decode(), read(town.path("roll/credentials.json")).decode()
    assert stat.S_IMODE(os.stat(town.path("roll/letters.html")).st_mode) == 0o600
    assert "Brücke &amp; &lt;Weg&gt;" in letters and letters.count("<section>") == 3
    assert all_in(letters, [credential for credential, _ in voters]) and letters.count("zählt 3-mal") == 1
    entries = json.loads(public)
    assert entries == sorted(entries) and all_in(letters, [entry[:12] for entry in entries])
    assert not any(credential in public for credential, _ in voters)

    for roll, number in (("2\n-1\n", 2), ("voters,weight\n2,0\n", 2), ("2,1,Ada\n", 1), ("99999999\n", 1)):
        words = ["--roll", write(town.folder, "bad.csv", roll), "--folder", town.path("bad"), "--title", "?", *town.key("registrar")]
        assert f"bad.csv:{number}: " in trustee("registrar", "make", "--election", town.uuid, *words, status=2), roll
    made = [trustee("voter", "apply", "--election", town.uuid, "--credential", town.path(f"own-{number}")) for number in (1, 2)]
    words = ["registrar", "accept", "--election", town.uuid, "--roll", write(town.folder, "two.csv", "2\n"), *town.key("registrar")]

    def accept(*lines, **options):
        return trustee(*words, "--applications", write(town.folder, "lines", "".join(lines)), "--folder", town.path("own"), **options)

    assert "stands in line 1" in accept(made[0], made[0], status=2)
    one, two = (json.loads(line) for line in made)
    one["credential"] = two["credential"]
    assert ":1: it is not proven" in accept(json.dumps(one) + "\n", made[1], status=2)
    assert "--title" in accept(made[0], status=2), "whoever has not applied gets a letter"
    heavy = json.dumps({**json.loads(made[0]), "weight": 3}) + "\n"
    assert "do not fit the roll" in accept(heavy, made[1], status=2)
    assert "do not fit the roll" in accept(*made, trustee("voter", "apply", "--election", town.uuid, "--credential", town.path("own-3")), status=2)
    accept(*made)
    assert len(json.loads(read(town.path("own/credentials.json")))) == 2

    # One of three applies; two get letters, and the public list does not tell them apart.
    words[5] = write(town.folder, "three.csv", "3\n")
    list_ = town.path("drawn.txt")
    said = trustee(*words, "--applications", write(town.folder, "one", made[0]), "--folder", town.path("mixed"), "--title", "Brücke", "--list", list_)
    public, letters = json.loads(read(town.path("mixed/credentials.json"))), read(town.path("mixed/letters.html")).decode()
    drawn = [line.split()[0] for line in read(list_).decode().splitlines()]
    assert len(public) == 3 and public == sorted(public) and len(drawn) == letters.count("<section>") == 2, said
    assert all_in(letters, drawn) and json.loads(made[0])["credential"] in public
    assert stat.S_IMODE(os.stat(town.path("mixed/letters.html")).st_mode) == 0o600


def all_in(text, parts):
    return all(part in text for part in parts)


@journey("Trustees rehearse with their real keys, and what comes out is what was said before", tier="all")
def rehearsal(all):
    town = Town(all)
    town.own_key("Ada")
    town.ceremony("2-of-2")
    town.assemble("--single", town.path("Ada.json"), "--folder", town.path("ceremony"))
    said = trustee("rehearse", "--trustees", town.trustees, "--folder", town.path("election"))
    yes, no = re.search(r"yes (\d), no (\d)", said).groups()
    (name,) = (each for each in os.listdir(town.path("election")) if each.endswith(".bel"))
    town.archive = town.path(f"election/{name}")
    for name in ("Ada", 1, 2):
        town.act("decrypt", name)
    town.add(*(town.path(f"election/decryption-{number}.json") for number in (1, 2, 3)))
    assert f"  Yes: {yes}\n  No: {no}\n" in trustee("archive", "result", town.archive)


@journey("The program carries its words in German and English, and every command explains itself")
def words(all):
    root = os.path.join(os.path.dirname(__file__), "../../..")
    carried = read(root + "/Sources/Trustee/TrusteePhrases.swift").decode()
    for name in ("de", "en"):
        lines = read(f"{root}/Resources/phrases/{name}.txt").decode().splitlines()
        wanted = [line for line in lines if line.startswith("trustee.")]
        assert "\n".join("        " + line for line in wanted) in carried, "run bin/record-phrases"
    missing = all.scratch("missing")
    words = ["ceremony", "status", "--folder", missing, "--language"]
    assert "hat noch nicht begonnen" in trustee(*words, "de", status=2) and "has not begun" in trustee(*words, "en", status=2)
    pages = trustee("--help")
    for each in ("key", "ceremony", "registrar", "voter", "archive", "mix", "decrypt", "rehearse"):
        assert each in pages and "USAGE" in trustee(each, "--help")
        assert "--seed" not in trustee(each, "--help"), "what is for tests only is offered"


def election(all, *words, status=0):
    """Runs bin/election; the folder it leaves, or the sentence of its refusal."""
    place = all.scratch("election")
    code, out, err = command(
        ELECTION, *words, "--out", place, env={**os.environ, "LANG": "C", "MITSTIMME_PROGRAMS": os.path.dirname(TRUSTEE)}, seconds=600)
    assert code == status, f"{words}: ended with {code}: {out}{err}"
    return sentence(err) if status else place


CHOICE = {"answers": ["A", "B", "C"], "blank": True, "min": 1, "max": 2, "question": "\"Q\" / ü"}


@journey("bin/election holds whole elections in every group, with weights, revotes and two mixers, and other programs agree", tier="all")
def matrix(all):
    plain = write(all.scratch("q"), "plain.json", json.dumps([CHOICE, YES_NO]))
    ranked = write(all.scratch("q"), "ranked.json", json.dumps([CHOICE, RANKED]))
    rows = [
        (group, questions, trustees, weights)
        for group in ("BELENIOS-2048", "RFC-3526-2048", "Ed25519")
        for questions, trustees, weights in ((plain, "2-of-3", "1..4"), (plain, "1-of-1", "1..1"), (ranked, "2-of-2", "1..1"))
        if group != "BELENIOS-2048" or questions is plain
    ]
    for group, questions, trustees, weights in rows:
        place = election(
            all, "--group", group, "--voters", "5", "--revotes", "2", "--trustees", trustees, "--questions", questions, "--weights", weights)
        status, out, err = command(RECOUNT, "election", place, "--json")
        answer = json.loads(out)
        assert status == 0 and answer["verdict"] == "holds", (group, out, err)
        assert (answer["credentials"], answer["ballots_cast"], answer["ballots_counted"]) == (5, 7, 5), answer
        if group != "Ed25519":
            if not shutil.which("belenios-tool"):
                raise Skip("belenios-tool is not installed (bin/install test)")
            code, out, err = command("belenios-tool", "election", "verify", cwd=place)
            assert code == 0 and "all checks passed" in out + err, (group, out, err)


@journey("Ballots that belenios-tool makes from the registrar's credentials are added, and it verifies the election", tier="all")
def other_ballots(all):
    if not shutil.which("belenios-tool"):
        raise Skip("belenios-tool is not installed (bin/install test)")
    town = Town(all, "BELENIOS-2048")
    town.own_key("Ada")
    town.assemble("--single", town.path("Ada.json"), "--group", town.group)
    voters = town.register("2,1\n1,4\n", "--short")
    town.begin([CHOICE])
    place = os.path.dirname(town.archive)
    ballots = b""
    for credential, _ in voters:
        write(place, "credential", credential)
        write(place, "choices", "[[0,1,0,1]]")
        words = ["election", "generate-ballot", "--privcred", "credential", "--ballot", "choices"]
        code, out, err = command("belenios-tool", *words, cwd=place)
        assert code == 0, err
        ballots += out.encode()
    assert town.add(write(town.folder, "theirs", ballots)) == "Added: 3, refused: 0.\n"
    trustee("archive", "close", town.archive)
    town.act("decrypt", "Ada")
    town.add(town.path("election/decryption-1.json"))
    assert "  A: 6\n  B: 0\n  C: 6\n" in trustee("archive", "result", town.archive)
    code, out, err = command("belenios-tool", "election", "verify", cwd=place)
    assert code == 0 and "all checks passed" in out + err, (out, err)


@journey("bin/election with a seed makes the same archive again, and refuses ranked questions in BELENIOS-2048", tier="all")
def seeded(all):
    ranked = write(all.scratch("q"), "ranked.json", json.dumps([RANKED]))
    words = ["--voters", "2", "--revotes", "0", "--trustees", "1-of-1", "--questions", ranked]
    assert "more ranks than BELENIOS-2048 can hold" in election(all, "--group", "BELENIOS-2048", *words, status=2)
    archives = []
    for _ in range(2):
        place = election(all, "--group", "Ed25519", *words, "--seed", "7")
        (name,) = (each for each in os.listdir(place) if each.endswith(".bel"))
        archives.append(read(f"{place}/{name}"))
    assert archives[0] == archives[1]
