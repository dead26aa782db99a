"""What people keep of their acts: a file that checks itself, the page that checks it again, and two states side by side."""
import base64
import hashlib
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from registry import journey

PROGRAM = os.path.abspath(os.environ.get("MITSTIMME_PROGRAM", ".build/debug/mitstimme"))
RECOUNT = os.path.join(os.path.dirname(PROGRAM), "recount")


def recount(*words):
    done = subprocess.run([RECOUNT, *words], capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


@journey("A person saves the receipt of a support; it checks itself offline, on the page, and by recount; changed, it fails")
def kept(town):
    person = town.resident("Yara")
    person.open("/account/consent").fill(consent=True).press("Einwilligen und weiter")
    town.open_process()
    number = town.server.sql(
        "SELECT p.id FROM proposals p JOIN phases f ON f.process_id = p.process_id"
        " JOIN phase_permissions s ON s.phase_id = f.id AND s.permission = 'support'"
        " WHERE p.state = 'published' AND p.hidden_at IS NULL AND now() BETWEEN f.opens_at AND f.closes_at LIMIT 1")
    person.open(f"/proposals/{number}").press("Vorschlag unterstützen").reads("Ihre Unterstützung zählt")
    for _ in range(50):
        person.open("/account/log")
        if person.page.locator("main .timeline a").count():
            break
        time.sleep(0.2)
    person.reads("bekam eine Unterstützung", "Nur Sie sehen diese Liste")
    path = person.page.locator("main a[href$='/receipt']").first.get_attribute("href")
    answer = person.context.request.get(town.address + path)
    assert answer.status == 200 and "attachment" in answer.headers["content-disposition"]
    stranger = town.visitor()
    assert stranger.context.request.get(town.address + path, max_redirects=0).status in (303, 403, 404)

    with tempfile.TemporaryDirectory() as folder:
        receipt = pathlib.Path(folder, "receipt.html")
        receipt.write_bytes(answer.body())
        policy = pathlib.Path(folder, "policy")
        policy.write_bytes(person.context.request.get(town.address + "/log/policy").body())
        status, said = recount("receipt", str(receipt), "--policy", str(policy))
        assert status == 0, said
        broken = pathlib.Path(folder, "broken.html")
        text = receipt.read_text(encoding="utf-8")
        broken.write_text(re.sub(r'("index|index )(\d+)', lambda m: m[1] + str(int(m[2]) + 1), text), encoding="utf-8")
        assert recount("receipt", str(broken), "--policy", str(policy))[0] == 1

        # As saved in the moment before an observer confirmed it.
        waiting = pathlib.Path(folder, "waiting.html")
        waiting.write_text(re.sub(r"quorum \w+", f"witness seen {observer()}\\\\nquorum seen", text), encoding="utf-8")
        status, said = recount("receipt", str(waiting), "--language", "de")
        assert status == 1 and "Eingetragen, noch nicht bestätigt" in said, said

        for width in (390, 1280):
            reader = town.visitor(scripts=True, width=width)
            reader.page.goto(waiting.as_uri())
            assert reader.page.locator("#verdict.recorded").inner_text().startswith("Eingetragen, aber noch nicht bestätigt")
            assert reader.page.locator("#steps .done").count() == 3
            reader.open("/log/verify").page.set_input_files("#receipt-file", str(waiting))
            reader.page.get_by_text("Eingetragen, aber noch nicht bestätigt").wait_for()
            assert reader.page.locator("#steps .done").count() == 4
            for file, holds in ((receipt, True), (broken, False)):
                reader.page.goto(file.as_uri())
                verdict = reader.page.locator("#verdict").inner_text()
                assert ("Dieser Beleg stimmt." in verdict) == holds, verdict
                assert reader.page.locator("#steps .done").count() == (4 if holds else 3), file
            reader.open("/log/verify")
            for file, holds in ((receipt, True), (broken, False)):
                reader.page.set_input_files("#receipt-file", str(file))
                told = reader.page.get_by_text("enthält ihn noch immer" if holds else "Dieser Beleg stimmt nicht")
                told.wait_for()
                assert reader.page.locator("#steps .done").count() == (5 if holds else 4)
    town.visitor().open("/log/verify").reads("recount receipt")


def rekeyed(note):
    """The same state signed by a new key of the log alone, and the key as policies write it."""
    key, text = Ed25519PrivateKey.generate(), note.split("\n\n", maxsplit=1)[0] + "\n"
    origin, public = text.split("\n", maxsplit=1)[0], b"\x01" + key.public_key().public_bytes_raw()
    number = hashlib.sha256(origin.encode() + b"\n" + public).digest()[:4]
    line = base64.b64encode(number + key.sign(text.encode())).decode()
    return f"{text}\n— {origin} {line}\n", f"{origin}+{number.hex()}+{base64.b64encode(public).decode()}"


def observer():
    """The key of a new witness, as policies write it."""
    public = b"\x04" + Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    number = hashlib.sha256(b"seen.test\n" + public).digest()[:4]
    return f"seen.test+{number.hex()}+{base64.b64encode(public).decode()}"


def answering(body):
    return lambda route: route.fulfill(body=body)


@journey("A receipt from before a change of the log's key holds on the page while the old key is known, and not after a theft")
def changed_key(town):
    visitor = town.visitor(scripts=True)
    get = lambda path: visitor.context.request.get(town.address + path).text()
    entry = next(each for each in range(200) if '"body":{' in get(f"/log/{each}/entry"))
    proof, policy = get(f"/log/{entry}/proof"), get("/log/policy")
    with tempfile.TemporaryDirectory() as folder:
        receipt = pathlib.Path(folder, "receipt.json")
        receipt.write_text(json.dumps({"proof": proof, "leaf": get(f"/log/{entry}/entry"), "policy": policy}), encoding="utf-8")
        note, key = rekeyed(get("/log/checkpoint"))
        visitor.open("/log/verify")
        visitor.page.route("**/log/checkpoint", answering(note))
        for served, holds in ((f"log {key}\n{policy}", True), (f"log {key}\nquorum none\n", False), (policy, False)):
            visitor.page.unroute("**/log/policy")
            visitor.page.route("**/log/policy", answering(served))
            visitor.page.set_input_files("#receipt-file", str(receipt))
            visitor.page.get_by_text("enthält ihn noch immer" if holds else "Dieser Beleg stimmt nicht").wait_for()
            assert visitor.page.locator("#steps .done").count() == (5 if holds else 4)
            visitor.open("/log/verify")


@journey("Two states of the log are compared: the same history, a foreign signature, no state at all")
def compared(town):
    visitor = town.visitor().open("/log/compare")
    newest = visitor.page.locator("textarea").first.input_value()
    assert newest.count("\n") >= 4, newest
    visitor.fill(first=newest, second=newest).press("Vergleichen").reads("Beide gehören zur selben Geschichte")
    lines = newest.split("\n")
    lines[1] = str(int(lines[1]) - 1)
    visitor.open("/log/compare").fill(first=newest, second="\n".join(lines)).press("Vergleichen")
    visitor.reads("Das hat nicht die Stadt unterschrieben")
    visitor.open("/log/compare").fill(first="Guten Tag", second=newest).press("Vergleichen", 422)
    assert "Guten Tag" in visitor.page.locator("textarea").first.input_value()
