"""What every page must hold, whatever it is about."""
import re

from axe_playwright_python.sync_playwright import Axe

WIDTHS = (390, 1280)
RULES = {"runOnly": {"type": "tag", "values": [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


class Inspector:
    """Looks at each page once, with scripts on, in a browser window of its own.

    It is handed the answer that the person got, so that refused forms are seen as well.
    """

    def __init__(self, browser, address, schemes=("light",)):
        self.browser, self.address, self.schemes = browser, address, schemes
        self.seen, self.titles, self.faults = set(), {}, []

    def key(self, path, answer):
        """Pages that differ in numbers only are one page."""
        lang = re.search(r'<html lang="([^"]*)"', answer.text())
        shape = re.sub(r"\d+", "N", path.split("?")[0])
        return (shape, answer.status, lang and lang.group(1), 'action="/sign-out"' in answer.text())

    def look(self, path, answer):
        key = self.key(path, answer)
        if key in self.seen or "text/html" not in answer.headers.get("content-type", ""):
            return
        self.seen.add(key)
        self.read(path, answer.text())
        for scheme in self.schemes:
            self.render(path, answer, scheme)

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

    def render(self, path, answer, scheme):
        """What only a browser can tell: axe, overflow, the console, the policy."""
        context = self.browser.new_context(color_scheme=scheme, locale="de-DE", viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and self.fault(path, message.text))
        page.on("pageerror", lambda error: self.fault(path, str(error)))
        url = self.address + path
        body, headers = answer.text(), answer.headers

        def fulfill(route):
            # A refused page is shown as a good one: its status is not what is looked at here.
            kept = {name: headers[name] for name in ("content-type", "content-security-policy") if name in headers}
            route.fulfill(status=200, headers=kept, body=body)

        page.route(lambda asked: asked.split("#")[0] == url.split("#")[0], fulfill)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(url)
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if overflow > 0:
                self.fault(path, f"{overflow} px too wide at {width}")
            for violation in Axe().run(page, options=RULES).response["violations"]:
                targets = [str(node["target"]) for node in violation["nodes"]][:3]
                self.fault(path, f"axe {scheme} {width}: {violation['id']}: {violation['help']} {targets}")
        context.close()
