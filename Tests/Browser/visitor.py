"""A person in front of a browser."""
import collections
import re
import secrets
import time


class Visitor:
    """One browser session. Whatever it opens is inspected."""

    def __init__(self, town, scripts=False, language="de-DE", width=1280):
        self.town, self.kind = town, (scripts, language, width)
        self.page = town.window(*self.kind)
        self.context = self.page.context
        self.answer = None
        self.page.on("response", self.heard)

    def heard(self, response):
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            self.answer = response

    # Going somewhere

    def open(self, path, status=200):
        self.page.goto(self.town.address + path)
        return self.arrived(status)

    def follow(self, name, status=200, within="main"):
        self.page.locator(within).get_by_role("link", name=name).first.click()
        return self.arrived(status)

    def press(self, name, status=200, within="main"):
        """Presses the button of that name and waits for the page it leads to."""
        button = self.page.locator(within).get_by_role("button", name=name).first
        with self.page.expect_navigation():
            button.click()
        return self.arrived(status)

    def arrived(self, status):
        self.page.wait_for_load_state()
        assert self.answer.status == status, f"{self.path}: {self.answer.status} instead of {status}: {self.heading}"
        self.town.inspector.look(self.path, self.answer)
        return self

    # Filling in

    def fill(self, **values):
        """Fills fields by their name in the form."""
        for name, value in values.items():
            field = self.page.locator(f'main [name="{name.replace("_", "-")}"]').first
            if value is True:
                field.check()
            elif field.evaluate("element => element.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)
        return self

    def reach(self, target):
        """Presses Tab until `target` has the focus."""
        for _ in range(150):
            if target.evaluate("element => element === document.activeElement"):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.path}: {target} is not reached with the keyboard")

    def enter(self, name, status=200):
        """Reaches the button of that name and presses it, with the keyboard alone."""
        self.reach(self.page.locator("main").get_by_role("button", name=name))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self.arrived(status)

    def choose(self, label):
        self.page.locator("main").get_by_label(label).first.check()
        return self

    # Reading

    @property
    def path(self):
        return self.page.url.removeprefix(self.town.address)

    @property
    def heading(self):
        return self.page.locator("h1").first.inner_text()

    def reads(self, *texts):
        main = self.page.locator("body").inner_text()
        for text in texts:
            assert text in main, f"{self.path} does not say “{text}”"
        return self

    def misses(self, *texts):
        main = self.page.locator("body").inner_text()
        for text in texts:
            assert text not in main, f"{self.path} says “{text}”"
        return self

    def problems(self):
        """The lines of the error summary; each must lead to a field that says the same."""
        found = []
        for link in self.page.locator("#problems a").all():
            field = self.page.locator(link.get_attribute("href"))
            assert field.count() == 1, f"{self.path}: {link.get_attribute('href')} leads nowhere"
            group = field.locator("xpath=ancestor::fieldset[1]")
            described = field.get_attribute("aria-describedby") or ""
            if not described and group.count():
                described = group.get_attribute("aria-describedby") or ""
            errors = [self.page.locator("#" + each).inner_text() for each in described.split() if each.endswith("-error")]
            assert link.inner_text() in errors, f"{self.path}: {link.inner_text()} is not said beside its field"
            found.append(link.inner_text())
        return found

    # What many journeys begin with

    def register(self, name, password="vier blaue Enten im Regen", invitation=None):
        self.address = f"{name.lower()}.{self.town.run}@example.org"
        self.password = password
        self.open(invitation or "/register")
        self.fill(name=name, email=self.address, password=password).press("Konto anlegen")
        self.fill(code=self.town.server.code(self.address)).press("Adresse bestätigen")
        return self

    def sign_in(self, address, password):
        return self.open("/sign-in").fill(email=address, password=password).press("Anmelden")

    def sign_out(self):
        self.page.locator("header details.visitor summary").click()
        return self.press("Abmelden", within="header")


