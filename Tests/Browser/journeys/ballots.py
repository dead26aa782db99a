"""Ballots of several kinds, filled in with the keyboard alone, with scripts and without, narrow and wide."""
import json
import time
import urllib.request

from registry import journey
from journeys.main_job import local

WAYS = [(True, 390), (False, 390), (True, 1280), (False, 1280)]


def administrator(town, name, **way):
    admin = town.resident(name, **way)
    town.server.sql(
        "INSERT INTO roles (person_id, role, given_on)"
        f" SELECT person_id, 'administration', current_date FROM accounts WHERE email = '{admin.address}'")
    return admin


def opened(town, rule, question, options, names, **more):
    """An election that an administrator opens for four voters: the administrator, its number, the voters."""
    admin = administrator(town, names[0] + "-Verwaltung")
    voters = [town.resident(name, scripts=scripts, width=width) for name, (scripts, width) in zip(names, WAYS)]
    for voter in voters:
        voter.open("/account/consent").fill(consent=True).press("Einwilligen und weiter")
    admin.open(f"/administration/elections/new?rule={rule}")
    admin.page.locator('main [name="process"]').first.check()
    admin.fill(question=question, opens=local(3600), closes=local(7200), options="\n".join(options), **more)
    admin.press("Entwurf anlegen").press("Jetzt öffnen").reads("Die Abstimmung läuft")
    number = admin.path.rsplit("/", 1)[1]
    for voter in voters:
        voter.open(f"/elections/{number}/ballot")
        town.inspector.ask_as_it_stands(voter)
    return admin, number, voters


def cast(town, voter, *review):
    for target in voter.page.locator(".ballot button:visible, .ballot .choice:visible, .numbers input:visible").all():
        box = target.bounding_box()
        assert min(box["height"], box["width"]) >= 44, f"{voter.path}: “{target.inner_text()}” is too small: {box}"
    overflow = voter.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{voter.path}: {overflow} px too wide"
    town.inspector.ask_as_it_stands(voter)
    voter.enter("Weiter zum Prüfen").reads(*review)
    voter.enter("Stimme jetzt abgeben").reads("Ihre Stimme ist angenommen")


def result(town, admin, number):
    """Ends the election: the sentence of its result, and the ballots as they are counted."""
    admin.open(f"/administration/elections/{number}").press("Jetzt endgültig beenden")
    for _ in range(100):
        if town.server.sql(f"SELECT state FROM elections WHERE id = {number}") == "counted":
            break
        time.sleep(0.2)
    answer = town.visitor().open(f"/elections/{number}").page.locator(".answer").inner_text()
    with urllib.request.urlopen(f"{town.address}/elections/{number}/ballots.jsonl") as file:
        return answer, [json.loads(line)["ballot"] for line in file]


def type_numbers(voter, name, numbers):
    for index, number in enumerate(numbers, 1):
        voter.reach(voter.page.locator(f'[name="{name}-{index}"]'))
        voter.page.keyboard.press("Control+a")
        voter.page.keyboard.press("Delete")
        voter.page.keyboard.type(number)


def press(voter, name):
    """Presses a button that leads nowhere."""
    voter.reach(voter.page.locator("main").get_by_role("button", name=name))
    voter.page.keyboard.press("Enter")


def says(voter, words, focused):
    """What a screen reader hears, and on which button the focus stands."""
    heard = voter.page.locator(".ballot [role=status]").inner_text()
    assert heard == words, heard
    name = voter.page.evaluate("document.activeElement.textContent")
    assert name == focused, name


OPTIONS = ["Spielplatz", "Sitzbänke", "Bäume"]


@journey("Three options are ranked with the keyboard alone, as a list or as numbers, and the right one wins", tier="all")
def ranked(town):
    admin, number, voters = opened(
        town, "schulze", "Was soll zuerst kommen?", OPTIONS, ("Ada", "Ben", "Cleo", "Dario"))
    listed, typed, moved, last = voters

    for option in ("Bäume", "Spielplatz", "Sitzbänke"):
        press(listed, f"Einordnen {option}")
    says(listed, "Sitzbänke ist jetzt auf Platz 3.", "Nach oben: Sitzbänke")
    cast(town, listed, "1. Bäume", "2. Spielplatz", "3. Sitzbänke")

    typed.reads("Geben Sie Ihrer liebsten Möglichkeit die 1")
    type_numbers(typed, "rank", ["2", "3", "1"])
    cast(town, typed, "1. Bäume", "2. Spielplatz", "3. Sitzbänke")

    for option in OPTIONS:
        press(moved, f"Einordnen {option}")
    press(moved, "Nach unten: Sitzbänke")
    says(moved, "Sitzbänke ist jetzt auf Platz 3.", "Nach unten: Sitzbänke")
    press(moved, "Nach unten: Sitzbänke")
    says(moved, "Sitzbänke ist jetzt auf Platz 3.", "Nach unten: Sitzbänke")
    press(moved, "Nach oben: Bäume")
    says(moved, "Bäume ist jetzt auf Platz 1.", "Nach oben: Bäume")
    press(moved, "Herausnehmen: Sitzbänke")
    says(moved, "Sitzbänke ist nicht mehr eingeordnet.", "Einordnen Sitzbänke")
    cast(town, moved, "1. Bäume", "2. Spielplatz")

    type_numbers(last, "rank", ["1", "1", ""])
    cast(town, last, "1. Spielplatz und Sitzbänke")

    answer, ballots = result(town, admin, number)
    assert "Bäume" in answer and "Sitzbänke" not in answer, answer
    rankings = sorted(each["ranking"] for each in ballots)
    assert rankings == [[[1, 2]], [[3], [1]], [[3], [1], [2]], [[3], [1], [2]]], rankings


