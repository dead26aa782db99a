"use strict";
const assert = require("assert");
const { spawnSync } = require("child_process");
const { mkdtempSync, rmSync, writeFileSync } = require("fs");
const os = require("os");
const path = require("path");
const test = require("node:test");
const { Ballot, Ed25519, election, seeded, vector } = require("./examples.js");
const { Verifier, digest } = require("./verifier.js");
const { groups, secretOf } = require("./ballot-tool.js");

const names = (count) => Array.from({ length: count }, (_, i) => `Answer ${i + 1}, "ä/ß"`);
const plain = (count, min, max) => ({ answers: names(count), min, max, question: "Which?" });
const blank = (count, min, max) => ({ answers: names(count), blank: true, min, max, question: "Which, if any?" });
const ranked = (count) => ({ type: "NonHomomorphic", value: { answers: names(count), question: "In which order?" } });
const refused = (what) => (error) => error instanceof Ballot.Fault && error.message === what;

/** A signed ballot and the check of it. */
async function made(group, questions, choices, seed) {
  const text = election(questions, group);
  const read = await Ballot.read(group, text), secret = await Ballot.secret(read, vector.credential);
  const source = seed && seeded(seed);
  const { ballot } = await Ballot.encrypt(read, secret, choices, null, source);
  const signed = await Ballot.sign(read, secret, ballot, source);
  return { ...signed, unsigned: ballot, verifier: new Verifier(group, text), text };
}

test("The election, the credentials and the ballot of the worked example are what others make of them", async () => {
  const read = await Ballot.read(Ed25519, vector.election);
  assert.strictEqual(read.fingerprint, vector.fingerprint);
  const secret = await Ballot.secret(read, vector.credential);
  assert.strictEqual(String(secret), vector.secret);
  assert.strictEqual(Ed25519.encode([read.g(secret)])[0], vector.publicCredential);
  const older = { uuid: read.uuid, group: groups.find(({ name }) => name === "BELENIOS-2048") };
  assert.strictEqual(String(await secretOf(older, vector.olderCredential)), vector.olderSecret);
  assert.strictEqual(new Verifier(Ed25519, vector.election).fault(vector.ballot), null);
  assert.strictEqual(digest(vector.ballot), vector.tracker);
});

test("The signed ballot of the worked example is made again from its unsigned part, byte for byte", async () => {
  const read = await Ballot.read(Ed25519, vector.election), secret = await Ballot.secret(read, vector.credential);
  const { challenge, response } = JSON.parse(vector.ballot).signature.proof;
  const w = (BigInt(response) + secret * BigInt(challenge)) % Ed25519.q;
  const unsigned = vector.ballot.slice(0, vector.ballot.indexOf(',"signature"')) + "}";
  const signed = await Ballot.sign(read, secret, unsigned, () => w);
  assert.deepStrictEqual(signed, { ballot: vector.ballot, tracker: vector.tracker });
});

const cases = [
  ["one of two", [plain(2, 0, 1)], [[1, 0]]],
  ["none of two", [plain(2, 0, 1)], [[0, 0]]],
  ["the most of five", [plain(5, 1, 3)], [[1, 0, 1, 1, 0]]],
  ["exactly all", [plain(3, 3, 3)], [[1, 1, 1]]],
  ["one answer", [plain(1, 0, 1)], [[1]]],
  ["a blank", [blank(3, 1, 2)], [[1, 0, 0, 0]]],
  ["not a blank", [blank(3, 1, 2)], [[0, 1, 0, 1]]],
  ["nothing where blank and nothing are both allowed", [blank(2, 0, 1)], [[0, 0, 0]]],
  ["several questions", [plain(2, 1, 1), blank(2, 1, 2), plain(1, 0, 1)], [[0, 1], [0, 1, 1], [0]]],
];
const rankings = [
  ["a ranking", [ranked(3)], [[2, 1, 3]]],
  ["a ranking of thirty beside a question", [plain(2, 0, 1), ranked(30)], [[0, 1], names(30).map((_, i) => 255 - i)]],
];
for (const group of groups) {
  // The largest group is slow, and its powers are those of the others.
  const some = group.q > 1n << 300n ? [cases[5], rankings[0]] : [...cases, ...group.embed ? rankings : []];
  test(`Ballots in ${group.name} pass the independent check, whatever is chosen`, async () => {
    for (const [what, questions, choices] of some) {
      const { ballot, tracker, verifier } = await made(group, questions, choices);
      assert.strictEqual(verifier.fault(ballot), null, what);
      assert.strictEqual(tracker, digest(ballot), what);
    }
  });
}

