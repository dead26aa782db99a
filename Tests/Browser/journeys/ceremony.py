"""Preparing an encrypted election: the pages of trustees and registrar, with their real programs."""
import os
import shlex
import subprocess
import tempfile

from journeys.ballots import administrator
from journeys.main_job import local
from registry import journey

PASSPHRASE = "richtig Pferd Batterie Klammer"


def typed(line):
    """The words of a line of the shell, which may go on in the next."""
    return shlex.split(line.replace("\\\n", " "))


class Keeper:
    """Somebody with a link, and with a computer of their own that has no network."""

    def __init__(self, town, admin, desk, number, width):
        self.visitor = town.visitor(scripts=False, width=width)
        self.folder = tempfile.TemporaryDirectory(prefix="keeper.")
        with open(self.path("passphrase"), "w", encoding="utf-8") as file:
            file.write(PASSPHRASE + "\n")
        admin.open(f"{desk}/{number}/link")
        self.link = admin.page.locator("pre").inner_text().replace(town.address, "")
        assert town.visitor().open(self.link, 404), "a link that does not hold yet"
        admin.press("Diesen Link gültig machen").reads("Der neue Link gilt")

    def path(self, name):
        return f"{self.folder.name}/{name}"

    def open(self):
        self.visitor.open(self.link)
        return self

    def run(self, line, *more):
        """Types a line that the page shows."""
        words = typed(line)
        assert words[0] == "trustee", line
        program = os.environ.get("MITSTIMME_PROGRAM", ".build/debug/mitstimme")
        words[0] = os.path.join(os.path.dirname(os.path.abspath(program)), "trustee")
        if "--key" in words:
            more = ("--passphrase-file", "passphrase", *more)
        done = subprocess.run(
            [*words, *more], cwd=self.folder.name, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "LANG": "C"})
        assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
        return done.stdout

    def lines(self):
        return self.visitor.page.locator("main ol pre").all_inner_texts()

    def fetch(self, name):
        """Brings a file of the page to the computer."""
        link = self.visitor.page.locator("main").get_by_role("link", name=name).first.get_attribute("href")
        answer = self.visitor.context.request.get(self.visitor.town.address + link)
        assert answer.status == 200, name
        with open(self.path(name), "wb") as file:
            file.write(answer.body())

    def step(self, *more):
        """Takes the step that the page shows and hands its file in; what the program said."""
        *unpack, line = self.open().lines()
        for each in unpack:
            self.fetch(each.split()[-3])
            subprocess.run(each, shell=True, cwd=self.folder.name, check=True)
        said = self.run(line, *more)
        words = typed(line)
        name = {"promise": "promise", "contribute": "contribution", "finish": "key"}.get(words[2], words[2])
        folder = words[words.index("--folder") + 1]
        found = [each for each in os.listdir(self.path(folder)) if each.startswith(name) and each not in self.seen(folder)]
        self.hand_in(file=f"{folder}/{found[0]}")
        return said

    def seen(self, folder):
        """The files that came from the page."""
        tar = self.path(folder + ".tar")
        if not os.path.exists(tar):
            return []
        return subprocess.run(["tar", "-tf", tar], capture_output=True, text=True, check=True).stdout.split()

    def hand_in(self, **files):
        for name, path in files.items():
            self.visitor.page.locator(f'main [name="{name}"]').set_input_files(self.path(path))
        self.visitor.press("Abgeben").reads("Ihre Datei ist da und geprüft")


@journey("Three trustees and a registrar prepare an encrypted election with their programs, by the pages of their links", tier="all")
def prepared(town):
    admin = administrator(town, "Zeremonienmeisterin")
    admin.open("/administration/elections/new?rule=yes-no").reads("Im Browser verschlüsselt")
    admin.page.locator('main [name="process"]').first.check()
    admin.page.locator('main [name="manner"][value="encrypted"]').check()
    admin.fill(question="Soll die Brücke kommen?", opens=local(3600), closes=local(7200)).press("Entwurf anlegen")
    desk = admin.path + "/ceremony"
    admin.press("Jetzt öffnen", status=409)
    admin.open(desk).fill(name_1="Ada O'Hara", name_2="Ben", name_3="Cleo", threshold="1", registrar="Wahlamt")
    admin.press("Benennen und Links verschicken", status=422)
    assert len(admin.problems()) == 1, admin.problems()
    admin.fill(threshold="2", email_3="cleo@example.org").press("Benennen und Links verschicken").reads("Cleo")
    admin.press("Erinnern").reads("Die Erinnerung ist unterwegs")
    admin.press("Verzeichnis jetzt festschreiben").reads("Das Verzeichnis ist festgeschrieben")

    registrar, *trustees = (Keeper(town, admin, desk, number, width) for number, width in enumerate((1280, 390, 1280, 390)))
    trustees[0].open().visitor.reads("Teil 1 von 3")
    trustees[0].visitor.press("Abgeben", status=422)
    assert trustees[0].visitor.problems() == ["Wählen Sie die Datei aus oder fügen Sie ihren Inhalt ein"]
    for trustee in trustees:
        trustee.step("--weak-lock")
    said = [trustee.step() for trustee in trustees]
    digits = [each.split("certificates: ")[1].split("\n")[0] for each in said]
    assert len(set(digits)) == 1, digits
    trustees[0].open().visitor.reads(digits[0], "am Telefon")
    for trustee in trustees:
        trustee.step("--compared")
    trustees[1].open()
    admin.open(desk).reads(digits[0], "Gibt key-2.json ab")
    for trustee in trustees:
        trustee.step()
    trustees[2].open().visitor.reads("Der Schlüssel ist fertig")

    registrar.open().fetch("roll.csv")
    registrar.fetch("names.csv")
    key, make, *_ = registrar.lines()
    registrar.run(key, "--weak-lock")
    registrar.run(make)
    folder = typed(make)[typed(make).index("--folder") + 1]
    registrar.hand_in(registrar="registrar.json", credentials=f"{folder}/credentials.json", statement=f"{folder}/statement.json")

    admin.open(desk).reads("Das Archiv hat begonnen")
    trustees[0].open().visitor.reads("Nach dem Ende der Abstimmung geht es hier weiter")
    number = desk.split("/")[3]
    admin.open(f"/administration/elections/{number}").press("Jetzt öffnen").reads("Die Abstimmung läuft")
    town.visitor().open(f"/elections/{number}").reads("Wer den Schlüssel hütet", "Ada O'Hara", "Wahlamt")
