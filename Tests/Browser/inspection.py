"""What every page must hold, whatever it is about."""
import re

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (390, 1280)
RULES = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
# Measuring contrast takes three quarters of axe's time. A quick run asks it of what visitors see as it stands; the others of
# every page.
WITHOUT_CONTRAST = {**RULES, "rules": {"color-contrast": {"enabled": False}}}
# By night only the colours are others.
COLOURS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}

# Links that stand alone in a list or a table and can be hit on less than 44 px of height, measured by what a finger hits.
SMALL = """() => {
  const places = "li, dd, td, th";
  const alone = [...document.querySelectorAll("li a, dd a, td a, th a")].filter(
    link => link.closest(places).textContent.trim() === link.textContent.trim());
  return alone.flatMap(link => {
    const fold = link.closest("details"), wasOpen = fold && fold.open;
    if (fold) fold.open = true;
    if (!link.getClientRects().length) {
      if (fold) fold.open = wasOpen;
      return [];
    }
    link.scrollIntoView({block: "center"});
    const box = link.getClientRects()[0], x = box.left + Math.min(box.width, 20) / 2;
    const middle = (box.top + box.bottom) / 2;
    const hits = y => link.contains(document.elementFromPoint(x, y));
    let top = middle, bottom = middle;
    while (hits(top - 0.5) && middle - top < 44) top -= 0.5;
    while (hits(bottom + 0.5) && bottom - middle < 44) bottom += 0.5;
    if (fold) fold.open = wasOpen;
    return bottom - top < 43.5 ? [`${link.textContent.trim()} (${bottom - top} px)`] : [];
  });
}"""


# Puts a page into a window that keeps its scripts, so that axe is read and made fast once and not for every page.
WRITE = """text => new Promise(done => {
  document.open();
  addEventListener("load", done);
  document.write(text);
  document.close();
})"""

FAULTY = '<!doctype html><html><head><title>Faulty</title></head><body><main><h1>Faulty</h1><img src="/public/icon.svg"></main></body></html>'


