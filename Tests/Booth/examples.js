// The worked example of the protocol, accepted by belenios-tool 2.5.1, and what the tests have in common.
"use strict";
const { readFileSync } = require("fs");
const path = require("path");
const { seeded } = require("./ballot-tool.js");

const booth = path.join(__dirname, "../../Resources/public/booth");
const vector = JSON.parse(readFileSync(path.join(__dirname, "vectors.json"), "utf8"));

/** An election's text with the same trustee as the example's. */
function election(questions, group) {
  const fields = JSON.parse(vector.election);
  const key = group.encode([group.power(group.g, BigInt(vector.trusteeSecret) % group.q)])[0];
  return JSON.stringify({ ...fields, group: group.name, public_key: key, questions });
}

module.exports = {
  booth, vector, election, seeded,
  Ballot: require(booth + "/ballot.js"),
  Audit: require(booth + "/audit.js"),
  Ed25519: require(booth + "/group.js"),
};