test("What was chosen is what the trustee decrypts", async () => {
  const { power, times, same, g, one, q, embed } = Ed25519;
  const questions = [blank(2, 1, 2), ranked(4)], choices = [[0, 1, 1], [4, 0, 2, 1]];
  const { ballot } = await made(Ed25519, questions, choices);
  const [first, second] = JSON.parse(ballot).answers;
  const opened = ({ alpha, beta }) =>
    times(Ed25519.decode(beta), power(Ed25519.decode(alpha), q - BigInt(vector.trusteeSecret)));
  first.choices.forEach((each, i) => assert.ok(same(opened(each), choices[0][i] ? g : one)));
  assert.ok(same(opened(second.choices), embed(choices[1])));
});

test("No two ballots share a random number, and a seed gives the same ballot again", async () => {
  const questions = [blank(2, 0, 2)], choices = [[0, 1, 0]];
  const one = await made(Ed25519, questions, choices, "seed"), two = await made(Ed25519, questions, choices, "seed");
  assert.strictEqual(one.ballot, two.ballot);
  const numbers = [];
  for (let i = 0; i < 5; i++) numbers.push(...(await made(Ed25519, questions, choices)).ballot.match(/"[0-9a-f]{60,78}"/g));
  // All but the credential, which stands in each of the five.
  assert.strictEqual(new Set(numbers).size, numbers.length - 4);
});

for (const [what, questions, choices] of [
  ["with a blank", [blank(2, 1, 1)], [[0, 1, 0]]], ["without a blank, and ranked", [plain(2, 0, 1), ranked(3)], [[0, 0], [1, 2, 3]]],
]) {
  test(`A ballot ${what} with anything changed does not pass`, async () => {
    const { ballot, unsigned, verifier, text } = await made(Ed25519, questions, choices);
    assert.strictEqual(verifier.fault(ballot), null);
    const read = await Ballot.read(Ed25519, text), secret = await Ballot.secret(read, vector.credential);
    const fields = JSON.parse(unsigned), q = Ed25519.q;
    // Each value of the ballot in turn, signed again with the right key.
    const places = [];
    const visit = (value, place) => (typeof value === "string" ? places.push([place, value])
      : Object.keys(value).forEach((key) => visit(value[key], [...place, key])));
    visit(fields, []);
    assert.ok(places.length > 20);
    const put = (place, value) => {
      const copy = JSON.parse(unsigned);
      place.slice(0, -1).reduce((at, key) => at[key], copy)[place[place.length - 1]] = value;
      return JSON.stringify(copy);
    };
    const fault = async (changed) => verifier.fault((await Ballot.sign(read, secret, changed)).ballot);
    for (const [place, value] of places) {
      const changed = [];
      if (/^[0-9a-f]{64}$/.test(value)) {
        const element = Ed25519.decode(value);
        changed.push(Ed25519.encode([Ed25519.times(element, Ed25519.g)])[0], vector.group.one, "0".repeat(64));
      } else if (/^[0-9]{30,}$/.test(value)) {
        changed.push(String((BigInt(value) + 1n) % q), String(BigInt(value) + q), "0" + value);
      } else changed.push(value + "A");
      for (const each of changed) assert.notStrictEqual(await fault(put(place, each)), null, `${place.join(".")}: ${each}`);
    }
    assert.notStrictEqual(await fault(unsigned.replace(",", ", ")), null, "a space");
    const swapped = JSON.parse(unsigned);
    const { choices: both } = swapped.answers[0];
    both.push(both.shift());
    assert.notStrictEqual(await fault(JSON.stringify(swapped)), null, "swapped choices");
  });
}

test("A copied ballot, a proof of a sum out of bounds and a signature by another key do not pass", async () => {
  const questions = [plain(3, 0, 2)];
  const { ballot, unsigned, verifier, text } = await made(Ed25519, questions, [[1, 0, 1]]);
  const read = await Ballot.read(Ed25519, text);
  const secret = await Ballot.secret(read, vector.credential), thief = await Ballot.secret(read, "22222-222222-22222-222222");
  assert.strictEqual(verifier.fault((await Ballot.sign(read, thief, unsigned)).ballot), "signature");
  const copied = { ...JSON.parse(unsigned), credential: Ed25519.encode([read.g(thief)])[0] };
  assert.strictEqual(verifier.fault((await Ballot.sign(read, thief, JSON.stringify(copied))).ballot), "individual proof");
  // Proofs of 0 to 3 with one of four left out.
  const wider = { ...read, form: [{ ...read.form[0], max: 3 }] };
  const answers = JSON.parse((await Ballot.encrypt(wider, secret, [[1, 1, 1]])).ballot);
  answers.answers[0].overall_proof.pop();
  assert.strictEqual(verifier.fault((await Ballot.sign(read, secret, JSON.stringify(answers))).ballot), "overall proof");
  const other = new Verifier(Ed25519, election([plain(3, 0, 3)], Ed25519));
  assert.strictEqual(other.fault(ballot), "election");
});

