// Prints how long a ballot of ten answers takes under node: of a fresh process, and once it is warm.
//   node Tests/Booth/timing.js [ROUNDS]
"use strict";
const { spawnSync } = require("child_process");
const { Ballot, Ed25519, election, vector } = require("./examples.js");

const names = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
const text = election([{ answers: names, min: 0, max: 1, question: "Which?" }], Ed25519);
const choices = [names.map((_, i) => (i === 2 ? 1 : 0))];

async function once() {
  const begin = performance.now();
  const read = await Ballot.read(Ed25519, text), secret = await Ballot.secret(read, vector.credential);
  const built = performance.now();
  const { ballot } = await Ballot.encrypt(read, secret, choices);
  await Ballot.sign(read, secret, ballot);
  return [built - begin, performance.now() - built];
}

function print(what, times) {
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1].toFixed(1);
  const [tables, ballot] = [0, 1].map((i) => median(times.map((each) => each[i])));
  const whole = median(times.map(([a, b]) => a + b));
  console.log(`${what}: tables ${tables} ms, ballot ${ballot} ms, together ${whole} ms (median of ${times.length})`);
}

async function main(rounds) {
  const fresh = [], warm = [];
  for (let i = 0; i < rounds; i++) fresh.push(JSON.parse(spawnSync(process.execPath, [__filename, "once"]).stdout));
  for (let i = 0; i < 3 * rounds; i++) warm.push(await once());
  print("node, fresh process", fresh);
  print("node, warm", warm.slice(rounds));
}

if (process.argv[2] === "once") once().then((times) => console.log(JSON.stringify(times)));
else main(Number(process.argv[2] || 9));
