"""Reporting, deciding, disagreeing with a decision."""
from journeys.proposals import propose
from registry import journey


def moderator(town, name, **options):
    """A visitor with the office of moderation."""
    visitor = town.resident(name, **options)
    town.server.sql(
        "INSERT INTO roles (person_id, role, given_on) SELECT person_id, 'moderation', current_date FROM accounts"
        f" WHERE email = '{visitor.address}'")
    return visitor


@journey("Whom a decision goes against objects; somebody else decides again, and everybody can read both", tier="all")
def objects(town):
    author, reporter = town.resident("Hanna"), town.visitor()
    number = propose(town, author, "Ein Brunnen für den Dellplatz")
    place = f"/proposals/{number}"
    reporter.open(f"/report?proposal={number}").choose("Werbung").press("Meldung abschicken")
    first, second = moderator(town, "Ines"), moderator(town, "Jan", scripts=True, width=390)
    case = town.server.sql("SELECT max(id) FROM cases")
    first.open("/moderation").open(f"/moderation/cases/{case}").choose("Ausblenden")
    first.fill(rule="Werbung", reason="Der Vorschlag wirbt für eine Firma.").press("So entscheiden")
    reporter.open(place, status=404)

    author.open("/account/inbox").reads(f"/moderation/record/{case}/complaint")
    author.open(f"/moderation/record/{case}").follow("Der Entscheidung widersprechen")
    author.press("Widerspruch abschicken", 422)
    assert author.problems() == ["Bitte schreiben Sie, warum Sie das anders sehen."]
    author.fill(words="Die Firma gibt es gar nicht.").press("Widerspruch abschicken").reads("Ihr Widerspruch ist da")

    first.open(f"/moderation/complaints/{case}").reads("entscheidet jemand anderes als bisher")
    second.open("/moderation").follow("1 Widerspruch").follow(f"Fall {case}")
    second.reads("Die Firma gibt es gar nicht.", "Der Vorschlag wirbt für eine Firma.")
    second.enter("So entscheiden", status=422)
    assert second.problems()[0] == "Wählen Sie, was geschehen soll", second.problems()
    assert second.problems()[1].startswith("Bitte schreiben Sie eine Begründung"), second.problems()
    town.inspector.ask_as_it_stands(second)
    second.choose("Stehen lassen").fill(reason="Wir haben nachgesehen: Es ist keine Werbung.")
    second.enter("So entscheiden").reads(f"Über den Widerspruch zu Fall {case} ist entschieden")

    reporter.open(place).reads("Ein Brunnen für den Dellplatz")
    reporter.open(f"/moderation/record/{case}").reads(
        "Der Vorschlag wirbt für eine Firma.", "Nach Widerspruch", "umgekehrt", "Es ist keine Werbung.").misses("Hanna", "gibt es gar nicht")
    author.open("/account/inbox").reads(f"Ihr Widerspruch wurde geprüft (Fall {case})")
    reporter.open("/log").reads(f"Widerspruch in Fall {case} der Moderation: Die Entscheidung wurde umgekehrt.")
