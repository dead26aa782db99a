"""The main job on real input: from a proposal written by political people to a vote recounted from its bundle."""
import os
import pathlib
import re
import subprocess
import time
import urllib.request

from registry import Skip, journey

SHARED = pathlib.Path(__file__).resolve().parents[3].parent / "shared" / "data" / "participation"
PROGRAM = os.path.abspath(os.environ.get("MITSTIMME_PROGRAM", ".build/debug/mitstimme"))


def program(town, *words):
    done = subprocess.run(
        [PROGRAM, *words, "--data", town.server.data], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def local(seconds):
    """A moment from now as a form takes it, in the town's time."""
    os.environ["TZ"] = "Europe/Berlin"
    time.tzset()
    return time.strftime("%Y-%m-%dT%H:%M", time.localtime(time.time() + seconds))


@journey("A real proposal is taken in, published, voted on, counted, and recounted from the bundle alone")
def main_job(town):
    if not SHARED.exists():
        raise Skip(f"{SHARED} is not there")
    process = town.server.sql(
        "SELECT f.process_id FROM phases f JOIN phase_permissions p ON p.phase_id = f.id"
        " WHERE p.permission = 'propose' AND now() BETWEEN f.opens_at AND f.closes_at LIMIT 1")
    program(town, "import", "districts", str(SHARED / "duisburg-osm"))
    program(town, "import", "polis", str(SHARED / "polis-klimarat-at"), "--topic", "produktion-konsum", "--process", process)

    author = town.visitor().register("Nora")
    town.attest(author.address)
    program(town, "import", "proposal", str(SHARED / "dudigital-team.txt"), "--process", process, "--as", author.address)
    author.open("/account/proposals").follow(re.compile("DuDigital-Team")).reads("AK Digitalisierung", "17. Dezember 2019")
    author.press("Vorschlag veröffentlichen").reads("Ihr Vorschlag ist veröffentlicht")
    imported = re.search(r"/proposals/(\d+)", author.path).group(1)
    other = town.server.sql(
        "SELECT max(id) FROM proposals WHERE state = 'published' AND hidden_at IS NULL AND district_id IS NOT NULL")

    voters = [author, *(town.resident(name) for name in ("Omar", "Paula"))]
    for voter in voters:
        voter.open("/account/consent").fill(consent=True).press("Einwilligen und weiter")

    link = program(town, "invite", "administration").strip()
    admin = town.visitor().register("Quirin", invitation=link)
    admin.open("/administration/elections/new?rule=approval")
    admin.page.locator(f'main [name="process"][value="{process}"]').check()
    admin.fill(
        question="Was soll zuerst kommen?", proposals=f"{imported}, {other}", opens=local(3600), closes=local(7200))
    admin.press("Entwurf anlegen").press("Jetzt öffnen").reads("Die Abstimmung läuft")
    election = re.search(r"/elections/(\d+)", admin.path).group(1)

    numbers = []
    for number, voter in enumerate(voters):
        voter.open(f"/elections/{election}/ballot")
        voter.page.locator("main [type=checkbox]").first.check()
        if number == 0:
            voter.page.locator("main [type=checkbox]").nth(1).check()
        voter.press("Weiter zum Prüfen").reads("Noch ist nichts abgegeben")
        voter.press("Stimme jetzt abgeben")
        numbers.append(re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", voter.page.locator("main").inner_text()).group())
    town.visitor().open(f"/elections/{election}").misses("Das Ergebnis")
    admin.open(f"/administration/elections/{election}").press("Jetzt endgültig beenden")
    for _ in range(100):
        if town.server.sql(f"SELECT state FROM elections WHERE id = {election}") == "counted":
            break
        time.sleep(0.2)

    anyone = town.visitor().open(f"/elections/{election}").reads("DuDigital-Team", "Beteiligung", "recount bundle")
    assert anyone.page.locator("svg.map, .map svg, figure svg").count() >= 1, "no map and no chart is drawn"
    receipt = town.visitor().open(f"/elections/receipt?election={election}").fill(number=numbers[1])
    receipt.press("Nachsehen").reads("in der Urne", "Wir speichern nicht, wer sie holt")
    with receipt.page.expect_download() as saving:
        receipt.page.locator("main").get_by_role("button", name="Beleg speichern").click()
    saved = os.path.join(town.server.data, "..", f"ballot-{election}.html")
    saving.value.save_as(saved)
    reader = town.visitor(scripts=True)
    reader.page.goto("file://" + os.path.abspath(saved))
    assert "Dieser Beleg stimmt." in reader.page.locator("#verdict").inner_text()

    bundle = os.path.join(town.server.data, "..", f"election-{election}.tar")
    with urllib.request.urlopen(f"{town.address}/elections/{election}/bundle.tar") as answer, open(bundle, "wb") as file:
        file.write(answer.read())
    with urllib.request.urlopen(town.address + "/log/policy") as answer, open(bundle + ".policy", "wb") as file:
        file.write(answer.read())
    recount = os.path.join(os.path.dirname(PROGRAM), "recount")
    done = subprocess.run(
        [recount, "bundle", bundle, "--policy", bundle + ".policy", "--language", "de"], capture_output=True, text=True,
        timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    kept = subprocess.run(
        [recount, "receipt", saved, "--policy", bundle + ".policy", "--language", "de"], capture_output=True, text=True, timeout=60, check=False)
    assert kept.returncode == 0 and "in die Urne gelegt" in kept.stdout, kept.stdout + kept.stderr
    assert "3 Stimmzettel wurden abgegeben" in done.stdout and "DuDigital-Team" in done.stdout, done.stdout
