"""The voting booth's scripts under Debian's nodejs: the programs in `Tests/Booth`, one case each."""
import json
import pathlib
import re
import shutil
import sys

from installation import command
from registry import Skip, journey

FOLDER = pathlib.Path(__file__).parents[2] / "Booth"
sys.path.insert(0, str(FOLDER))


def passes(name):
    """Runs the tests of a file; skipped if one of them is, with its reason."""
    node = shutil.which("node")
    if not node:
        raise Skip("nodejs is not installed (bin/install test)")
    status, said, err = command(node, "--test", "--test-reporter=tap", str(FOLDER / f"{name}.test.js"), seconds=300)
    failed = re.findall(r"^not ok .*?^  \.\.\.$", said, re.MULTILINE | re.DOTALL)
    assert status == 0 and not failed, "\n".join(failed) or said + err
    skipped = re.search(r"^ok .* # SKIP (.*)", said, re.MULTILINE)
    if skipped:
        raise Skip(skipped.group(1))
    assert re.search(r"^# pass [1-9]", said, re.MULTILINE), said


@journey("The booth's group is Ed25519 as others write it: the worked example, powers, and what is not a member")
def group(_):
    passes("group")


@journey("A ballot of the booth passes an independent check of every equation, and with anything changed it does not", tier="all")
def ballot(_):
    passes("ballot")


@journey("An opened ballot is said to contain what was chosen, and a device that lies about it is caught", tier="all")
def audit(_):
    passes("audit")


@journey("A credential that a voter's browser makes proves itself, and is never the same")
def credential(_):
    passes("credential")


@journey("The booth's page tells what is wrong with a choice or a credential, and turns a choice into numbers and words")
def page(_):
    passes("page")


@journey("The booth's worker signs or opens a ballot, once, and names what a browser lacks")
def worker(_):
    passes("worker")


@journey("Ballots of the booth are accepted and counted by belenios-tool, blank, bounded and ranked", tier="all")
def belenios(_):
    passes("belenios")


@journey("In Chromium under our policy the booth's worker makes a ballot, opens another, and says when it does not load", tier="all")
def in_chromium(_):
    if not shutil.which("chromium"):
        raise Skip("chromium is not installed (bin/install test)")
    # Playwright takes long to read; only this case needs it.
    from chromium import CHOICES, CREDENTIAL, ELECTION, TALK, chromium

    begin = {"do": "begin", "election": ELECTION}
    encrypt = {"do": "encrypt", "credential": CREDENTIAL, "choices": CHOICES}
    with chromium() as open_page:
        page = open_page("worker.js")
        assert page.evaluate("Booth.missing()") is None
        audit = {"do": "audit", "election": ELECTION}
        told = page.evaluate(TALK, [begin, encrypt, {"do": "sign"}, encrypt, {"do": "open"}, audit, {"do": "sign"}])
        ready, encrypted, signed, again, opened, audited, refused = told["heard"]
        assert ready["is"] == "ready" and told["progress"] == [*range(1, 22)] * 2, told["progress"]
        assert json.loads(signed["ballot"])["signature"]["hash"] == encrypted["hash"] != again["hash"] == opened["hash"]
        assert [each["value"] for each in audited["questions"][0]["answers"]] == CHOICES[0] and audited["holds"]
        assert refused == {"is": "fault", "fault": "order"}
        verify = "const { Verifier } = require(process.argv[1]); console.log(new Verifier(require(process.argv[2]), process.argv[3]).fault(process.argv[4]))"
        paths = [str(FOLDER / "verifier.js"), str(FOLDER.parents[1] / "Resources/public/booth/group.js")]
        if shutil.which("node"):
            assert command("node", "-e", verify, *paths, ELECTION, signed["ballot"]) == (0, "null\n", "")
        assert page.faults == [], page.faults
        page.close()
        page = open_page("sealed/worker.js")
        assert page.evaluate(TALK, [begin])["heard"] == [{"is": "fault", "fault": "worker"}]