test("Choices that do not answer the question are refused before anything is computed", async () => {
  const read = await Ballot.read(Ed25519, election([plain(3, 1, 2), blank(2, 1, 1), ranked(2)], Ed25519));
  const good = [[1, 1, 0], [1, 0, 0], [1, 2]];
  const bad = [
    null, [], good.slice(1), [...good, [1]], [[0, 0, 0], ...good.slice(1)], [[1, 1, 1], ...good.slice(1)],
    [[2, 0, 0], ...good.slice(1)], [[-1, 1, 1], ...good.slice(1)], [[0.5, 0.5, 0], ...good.slice(1)], [[true, false, false], ...good.slice(1)],
    [["1", "0", "0"], ...good.slice(1)], [[1, 0], ...good.slice(1)], [good[0], [1, 1, 0], good[2]], [good[0], [0, 0, 0], good[2]],
    [good[0], [0, 1, 1], good[2]], [good[0], good[1], [1, 256]], [good[0], good[1], [1]], [good[0], good[1], "12"],
  ];
  await Ballot.encrypt(read, 5n, good);
  for (const each of bad) await assert.rejects(Ballot.encrypt(read, 5n, each), refused("choice"), JSON.stringify(each));
  const long = await Ballot.read(Ed25519, election([ranked(31)], Ed25519));
  await assert.rejects(Ballot.encrypt(long, 5n, [names(31).map(() => 1)]), refused("choice"));
});

test("Elections that the script does not understand are refused", async () => {
  const fields = JSON.parse(vector.election), yes = fields.questions[0];
  const bad = {
    election: [
      "", "null", "[]", { version: 2 }, { public_key: vector.group.one }, { public_key: "0".repeat(64) }, { public_key: undefined },
      { uuid: 5 }, { questions: {} },
    ],
    group: [{ group: "BELENIOS-2048" }, { group: undefined }],
    question: [
      { questions: [{ ...yes, type: "Lists" }] }, { questions: [{ ...yes, min: 2 }] }, { questions: [{ ...yes, min: undefined }] },
      { questions: [{ question: "?", min: 0, max: 1 }] }, { questions: [null] }, { questions: [{ type: "NonHomomorphic" }] },
    ],
  };
  for (const [what, list] of Object.entries(bad)) {
    for (const each of list) {
      const text = typeof each === "string" ? each : JSON.stringify({ ...fields, ...each });
      await assert.rejects(Ballot.read(Ed25519, text), refused(what), text);
    }
  }
});

test("A credential may be typed without dashes or with spaces, and what cannot be one is refused", async () => {
  for (const typed of ["ABCDE-FGHJKL-MNPQR-STUVWX", " ABCDEFGHJKLMNPQRSTUVWX\n", "ABCDE FGHJKL MNPQR STUVWX"]) {
    assert.strictEqual(Ballot.credential(typed), vector.credential);
  }
  for (const typed of ["", "ABCDE", "ABCDE-FGHJKL-MNPQR-STUVW", "ABCDE-FGHJKL-MNPQR-STUVWXY", "0BCDE-FGHJKL-MNPQR-STUVWX", "ABCDE-FGHJKl-MNPQR-STUVWX", "ABCDE-FGHJKI-MNPQR-STUVWX"]) {
    assert.throws(() => Ballot.credential(typed), refused("credential"), typed);
  }
});

test("The tool for tests prints the booth's ballots, one or many, and says what is wrong in one line", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mitstimme-booth-"));
  try {
    const file = path.join(folder, "election.json");
    const run = (input, ...words) => {
      const tool = path.join(__dirname, "ballot-tool.js");
      const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...words], { input, encoding: "utf8" });
      return { status, stdout, stderr };
    };
    writeFileSync(file, vector.election);
    const verifier = new Verifier(Ed25519, vector.election);
    const words = ["--election", file, "--credential", vector.credential, "--choice", "[[0,1]]"];
    const one = run("", ...words, "--seed", "1");
    assert.deepStrictEqual(run("", ...words, "--seed", "1"), one);
    assert.strictEqual(verifier.fault(one.stdout.trim()), null);
    assert.notStrictEqual(run("", ...words).stdout, one.stdout);
    const many = run(`${vector.credential} [[0,1]]\n22222-222222-22222-222222 [[0, 0]]\n`, "--election", file, "--seed", "1");
    const lines = many.stdout.split("\n");
    assert.deepStrictEqual([lines.length, lines[0], many.status], [3, one.stdout.trim(), 0]);
    assert.strictEqual(verifier.fault(lines[1]), null);
    for (const wrong of [[], ["--election", "/nonexistent"], [...words, "--sed", "1"], words.slice(0, 4), [...words.slice(0, 5), "[[1,1]]"]]) {
      const { status, stdout, stderr } = run("", ...wrong);
      assert.deepStrictEqual([status, stdout, stderr.trim().split("\n").length], [2, "", 1], stderr);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
