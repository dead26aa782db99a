"""Reading without an account."""
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
