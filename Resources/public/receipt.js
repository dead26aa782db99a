// Checks a receipt without asking anybody: the same file runs inside a saved receipt and on the page for checking.
// Formats: RFC 6962, RFC 8032 (Ed25519), c2sp.org signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-policy.
"use strict";
const Receipt = (() => {
  const utf8 = new TextEncoder();
  const bytes = (text) => utf8.encode(text);
  const join = (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
    return whole;
  };
  const same = (a, b) => a.length === b.length && a.every((byte, index) => byte === b[index]);
  const base64 = (text) => {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) throw new Fault("base64");
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  };
  const number = (text) => {
    if (!/^(?:0|[1-9][0-9]{0,14})$/.test(text)) throw new Fault("number");
    return Number(text);
  };
  class Fault extends Error {}

  // FIPS 180-4, for words of 32 or 64 bits; the constants are the roots of the first primes.
  const primes = [];
  for (let n = 2; primes.length < 80; n++) if (primes.every((p) => n % p)) primes.push(n);
  const root = (n, k) => {
    let low = 0n, high = n;
    while (low < high) {
      const middle = (low + high + 1n) / 2n;
      if (middle ** k <= n) low = middle; else high = middle - 1n;
    }
    return low;
  };
  const sha = (size) => {
    const bits = BigInt(size), mask = (1n << bits) - 1n;
    const fraction = (n, k) => root(BigInt(n) << (bits * k), k) & mask;
    const [rounds, block, turns] = size === 32
      ? [64, 64, [[2n, 13n, 22n], [6n, 11n, 25n], [7n, 18n, 3n], [17n, 19n, 10n]]]
      : [80, 128, [[28n, 34n, 39n], [14n, 18n, 41n], [1n, 8n, 7n], [19n, 61n, 6n]]];
    const constants = primes.slice(0, rounds).map((p) => fraction(p, 3n));
    const start = primes.slice(0, 8).map((p) => fraction(p, 2n));
    const turn = (x, n) => ((x >> n) | (x << (bits - n))) & mask;
    const big = (x, [a, b, c]) => turn(x, a) ^ turn(x, b) ^ turn(x, c);
    const small = (x, [a, b, c]) => turn(x, a) ^ turn(x, b) ^ (x >> c);
    const read = (data, at) => {
      let word = 0n;
      for (let i = 0; i < size / 8; i++) word = (word << 8n) | BigInt(data[at + i]);
      return word;
    };
    return (message) => {
      const length = Math.ceil((message.length + 1 + block / 8) / block) * block;
      const data = new Uint8Array(length);
      data.set(message);
      data[message.length] = 0x80;
      new DataView(data.buffer).setBigUint64(length - 8, BigInt(message.length) * 8n);
      const hash = start.slice();
      for (let at = 0; at < length; at += block) {
        const w = [];
        for (let t = 0; t < rounds; t++) {
          w[t] = t < 16 ? read(data, at + t * size / 8)
            : (small(w[t - 2], turns[3]) + w[t - 7] + small(w[t - 15], turns[2]) + w[t - 16]) & mask;
        }
        let [a, b, c, d, e, f, g, h] = hash;
        for (let t = 0; t < rounds; t++) {
          const one = h + big(e, turns[1]) + ((e & f) ^ (~e & mask & g)) + constants[t] + w[t];
          const two = big(a, turns[0]) + ((a & b) ^ (a & c) ^ (b & c));
          [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & mask, c, b, a, (one + two) & mask];
        }
        [a, b, c, d, e, f, g, h].forEach((word, i) => { hash[i] = (hash[i] + word) & mask; });
      }
      const out = new Uint8Array(size);
      hash.forEach((word, i) => {
        for (let j = size / 8 - 1; j >= 0; j--, word >>= 8n) out[i * size / 8 + j] = Number(word & 255n);
      });
      return out;
    };
  };
  const sha256 = sha(32), sha512 = sha(64);

  // RFC 8032, section 5.1.7, without the cofactor; small and non-canonical points are refused.
  const p = 2n ** 255n - 19n, order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const mod = (x) => ((x % p) + p) % p;
  const power = (x, n) => {
    let result = 1n;
    for (x = mod(x); n; n >>= 1n, x = x * x % p) if (n & 1n) result = result * x % p;
    return result;
  };
  const d = mod(-121665n * power(121666n, p - 2n)), half = power(2n, (p - 1n) / 4n);
  const add = ([x1, y1, z1, t1], [x2, y2, z2, t2]) => {
    const a = mod((y1 - x1) * (y2 - x2)), b = mod((y1 + x1) * (y2 + x2));
    const c = mod(2n * t1 * t2 * d), e = mod(2n * z1 * z2);
    return [mod((b - a) * (e - c)), mod((e + c) * (b + a)), mod((e - c) * (e + c)), mod((b - a) * (b + a))];
  };
  const times = (n, point) => {
    let sum = [0n, 1n, 1n, 0n];
    for (; n; n >>= 1n, point = add(point, point)) if (n & 1n) sum = add(sum, point);
    return sum;
  };
  const little = (data) => data.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const decode = (data) => {
    const whole = little(data), sign = whole >> 255n, y = whole & ((1n << 255n) - 1n);
    if (y >= p) return null;
    const u = mod(y * y - 1n), v = mod(d * y * y + 1n);
    let x = u * power(v, 3n) % p * power(u * power(v, 7n), (p - 5n) / 8n) % p;
    if (mod(v * x * x) === mod(-u)) x = mod(x * half);
    if (mod(v * x * x) !== u || (x === 0n && sign)) return null;
    if ((x & 1n) !== sign) x = p - x;
    return [x, y, 1n, mod(x * y)];
  };
  const equal = ([x1, y1, z1], [x2, y2, z2]) => mod(x1 * z2 - x2 * z1) === 0n && mod(y1 * z2 - y2 * z1) === 0n;
  const zero = [0n, 1n, 1n, 0n];
  const base = decode(Uint8Array.from([0x58, ...new Array(31).fill(0x66)]));
  const ed25519 = (key, message, signature) => {
    if (key.length !== 32 || signature.length !== 64) return false;
    const a = decode(key), r = decode(signature.slice(0, 32)), s = little(signature.slice(32));
    if (!a || !r || s >= order || equal(times(8n, a), zero)) return false;
    const k = little(sha512(join(signature.slice(0, 32), key, message))) % order;
    return equal(times(s, base), add(r, times(k, a)));
  };

  // Trees.
  const leafHash = (entry) => sha256(join([0], entry));
  const node = (left, right) => sha256(join([1], left, right));
  const inclusion = (hash, index, size, path) => {
    if (index >= size) return null;
    let at = index, last = size - 1;
    for (const each of path) {
      if (last === 0) return null;
      if (at % 2 || at === last) {
        hash = node(each, hash);
        if (at % 2 === 0) do { at = Math.floor(at / 2); last = Math.floor(last / 2); } while (at % 2 === 0 && at);
      } else hash = node(hash, each);
      at = Math.floor(at / 2);
      last = Math.floor(last / 2);
    }
    return last === 0 ? hash : null;
  };
  const consistency = (first, second, path) => {
    if (first.size === second.size) return path.length === 0 && same(first.root, second.root);
    if (first.size === 0) return path.length === 0;
    if (first.size > second.size || path.length === 0) return false;
    let at = first.size - 1, last = second.size - 1;
    const power = Number.isInteger(Math.log2(first.size));
    const proof = power ? [first.root, ...path] : path;
    while (at % 2) { at = Math.floor(at / 2); last = Math.floor(last / 2); }
    let one = proof[0], two = proof[0];
    for (const each of proof.slice(1)) {
      if (last === 0) return false;
      if (at % 2 || at === last) {
        one = node(each, one);
        two = node(each, two);
        if (at % 2 === 0) do { at = Math.floor(at / 2); last = Math.floor(last / 2); } while (at % 2 === 0 && at);
      } else two = node(two, each);
      at = Math.floor(at / 2);
      last = Math.floor(last / 2);
    }
    return last === 0 && same(one, first.root) && same(two, second.root);
  };

  // Notes, keys, policies.
  const verifierKey = (text) => {
    const [name, id, rest] = [text.split("+", 1)[0], text.split("+")[1], text.split("+").slice(2).join("+")];
    const whole = base64(rest), hash = sha256(join(bytes(name + "\n"), whole)).slice(0, 4);
    const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
    // ML-DSA-44 (type 6) is read, but counts as no signature yet.
    if (!name || hex !== id || whole.length !== { 1: 33, 4: 33, 6: 1313 }[whole[0]]) throw new Fault("key");
    return { name, hash, type: whole[0], key: whole.slice(1) };
  };
  const policy = (text) => {
    const logs = [], members = new Map();
    let quorum;
    for (const line of text.split("\n")) {
      const words = line.split("#")[0].trim().split(/[ \t]+/);
      if (words[0] === "log") logs.push(verifierKey(words[1]));
      else if (words[0] === "witness") members.set(words[1], { key: verifierKey(words[2]), url: words[3] });
      else if (words[0] === "group") {
        const of = words.slice(3), k = { any: 1, all: of.length }[words[2]] || number(words[2]);
        if (of.some((name) => !members.has(name))) throw new Fault("policy");
        members.set(words[1], { of, k });
      } else if (words[0] === "quorum") quorum = words[1];
      else if (words[0]) throw new Fault("policy");
    }
    if (!logs.length || (quorum !== "none" && !members.has(quorum))) throw new Fault("policy");
    return { logs, members, quorum };
  };
  const checkpoint = (note) => {
    const cut = note.lastIndexOf("\n\n");
    if (cut < 0 || !note.endsWith("\n")) throw new Fault("note");
    const text = note.slice(0, cut + 1), lines = text.split("\n");
    const signatures = note.slice(cut + 2, -1).split("\n").map((line) => {
      const [dash, name, payload, more] = line.split(" ");
      if (dash !== "\u2014" || !payload || more !== undefined) throw new Fault("note");
      const whole = base64(payload);
      return { name, hash: whole.slice(0, 4), bytes: whole.slice(4) };
    });
    const hash = base64(lines[2]);
    if (!lines[0] || hash.length !== 32) throw new Fault("note");
    return { text, origin: lines[0], size: number(lines[1]), root: hash, signatures };
  };
  // Whether the key's owner signed. One wrong signature by a known key spoils the note.
  const signed = (note, key) => {
    if (key.type === 6) return false;
    const found = note.signatures.filter((each) => each.name === key.name && same(each.hash, key.hash));
    const isRight = found.every(({ bytes: raw }) => {
      if (key.type === 1) return ed25519(key.key, bytes(note.text), raw);
      if (raw.length !== 72) return false;
      const time = new DataView(raw.buffer, raw.byteOffset).getBigUint64(0);
      return ed25519(key.key, bytes(`cosignature/v1\ntime ${time}\n${note.text}`), raw.slice(8));
    });
    if (!isRight) throw new Fault("signature");
    return found.length > 0;
  };
  const observed = (note, rules) => {
    const seen = new Map();
    const met = (name) => {
      const member = rules.members.get(name);
      if (member.of) return member.of.filter(met).length >= member.k;
      if (!seen.has(name)) seen.set(name, signed(note, member.key));
      return seen.get(name);
    };
    for (const [name, member] of rules.members) if (!member.of) met(name);
    const count = [...seen.values()].filter(Boolean).length;
    return { met: rules.quorum === "none" || met(rules.quorum), count, all: seen.size };
  };
  const proof = (text) => {
    const cut = text.indexOf("\n\n"), lines = text.slice(0, cut).split("\n");
    if (cut < 0 || lines.shift() !== "c2sp.org/tlog-proof@v1") throw new Fault("proof");
    if (lines[0].startsWith("extra ")) lines.shift();
    const index = lines.shift();
    if (!index || !index.startsWith("index ") || lines.length > 63) throw new Fault("proof");
    return { index: number(index.slice(6)), path: lines.map(base64), note: checkpoint(text.slice(cut + 2)) };
  };

  // Everything about one receipt: each step true or false, in order; all must be true.
  const check = (receipt) => {
    const steps = { text: false, log: false, signature: false, observers: false };
    try {
      const leaf = bytes(receipt.leaf), event = JSON.parse(receipt.leaf), rules = policy(receipt.policy);
      const { index, path, note } = proof(receipt.proof);
      if (receipt.opening) {
        const salt = base64(receipt.opening.salt);
        const whole = join(bytes("mitstimme-leaf/v1"), [0], bytes(event.act), [0], salt, bytes(receipt.opening.content));
        steps.text = salt.length === 32 && typeof event.body === "string" && same(base64(event.body), sha256(whole));
      } else if (receipt.commitment) {
        steps.text = event.act === "ballots.boxed" && event.body.added.includes(receipt.commitment);
      } else steps.text = typeof event.body === "object";
      const top = inclusion(leafHash(leaf), index, note.size, path);
      steps.log = top !== null && same(top, note.root);
      const own = rules.logs.filter((key) => key.name === note.origin);
      steps.signature = rules.logs.filter((key) => signed(note, key)).some((key) => own.includes(key));
      const seen = observed(note, rules);
      steps.observers = seen.met;
      return { steps, ...told(steps), index, note, event, seen, rules };
    } catch (fault) {
      return { steps: { ...steps, signature: false, observers: false }, holds: false, isRecorded: false, fault };
    }
  };
  // All of it holds; or it is in the log, and nothing is missing but observers who confirm that.
  const told = (steps) => {
    const { observers, ...others } = steps, rest = Object.values(others).every(Boolean);
    return { holds: rest && observers, isRecorded: rest && !observers };
  };
  return { check, told, observed, checkpoint, consistency, same, signed, base64, policy, verifierKey, sha256, sha512, ed25519 };
})();

// Writes the verdict into the page: each step says its own sentence.
Receipt.show = (result, verdict, steps) => {
  for (const step of steps.querySelectorAll("[data-step]")) {
    const done = result && result.steps[step.dataset.step];
    step.hidden = !result;
    step.className = done ? "done" : "failed";
    const nobody = done && step.dataset.step === "observers" && result.seen.all === 0;
    const said = nobody ? step.dataset.none : done ? step.dataset.yes : step.dataset.no;
    step.textContent = (done ? "\u2713 " : "\u2717 ") + said
      .replace("{count}", result && result.seen ? result.seen.count : 0).replace("{all}", result && result.seen ? result.seen.all : 0);
  }
  const said = !result ? "no" : result.holds ? "yes" : result.isRecorded ? "recorded" : "no";
  verdict.textContent = verdict.dataset[said];
  verdict.className = { yes: "done", no: "failed", recorded: "recorded" }[said];
};
if (typeof module === "object") module.exports = Receipt;
else if (document.getElementById("receipt")) {
  const receipt = JSON.parse(document.getElementById("receipt").textContent);
  Receipt.show(Receipt.check(receipt), document.getElementById("verdict"), document.getElementById("steps"));
}
