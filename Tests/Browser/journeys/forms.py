"""What holds for every page: the keyboard, the weight, foreign forms."""
import http.client
import urllib.parse

from registry import journey


@journey("Everything is reached with the keyboard alone, in order, and is seen when it is")
def keyboard(town):
    paths = ("/", "/register", "/proposals", "/sign-in")
    for number, width in enumerate((1280, 390)):
        visitor = town.visitor(scripts=True, width=width)
        for path in paths[number::2] if town.tier == "quick" else paths:
            visitor.open(path)
            walk(visitor.page, path)
        visitor.open("/")
        visitor.page.keyboard.press("Tab")
        visitor.page.keyboard.press("Enter")
        assert visitor.page.evaluate("document.activeElement.id") == "main", "the first link does not skip to the content"


def walk(page, path):
    """Presses Tab through the whole page."""
    expected = page.evaluate(
        """[...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
           .filter(e => e.checkVisibility({visibilityProperty: true})).length""")
    seen = []
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
        element = page.evaluate(
            """() => { const e = document.activeElement, box = e.getBoundingClientRect();
               const rings = [null, '::after', '::before'].map(part => getComputedStyle(e, part));
               return e === document.body ? null : {name: e.outerHTML.slice(0, 80), width: box.width, height: box.height,
               inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
               ring: rings.some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none'),
               index: [...document.querySelectorAll('*')].indexOf(e)} }""")
        if element is None:
            break
        assert element["inside"] and element["width"] > 1 and element["height"] > 1, f"{path}: hidden focus {element}"
        assert element["ring"], f"{path}: no focus ring {element}"
        seen.append(element["index"])
    assert seen == sorted(seen), f"{path}: the order jumps"
    assert len(seen) >= expected, f"{path}: {len(seen)} of {expected} are reached"


@journey("A first visit costs at most 50 kB and 5 requests, the next at most 15 kB")
def weight(town):
    visitor = town.visitor(scripts=True)
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    bytes_of = []
    session.on("Network.loadingFinished", lambda event: bytes_of.append(event["encodedDataLength"]))
    heavy = []
    for path, kilobytes in (("/", 50), ("/proposals", 15), ("/register", 15), ("/log", 15)):
        bytes_of.clear()
        visitor.open(path)
        visitor.page.wait_for_timeout(100)
        if sum(bytes_of) > kilobytes * 1000 or len(bytes_of) > 5:
            heavy.append(f"{path}: {sum(bytes_of):.0f} bytes in {len(bytes_of)} requests")
    assert heavy == [], heavy


@journey("A form from another site, without an origin or with another session's token is refused")
def foreign(town):
    visitor = town.resident("Emil")
    host = urllib.parse.urlsplit(town.address).netloc
    cookie = "; ".join(f"{each['name']}={each['value']}" for each in visitor.context.cookies())

    def post(headers, body="token=00", path="/account/sign-out-everywhere"):
        connection = http.client.HTTPConnection(host, timeout=10)
        kept = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, **headers}
        connection.request("POST", path, body, kept)
        status = connection.getresponse().status
        connection.close()
        return status

    assert post({"Origin": "https://example.org"}) == 403
    assert post({}) == 403
    assert post({"Sec-Fetch-Site": "cross-site"}) == 403
    assert post({"Origin": town.address}) == 403, "a wrong token passes"
    assert post({"Origin": town.address}, "") == 403, "no token passes"
    visitor.open("/account").reads(visitor.address)


@journey("Headers keep foreign scripts and frames out and tell nothing of the inside")
def headers(town):
    answer = town.visitor().context.request.get(town.address + "/")
    policy = answer.headers.get("content-security-policy", "")
    for rule in ("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"):
        assert rule in policy, f"{rule} is missing in {policy}"
    assert "unsafe" not in policy
    assert answer.headers.get("x-content-type-options") == "nosniff"
    assert "server" not in answer.headers, answer.headers["server"]
