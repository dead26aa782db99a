"""Reading without an account."""
import time

from registry import journey


@journey("Anybody reads without an account, in German first")
def reading(town):
    visitor = town.visitor()
    for path in ("/", "/proposals", "/log", "/log/observe", "/log/witnesses", "/log/verify", "/log/compare", "/guide", "/rules", "/easy", "/accessibility", "/open-data", "/privacy", "/imprint"):
        visitor.open(path)
        assert visitor.page.locator("html").get_attribute("lang") == "de"
    assert visitor.context.cookies() == [], "reading sets a cookie"


@journey("Every link of the navigation and of the foot leads to a page")
def links(town):
    visitor = town.visitor().open("/")
    found = visitor.page.locator("header a, footer a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    dead = []
    for path in sorted(set(found)):
        answer = visitor.context.request.get(town.address + path) if path.startswith("/") else None
        if answer is not None and answer.status != 200:
            dead.append(f"{path}: {answer.status}")
    assert dead == [], dead


@journey("A proposal leads to everything the log says about it; the log is asked for a proposal and a day without scripts")
def log_filter(town):
    number = town.server.sql(
        "SELECT p.id FROM proposals p JOIN supports s ON s.proposal_id = p.id JOIN comments c ON c.proposal_id = p.id"
        " WHERE p.state = 'published' AND p.hidden_at IS NULL ORDER BY p.id LIMIT 1")
    for width in (390, 1280):
        visitor = town.visitor(width=width).open(f"/proposals/{number}").follow("Alles, was das Protokoll")
        rows = visitor.page.locator(".timeline li").all_inner_texts()
        assert rows and all(f"Vorschlag {number} " in row for row in rows), rows
        assert visitor.page.locator("main details[open]").count() == 1
        day = visitor.page.locator(".timeline time").last.get_attribute("datetime")[:10]
        visitor.fill(proposal="zwei", day=day).press("Auswahl zeigen", 422).reads("Geben Sie die Nummer als ganze Zahl an")
        assert visitor.page.locator("#proposal").input_value() == "zwei"
        visitor.fill(proposal=number).press("Auswahl zeigen").reads(f"Vorschlag {number} ·")
        assert f"proposal={number}&day={day}" in visitor.page.url
        visitor.fill(day="1999-01-01").press("Auswahl zeigen").reads("Dazu steht nichts im Protokoll")


@journey("The log says how many observers confirmed it, in three languages and at both widths")
def observers(town):
    for width in (390, 1280):
        visitor = town.visitor(width=width).open("/log")
        for _ in range(50):
            if "Bestätigt von 4 von 4 Beobachtern." in visitor.page.inner_text("main"):
                break
            time.sleep(0.2)
            visitor.open("/log")
        visitor.reads("Bestätigt von 4 von 4 Beobachtern.").follow("Wer das Protokoll beobachtet").reads("council", "in Ordnung")
        visitor.open("/log/0").reads("Bestätigt von 4 von 4 Beobachtern.")
        visitor.press("English", within="header").reads("Confirmed by 4 of 4 witnesses.")
        visitor.press("Leichte Sprache", within="header").reads("4 von 4 Beobachtern sagen: Alles stimmt.")


@journey("A stranger gets a plain page for what is not there")
def missing(town):
    visitor = town.visitor()
    visitor.open("/proposals/999999999", 404)
    visitor.open("/nothing", 404).misses("Error", "nil", "Swift")
    visitor.open("/account", 403 if visitor.context.request.get(town.address + "/account").status == 403 else 200)


@journey("The language is chosen with a button, stays for a year and keeps the page")
def language(town):
    visitor = town.visitor()
    visitor.open("/proposals").press("English", within="header").reads("Proposals")
    assert visitor.path == "/proposals"
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    cookie = next(each for each in visitor.context.cookies() if each["name"] == "language")
    assert cookie["value"] == "en" and cookie["httpOnly"] and cookie["sameSite"] == "Lax"
    visitor.open("/").press("Leichte Sprache", within="header")
    assert visitor.page.locator("html").get_attribute("lang") == "de-simple"
    visitor.press("Deutsch", within="header")
    assert visitor.page.locator("html").get_attribute("lang") == "de"


@journey("The first guess of the language is the browser's")
def guess(town):
    assert town.visitor(language="en-GB").open("/").page.locator("html").get_attribute("lang") == "en"
    assert town.visitor(language="fr-FR").open("/").page.locator("html").get_attribute("lang") == "de"
