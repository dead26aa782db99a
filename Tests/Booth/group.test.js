"use strict";
const assert = require("assert");
const { createHash } = require("crypto");
const test = require("node:test");
const { Ed25519, vector } = require("./examples.js");
const { Verifier } = require("./verifier.js");
const { groups, seeded } = require("./ballot-tool.js");

const p = 2n ** 255n - 19n;
const hex = (z) => z.toString(16).padStart(64, "0");

test("The elements of the worked example are written as others write them", () => {
  const { g, one, times, power, encode, embed } = Ed25519;
  assert.deepStrictEqual(encode([g, times(g, g), one]), [vector.group.g, vector.group.gg, vector.group.one]);
  assert.deepStrictEqual(encode([power(g, 2n), power(g, 0n), power(g, Ed25519.q)]), [vector.group.gg, vector.group.one, vector.group.one]);
  assert.deepStrictEqual(encode([embed(vector.group.embedded.values)]), [vector.group.embedded.element]);
});

test("The mixnet's independent generators are those of the worked example", () => {
  const square = (x) => Ed25519.power(Ed25519.power(x, 2n), 4n);
  for (const [i, expected] of Object.entries(vector.group.generators)) {
    let t = BigInt("0x" + createHash("sha256").update("ggen|" + i).digest("hex")) >> 2n, x;
    while ((x = abscissa(t)) === null) t++;
    assert.strictEqual(Ed25519.encode([square({ X: x, Y: t, Z: 1n, T: x * t % p })])[0], expected);
    assert.notStrictEqual(Ed25519.decode(expected), null);
  }
});

/** The even x of the point with this y, by Euler's criterion and not by the script's way; or null. */
function abscissa(y) {
  const power = (x, n) => {
    let result = 1n;
    for (; n; n >>= 1n, x = x * x % p) if (n & 1n) result = result * x % p;
    return result;
  };
  const d = (p - 121665n) * power(121666n, p - 2n) % p;
  const square = (y * y - 1n + p) * power(d * y % p * y + 1n, p - 2n) % p;
  if (power(square, (p - 1n) / 2n) !== 1n) return null;
  let x = power(square, (p + 3n) / 8n);
  if (x * x % p !== square) x = x * power(2n, (p - 1n) / 4n) % p;
  return x % 2n ? p - x : x;
}

test("The trustee's key and proof are those of the worked example", () => {
  const { g, power, encode, q } = Ed25519;
  const [[, trustee]] = JSON.parse(vector.trustees);
  const x = BigInt(vector.trusteeSecret), w = BigInt(vector.trusteeNonce);
  assert.strictEqual(encode([power(g, x)])[0], trustee.public_key);
  const verifier = new Verifier(Ed25519, vector.election);
  assert.ok(verifier.knows(trustee));
  const c = verifier.hash(`pok|Ed25519|${trustee.public_key}|${encode([power(g, w)])}`);
  assert.strictEqual(String(c), trustee.pok.challenge);
  assert.strictEqual(String((w + (q - x) * c) % q), trustee.pok.response);
  const other = { ...trustee, pok: { ...trustee.pok, response: trustee.pok.challenge } };
  assert.ok(!verifier.knows(other));
});

test("What is not the one way to write a member of the group is refused", () => {
  const refused = {
    "a byte too few": vector.group.g.slice(2),
    "capitals": vector.publicCredential.toUpperCase(),
    "y = p + 1, the neutral element again": hex(p + 1n),
    "y = p": hex(p),
    "y = 2^255 - 1": hex(2n ** 255n - 1n),
    "the neutral element with a sign": hex(2n ** 255n + 1n),
    "order 2": hex(p - 1n),
    "order 2 with a sign": hex(2n ** 255n + p - 1n),
    "order 4": hex(0n),
    "order 4, the other": hex(2n ** 255n),
    "order 8": "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",
    "not on the curve": hex(2n),
    "nothing": "",
  };
  for (const [what, text] of Object.entries(refused)) assert.strictEqual(Ed25519.decode(text), null, what);
  // A member times a point of order 2: on the curve, canonical, and outside the group.
  const outside = Ed25519.times(Ed25519.g, { X: 0n, Y: -1n, Z: 1n, T: 0n });
  assert.strictEqual(Ed25519.decode(Ed25519.encode([outside])[0]), null);
  for (const text of [vector.group.one, vector.group.g, vector.publicCredential]) {
    assert.deepStrictEqual(Ed25519.encode([Ed25519.decode(text)]), [text]);
  }
});

for (const group of groups) {
  test(`Tables give the powers that squaring gives, in ${group.name}`, () => {
    const { g, one, q, times, power, fixed, same } = group;
    const scalar = seeded("powers"), a = power(g, scalar(q)), table = fixed(a);
    const scalars = [0n, 1n, 15n, 16n, 17n, 31n, 32n, 33n, 2n ** 10n - 1n, q - 1n, q, (1n << BigInt(q.toString(2).length)) - 1n];
    for (let i = 0; i < 8; i++) scalars.push(scalar(q));
    for (const n of scalars) {
      assert.ok(same(table(n), power(a, n)), `${n}`);
      assert.ok(same(table(n, g), times(g, power(a, n))), `${n}, from g`);
    }
    assert.ok(same(times(a, power(a, q - 1n)), one) && !same(a, one));
    const texts = group.encode([one, a, g, a]);
    assert.deepStrictEqual(group.encode(texts.map(group.decode)), texts);
    assert.deepStrictEqual(group.encode([]), []);
  });
}
