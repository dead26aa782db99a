// Says what an opened ballot contains. Made to be independent of the script that made the ballot.
//   node audit.js [ELECTION] OPENED
// OPENED is what the booth saved: {"ballot": text, "opening": {"choices", "randomness"}, "election": text}. ELECTION is
// the published file: whoever gives it need not believe that the booth showed the right one.
// Ends with 0 if the ballot contains what the opening says, 1 if not, 2 if the files cannot be read.
"use strict";
const Audit = (() => {
  const web = typeof crypto === "undefined" ? require("crypto").webcrypto : crypto;
  const digest = async (text) => {
    const bytes = await web.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return btoa(String.fromCharCode(...new Uint8Array(bytes))).replace("=", "");
  };
  class Wrong extends Error {}
  const demand = (holds, reason) => {
    if (!holds) throw new Wrong(reason);
  };

  const parsed = (text, reason) => {
    let value = null;
    try {
      value = JSON.parse(text);
    } catch (error) {
      // Refused below.
    }
    demand(value instanceof Object, reason);
    return value;
  };

  /** Encrypts again and compares; what the values mean. */
  const question = (group, y, { type, value, answers, blank, question }, answer, values, randomness) => {
    const ranked = type === "NonHomomorphic";
    const names = ranked ? value.answers : answers;
    const given = ranked ? [answer.choices] : answer.choices;
    demand(values.length === names.length + (blank === true), "opening");
    demand(values.every((each) => Number.isInteger(each) && each >= 0 && each <= (ranked ? 255 : 1)), "opening");
    const elements = ranked ? [group.embed(values)] : values.map((each) => (each ? group.g : group.one));
    demand(given.length === elements.length && randomness.length === elements.length, "opening");
    elements.forEach((element, i) => {
      demand(/^(0|[1-9][0-9]*)$/.test(randomness[i]) && BigInt(randomness[i]) < group.q, "opening");
      const r = BigInt(randomness[i]);
      const [alpha, beta] = group.encode([group.power(group.g, r), group.times(group.power(y, r), element)]);
      demand(given[i].alpha === alpha && given[i].beta === beta, "ciphertext");
    });
    const read = { question: ranked ? value.question : question };
    if (blank) read.blank = values[0];
    read.answers = names.map((name, i) => ({ answer: name, value: values[i + (blank === true)] }));
    return read;
  };

  /**
   * Whether the opening is the ballot's, and what the ballot contains: `{hash, holds, questions}`, or a `reason`:
   * `ballot` (not an unsigned ballot in canonical form), `election` (of another election), `opening` (malformed),
   * `ciphertext` (the ballot contains something else).
   */
  const check = async (group, election, ballot, opening) => {
    const hash = await digest(ballot);
    try {
      const { group: name, public_key: key, uuid, questions } = parsed(election, "election");
      const fields = parsed(ballot, "ballot");
      demand(JSON.stringify(fields) === ballot, "ballot");
      demand(Object.keys(fields).join() === "election_uuid,election_hash,credential,answers", "ballot");
      const y = group.decode(key);
      demand(name === group.name && y && fields.election_uuid === uuid, "election");
      demand(fields.election_hash === await digest(election), "election");
      const { choices, randomness } = opening;
      demand([fields.answers, choices, randomness].every(({ length }) => length === questions.length), "opening");
      const read = questions.map((each, i) =>
        question(group, y, each, fields.answers[i], choices[i], randomness[i]));
      return { hash, holds: true, questions: read };
    } catch (error) {
      return { hash, holds: false, reason: error instanceof Wrong ? error.message : "opening" };
    }
  };

  return { check };
})();
if (typeof module !== "undefined") {
  module.exports = Audit;
  if (require.main === module) {
    (async () => {
      const { readFileSync } = require("fs");
      const files = process.argv.slice(2).map((path) => readFileSync(path, "utf8").replace(/\n$/, ""));
      const { ballot, opening, election: shown } = JSON.parse(files[files.length - 1]);
      const election = files.length > 1 ? files[0] : shown;
      if (typeof ballot !== "string") throw new Error("there is no ballot");
      const { hash, holds, reason, questions } = await Audit.check(require("./group.js"), election, ballot, opening);
      console.log(`The ballot with the hash ${hash}`);
      if (!holds) {
        console.log(`  does not contain what the opening says (${reason}).`);
        process.exitCode = 1;
        return;
      }
      console.log("contains the following. Is it the hash that was shown before, and what you chose?");
      for (const { question, blank, answers } of questions) {
        console.log(question);
        if (blank !== undefined) console.log(`  ${blank}  (blank)`);
        for (const { answer, value } of answers) console.log(`  ${value}  ${answer}`);
      }
    })().catch((fault) => {
      console.error(`These are not an election and an opened ballot: ${fault.message}`);
      process.exitCode = 2;
    });
  }
}
