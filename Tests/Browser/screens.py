"""Screenshots of ten pages at two widths, light and dark.

    screens.py OUT_DIR

Files are named after the page: `proposal-390-dark.png`.
"""
import pathlib
import re
import shutil
import sys

from playwright.sync_api import sync_playwright

from inspection import Inspector
from server import Server
from visitor import Town


def found(page, list_path, pattern):
    """The first link of a list page that looks like `pattern`, else the list itself."""
    page.goto(list_path)
    links = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return next((link for link in links if link and re.fullmatch(pattern, link)), None)


def pages(town, page):
    """(name, path) of the ten pages; one that this town lacks is left out and named."""
    address = town.address
    proposal = found(page, address + "/proposals", r"/proposals/\d+")
    result = "/elections/1"  # the demo's counted one
    return [
        ("home", "/"), ("proposals", "/proposals"), ("proposal", proposal), ("register", "/register"),
        ("elections", "/elections"), ("result", result), ("log", "/log"),
        ("moderation", "/moderation/record"), ("guide", "/guide"),
    ]


def problem(page, address):
    """A form that came back, which no address shows."""
    page.goto(address + "/register")
    page.locator('main [name="name"]').fill("Erika")
    page.locator("main button[type=submit]").click()
    page.wait_for_load_state()


def main(out):
    out = pathlib.Path(out)
    with Server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"])
        town = Town(server, browser, Inspector(browser, server.address), "quick")
        shown = pages(town, browser.new_page())
        for scheme in ("light", "dark"):
            for width in (390, 1280):
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, color_scheme=scheme, locale="de-DE", reduced_motion="reduce")
                page = context.new_page()
                for name, path in shown:
                    answer = path and page.goto(server.address + path)
                    if not answer or answer.status != 200:
                        print(f"{name}: not there", file=sys.stderr)
                        continue
                    page.screenshot(path=out / f"{name}-{width}-{scheme}.png", full_page=True)
                problem(page, server.address)
                page.screenshot(path=out / f"problem-{width}-{scheme}.png", full_page=True)
                context.close()
        browser.close()
    print(f"{len(list(out.glob('*.png')))} pictures in {out}")


if __name__ == "__main__":
    main(*sys.argv[1:])