class Inspector:
    """Looks at each page once, with scripts on, in a browser window of its own.

    It is handed the answer that the person got, so that refused forms are seen as well. The quick tier asks axe once for
    each kind of page, at one of the widths in turn; the others ask at both widths, in every language, and about the colours
    by night as well.
    """

    def __init__(self, browser, address, tier="quick"):
        self.address, self.is_quick = address, tier == "quick"
        self.seen, self.kinds, self.faults = set(), set(), []
        self.shown, self.headers, self.text, self.asked = "/", {}, "", 0
        self.windows = [self.window(browser, scheme) for scheme in (("light",) if self.is_quick else ("light", "dark"))]
        self.desks = {}

    def window(self, browser, scheme):
        """A page that shows `text` at the address of `shown`."""
        page = browser.new_context(color_scheme=scheme, locale="de-DE").new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and self.fault(self.shown, message.text))
        page.on("pageerror", lambda error: self.fault(self.shown, str(error)))
        page.route(lambda asked: asked == self.address + self.shown, self.fulfill)
        return page, scheme

    def desk(self, page, scheme):
        """A window beside `page` in which axe is at home."""
        if scheme not in self.desks:
            desk = self.desks[scheme] = page.context.new_page()
            desk.goto(self.address + "/accessibility")
            desk.evaluate(AXE_SCRIPT)
            desk.evaluate(WRITE, FAULTY)
            found = desk.evaluate("rules => axe.run(rules).then(found => found.violations.length)", RULES)
            assert found, "axe finds nothing wrong with a faulty page"
        return self.desks[scheme]

    def fulfill(self, route):
        # A refused page is shown as a good one: its status is not what is looked at here.
        kept = {name: self.headers[name] for name in ("content-type", "content-security-policy") if name in self.headers}
        route.fulfill(status=200, headers=kept, body=self.text)

    def look(self, path, answer):
        """Pages that differ in numbers only are one page, and so are those of two links."""
        if "text/html" not in answer.headers.get("content-type", ""):
            return
        text = answer.text()
        lang = re.search(r'<html lang="([^"]*)"', text)
        kind = (re.sub(r"\d+", "N", re.sub(r"/[\w-]{43}(?=/|$)", "/N", path.split("?")[0])), answer.status)
        key = (*kind, lang and lang.group(1), 'action="/sign-out"' in text)
        if key in self.seen:
            return
        self.seen.add(key)
        self.read(path, text)
        asked = WIDTHS
        if self.is_quick:
            asked = () if kind in self.kinds else (WIDTHS[len(self.kinds) % 2],)
        self.kinds.add(kind)
        # Without the fragment, which would not load the page anew.
        self.shown, self.headers, self.text = path.split("#")[0], answer.headers, text
        for page, scheme in self.windows:
            self.render(page, scheme, asked)

    def fault(self, path, words):
        self.faults.append(f"{path}: {words}")

    def read(self, path, text):
        """What can be told from the markup."""
        if "⟦" in text:
            self.fault(path, "a phrase is missing: " + re.search("⟦[^⟧]*⟧", text).group())
        if len(re.findall(r"<h1[ >]", text)) != 1:
            self.fault(path, "not exactly one h1")
        if re.search(r'<script(?! src="/(?:public|booth/[0-9a-f]{64})/[\w.-]+" defer></script>)|<style|\sstyle=|\son[a-z]+=', text):
            self.fault(path, "inline script or style")
        for host in re.findall(r'(?:src|href|action)="((?:https?:)?//[^"]*)"', text):
            if not re.search(r"<a [^>]*" + re.escape(host), text):
                self.fault(path, "loads from " + host)
        if len(text.encode()) > 40_000:
            self.fault(path, f"the markup has {len(text.encode())} bytes, more than 40,000 before compression")

    def render(self, page, scheme, asked):
        """What only a browser can tell: overflow, small targets, the console, the policy, and axe at the widths `asked`."""
        page.goto(self.address + self.shown)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if overflow > 0:
                self.fault(self.shown, f"{overflow} px too wide at {width}")
            # A quick run measures targets where it asks axe, for they are slow to find.
            small = page.evaluate(SMALL) if width in asked or not self.is_quick else []
            if small:
                self.fault(self.shown, f"links less than 44 px high at {width}: {small[:3]}")
        if not asked:
            return
        # The booth's scripts work under the policy of their own page alone.
        desk = page if "/booth/" in self.text else self.desk(page, scheme)
        if desk is page:
            desk.evaluate(AXE_SCRIPT)
        else:
            desk.evaluate(WRITE, self.text)
        for width in asked:
            desk.set_viewport_size({"width": width, "height": 900})
            rules = WITHOUT_CONTRAST if self.is_quick else COLOURS if scheme == "dark" else RULES
            self.ask(desk, self.shown, f"{scheme} {width}", rules)

    def ask(self, page, path, words, rules=RULES):
        """Asks axe about a page that holds its script; `words` say how the page is shown."""
        for violation in page.evaluate("rules => axe.run(rules).then(found => found.violations)", rules):
            targets = [str(node["target"]) for node in violation["nodes"]][:3]
            self.fault(path, f"axe {words}: {violation['id']}: {violation['help']} {targets}")

    def ask_as_it_stands(self, visitor):
        """Asks axe about what a visitor sees now, by day and by night, in a quick run in turn; not where scripts are off,
        for axe is one."""
        if not visitor.kind[0]:
            return
        visitor.page.evaluate(AXE_SCRIPT)
        self.asked += 1
        for scheme in ("dark", "light") if not self.is_quick else (("dark", "light")[self.asked % 2],):
            visitor.page.emulate_media(color_scheme=scheme)
            rules = COLOURS if scheme == "dark" and not self.is_quick else RULES
            self.ask(visitor.page, visitor.path, f"{scheme}, as it stands", rules)
        visitor.page.emulate_media(color_scheme="light")