@journey("Points are shared out with the keyboard alone, with a running sum, and the most points win", tier="all")
def shared(town):
    admin, number, voters = opened(
        town, "cumulative", "Wohin mit den Punkten?", OPTIONS, ("Emma", "Finn", "Greta", "Hugo"))
    for voter, points in zip(voters, (["3", "", "7"], ["5", "5", ""], ["", "1", "8"], ["2", "2", "6"])):
        voter.reads("Sie haben 10 Punkte.")
        has_scripts = voter.kind[0]
        assert has_scripts == voter.page.locator(".sum").is_visible(), "the sum needs scripts"
        type_numbers(voter, "score", ["9", "9", "9"])
        if has_scripts:
            voter.reads("27 von 10 Punkten vergeben, 17 zu viel")
        voter.enter("Weiter zum Prüfen", status=422)
        assert voter.problems() == ["27 von 10 Punkten vergeben, 17 zu viel"], voter.problems()
        type_numbers(voter, "score", points)
        if has_scripts:
            voter.reads({"3": "10 von 10 Punkten vergeben, 0 übrig", "": "9 von 10 Punkten vergeben, 1 übrig"}[points[0]])
        cast(town, voter, f"Bäume: {points[2] or '–'}")
    answer, ballots = result(town, admin, number)
    assert "Bäume" in answer and "Spielplatz" not in answer, answer
    sums = [sum(each["scores"][option] or 0 for each in ballots) for option in range(3)]
    assert sums == [10, 8, 21], ballots


GRADES = ["sehr gut", "gut", "befriedigend", "ausreichend", "mangelhaft", "abzulehnen", "keine Note"]
GIVEN = [(1, 0, 2), (5, 1, 0), (0, 1, 6), (4, 2, 1)]


def choose(voter, option, grade):
    """Goes to the grades of an option, where nothing is chosen, and down to one."""
    first = voter.page.locator(f'[name="score-{option}"]').first
    voter.reach(first)
    voter.page.keyboard.press("Space")
    for _ in range(grade):
        voter.page.keyboard.press("ArrowDown")


@journey("Grades are words, given with the keyboard alone, and the best middle grade wins", tier="all")
def graded(town):
    admin, number, voters = opened(
        town, "majority-judgment", "Wie gut ist das?", OPTIONS, ("Ida", "Jan", "Kim", "Leo"))
    for voter, grades in zip(voters, GIVEN):
        voter.reads("sehr gut (5), gut (4)", "Keine Note zählt wie die schlechteste.")
        for index, grade in enumerate(grades, 1):
            choose(voter, index, grade)
        cast(town, voter, f"Bäume: {GRADES[grades[2]]}")
    answer, ballots = result(town, admin, number)
    assert "Sitzbänke" in answer and "Bäume" not in answer, answer
    assert sorted(ballots, key=str) == sorted(
        ({"scores": [None if grade == 6 else 5 - grade for grade in grades]} for grades in GIVEN), key=str), ballots


@journey("Options are dragged into order with the mouse and with a finger, and the fields keep the order", tier="all")
def dragged(town):
    _, _, voters = opened(town, "schulze", "Wie herum?", OPTIONS, ("Mia", "Nils", "Olga", "Piet"))
    for voter, drag in ((voters[2], with_mouse), (voters[0], with_finger)):
        page = voter.page
        drag(page, grip(page, "Bäume"), page.locator(".order").first)
        drag(page, grip(page, "Spielplatz"), grip(page, "Bäume"), above=True)
        assert values(page) == ["1", "", "2"], values(page)
        drag(page, grip(page, "Spielplatz"), page.locator(".rest"))
        assert values(page) == ["", "", "1"], values(page)
        assert page.locator(".ballot [role=status]").inner_text() == "Spielplatz ist nicht mehr eingeordnet."
        voter.press("Weiter zum Prüfen").reads("1. Bäume")

    page = voters[2].open(voters[2].path.replace("review", "ballot")).page
    page.get_by_role("button", name="Lieber Zahlen eingeben").click()
    voters[2].fill(rank_1="2", rank_2="2", rank_3="7").press("Weiter zum Prüfen", status=422)
    assert page.locator(".numbers").is_visible() and page.locator(".order").count() == 0
    assert voters[2].problems() == ["Geben Sie eine ganze Zahl von 1 bis 3 ein"]


def values(page):
    return page.locator(".numbers input").evaluate_all("all => all.map(input => input.value)")


def grip(page, option):
    return page.locator(".order li", has_text=option).locator(".grip")


def path(source, target, above):
    """From the middle of one to the middle of the other, or just above it, in eight steps."""
    source.scroll_into_view_if_needed()
    start, end = source.bounding_box(), target.bounding_box()
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    goal = end["y"] + (4 if above else end["height"] / 2)
    return [(x, y + (goal - y) * step / 8) for step in range(9)]


def with_mouse(page, source, target, above=False):
    points = path(source, target, above)
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points:
        page.mouse.move(*point)
    page.mouse.up()


def with_finger(page, source, target, above=False):
    session = page.context.new_cdp_session(page)
    points = path(source, target, above)
    for kind, point in [("touchStart", points[0]), *(("touchMove", point) for point in points), ("touchEnd", None)]:
        touched = [{"x": point[0], "y": point[1]}] if point else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
    session.detach()
