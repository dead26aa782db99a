"""Proposing and supporting."""
from journeys.ballots import administrator
from registry import journey
from visitor import number_in

TITLE = "Fünf Bänke am Innenhafen"
TEXT = "Am Innenhafen stehen fünf neue Bänke.\nSie haben Lehnen.\nZwei stehen im Schatten."


def propose(town, visitor, title=TITLE):
    """From the empty form to the published proposal; answers with its number."""
    process = town.open_process()
    visitor.open("/proposals/new").choose(process)
    visitor.fill(title=title, text=TEXT, reason="Ältere Menschen finden dort **keinen** Platz.")
    visitor.press("Weiter zur Vorschau").reads(title, "Sie haben Lehnen.")
    visitor.press("Vorschlag veröffentlichen").reads("Ihr Vorschlag ist veröffentlicht")
    return number_in(visitor.path)


@journey("Somebody proposes: form, preview, change, publish; everybody reads it with line numbers")
def write(town):
    visitor = town.resident("Alice")
    process = town.open_process()
    visitor.open("/proposals/new").press("Weiter zur Vorschau", 422)
    assert len(visitor.problems()) >= 2, visitor.problems()
    visitor.choose(process).fill(title="Vier Bänke am Innenhafen", text=TEXT, initiator_1="Bürgerverein Innenhafen")
    visitor.press("Weiter zur Vorschau", 422)
    assert visitor.page.locator('[name="title"]').input_value() == "Vier Bänke am Innenhafen"
    visitor.fill(initiator_kind_1="Gruppe").press("Weiter zur Vorschau")
    town.visitor().open("/proposals").misses("Vier Bänke am Innenhafen")
    visitor.follow("Ändern").fill(title=TITLE).press("Weiter zur Vorschau").reads(TITLE)
    visitor.press("Vorschlag veröffentlichen").reads("Ihr Vorschlag ist veröffentlicht")
    reader = town.visitor().open("/proposals")
    reader.follow(TITLE).reads("Bürgerverein Innenhafen", "Zwei stehen im Schatten.")
    assert reader.page.locator("h1").inner_text() == TITLE


@journey("A supporter gives consent, supports, and takes it back; a second click changes nothing")
def support(town):
    number = propose(town, town.resident("Berta"))
    visitor = town.resident("Bob")
    visitor.open(f"/proposals/{number}").press("Vorschlag unterstützen")
    visitor.press("Einwilligen und weiter", 422)
    visitor.fill(consent=True).press("Einwilligen und weiter")
    visitor.open(f"/proposals/{number}")
    second = visitor.context.new_page()
    second.goto(town.address + f"/proposals/{number}")
    visitor.press("Vorschlag unterstützen").reads("Danke, Ihre Unterstützung zählt", "1 ")
    second.get_by_role("button", name="Vorschlag unterstützen").click()
    second.wait_for_load_state()
    assert second.url.startswith(town.address)
    second.close()
    counted = town.server.sql(f"SELECT supports FROM proposals WHERE id = {number}")
    assert counted == "1", counted
    visitor.open(f"/proposals/{number}").press("Unterstützung zurücknehmen").reads("zurückgenommen")
    assert town.server.sql(f"SELECT supports FROM proposals WHERE id = {number}") == "0"


@journey("An author withdraws a proposal; it stays readable and is marked")
def withdraw(town):
    author = town.resident("Carla")
    number = propose(town, author, "Ein Brunnen für Ruhrort")
    author.open(f"/proposals/{number}").press("Vorschlag zurückziehen")
    town.visitor().open(f"/proposals/{number}").reads("Ein Brunnen für Ruhrort", "zurückgezogen")


@journey("Words with markup are shown as words")
def markup(town):
    author = town.resident("Doris")
    number = propose(town, author, 'Mehr <b>Grün</b> & "Blau"')
    reader = town.visitor(scripts=True).open(f"/proposals/{number}")
    assert reader.heading == 'Mehr <b>Grün</b> & "Blau"'
    assert reader.page.locator("h1 b").count() == 0


