"""Voting on paper: the counter marks, two clerks count, one result. With the keyboard alone where it counts, narrow and wide."""
import time

from journeys.ballots import administrator
from journeys.main_job import local
from registry import journey


def clerk(town, name, **way):
    person = town.resident(name, **way)
    town.server.sql(
        "INSERT INTO roles (person_id, role, given_on)"
        f" SELECT person_id, 'counter', current_date FROM accounts WHERE email = '{person.address}'")
    return person


def inspected(town, visitor):
    overflow = visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{visitor.path}: {overflow} px too wide"
    town.inspector.ask_as_it_stands(visitor)


def pile(visitor, what, count, choice=None):
    """Enters equal sheets with the keyboard alone."""
    visitor.fill(what=what)
    if choice:
        visitor.reach(visitor.page.locator('[name="choice"]').first)
        for _ in range(choice - 1):
            visitor.page.keyboard.press("ArrowDown")
        visitor.page.keyboard.press("Space")
    visitor.reach(visitor.page.locator('[name="count"]'))
    visitor.page.keyboard.type(str(count))
    visitor.enter("Hinzufügen")


def finish(visitor, sheets):
    """So few that the page asks once more."""
    visitor.reach(visitor.page.locator('[name="sheets"]'))
    visitor.page.keyboard.type(str(sheets))
    visitor.enter("Zählung abschließen", status=422)
    assert visitor.problems()[0].startswith("Das sind weniger als 10 Zettel.")
    visitor.reach(visitor.page.locator('[name="small"]'))
    visitor.page.keyboard.press("Space")
    visitor.enter("Zählung abschließen")


FILLED = "Ausgefüllt, wie unten eingetragen"


@journey("People vote on paper at the counter, two clerks count each for themselves, and both ways make one result", tier="all")
def paper(town):
    admin = administrator(town, "Paula-Verwaltung")
    one, two = clerk(town, "Schalter-Eins", scripts=False, width=390), clerk(town, "Schalter-Zwei", scripts=True, width=1280)
    voters = [town.resident(name) for name in ("Zettelina", "Zetteldor", "Onlineke")]
    for voter in voters:
        voter.open("/account/consent").fill(consent=True).press("Einwilligen und weiter")
    admin.open("/administration/elections/new?rule=yes-no")
    admin.page.locator('main [name="process"]').first.check()
    admin.fill(question="Soll die Uhr am Markt wieder schlagen?", opens=local(3600), closes=local(7200), paper=True)
    admin.press("Entwurf anlegen").reads("Auf Papier").press("Jetzt öffnen").follow("Zum Schalter").reads("Wer bekommt einen Zettel?")
    number = admin.path.rsplit("/", 1)[1]
    voters[2].open(f"/elections/{number}").reads("Sie können auch auf Papier abstimmen")
    voters[2].open(f"/elections/{number}/ballot")
    voters[2].page.locator('[value="yes"]').check()
    voters[2].press("Weiter zum Prüfen").press("Stimme jetzt abgeben").reads("Ihre Stimme ist angenommen")

    one.open("/paper").follow("Soll die Uhr am Markt wieder schlagen?")
    inspected(town, one)
    one.reach(one.page.locator('[name="q"]'))
    one.page.keyboard.type("zettel")
    one.enter("Suchen").reads("Zettelina", "Zetteldor", "Noch nicht abgestimmt")
    inspected(town, one)
    one.enter("Zettel vermerken Zetteldor").reads("Geben Sie jetzt den Zettel")
    one.enter("Zettel vermerken Zettelina").reads("Hat einen Zettel")
    one.press("Vermerk zurücknehmen").reads("Nehmen Sie auch den Zettel zurück").press("Zettel vermerken")
    two.open(f"/paper/{number}?q=onlineke").reads("Hat online abgestimmt", "Keinen Zettel geben")
    inspected(town, two)
    voters[0].open(f"/elections/{number}").reads("Sie stimmen auf Papier ab").misses("Zum Stimmzettel")
    two.follow("Zettel zum Drucken").reads("Unterschreiben Sie nicht", "Enthaltung")
    inspected(town, two)
    # Nothing on a printed sheet may tell when it was printed, such as the size of the log.
    two.page.emulate_media(media="print")
    assert not two.page.locator(".foot").is_visible() and two.page.locator(".sheet .box").first.is_visible()
    two.page.emulate_media(media="screen")

    admin.open(f"/administration/elections/{number}").press("Jetzt endgültig beenden").reads("Die Auszählung wartet")
    one.open(f"/paper/{number}").reads("Noch ist kein Stapel gezählt").enter("Neuen Stapel beginnen")
    pile(one, FILLED, 1, choice=2)
    one.reads("Zusammen ein Zettel")
    pile(one, "Ungültig", 1)
    inspected(town, one)
    one.fill(sheets="3").press("Zählung abschließen", status=422)
    assert one.problems() == ["Das ist nicht die Summe der Haufen. Zählen Sie noch einmal durch."]
    inspected(town, one)
    one.fill(sheets="").page.locator('[name="sheets"]').focus()
    finish(one, 2)
    one.reads("Ihre Zählung ist gespeichert", "Einmal gezählt")
    two.open(f"/paper/{number}").follow("Stapel 1 zählen").reads("Jemand hat diesen Stapel schon gezählt").misses("Zusammen")
    pile(two, FILLED, 2, choice=2)
    finish(two, 2)
    two.reads("Ihre Zählung unterscheidet sich", "Ungültig")
    inspected(town, two)
    two.press("Entfernen")
    pile(two, FILLED, 1, choice=2)
    pile(two, "Ungültig", 1)
    finish(two, 2)
    two.reads("Beide Zählungen stimmen überein", "Versiegelt")
    inspected(town, two)
    two.reads("schließt die Verwaltung die Auszählung der Zettel ab")
    admin.open(f"/paper/{number}").fill(sheets="2")
    inspected(town, admin)
    admin.press("Abschließen und Ergebnis feststellen").reads("Alle Zettel sind gezählt und versiegelt")
    for _ in range(100):
        if town.server.sql(f"SELECT state FROM elections WHERE id = {number}") == "counted":
            break
        time.sleep(0.2)
    one.open(f"/elections/{number}").reads("Davon online: 1, auf Papier: 2.", "einem versiegelten Stapel")
    inspected(town, one)
