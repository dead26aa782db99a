"""The voting booth's scripts under Debian's nodejs: the programs in `Tests/Booth`, one case each."""
import pathlib
import re
import shutil

from installation import command
from registry import Skip, journey

FOLDER = pathlib.Path(__file__).parents[2] / "Booth"


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


@journey("A ballot of the booth passes an independent check of every equation, and with anything changed it does not")
def ballot(_):
    passes("ballot")


@journey("An opened ballot is said to contain what was chosen, and a device that lies about it is caught")
def audit(_):
    passes("audit")


@journey("The booth's worker signs or opens a ballot, once, and names what a browser lacks")
def worker(_):
    passes("worker")


@journey("Ballots of the booth are accepted and counted by belenios-tool, blank, bounded and ranked")
def belenios(_):
    passes("belenios")