@journey("The city answers a proposal; everybody reads it beside the proposal, and its author gets a message", tier="all")
def answered(town):
    author = town.resident("Frida")
    place = f"/proposals/{propose(town, author, 'Eine Uhr am Bahnhof')}"
    office = administrator(town, "Amt-Verkehr", scripts=True, width=390)
    office.open(place)
    office.reach(office.page.locator("main").get_by_role("link", name="Für die Stadt antworten"))
    with office.page.expect_navigation():
        office.page.keyboard.press("Enter")
    office.arrived(200).enter("Antwort veröffentlichen", status=422)
    assert office.problems() == [
        "Wählen Sie aus, was aus dem Vorschlag wird.", "Geben Sie an, welches Amt antwortet.", "Schreiben Sie die Antwort."]
    office.choose("Wird noch geprüft").fill(office="Amt für Verkehr", body="Wir fragen die Bahn.\n\nBis **März** wissen wir mehr.")
    office.enter("Antwort veröffentlichen").reads("Die Antwort steht beim Vorschlag", "Wird noch geprüft", "Amt für Verkehr")
    town.inspector.ask_as_it_stands(office)
    author.open(place).reads("Antwort der Stadt", "Bis März wissen wir mehr.", "beantwortet").misses("Für die Stadt antworten")
    author.open("/account/inbox").reads("Die Stadt hat geantwortet: Eine Uhr am Bahnhof")


@journey("Somebody proposes other words for a line; the author takes one over and declines the other; all versions can be read")
def amended(town):
    author = town.resident("Greta")
    place = f"/proposals/{propose(town, author, 'Fünf Bänke am Wasser')}"
    helper = town.resident("Hugo", scripts=True, width=390)
    helper.open(place)
    helper.reach(helper.page.locator("main").get_by_role("link", name="Eine Änderung vorschlagen"))
    with helper.page.expect_navigation():
        helper.page.keyboard.press("Enter")
    helper.arrived(200).enter("Änderung vorschlagen", status=422)
    assert helper.problems() == ["Geben Sie die Zeilen an.", "Schreiben Sie, warum sich das ändern soll."], helper.problems()
    helper.fill(lines="2", text="Sie haben Lehnen und Armlehnen.", reason="Zum **Aufstehen** braucht man beides.")
    helper.enter("Änderung vorschlagen").reads("Ihr Änderungsvorschlag ist da", "Sie haben Lehnen und Armlehnen.", "offen")
    town.inspector.ask_as_it_stands(helper)
    helper.open(place + "/amendments/new?lines=3").fill(text="Alle stehen in der Sonne.", reason="Im Winter ist es dort kalt.")
    helper.press("Änderung vorschlagen")

    author.open("/account/inbox").reads("Änderung vorgeschlagen: Fünf Bänke am Wasser")
    author.open(place).reads("2 Änderungsvorschläge")
    first, second = [link.get_attribute("href") for link in author.page.locator(".lines small a").all()]
    author.open(first).choose("Übernehmen").press("So entscheiden").reads("Die Änderung ist übernommen")
    author.open(second).choose("Nicht übernehmen").press("So entscheiden", 422)
    author.fill(answer="Wer sitzen will, sucht Schatten.").press("So entscheiden").reads("nicht übernommen")

    reader = town.visitor(width=390).open(place).reads("Sie haben Lehnen und Armlehnen.", "Fassung 2").misses("in der Sonne")
    reader.follow("Fassung 2").reads("Zeile 2 weg: Sie haben Lehnen.", "Zeile 2 neu: Sie haben Lehnen und Armlehnen.", "Fassung 1 vom")
    reader.open(place + "/amendments").reads("übernommen", "nicht übernommen")
    helper.open("/account/inbox").reads("Antwort auf Ihren Änderungsvorschlag: Fünf Bänke am Wasser")
    reader.open("/log").reads("hat eine neue Fassung")
