"""The booth's scripts in headless Chromium, under the policy that the server sends.

    python Tests/Booth/chromium.py [ROUNDS]

Prints how long a ballot of ten answers takes, at full speed and slowed down six times.
"""
import contextlib
import http.server
import pathlib
import shutil
import sys
import threading

from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).parent
BOOTH = HERE.parents[1] / "Resources" / "public" / "booth"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
KEY = "4c8fc18651225799bbdfca2d02314274d18b2e8f4bfa67be6bf59b5c5221efef"
ELECTION = (
    '{"version":1,"description":"","name":"Ten","group":"Ed25519","public_key":"%s","questions":[{"answers":'
    '["A","B","C","D","E","F","G","H","I","J"],"min":0,"max":1,"question":"Which?"}],"uuid":"8xK2mPqRs7TuVw"}' % KEY)
CREDENTIAL = "ABCDE-FGHJKL-MNPQR-STUVWX"
CHOICES = [[0, 0, 1, 0, 0, 0, 0, 0, 0, 0]]

# One fresh copy of the scripts' work: reading the election builds the tables.
MAKE = """async ([election, credential, choices]) => {
    const begin = performance.now();
    const read = await Ballot.read(Ed25519, election);
    const secret = await Ballot.secret(read, credential);
    const built = performance.now();
    const { ballot } = await Ballot.encrypt(read, secret, choices);
    await Ballot.sign(read, secret, ballot);
    const end = performance.now();
    return [built - begin, end - built];
}"""

# A conversation with the worker, where what is audited is the answer before: its answers, its progress, and the milliseconds.
TALK = """async (messages) => {
    let wake = null;
    const heard = [], progress = [];
    const worker = Booth.start((message) => {
        if (message.is === "progress") progress.push(message.done);
        else wake(message);
    });
    const begin = performance.now();
    for (const message of messages) {
        const answer = new Promise((resolve) => { wake = resolve; });
        worker.postMessage(message.do === "audit" ? { ...heard[heard.length - 1], ...message } : message);
        heard.push(await answer);
    }
    worker.terminate();
    return { heard, progress, milliseconds: performance.now() - begin };
}"""


class Handler(http.server.BaseHTTPRequestHandler):
    """The scripts, and a page that brings some of them: /?worker.js&group.js. Below /sealed they may load no others."""

    def do_GET(self):
        path, _, names = self.path.partition("?")
        sealed = path.startswith("/sealed/")
        script = BOOTH / path.removeprefix("/sealed").removeprefix("/")
        if path == "/":
            tags = "".join(f'<script src="/{name}"></script>' for name in names.split("&"))
            kind, body = "text/html", f"<!doctype html><title>Booth</title>{tags}".encode()
        elif script.is_file() and script.parent == BOOTH:
            kind, body = "text/javascript", script.read_bytes()
        else:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", kind + "; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY.replace("script-src 'self'; ", "") if sealed else POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def chromium():
    """`open(scripts, slower)` gives a page with these scripts; its list `faults` is what the console complains about."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])

            def open_page(*scripts, slower=1):
                page = browser.new_page()
                page.faults = []
                page.on("console", lambda message: page.faults.append(message.text))
                page.on("pageerror", lambda error: page.faults.append(str(error)))
                page.goto(f"http://127.0.0.1:{server.server_port}/?{'&'.join(scripts)}")
                page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
                return page

            yield open_page
            browser.close()
    finally:
        server.shutdown()
        server.server_close()


def main(rounds=7):
    with chromium() as open_page:
        for slower in (1, 6):
            times = []
            for _ in range(rounds):
                page = open_page("group.js", "ballot.js", slower=slower)
                times.append(page.evaluate(MAKE, [ELECTION, CREDENTIAL, CHOICES]))
                page.close()
            first, second = (sorted(each)[rounds // 2] for each in zip(*times))
            whole = sorted(map(sum, times))
            print(f"Chromium, {slower} times slower: tables {first:.0f} ms, ballot {second:.0f} ms, "
                  f"together {whole[rounds // 2]:.0f} ms (fresh page, median of {rounds}; worst {whole[-1]:.0f} ms)")
        talk = [{"do": "begin", "election": ELECTION}, {"do": "encrypt", "credential": CREDENTIAL, "choices": CHOICES}, {"do": "sign"}]
        times = []
        for _ in range(rounds):
            page = open_page("worker.js")
            times.append(page.evaluate(TALK, talk)["milliseconds"])
            page.close()
        print(f"Chromium, the worker from its start to the signed ballot: {sorted(times)[rounds // 2]:.0f} ms (median of {rounds})")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
