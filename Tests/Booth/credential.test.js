"use strict";
const assert = require("assert");
const test = require("node:test");
const { Ballot, Ed25519, seeded, vector } = require("./examples.js");
const { Verifier } = require("./verifier.js");
const { applications } = require("./credentials.json");

/** The proof's equation, checked on its own: the challenge is the hash of what follows from it and the response. */
function holds(uuid, text) {
  const { credential, proof: { challenge, response } } = JSON.parse(text);
  const { g, q, times, power, decode, encode } = Ed25519;
  const element = decode(credential), c = BigInt(challenge), z = BigInt(response);
  if (!element || c >= q || z >= q) return false;
  const [A] = encode([times(power(g, z), power(element, c))]);
  return new Verifier(Ed25519, vector.election).hash(`mitstimme credential|Ed25519|${uuid}|${credential}|${A}`) === c;
}

test("The same application comes from the same credential and chance, as others read it", async () => {
  for (const { seed, uuid, credential, application } of applications) {
    assert.strictEqual(await Ballot.apply(Ed25519, uuid, credential, seeded(seed)), application);
    assert.ok(holds(uuid, application));
    const [element] = Ed25519.encode([Ed25519.power(Ed25519.g, await Ballot.secret({ group: Ed25519, uuid }, credential))]);
    assert.strictEqual(JSON.parse(application).credential, element);
  }
});

test("An application for another election, or with anything changed, proves nothing", async () => {
  const [{ uuid, application }, other] = applications;
  assert.ok(!holds("9xK2mPqRs7TuVw", application));
  const { credential, proof } = JSON.parse(application), foreign = JSON.parse(other.application);
  for (const each of [
    { credential: foreign.credential, proof }, { credential, proof: foreign.proof },
    { credential, proof: { ...proof, response: String(BigInt(proof.response) + 1n) } },
  ]) assert.ok(!holds(uuid, JSON.stringify(each)));
});

test("A new credential has 22 digits of Base58 in groups, never the same, and every digit comes up", async () => {
  const drawn = Array.from({ length: 400 }, Ballot.draw);
  assert.strictEqual(new Set(drawn).size, drawn.length);
  assert.ok(drawn.every((each) => /^[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}-[1-9A-HJ-NP-Za-km-z]{5}-[1-9A-HJ-NP-Za-km-z]{6}$/.test(each)));
  assert.strictEqual(new Set(drawn.join("").replace(/-/g, "")).size, 58);
  const first = await Ballot.apply(Ed25519, "8xK2mPqRs7TuVw", drawn[0]), second = await Ballot.apply(Ed25519, "8xK2mPqRs7TuVw", drawn[0]);
  assert.ok(first !== second && holds("8xK2mPqRs7TuVw", first) && holds("8xK2mPqRs7TuVw", second));
});

test("What is no credential is refused", async () => {
  for (const each of ["", "ABCDE", "0BCDE-FGHJKL-MNPQR-STUVWX"]) {
    await assert.rejects(Ballot.apply(Ed25519, "8xK2mPqRs7TuVw", each), Ballot.Fault);
  }
});
