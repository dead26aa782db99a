// Makes secret ballots of Belenios' protocol, version 1, over any group with the interface of group.js.
// A ballot is encrypted first, and its hash shown. Only then is it either signed and cast, or opened and never cast.
"use strict";
const Ballot = (() => {
  /** A refusal; its message is one of: group, election, question, credential, choice. */
  class Fault extends Error {}
  const refuse = (what) => {
    throw new Fault(what);
  };
  // Debian's nodejs 18 keeps what browsers call `crypto` in a module.
  const web = typeof crypto === "undefined" ? require("crypto").webcrypto : crypto;
  const hex = (bytes) => Array.from(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
  const sha256 = async (text) => new Uint8Array(await web.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  /** SHA-256 in Base64 without padding. */
  const digest = async (text) => btoa(String.fromCharCode(...await sha256(text))).replace("=", "");
  const mod = (x, q) => ((x %= q) < 0n ? x + q : x);
  const challenge = async ({ group }, text) => BigInt("0x" + hex(await sha256(text))) % group.q;

  /** A scalar, uniform but for less than 2^-256. */
  const random = (q) => {
    const bytes = new Uint8Array(q.toString(16).length / 2 + 33);
    return BigInt("0x" + hex(web.getRandomValues(bytes))) % q;
  };

  const shape = (group, question) => {
    const { type, value, answers, blank, min, max } = question || {};
    const ranked = type === "NonHomomorphic" && group.embed !== undefined && value instanceof Object;
    const names = ranked ? value.answers : answers;
    const bounded = type === undefined && Number.isInteger(min) && Number.isInteger(max) && min <= max;
    if (!Array.isArray(names) || !names.length || !(ranked || bounded)) refuse("question");
    return ranked
      ? { ranked, size: names.length }
      : { ranked, size: names.length + (blank === true), blank: blank === true, min, max };
  };

  /** The election in `text`, which must be exactly what was published, with tables for its powers. */
  const read = async (group, text) => {
    let fields = null;
    try {
      fields = JSON.parse(text);
    } catch (error) {
      refuse("election");
    }
    const { version, group: name, public_key: key, questions, uuid } = fields || {};
    if (version !== 1 || typeof uuid !== "string" || !Array.isArray(questions)) refuse("election");
    if (name !== group.name) refuse("group");
    const y = group.decode(key);
    if (!y || group.same(y, group.one)) refuse("election");
    const form = questions.map((question) => shape(group, question));
    return { group, uuid, form, key, fingerprint: await digest(text), g: group.fixed(group.g), y: group.fixed(y) };
  };

  /** What a person typed as 22 letters in groups of 5-6-5-6. */
  const credential = (typed) => {
    const letters = typed.replace(/[\s-]/g, "");
    if (!/^[1-9A-HJ-NP-Za-km-z]{22}$/.test(letters)) refuse("credential");
    return letters.replace(/^(.{5})(.{6})(.{5})/, "$1-$2-$3-");
  };
  const secret = async ({ group, uuid }, typed) => {
    const half = async (i) => hex(await sha256(`derive_credential|${uuid}|${i}|${credential(typed)}`));
    return BigInt("0x" + await half(0) + await half(1)) % group.q;
  };

  /** A new credential: 22 digits of Base58, drawn one by one. */
  const draw = () => {
    const digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let drawn = "";
    while (drawn.length < 22) {
      const [byte] = web.getRandomValues(new Uint8Array(1));
      // The largest multiple of 58 in a byte: every digit has the same chance.
      if (byte < 232) drawn += digits[byte % 58];
    }
    return credential(drawn);
  };
  /** What the voter's device hands to the registrar before there is an election: S(C), and proof that it has the secret. */
  const apply = async (group, uuid, typed, source) => {
    const own = await secret({ group, uuid }, typed), w = (source || random)(group.q);
    const [C, A] = group.encode([group.power(group.g, own), group.power(group.g, w)]);
    const c = await challenge({ group }, `mitstimme credential|${group.name}|${uuid}|${C}|${A}`);
    const proof = { challenge: String(c), response: String(mod(w - own * c, group.q)) };
    return JSON.stringify({ credential: C, proof });
  };

  /** Whether the values answer the question: 0 or 1 for each answer, a blank first; or one number for each rank. */
  const fits = ({ ranked, blank, min, max, size }, values, group) => {
    const top = ranked ? 255 : 1;
    if (!Array.isArray(values) || values.length !== size) return false;
    if (!values.every((value) => Number.isInteger(value) && value >= 0 && value <= top)) return false;
    if (ranked) return size <= group.limit;
    const sum = values.reduce((all, value) => all + value, 0);
    return blank && values[0] ? sum === 1 : min <= sum && sum <= max;
  };

  // "One of these is so": each branch [r, m] says that m = 0 where α = g^r, β = y^r · g^m. We know r, so
  // α and β need not be raised: with z = e - r·c the verifier's g^z · α^c is g^e, her y^z · β^c is y^e · g^(m·c).
  const commit = ({ group: { q }, g, y }, scalar, branches) => {
    const real = branches.findIndex(([, m]) => m === 0n);
    const parts = branches.map(([r, m], i) => {
      const e = scalar(), c = i === real ? 0n : scalar();
      return { r, e, c, pair: [g(e), g(mod(m * c, q), y(e))] };
    });
    return { parts, real };
  };
  const respond = ({ group: { q } }, { parts, real }, hash) => {
    parts[real].c = mod(parts.reduce((rest, { c }) => rest - c, hash), q);
    return parts.map(({ r, e, c }) => ({ challenge: String(c), response: String(mod(e - r * c, q)) }));
  };
  /** The texts `S(A),S(B)` of pairs. */
  const write = ({ group }, pairs) => {
    const texts = group.encode([].concat(...pairs));
    return pairs.map((_, i) => texts[2 * i] + "," + texts[2 * i + 1]);
  };
  const ciphertext = (text) => {
    const [alpha, beta] = text.split(",");
    return { alpha, beta };
  };

  const choose = async (election, context, { blank, min, max }, values, scalar, step) => {
    const { group, g, y } = election;
    const choices = values.map((value) => {
      const r = scalar(), m = BigInt(value);
      step();
      return { r, m, pair: [g(r), g(m, y(r))] };
    });
    const proofs = choices.map(({ r, m }) => {
      step();
      return commit(election, scalar, [[r, m], [r, m - 1n]]);
    });
    const [r, m] = ["r", "m"].map((key) => choices.slice(blank ? 1 : 0).reduce((sum, each) => sum + each[key], 0n));
    const interval = [];
    for (let M = min; M <= max; M++) interval.push([r, m - BigInt(M)]);
    const all = [];
    if (blank) {
      const first = choices[0];
      proofs.push(commit(election, scalar, [[first.r, first.m - 1n], ...interval]));
      proofs.push(commit(election, scalar, [[first.r, first.m], [r, m]]));
    } else {
      proofs.push(commit(election, scalar, interval));
      all.push([0, 1].map((i) => choices.map(({ pair }) => pair[i]).reduce(group.times)));
    }
    const texts = write(election, [].concat(
      choices.map(({ pair }) => pair), all, ...proofs.map(({ parts }) => parts.map(({ pair }) => pair))));
    const take = (count) => texts.splice(0, count);
    const pairs = take(choices.length), sum = take(all.length), whole = `${context}|${pairs.join(",")}`;
    const prefixes = [
      ...pairs.map((pair) => `prove|${context}|${pair}|`),
      ...blank ? [`bproof1|${whole}|`, `bproof0|${whole}|`] : [`prove|${whole}|${sum[0]}|`],
    ];
    const hashes = await Promise.all(proofs.map(({ parts }, i) =>
      challenge(election, prefixes[i] + take(parts.length).join(","))));
    const answered = proofs.map((proof, i) => respond(election, proof, hashes[i]));
    step();
    return {
      answer: {
        choices: pairs.map(ciphertext),
        individual_proofs: answered.slice(0, pairs.length),
        overall_proof: answered[pairs.length],
        blank_proof: answered[pairs.length + 1],
      },
      randomness: choices.map(({ r }) => String(r)),
    };
  };

  const rank = async (election, context, values, scalar, step) => {
    const { group, g, y, key } = election;
    const r = scalar(), w = scalar();
    const [alpha, beta, A] = group.encode([g(r), group.times(y(r), group.embed(values)), g(w)]);
    const c = await challenge(election, `raweg|${context}|${key},${alpha},${beta}|${A}`);
    step();
    return {
      answer: { choices: { alpha, beta }, proof: { challenge: String(c), response: String(mod(w - r * c, group.q)) } },
      randomness: [String(r)],
    };
  };

  /**
   * An unsigned ballot for `choices`, one array of numbers for each question.
   *
   * `progress(done, of)` is called now and then. `source(q)` is for tests, which want the same ballot again.
   * Gives the text, the hash to show before the voter decides, and what opens it: choices and randomness.
   */
  const encrypt = async (election, secret, choices, progress, source) => {
    const { group, form, g, uuid, fingerprint } = election;
    if (!Array.isArray(choices) || choices.length !== form.length) refuse("choice");
    if (!form.every((question, i) => fits(question, choices[i], group))) refuse("choice");
    const scalar = () => (source || random)(group.q);
    const steps = form.reduce((sum, { ranked, size }) => sum + (ranked ? 1 : 2 * size + 1), 0);
    let done = 0;
    const step = () => progress && progress(++done, steps);
    const [credential] = group.encode([g(secret)]), context = `${fingerprint}|${credential}`;
    const answers = [], randomness = [];
    for (let i = 0; i < form.length; i++) {
      const made = form[i].ranked
        ? await rank(election, context, choices[i], scalar, step)
        : await choose(election, context, form[i], choices[i], scalar, step);
      answers.push(made.answer);
      randomness.push(made.randomness);
    }
    const ballot = JSON.stringify({ election_uuid: uuid, election_hash: fingerprint, credential, answers });
    return { ballot, hash: await digest(ballot), opening: { choices, randomness } };
  };

  /** The signed ballot and its tracker. Never for a ballot that was opened. */
  const sign = async (election, secret, ballot, source) => {
    const { group, g } = election;
    const hash = await digest(ballot), w = (source || random)(group.q);
    const c = await challenge(election, `sig|${hash}|${group.encode([g(w)])[0]}`);
    const proof = { challenge: String(c), response: String(mod(w - secret * c, group.q)) };
    const signed = ballot.slice(0, -1) + `,"signature":${JSON.stringify({ hash, proof })}}`;
    return { ballot: signed, tracker: await digest(signed) };
  };

  return { Fault, read, credential, secret, draw, apply, encrypt, sign };
})();
if (typeof module !== "undefined") module.exports = Ballot;
