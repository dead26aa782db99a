"""The voting booth: a ballot that the voter's own device encrypts, with the keyboard alone, narrow and wide."""
import json
import os
import pathlib
import re
import subprocess
import tempfile

from journeys.ballots import OPTIONS, WAYS, administrator, press, type_numbers
from journeys.main_job import local
from registry import journey

PROGRAM = os.path.abspath(os.environ.get("MITSTIMME_PROGRAM", ".build/debug/mitstimme"))
TRUSTEE, RECOUNT = (os.path.join(os.path.dirname(PROGRAM), name) for name in ("trustee", "recount"))


def trustee(folder, *words, stdin=""):
    done = subprocess.run([TRUSTEE, *words], cwd=folder, input=stdin, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


def key(folder, name, *words):
    trustee(folder, "key", "--name", name, *held(name), "--weak-lock", "--out", f"{name}.json", *words)


def held(name):
    return ["--key", f"{name}.key", "--passphrase-file", "passphrase"]


def archive(folder, question, voters):
    """The archive's beginning by one trustee and a registrar, as bytes, and the credentials."""
    pathlib.Path(folder, "passphrase").write_text("correct horse battery staple\n", encoding="utf-8")
    key(folder, "trustee")
    trustee(folder, "ceremony", "assemble", "--single", "trustee.json", "--group", "Ed25519", "--out", "trustees.json")
    uuid = trustee(folder, "archive", "new-id").strip()
    pathlib.Path(folder, "roll.csv").write_text(f"{voters},1\n", encoding="utf-8")
    pathlib.Path(folder, "questions.json").write_text(json.dumps([question]), encoding="utf-8")
    key(folder, "registrar")
    trustee(folder, "registrar", "make", "--election", uuid, "--roll", "roll.csv", "--folder", "registrar", *held("registrar"),
            "--title", "Probe", "--list", "list")
    mixers = ["--mixers", "1"] if "type" in question else []
    trustee(folder, "archive", "begin", "--election", uuid, "--name", "Probe", "--questions", "questions.json",
            "--trustees", "trustees.json", "--credentials", "registrar/credentials.json", "--statement", "registrar/statement.json",
            "--registrar", "registrar.json", "--folder", "election", *mixers)
    credentials = [line.split()[0] for line in pathlib.Path(folder, "list").read_text(encoding="utf-8").splitlines()]
    return uuid, pathlib.Path(folder, f"election/{uuid}.bel").read_bytes(), credentials


def begin(town, number, folder, uuid, bel):
    """Puts the archive's beginning where the ceremony puts it."""
    head = re.findall(rb"([0-9a-f]{64})\.event\.json", bel)[-1].decode()
    texts = [pathlib.Path(folder, name).read_text(encoding="utf-8").rstrip("\n").replace("'", "''")
             for name in ("election/election.json", "trustees.json", "election/terms.json")]
    town.server.sql(
        "INSERT INTO archives (election_id, uuid, timestamp, length, setup_length, height, head, stage, parameters, trustees, terms)"
        f" VALUES ({number}, '{uuid}', {int(bel[136:147], 8)}, {len(bel)}, {len(bel)}, 1, decode('{head}', 'hex'), 'Setup',"
        f" '{texts[0]}', '{texts[1]}', '{texts[2]}');"
        f" INSERT INTO archive_parts VALUES ({number}, 0, decode('{bel.hex()}', 'hex'))")


def drafted(town, rule, question, names):
    """An encrypted draft: the administrator, its number, four voters."""
    admin = administrator(town, names[0] + "-Verwaltung")
    voters = [town.resident(name, scripts=scripts, width=width) for name, (scripts, width) in zip(names, WAYS)]
    for voter in voters:
        voter.open("/account/consent").fill(consent=True).press("Einwilligen und weiter")
    admin.open(f"/administration/elections/new?rule={rule}")
    admin.page.locator('main [name="process"]').first.check()
    admin.page.locator('main [name="manner"][value="encrypted"]').check()
    admin.fill(question=question, opens=local(3600), closes=local(7200), options="\n".join(OPTIONS)).press("Entwurf anlegen")
    return admin, admin.path.rsplit("/", 1)[1], voters


def opened(town, rule, question, names, ranked=True):
    """An open encrypted election with a small roll: its number, four voters, and a credential for each."""
    admin, number, voters = drafted(town, rule, question, names)
    people = ", ".join(f"'{voter.address}'" for voter in voters)
    town.server.sql(
        f"UPDATE elections SET roll_size = 4 WHERE id = {number}; SELECT encrypted_ballots_awaited({number});"
        f" INSERT INTO electoral_roll (election_id, person_id) SELECT {number}, person_id FROM accounts WHERE email IN ({people})")
    asked = (
        {"type": "NonHomomorphic", "value": {"answers": OPTIONS, "question": question}} if ranked
        else {"answers": OPTIONS, "min": 1, "max": 1, "question": question})
    with tempfile.TemporaryDirectory() as folder:
        uuid, bel, credentials = archive(folder, asked, 4)
        begin(town, number, folder, uuid, bel)
    admin.open(f"/administration/elections/{number}").press("Jetzt öffnen").reads("Die Abstimmung läuft")
    return number, voters, credentials


def step(town, voter, heading):
    """Waits for a step of the booth, which must have the focus, fit the screen and please axe."""
    title = voter.page.locator(".booth section:not([hidden]) h2").first
    voter.page.locator(".booth h2:visible", has_text=heading).first.wait_for()
    assert title.evaluate("element => element === document.activeElement"), f"the focus is not on “{heading}”"
    overflow = voter.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{heading}: {overflow} px too wide"
    for target in voter.page.locator(".booth button:visible").all():
        box = target.bounding_box()
        assert min(box["height"], box["width"]) >= 44, f"“{target.inner_text()}” is too small: {box}"
    town.inspector.ask_as_it_stands(voter)


def wrong(voter, *sentences):
    """What stands in the error summary and beside the fields; the summary has the focus."""
    summary = voter.page.locator("#problems")
    assert summary.evaluate("element => element === document.activeElement"), "the summary has no focus"
    assert summary.locator("a").all_inner_texts() == list(sentences), summary.inner_text()
    for link in summary.locator("a").all():
        field = link.get_attribute("href")
        beside = voter.page.locator(f"{field}-error")
        assert beside.inner_text() == link.inner_text()
        told = voter.page.locator(f'[aria-describedby~="{field[1:]}-error"]')
        assert told.count() == 1, f"{field} does not say what is wrong with it"


def encrypt(town, voter, credential):
    """From the chosen answer to the encrypted ballot; its seal."""
    press(voter, "Weiter")
    step(town, voter, "Schritt 2 von 3")
    field = voter.page.locator("#credential")
    voter.reach(field)
    field.fill("")
    voter.page.keyboard.type(credential)
    voter.page.keyboard.press("Enter")
    step(town, voter, "Schritt 3 von 3")
    return voter.page.locator("[data-step=review] [data-seal]").inner_text()


def saved(voter, button):
    """The name and the text of the file that a button saves."""
    with voter.page.expect_download() as download:
        press(voter, button)
    return download.value.suggested_filename, pathlib.Path(download.value.path()).read_text(encoding="utf-8")


def mark(town, number, voter):
    return town.server.sql(
        f"SELECT mark FROM electoral_roll JOIN accounts USING (person_id) WHERE election_id = {number} AND email = '{voter.address}'")


@journey("A ballot is encrypted in the browser, audited or cast, and its tracker is found; without scripts there are other ways to vote", tier="all")
def encrypted(town):
    number, voters, credentials = opened(town, "plurality", "Was fehlt am Fluss?", ("Arne", "Bela", "Cora", "Dina"), ranked=False)
    narrow, plain, wide, _ = voters
    plain.open(f"/elections/{number}/booth").reads("Sie können trotzdem abstimmen", "Am Schalter")
    assert plain.page.locator("main form").count() == 0 and plain.page.locator("main button").count() == 0

    sent = []
    narrow.page.on("request", lambda request: sent.append((request.method, request.url, request.post_data or "")))
    narrow.open(f"/elections/{number}")
    narrow.reach(narrow.page.locator("main").get_by_role("link", name="Zum Stimmzettel"))
    with narrow.page.expect_navigation():
        narrow.page.keyboard.press("Enter")
    narrow.arrived(200).misses("Sie können trotzdem abstimmen")
    press(narrow, "Weiter")
    wrong(narrow, "Wählen Sie eine Antwort")
    narrow.reach(narrow.page.locator("[name=choice]").first)
    for pressed in ("Space", "ArrowDown"):
        narrow.page.keyboard.press(pressed)
    press(narrow, "Weiter")
    narrow.page.locator("#credential").fill("ABC0")
    press(narrow, "Stimmzettel verschlüsseln")
    wrong(narrow, "Das Zeichen „0“ kommt in keinem Zugangscode vor. Null, großes I, großes O und kleines L gibt es darin nicht")
    press(narrow, "Zurück zur Wahl")
    seal = encrypt(town, narrow, credentials[0].replace("-", " – "))
    assert narrow.page.locator("[data-chosen]:visible").all_inner_texts() == ["Sitzbänke"]

    # The device is put to the test: this ballot is opened, and can never be cast.
    press(narrow, "Stattdessen prüfen")
    step(town, narrow, "Der Stimmzettel ist geöffnet")
    narrow.reads("Darin steht, was Sie gewählt haben. Das Siegel stimmt.")
    assert narrow.page.locator("[data-found]").inner_text() == "Sitzbänke"
    assert narrow.page.locator("[data-hash]").inner_text() == seal
    name, record = saved(narrow, "Prüfprotokoll speichern")
    assert name.endswith(".json") and "signature" not in json.loads(record)["ballot"]
    narrow.page.get_by_text("Auf einem anderen Gerät nachrechnen").click()
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, name).write_text(record)
        for program in ("audit.js", "group.js"):
            with narrow.page.expect_download() as download:
                narrow.page.get_by_role("link", name=program).click()
            assert download.value.suggested_filename == program
            download.value.save_as(pathlib.Path(folder, program))
        command = narrow.page.locator("[data-step=audit] pre code").inner_text().split()
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
        checked = subprocess.run([RECOUNT, "opened", name, "--json"], cwd=folder, capture_output=True, text=True, check=True).stdout
    assert json.loads(checked)["seal"] == seal.replace(" ", "") and json.loads(checked)["verdict"] == "holds", checked
    assert command[:2] == ["node", "audit.js"] and f"hash {seal.replace(' ', '')}\n" in said and "  1  Sitzbänke" in said, said
    press(narrow, "Neu verschlüsseln")
    step(town, narrow, "Schritt 3 von 3")
    assert narrow.page.locator("[data-step=review] [data-seal]").inner_text() != seal
    assert not any(method == "POST" for method, _, _ in sent), "something was sent before the vote was cast"

    # The connection goes away, and nothing is lost.
    narrow.page.route("**/encrypted-ballots", lambda route: route.abort())
    press(narrow, "Stimme jetzt abgeben")
    step(town, narrow, "Das hat noch nicht geklappt")
    narrow.reads("Der Server antwortet nicht").page.unroute("**/encrypted-ballots")
    press(narrow, "Noch einmal senden")
    step(town, narrow, "Ihre Stimme ist angenommen")
    assert mark(town, number, narrow) == "online"
    posts = [(url, body) for method, url, body in sent if method == "POST"]
    there = f"{town.address}/elections/{number}"
    assert {url for url, _ in posts} <= {f"{there}/encrypted-ballots", f"{there}/tracker.json"}, posts
    assert not any(word in body for _, body in posts for word in (credentials[0], "choice=", "Sitzb"))
    press(narrow, "Steht er schon im Archiv?")
    narrow.page.get_by_text("Er wartet, bis genügend andere da sind").wait_for()
    tracker = narrow.page.locator("[data-tracker]").inner_text().replace(" ", "")
    name, receipt = saved(narrow, "Beleg speichern")
    assert name.endswith(".txt") and tracker in receipt and "Was fehlt am Fluss?" in receipt and "Sitzbänke" not in receipt, receipt
    place = re.search(r"http\S+/tracker\b", receipt).group().removeprefix(town.address)
    plain.open(place)
    plain.page.fill("[name=tracker]", tracker)
    press(plain, "Nachsehen")
    plain.reads("Ihr Stimmzettel ist angekommen")

    # Somebody else's credential, then the own one.
    wide.open(f"/elections/{number}/booth").choose("Bäume")
    encrypt(town, wide, "22222-222222-22222-222222")
    press(wide, "Stimme jetzt abgeben")
    step(town, wide, "Das hat noch nicht geklappt")
    wide.reads("Dieser Zugangscode gehört nicht zu dieser Abstimmung")
    press(wide, "Anderen Zugangscode eingeben")
    press(wide, "Zurück zur Wahl")
    encrypt(town, wide, credentials[1])
    press(wide, "Stimme jetzt abgeben")
    step(town, wide, "Ihre Stimme ist angenommen")

    # To vote again, the credential is enough; a new one is not.
    stranger = town.visitor(scripts=True, width=390).open(f"/elections/{number}/booth").reads("Sie sind nicht angemeldet")
    stranger.choose("Spielplatz")
    encrypt(town, stranger, credentials[2])
    press(stranger, "Stimme jetzt abgeben")
    step(town, stranger, "Das hat noch nicht geklappt")
    press(stranger, "Anderen Zugangscode eingeben")
    press(stranger, "Zurück zur Wahl")
    encrypt(town, stranger, credentials[0])
    press(stranger, "Stimme jetzt abgeben")
    step(town, stranger, "Ihre Stimme ist angenommen")
    assert town.server.sql(f"SELECT count(*) FROM encrypted_intake WHERE election_id = {number}") == "3"