class Town:
    """What all journeys share: the server, the browser and the inspector."""

    def __init__(self, server, browser, inspector, tier):
        self.server, self.browser, self.inspector, self.tier = server, browser, inspector, tier
        self.address = server.address
        self.visitors, self.free = [], collections.defaultdict(list)
        self.run = format(int(time.time()) % 46_656_000, "x")

    def visitor(self, **options):
        self.visitors.append(Visitor(self, **options))
        return self.visitors[-1]

    def window(self, scripts, language, width):
        """A page that no visitor of this journey has. One without scripts, which keep things, is used again: a new one is slow."""
        if free := self.free[scripts, language, width]:
            return free.pop()
        context = self.browser.new_context(
            java_script_enabled=scripts, locale=language, viewport={"width": width, "height": 900})
        context.set_default_timeout(10_000)
        return context.new_page()

    def leave(self):
        """Everybody goes."""
        while self.visitors:
            visitor = self.visitors.pop()
            if visitor.kind[0]:
                visitor.context.close()
                continue
            visitor.page.remove_listener("response", visitor.heard)
            visitor.context.clear_cookies()
            self.free[visitor.kind].append(visitor.page)

    def open_process(self):
        """A process that takes proposals and supports now; made by hand where the demo has none."""
        found = self.server.sql(
            "SELECT c.title FROM phases f JOIN phase_permissions p ON p.phase_id = f.id JOIN processes c ON c.id = f.process_id"
            " WHERE p.permission = 'propose' AND now() BETWEEN f.opens_at AND f.closes_at AND f.closed_at IS NULL"
            " AND EXISTS (SELECT 1 FROM phase_permissions s WHERE s.phase_id = f.id AND s.permission = 'support') LIMIT 1")
        if found:
            return found
        title = "Ideen für den Innenhafen"
        self.server.sql(
            "WITH c AS (INSERT INTO processes (title, summary, threshold, published_on)"
            f" VALUES ('{title}', 'Was fehlt am Wasser?', 20, current_date) RETURNING id),"
            " f AS (INSERT INTO phases (process_id, title, opens_at, closes_at)"
            " SELECT id, 'Vorschläge sammeln', now() - interval '1 day', now() + interval '30 days' FROM c RETURNING id)"
            " INSERT INTO phase_permissions SELECT f.id, p, 'account' FROM f, unnest(ARRAY['propose', 'support', 'comment']) p")
        return title

    def resident(self, name, **options):
        """A visitor who has an account, is attested and signed in; how one gets there has journeys of its own."""
        visitor, token = self.visitor(**options), secrets.token_urlsafe(32)
        visitor.address = f"{name.lower()}.{secrets.token_hex(4)}@example.org"
        self.server.sql(
            f"WITH p AS (INSERT INTO persons (name, created_on, origin) VALUES ('{name}', current_date, 'web') RETURNING id),"
            f" a AS (INSERT INTO accounts (person_id, email, password_hash, confirmed_on) SELECT id, '{visitor.address}', '-', current_date FROM p),"
            " s AS (INSERT INTO sessions (token_hash, person_id, opened_on, last_seen_on)"
            f" SELECT sha256('{token}'), id, current_date, current_date FROM p)"
            " INSERT INTO attestations (person_id, kind, given_on, expires_on)"
            " SELECT id, 'resident', current_date, current_date + 365 FROM p")
        visitor.context.add_cookies([{"name": "session", "value": token, "url": self.address}])
        return visitor

    def attest(self, address):
        """What the desk does once it has seen a proof of residence."""
        self.server.sql(
            "INSERT INTO attestations (person_id, kind, given_on, expires_on)"
            f" SELECT person_id, 'resident', current_date, current_date + 365 FROM accounts WHERE email = '{address}'"
            " ON CONFLICT DO NOTHING")


def number_in(path):
    """The first number in a path: 42 of /proposals/42?done=published."""
    return re.search(r"\d+", path).group()
