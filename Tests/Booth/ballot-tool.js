// Makes ballots by the booth's own script, in all three groups. For tests only.
//   node Tests/Booth/ballot-tool.js --election FILE --credential C --choice '[[1,0]]' [--seed S]
//   node Tests/Booth/ballot-tool.js --election FILE [--seed S] < LINES
// Prints a ballot a line. Each of LINES is a credential, a space and a choice. With a seed the same ballots come again;
// they are then secret to nobody. C is a credential of 22 letters, or of 14 and a check letter (Belenios before 2.3).
// Ends with 0, or with 2 and one line on standard error.
"use strict";
const { createHash, pbkdf2Sync } = require("crypto");
const { readFileSync } = require("fs");
const path = require("path");
const booth = path.join(__dirname, "../../Resources/public/booth");
const Ballot = require(booth + "/ballot.js");
const groups = [require(booth + "/group.js"), ...Object.values(require("./modular.js"))];

/** Scalars that follow from a seed, for `encrypt` and `sign`. */
function seeded(seed) {
  let count = 0;
  return (q) => {
    let hex = "";
    while (hex.length < q.toString(16).length + 64) hex += createHash("sha512").update(`${seed}|${count++}`).digest("hex");
    return BigInt("0x" + hex) % q;
  };
}

function groupOf(text) {
  const { group: name } = JSON.parse(text);
  const group = groups.find((each) => each.name === name);
  if (!group) throw new Error(`the group ${name} is unknown`);
  return group;
}

async function secretOf(election, credential) {
  if (!/^(\w{3}-){4}\w{3}$/.test(credential)) return Ballot.secret(election, credential);
  const bytes = pbkdf2Sync(credential, election.uuid, 1000, 32, "sha256");
  return BigInt("0x" + bytes.toString("hex")) % election.group.q;
}

async function main(words) {
  const given = {};
  for (let i = 0; i < words.length; i += 2) given[words[i]] = words[i + 1];
  const { "--election": file, "--credential": one, "--choice": choice, "--seed": seed, ...others } = given;
  if (!file || (one && !choice) || Object.keys(others).length) {
    throw new Error("usage: ballot-tool.js --election FILE [--credential C --choice JSON] [--seed S]");
  }
  // Belenios' files end with a newline that is not hashed.
  const text = readFileSync(file, "utf8").replace(/\n$/, "");
  const election = await Ballot.read(groupOf(text), text);
  const source = seed && seeded(seed);
  const lines = one ? [`${one} ${choice}`] : readFileSync(0, "utf8").split("\n").filter(Boolean);
  for (const line of lines) {
    const credential = line.split(" ", 1)[0];
    const secret = await secretOf(election, credential);
    const choices = JSON.parse(line.slice(credential.length));
    const { ballot } = await Ballot.encrypt(election, secret, choices, null, source);
    console.log((await Ballot.sign(election, secret, ballot, source)).ballot);
  }
}

module.exports = { groups, groupOf, secretOf, seeded };
if (require.main === module) {
  main(process.argv.slice(2)).catch((fault) => {
    console.error(fault instanceof Ballot.Fault ? `refused: ${fault.message}` : fault.message);
    process.exitCode = 2;
  });
}
