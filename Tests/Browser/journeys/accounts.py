"""Making and using an account."""
from registry import journey


@journey("Somebody registers with a code from the mail, signs out and signs in again")
def register(town):
    visitor = town.visitor().register("Erika")
    visitor.open("/account").reads("Erika", visitor.address)
    visitor.sign_out()
    visitor.open("/").reads("Anmelden")
    visitor.sign_in(visitor.address, visitor.password).open("/account").reads(visitor.address)


@journey("A wrong entry comes back with every word kept and a summary that leads to the fields")
def summary(town):
    visitor = town.visitor().open("/register")
    visitor.fill(name="Fritz", email="keine Adresse", password="kurz").press("Konto anlegen", 422)
    assert len(visitor.problems()) == 2, visitor.problems()
    assert visitor.page.title().startswith("Fehler: ")
    assert visitor.page.locator('[name="name"]').input_value() == "Fritz"
    assert visitor.page.locator('[name="email"]').input_value() == "keine Adresse"
    assert visitor.page.locator('[name="password"]').input_value() == "", "a password was sent back"


@journey("A wrong code is refused and the right one still works")
def wrong_code(town):
    visitor = town.visitor().open("/register")
    address = f"greta.{town.run}@example.org"
    visitor.fill(name="Greta", email=address, password="drei rote Dächer hier").press("Konto anlegen")
    right = town.server.code(address)
    wrong = "000000" if right != "000000" else "111111"
    visitor.fill(code=wrong).press("Adresse bestätigen", 422)
    assert len(visitor.problems()) == 1
    visitor.fill(code=f"{right[:3]} {right[3:]}").press("Adresse bestätigen").open("/account").reads(address)


@journey("Whoever forgot the password sets a new one with a code and is signed out elsewhere")
def forgotten(town):
    visitor = town.visitor().register("Hanna")
    elsewhere = town.visitor()
    elsewhere.open("/sign-in").follow("Passwort vergessen")
    elsewhere.fill(email=visitor.address).press("Code schicken")
    elsewhere.fill(code=town.server.code(visitor.address, 2), password="ein ganz neues Passwort").press("Passwort setzen")
    elsewhere.reads("Ihr Passwort ist geändert")
    elsewhere.sign_in(visitor.address, "ein ganz neues Passwort").open("/account").reads(visitor.address)
    assert visitor.page.goto(town.address + "/account").status != 200 or visitor.path.startswith("/sign-in")


@journey("A wrong password is refused without telling whether the address is known")
def wrong_password(town):
    known, unknown = town.visitor().register("Ida"), town.visitor()
    said = []
    for address in (known.address, f"niemand.{town.run}@example.org"):
        unknown.open("/sign-in").fill(email=address, password="falsch geraten 1").press("Anmelden", 422)
        said.append(unknown.problems())
    assert said[0] == said[1] and said[0], said


@journey("The first administrator comes in through the one-time link, and it works once")
def administrator(town):
    link = town.server.invitation()
    visitor = town.visitor().register("Ada", invitation=link)
    visitor.open("/account").reads("Administration")
    town.visitor().open(link, 409)


@journey("Somebody erases their account: the page says what goes and what stays, and nothing works with it afterwards")
def erase(town):
    visitor = town.visitor().register("Jana")
    visitor.open("/account").follow("Meine Daten löschen").reads("Das wird gelöscht", "Das bleibt")
    visitor.fill(password=visitor.password).press("Endgültig löschen", 422)
    assert len(visitor.problems()) == 1, visitor.problems()
    visitor.page.locator('[name="manner"][value="keep"]').check()
    visitor.fill(password=visitor.password).press("Endgültig löschen")
    visitor.reads("Ihre Daten sind gelöscht", "Sie sind abgemeldet")
    visitor.open("/sign-in").fill(email=visitor.address, password=visitor.password).press("Anmelden", 422)
