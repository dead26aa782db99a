"""What people keep of their acts: a file that checks itself, the page that checks it again, and two states side by side."""
import os
import pathlib
import re
import subprocess
import tempfile
import time

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

        for width in (390, 1280):
            reader = town.visitor(scripts=True, width=width)
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
