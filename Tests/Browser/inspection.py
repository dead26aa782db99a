"""What every page must hold, whatever it is about."""
import re

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (390, 1280)
RULES = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


class Inspector:
    """Looks at each page once, with scripts on, in a browser window of its own.

    It is handed the answer that the person got, so that refused forms are seen as well. The quick tier asks axe once for
    each kind of page, at one of the widths in turn; the others ask in light and dark, at both widths, in every language.
    """

    def __init__(self, browser, address, tier="quick"):
        self.address, self.is_quick = address, tier == "quick"
        self.seen, self.kinds, self.faults = set(), set(), []
        self.shown, self.headers, self.text = "/", {}, ""
        self.windows = [self.window(browser, scheme) for scheme in (("light",) if self.is_quick else ("light", "dark"))]

    def window(self, browser, scheme):
        """A page that shows `text` at the address of `shown`."""
        page = browser.new_context(color_scheme=scheme, locale="de-DE").new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and self.fault(self.shown, message.text))
        page.on("pageerror", lambda error: self.fault(self.shown, str(error)))
        page.route(lambda asked: asked == self.address + self.shown, self.fulfill)
        return page, scheme

    def fulfill(self, route):
        # A refused page is shown as a good one: its status is not what is looked at here.
        kept = {name: self.headers[name] for name in ("content-type", "content-security-policy") if name in self.headers}
        route.fulfill(status=200, headers=kept, body=self.text)

    def look(self, path, answer):
        """Pages that differ in numbers only are one page."""
        if "text/html" not in answer.headers.get("content-type", ""):
            return
        text = answer.text()
        lang = re.search(r'<html lang="([^"]*)"', text)
        kind = (re.sub(r"\d+", "N", path.split("?")[0]), answer.status)
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
        if re.search(r"<script|<style|\sstyle=|\son[a-z]+=", text):
            self.fault(path, "inline script or style")
        for host in re.findall(r'(?:src|href|action)="((?:https?:)?//[^"]*)"', text):
            if not re.search(r"<a [^>]*" + re.escape(host), text):
                self.fault(path, "loads from " + host)
        if len(text.encode()) > 40_000:
            self.fault(path, f"the markup has {len(text.encode())} bytes, more than 40,000 before compression")

    def render(self, page, scheme, asked):
        """What only a browser can tell: overflow, the console, the policy, and axe at the widths `asked`."""
        page.goto(self.address + self.shown)
        if asked:
            page.evaluate(AXE_SCRIPT)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if overflow > 0:
                self.fault(self.shown, f"{overflow} px too wide at {width}")
            if width not in asked:
                continue
            for violation in page.evaluate("rules => axe.run(rules).then(found => found.violations)", RULES):
                targets = [str(node["target"]) for node in violation["nodes"]][:3]
                self.fault(self.shown, f"axe {scheme} {width}: {violation['id']}: {violation['help']} {targets}")