KINDS = [
    ("schulze", lambda voter: type_listed(voter, "Bäume", "Spielplatz"), ["1. Bäume", "2. Spielplatz"]),
    ("approval", lambda voter: [voter.choose(option) for option in ("Bäume", "Sitzbänke")], ["Sitzbänke", "Bäume"]),
    ("cumulative", lambda voter: type_numbers(voter, "score", ["3", "", "7"]), ["Spielplatz: 3", "Sitzbänke: –", "Bäume: 7"]),
    ("majority-judgment", lambda voter: [voter.page.locator(f'[name=score-{i}][value="{grade}"]').check() for i, grade in ((1, "5"), (3, "0"))],
     ["Spielplatz: sehr gut", "Sitzbänke: keine Note", "Bäume: abzulehnen"]),
]


def type_listed(voter, *options):
    for option in options:
        press(voter, f"Einordnen {option}")


@journey("Orders, marks, points and grades are encrypted, opened as they were chosen, and taken by the server", tier="all")
def every_kind(town):
    for index, (rule, fill, lines) in enumerate(KINDS):
        names = [f"{name}{rule[0]}" for name in ("Enno", "Fee", "Gero", "Hanna")]
        number, (narrow, _, wide, _), credentials = opened(town, rule, f"Nach welcher Regel ({rule})?", names)
        voter = (narrow, wide)[index % 2].open(f"/elections/{number}/booth")
        if rule == "cumulative":
            type_numbers(voter, "score", ["9", "9", ""])
            press(voter, "Weiter")
            wrong(voter, "18 von 10 Punkten vergeben, 8 zu viel")
        fill(voter)
        encrypt(town, voter, credentials[0])
        press(voter, "Stattdessen prüfen")
        step(town, voter, "Der Stimmzettel ist geöffnet")
        voter.reads("Das Siegel stimmt.")
        assert voter.page.locator("[data-found] li").all_inner_texts() == lines
        press(voter, "Neu verschlüsseln")
        step(town, voter, "Schritt 3 von 3")
        press(voter, "Stimme jetzt abgeben")
        step(town, voter, "Ihre Stimme ist angenommen")


