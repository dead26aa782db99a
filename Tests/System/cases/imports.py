"""Imports of real data, read in place, and of files that are wrong."""
import os
import pathlib
import time

from installation import sentence
from registry import Skip, journey

SHARED = pathlib.Path(__file__).resolve().parents[3].parent / "shared" / "data" / "participation"
AUTHOR = "redaktion@example.org"


def shared(name):
    path = SHARED / name
    if not path.exists():
        raise Skip(f"{path} is not there")
    return str(path)


def file_with(all, name, text):
    path = all.scratch(name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def author(town):
    if town.sql(f"SELECT count(*) FROM accounts WHERE email = '{AUTHOR}'") == "1":
        return
    town.sql(
        "WITH p AS (INSERT INTO persons (name, created_on, origin) VALUES ('Redaktion', current_date, 'desk') RETURNING id)"
        f" INSERT INTO accounts (person_id, email, password_hash, confirmed_on) SELECT id, '{AUTHOR}', '-', current_date FROM p")


def refused(town, *words):
    status, out, err = town.run("import", *words)
    assert status == 2 and not out, (words, status, out, err)
    return sentence(err)


@journey("A real proposal in plain text becomes one draft with the right fields, and twice is once")
def proposal(all):
    path = shared("dudigital-team.txt")
    town = all.running()
    author(town)
    before = town.sql("SELECT count(*) FROM proposals")
    for _ in range(2):
        status, out, err = town.run("import", "proposal", path, "--process", "3", "--as", AUTHOR)
        assert status == 0, err
        # The form's own heading is all that has no place in a proposal.
        assert [line for line in out.splitlines() if "not placed" in line] == ["not placed, line 3: Projekt"], out
    assert town.sql("SELECT count(*) FROM proposals") == str(int(before) + 1)
    number = town.sql("SELECT max(id) FROM proposals")
    row = town.rows(
        "SELECT state, title, array_length(regexp_split_to_array(text, E'\\n\\n+'), 1), process_id,"
        f" synergies || note ILIKE '%NICHT als ein eigenes Projekt%' FROM proposals WHERE id = {number}")[0]
    assert row == ["draft", "DuDigital-Team - Duisburg agil und ökologisch digitalisieren", "2", "3", "t"], row
    text = town.sql(f"SELECT text FROM proposals WHERE id = {number}")
    assert text.startswith("Digitalisierung nach einem grünen Leitbild") and text.endswith("über Duisburg verteilt ist."), text
    initiators = town.rows(f"SELECT kind, name, decided_on FROM initiators WHERE proposal_id = {number}")
    assert [each[1:] for each in initiators] == [["AK Digitalisierung", "2019-12-17"]], initiators
    assert initiators[0][0] in ("group", "body"), initiators


@journey("A broken proposal, an unknown process or person changes nothing and is one sentence")
def broken_proposals(all):
    good = "Titel: Bänke\n\nProjektbeschreibung\n\n1 Fünf Bänke.\n"
    town = all.running()
    author(town)
    before = town.sql("SELECT count(*), max(id) FROM proposals")
    as_author = ("--process", "3", "--as", AUTHOR)
    for name, text in (
            ("empty", ""), ("no-title", "1 Fünf Bänke.\n2 Noch eine.\n"), ("only-title", "Titel: Bänke\n"),
            ("long-title", good.replace("Bänke", "B" * 121)), ("long-text", good + "1 Zeile\n" * 4000)):
        path = file_with(all, name, text)
        assert path in refused(town, "proposal", path, *as_author)
    binary = all.scratch("binary")
    with open(binary, "wb") as file:
        file.write(b"Titel: \xff\xfe\n")
    assert binary in refused(town, "proposal", binary, *as_author)
    path = file_with(all, "good", good)
    words = refused(town, "proposal", path, "--process", "99", "--as", AUTHOR)
    assert "process 99" in words, words
    assert "niemand@example.org" in refused(town, "proposal", path, "--process", "3", "--as", "niemand@example.org")
    assert "number of a process" in refused(town, "proposal", path, "--process", "three", "--as", AUTHOR)
    assert "/not/there" in refused(town, "proposal", "/not/there", *as_author)
    assert town.sql("SELECT count(*), max(id) FROM proposals") == before


@journey("A real Polis export becomes 522 statements and 61,384 reactions, and twice changes nothing", tier="all")
def polis(all):
    folder = shared("polis-klimarat-at")
    town = all.running()
    words = ("import", "polis", folder, "--topic", "produktion-konsum", "--process", "3")
    begin = time.monotonic()
    status, out, err = town.run(*words)
    seconds = time.monotonic() - begin
    assert status == 0, err
    assert "522 statements, 61384 reactions" in out, out
    assert os.getloadavg()[0] > os.cpu_count() or seconds < 10, f"the import took {seconds:.1f} s"
    assert town.sql("SELECT count(*) FROM statements") == "522"
    assert town.sql("SELECT count(*), sum(value), count(DISTINCT person_id) FROM reactions") == expected(folder)
    status, out, err = town.run(*words)
    assert status == 0 and ", 0 new or changed" in out, (out, err)
    assert town.sql("SELECT count(*) FROM reactions") == "61384"


def expected(folder):
    """The same figures, counted here: of each pair the last row."""
    last = {}
    with open(folder + "/produktion-konsum.votes.csv", encoding="utf-8") as file:
        header = next(file).strip().split(",")
        columns = [header.index(name) for name in ("comment-id", "voter-id", "vote")]
        for line in file:
            fields = line.strip().split(",")
            comment, voter, vote = (fields[column] for column in columns)
            last[comment, voter] = int(vote)
    return f"{len(last)}|{sum(last.values())}|{len({voter for _, voter in last})}"


@journey("The outlines of 34 districts are taken in, and twice is fine")
def districts(all):
    folder = shared("duisburg-osm")
    town = all.running()
    for _ in range(2):
        status, out, err = town.run("import", "districts", folder)
        assert status == 0 and "34 outlines" in out, (out, err)
        assert town.sql("SELECT count(*) FROM districts WHERE outline IS NOT NULL AND credit LIKE '%OpenStreetMap%'") == "34"
    assert town.sql("SELECT count(*) FROM districts d WHERE id % 100 <> 0 AND parent IS NULL") == "0"


@journey("Malformed exports and outlines are refused with file and line and change nothing")
def malformed(all):
    comments = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,x,0,1,1,0,1,Mehr Bäume\n"
    votes = "timestamp,datetime,comment-id,voter-id,vote\n1,x,0,1,1\n"
    town = all.running()
    before = town.sql("SELECT (SELECT count(*) FROM topics), (SELECT count(*) FROM statements), (SELECT count(*) FROM districts)")
    for name, of_comments, of_votes, file, line in (
            ("vote", comments, votes + "1,x,0,2,7\n", "votes", 3), ("voter", comments, votes + "1,x,0,?,1\n", "votes", 3),
            ("cells", comments, votes + "1,x,0\n", "votes", 3), ("header", comments, "a,b\n1,2\n", "votes", 1),
            ("number", comments + "1,x,zwei,1,1,0,1,Text\n", votes, "comments", 3), ("empty", "", votes, "comments", 1)):
        folder = all.scratch("polis")
        os.mkdir(folder)
        for kind, text in (("comments", of_comments), ("votes", of_votes)):
            with open(f"{folder}/t.{kind}.csv", "w", encoding="utf-8") as out:
                out.write(text)
        words = refused(town, "polis", folder, "--topic", "t", "--process", "3")
        assert f"{folder}/t.{file}.csv" in words and str(line) in words.split("csv", 1)[1], f"{name}: {words}"
    folder = all.scratch("districts")
    os.mkdir(folder)
    assert folder in refused(town, "districts", folder)
    for name, text in (
            ("400_a.json", "{"), ("400_a.json", "[]"), ("400_a.json", '{"type":"Point","coordinates":[1,2]}'),
            ("400_a.json", '{"type":"Polygon","coordinates":[[[200,1]]]}'), ("400_a.json", '{"type":"Polygon"}'),
            ("400_a.json", '{"type":"FeatureCollection","features":[]}'), ("a.json", "{}")):
        with open(f"{folder}/{name}", "w", encoding="utf-8") as out:
            out.write(text)
        assert f"{folder}/{name}" in refused(town, "districts", folder)
        os.remove(f"{folder}/{name}")
    now = town.sql("SELECT (SELECT count(*) FROM topics), (SELECT count(*) FROM statements), (SELECT count(*) FROM districts)")
    assert now == before
