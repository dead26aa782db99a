"use strict";
const assert = require("assert");
const { spawnSync } = require("child_process");
const { mkdtempSync, rmSync, writeFileSync } = require("fs");
const os = require("os");
const path = require("path");
const test = require("node:test");
const { Audit, Ballot, Ed25519, booth, election, vector } = require("./examples.js");
const { digest } = require("./verifier.js");
const { groups } = require("./ballot-tool.js");

const questions = [
  { answers: ["Park", "Pool"], blank: true, min: 1, max: 1, question: "What first?" },
  { answers: ["Park", "Pool", "Path"], min: 0, max: 2, question: "What at all?" },
];
const ranked = { type: "NonHomomorphic", value: { answers: ["A", "B"], question: "In which order?" } };

async function encrypted(group, questions, choices) {
  const text = election(questions, group), read = await Ballot.read(group, text);
  const secret = await Ballot.secret(read, vector.credential);
  return { text, secret, read, ...await Ballot.encrypt(read, secret, choices) };
}

for (const group of groups) {
  test(`An opened ballot in ${group.name} is said to contain what was chosen`, async () => {
    const asked = group.embed ? [...questions, ranked] : questions;
    const choices = [[0, 0, 1], [1, 0, 1], ...group.embed ? [[2, 1]] : []];
    const { text, ballot, hash, opening } = await encrypted(group, asked, choices);
    const verdict = await Audit.check(group, text, ballot, JSON.parse(JSON.stringify(opening)));
    assert.deepStrictEqual([verdict.holds, verdict.hash, verdict.hash], [true, hash, digest(ballot)], verdict.reason);
    const values = verdict.questions.map(({ blank, answers }) =>
      [...blank === undefined ? [] : [blank], ...answers.map(({ value }) => value)]);
    assert.deepStrictEqual(values, choices);
    assert.deepStrictEqual(verdict.questions[0], {
      question: "What first?", blank: 0, answers: [{ answer: "Park", value: 0 }, { answer: "Pool", value: 1 }],
    });
  });
}

test("A ballot that contains something else than the opening says is caught, whatever is claimed", async () => {
  const { text, ballot, opening, read, secret } = await encrypted(Ed25519, [...questions, ranked], [[0, 0, 1], [1, 0, 1], [2, 1]]);
  const { choices, randomness } = opening;
  const reason = async (changes, of = ballot, at = text) =>
    (await Audit.check(Ed25519, at, of, JSON.parse(JSON.stringify({ ...opening, ...changes })))).reason;
  const claimed = [[[0, 1, 0], [1, 0, 1], [2, 1]], [[0, 0, 1], [0, 0, 1], [2, 1]], [[0, 0, 1], [1, 0, 1], [1, 2]]];
  for (const each of claimed) assert.strictEqual(await reason({ choices: each }), "ciphertext");
  const other = [...randomness.slice(0, 2), [String(BigInt(randomness[2][0]) + 1n)]];
  assert.strictEqual(await reason({ randomness: other }), "ciphertext");
  const malformed = [
    { choices: null }, { choices: {} }, { choices: choices.slice(1) }, { choices: [[0, 0, 2], ...choices.slice(1)] },
    { choices: [["0", "0", "1"], ...choices.slice(1)] }, { randomness: undefined }, { randomness: randomness.slice(1) },
    { randomness: [randomness[0].slice(1), ...randomness.slice(1)] },
    { randomness: [...randomness.slice(0, 2), [String(BigInt(randomness[2][0]) + Ed25519.q)]] },
    { randomness: [randomness[0].map((each) => "0" + each), ...randomness.slice(1)] },
    { randomness: [randomness[0].map(() => "-1"), ...randomness.slice(1)] },
  ];
  for (const each of malformed) assert.strictEqual(await reason(each), "opening", JSON.stringify(each));
  assert.strictEqual((await Audit.check(Ed25519, text, ballot, null)).reason, "opening");

  // The device shows one ballot and encrypts another: the hash is another, and so is what it contains.
  const lie = await Ballot.encrypt(read, secret, [[0, 1, 0], [1, 0, 1], [2, 1]]);
  assert.strictEqual(await reason({}, lie.ballot), "ciphertext");
  const { ballot: signed } = await Ballot.sign(read, secret, ballot);
  for (const each of ["", "null", "[]", ballot + " ", ballot.replace("{", '{"answers":[],'), signed]) {
    assert.strictEqual(await reason({}, each), "ballot", each.slice(0, 40));
  }
  assert.strictEqual(await reason({}, ballot, text.replace("Park", "Mark")), "election");
  assert.strictEqual(await reason({}, ballot, election(questions, groups[1])), "election");
  assert.strictEqual(await reason({}, ballot, "no"), "election");
});

test("Anybody can audit with node: what it prints, and how it ends", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mitstimme-booth-"));
  try {
    const { text, ballot, hash, opening } = await encrypted(Ed25519, questions, [[1, 0, 0], [0, 1, 0]]);
    const run = (opened, election = text) => {
      const files = ["election.json", "opened.json"].map((name) => path.join(folder, name));
      writeFileSync(files[0], election);
      writeFileSync(files[1], opened);
      return spawnSync(process.execPath, [path.join(booth, "audit.js"), ...files], { encoding: "utf8" });
    };
    for (const end of ["", "\n"]) {
      const { status, stdout, stderr } = run(JSON.stringify({ is: "opened", hash, ballot, opening }), text + end);
      assert.deepStrictEqual([status, stderr], [0, ""]);
      assert.ok(stdout.startsWith(`The ballot with the hash ${hash}\ncontains`));
      assert.ok(stdout.endsWith("What first?\n  1  (blank)\n  0  Park\n  0  Pool\nWhat at all?\n  0  Park\n  1  Pool\n  0  Path\n"), stdout);
    }
    const lie = run(JSON.stringify({ ballot, opening: { ...opening, choices: [[1, 0, 0], [1, 0, 0]] } }));
    assert.ok(lie.status === 1 && lie.stdout.includes("does not contain what the opening says (ciphertext)"), lie.stdout);
    for (const each of ["", "{}", "null"]) {
      const { status, stderr } = run(each);
      assert.deepStrictEqual([status, stderr.trim().split("\n").length], [2, 1], stderr);
    }
    assert.strictEqual(spawnSync(process.execPath, [path.join(booth, "audit.js")]).status, 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
