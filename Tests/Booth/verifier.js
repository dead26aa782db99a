// Checks a ballot by the equations of Belenios' protocol, version 1, as a verifier reads them: without knowing a secret,
// and without the tables and shortcuts of the booth's script.
"use strict";
const { createHash } = require("crypto");

const sha256 = (text) => createHash("sha256").update(text, "utf8").digest();
const digest = (text) => sha256(text).toString("base64").replace(/=+$/, "");

class Wrong extends Error {}
const demand = (holds, reason) => {
  if (!holds) throw new Wrong(reason);
};

class Verifier {
  constructor(group, election) {
    this.group = group;
    this.fingerprint = digest(election);
    const { public_key: key, questions, uuid } = JSON.parse(election);
    Object.assign(this, { y: group.decode(key), questions, uuid });
  }

  hash(text) { return BigInt("0x" + sha256(text).toString("hex")) % this.group.q; }

  element(text) {
    const element = typeof text === "string" ? this.group.decode(text) : null;
    demand(element !== null, "element");
    return element;
  }

  scalar(text) {
    demand(/^(0|[1-9][0-9]*)$/.test(text) && BigInt(text) < this.group.q, "scalar");
    return BigInt(text);
  }

  proof(value) {
    demand(Object.keys(value).join() === "challenge,response", "form");
    return [this.scalar(value.challenge), this.scalar(value.response)];
  }

  /** base^z · element^c */
  commitment(base, z, element, c) {
    return this.group.times(this.group.power(base, z), this.group.power(element, c));
  }

  /** Whether the challenges of `proofs` add up to the hash; `pairs` are the (α, b) of each proof. */
  branches(prefix, proofs, pairs, reason) {
    demand(proofs.length === pairs.length, "form");
    const { g, q } = this.group;
    let sum = 0n;
    const commitments = [];
    proofs.forEach((each, i) => {
      const [c, z] = this.proof(each), [alpha, b] = pairs[i];
      sum += c;
      commitments.push(this.commitment(g, z, alpha, c), this.commitment(this.y, z, b, c));
    });
    demand(sum % q === this.hash(`${prefix}|${this.group.encode(commitments)}`), reason);
  }

  /** β / g^M */
  less(beta, M) { return this.group.times(beta, this.group.power(this.group.g, this.group.q - BigInt(M))); }

  homomorphic(context, { answers, blank, min, max }, answer) {
    const keys = "choices,individual_proofs,overall_proof" + (blank ? ",blank_proof" : "");
    demand(Object.keys(answer).join() === keys, "form");
    const { choices, individual_proofs: individual, overall_proof: overall, blank_proof: blankProof } = answer;
    demand(choices.length === answers.length + (blank ? 1 : 0) && individual.length === choices.length, "form");
    const pairs = choices.map((each) => {
      demand(Object.keys(each).join() === "alpha,beta", "form");
      return [this.element(each.alpha), this.element(each.beta)];
    });
    const texts = choices.map(({ alpha, beta }) => `${alpha},${beta}`);
    pairs.forEach(([alpha, beta], i) => {
      const both = [[alpha, beta], [alpha, this.less(beta, 1)]];
      this.branches(`prove|${context}|${texts[i]}`, individual[i], both, "individual proof");
    });
    const summed = pairs.slice(blank ? 1 : 0);
    const [alpha, beta] = [0, 1].map((i) => summed.map((pair) => pair[i]).reduce(this.group.times));
    const interval = [];
    for (let M = min; M <= max; M++) interval.push([alpha, this.less(beta, M)]);
    const whole = `${context}|${texts}`;
    if (!blank) {
      const sum = this.group.encode([alpha, beta]);
      this.branches(`prove|${whole}|${sum}`, overall, interval, "overall proof");
      return;
    }
    const [alpha0, beta0] = pairs[0];
    this.branches(`bproof0|${whole}`, blankProof, [[alpha0, beta0], [alpha, beta]], "blank proof");
    this.branches(`bproof1|${whole}`, overall, [[alpha0, this.less(beta0, 1)], ...interval], "overall proof");
  }

  ranked(context, answer) {
    demand(Object.keys(answer).join() === "choices,proof", "form");
    demand(Object.keys(answer.choices).join() === "alpha,beta", "form");
    const alpha = this.element(answer.choices.alpha);
    this.element(answer.choices.beta);
    const [c, z] = this.proof(answer.proof);
    const elements = [this.group.encode([this.y]), answer.choices.alpha, answer.choices.beta];
    const A = this.group.encode([this.commitment(this.group.g, z, alpha, c)]);
    demand(this.hash(`raweg|${context}|${elements}|${A}`) === c, "ranked proof");
  }

  /** null for a valid ballot, otherwise what is wrong. */
  fault(text) {
    try {
      let ballot = null;
      try {
        ballot = JSON.parse(text);
      } catch (error) {
        demand(false, "form");
      }
      demand(JSON.stringify(ballot) === text, "form");
      const { signature, ...unsigned } = ballot;
      demand(Object.keys(ballot).join() === "election_uuid,election_hash,credential,answers,signature", "form");
      demand(Object.keys(signature).join() === "hash,proof", "form");
      demand(ballot.election_uuid === this.uuid && ballot.election_hash === this.fingerprint, "election");
      const credential = this.element(ballot.credential);
      demand(signature.hash === digest(JSON.stringify(unsigned)), "hash");
      const [c, z] = this.proof(signature.proof);
      const A = this.group.encode([this.commitment(this.group.g, z, credential, c)]);
      demand(this.hash(`sig|${signature.hash}|${A}`) === c, "signature");
      const context = `${this.fingerprint}|${ballot.credential}`;
      demand(ballot.answers.length === this.questions.length, "form");
      this.questions.forEach((question, i) => (question.type === "NonHomomorphic"
        ? this.ranked(context, ballot.answers[i])
        : this.homomorphic(context, question, ballot.answers[i])));
      return null;
    } catch (error) {
      if (error instanceof Wrong) return error.message;
      throw error;
    }
  }

  /** Whether the trustee's proof of knowing the secret of `public_key` holds. */
  knows({ pok, public_key: key }) {
    const [c, z] = this.proof(pok);
    const A = this.group.encode([this.commitment(this.group.g, z, this.element(key), c)]);
    return this.hash(`pok|${this.group.name}|${key}|${A}`) === c;
  }
}

module.exports = { Verifier, digest };