@journey("A browser makes the credential itself, and the registrar takes the application; without scripts it comes by letter", tier="all")
def own_credential(town):
    admin, number, (narrow, plain, _, _) = drafted(town, "plurality", "Wer macht den Zugang?", ("Ina", "Jona", "Kaja", "Lars"))
    admin.open(f"/administration/elections/{number}/ceremony")
    admin.fill(name_1="Ada", name_2="Ben", name_3="Cleo", threshold="2", registrar="Wahlamt").press("Benennen und Links verschicken")
    plain.open(f"/elections/{number}/credential").reads("bekommen Sie einen per Brief")
    assert plain.page.locator("main button").count() == 0
    # The page's policy lets nothing out but the forms of its frame.
    plain.press("English", within="header").reads("you get one by letter").press("Deutsch", within="header")
    plain.sign_out().open(f"/elections/{number}/credential").reads("bekommen Sie einen per Brief")
    sent = []
    narrow.open(f"/elections/{number}/credential").page.on("request", lambda request: sent.append(request.url))
    press(narrow, "Zugangscode erzeugen")
    narrow.page.locator(".booth h2:visible", has_text="Ihr Antrag").wait_for()
    town.inspector.ask_as_it_stands(narrow)
    credential = narrow.page.locator("[data-credential]").inner_text()
    assert re.fullmatch(r"\w{5}-\w{6}-\w{5}-\w{6}", credential), credential
    assert credential in saved(narrow, "Zugangscode speichern")[1]
    name, application = saved(narrow, "Antrag speichern")
    assert name.endswith(".json") and credential not in application
    assert [url for url in sent if not url.startswith("blob:")] == [], sent
    blocked = narrow.page.evaluate("""async () => {
        const seen = [], wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => seen.push(effectiveDirective));
        fetch("/elections").catch(() => {});
        new Image().src = "/public/other.svg";
        document.head.append(Object.assign(document.createElement("script"), { src: "/public/ballot.js" }));
        try { new Worker("/public/ballot.js"); } catch {}
        const form = Object.assign(document.createElement("form"), { action: "/elections", target: "_self" });
        document.body.append(form);
        form.submit();
        for (let tries = 0; seen.length < 5 && tries < 50; tries++) await wait(100);
        await wait(100);
        return seen;
    }""")
    assert set(blocked) == {"connect-src", "img-src", "script-src-elem", "worker-src", "form-action"}, blocked
    with tempfile.TemporaryDirectory() as folder:
        uuid = town.server.sql(f"SELECT uuid FROM ceremonies WHERE election_id = {number}")
        for file, text in (("passphrase", "correct horse\n"), ("roll.csv", "1,1\n"), ("applications", application)):
            pathlib.Path(folder, file).write_text(text, encoding="utf-8")
        key(folder, "registrar")
        trustee(folder, "registrar", "accept", "--election", uuid, "--roll", "roll.csv", "--folder", "list", *held("registrar"),
                "--applications", "applications")
        listed = json.loads(pathlib.Path(folder, "list/credentials.json").read_text(encoding="utf-8"))
    assert listed == [json.loads(application)["credential"]]
