// The group of Ed25519 (RFC 8032), written as Belenios writes it. Runs in a page, in a worker and under node.
// Not in constant time: for the voter's own device only.
//
// Every group here and in Tests/Booth has the same interface; elements are opaque, scalars are BigInt in [0, q):
//   name, q, g, one                  as in the election; the generator; the neutral element
//   times(a, b), power(a, n)         n >= 0
//   fixed(a)                         makes a table; gives (n, start = one) => start · a^n
//   same(a, b)
//   encode([a, …])                   the texts S(a) of all, at the price of one inversion
//   decode(text)                     the element, or null unless it is canonical and a member
//   embed([v, …]), limit             the element for a ranked answer of at most `limit` numbers 0…255
"use strict";
const Ed25519 = (() => {
  const p = 2n ** 255n - 19n, q = 2n ** 252n + 27742317777372353535851937790883648493n;
  const mod = (x) => ((x %= p) < 0n ? x + p : x);
  const raise = (x, n) => {
    let result = 1n;
    for (; n; n >>= 1n, x = x * x % p) if (n & 1n) result = result * x % p;
    return result;
  };
  const invert = (x) => raise(mod(x), p - 2n);
  const d = mod(-121665n * invert(121666n)), d2 = 2n * d % p, root = raise(2n, (p - 1n) / 4n);

  // Extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. Between operations they may be negative, above -p.
  const point = (x, y) => ({ X: x, Y: y, Z: 1n, T: x * y % p });
  const one = point(0n, 1n);
  const finish = (E, F, G, H) => ({ X: E * F % p, Y: G * H % p, Z: F * G % p, T: E * H % p });
  const times = (a, b) => {
    const A = (a.Y - a.X) * (b.Y - b.X), B = (a.Y + a.X) * (b.Y + b.X);
    const C = a.T * d2 % p * b.T, D = 2n * a.Z * b.Z;
    return finish((B - A) % p, (D - C) % p, (D + C) % p, (B + A) % p);
  };
  const twice = ({ X, Y, Z }) => {
    const A = X * X, B = Y * Y, G = (B - A) % p, E = 2n * X * Y % p;
    return finish(E, (G - 2n * Z * Z) % p, G, (-A - B) % p);
  };
  const power = (a, n) => {
    let result = one;
    for (const bit of n.toString(2)) {
      result = twice(result);
      if (bit === "1") result = times(result, a);
    }
    return result;
  };
  const same = (a, b) => (a.X * b.Z - b.X * a.Z) % p === 0n && (a.Y * b.Z - b.Y * a.Z) % p === 0n;

  /** The points as [x, y], with one inversion for all of them. */
  const affine = (points) => {
    const products = [];
    let product = 1n;
    for (const { Z } of points) {
      products.push(product);
      product = product * Z % p;
    }
    let inverse = invert(product);
    const places = [];
    for (let i = points.length; i--;) {
      const { X, Y, Z } = points[i], over = inverse * products[i] % p;
      places[i] = [X * over % p, Y * over % p];
      inverse = inverse * Z % p;
    }
    return places;
  };

  // Windows of 5 bits with digits -15…16, the fastest for one ballot, tables included: row i holds
  // a^(k · 32^i) for k = 1…16 as (y - x, y + x, 2dxy).
  const bits = 5, wide = 2 ** (bits - 1), rows = Math.ceil(254 / bits);
  const shift = BigInt(bits), mask = (1n << shift) - 1n;
  const fixed = (a) => {
    const points = [];
    for (let i = 0; i < rows; i++) {
      for (let k = 1, next = a; k <= wide; k++, next = k === 2 ? twice(a) : times(next, a)) points.push(next);
      a = twice(points[points.length - 1]);
    }
    const table = affine(points).map(([x, y]) => ({ less: (y - x) % p, more: (y + x) % p, dxy: x * y % p * d2 % p }));
    return (n, start) => {
      let { X, Y, Z, T } = start || one;
      for (let i = 0; n; i += wide, n >>= shift) {
        let digit = Number(n & mask);
        if (!digit) continue;
        const minus = digit > wide;
        if (minus) {
          digit = 2 * wide - digit;
          n += mask + 1n;
        }
        const { less, more, dxy } = table[i + digit - 1];
        const A = (Y - X) * (minus ? more : less), B = (Y + X) * (minus ? less : more);
        const C = minus ? -T * dxy : T * dxy, D = 2n * Z;
        const E = (B - A) % p, F = (D - C) % p, G = (D + C) % p, H = (B + A) % p;
        X = E * F % p;
        Y = G * H % p;
        Z = F * G % p;
        T = E * H % p;
      }
      return { X, Y, Z, T };
    };
  };

  // S(a) is the integer y + 2^255 (x mod 2) in hex: the 32 bytes of RFC 8032 in reverse.
  const encode = (points) => affine(points).map(([x, y]) =>
    (mod(y) | (mod(x) & 1n) << 255n).toString(16).padStart(64, "0"));

  /** The member of the group written as the integer `z`, or null. */
  const member = (z) => {
    const sign = z >> 255n, y = z & (1n << 255n) - 1n;
    if (y >= p) return null;
    // RFC 8032, section 5.1.3.
    const u = mod(y * y - 1n), v = mod(d * y * y + 1n);
    let x = u * raise(v, 3n) % p * raise(u * raise(v, 7n) % p, (p - 5n) / 8n) % p;
    if (mod(v * x * x) !== u) x = x * root % p;
    if (mod(v * x * x) !== u || (x === 0n && sign)) return null;
    const a = point((x & 1n) === sign ? x : p - x, y);
    return same(power(a, q), one) ? a : null;
  };
  const decode = (text) => (/^[0-9a-f]{64}$/.test(text) ? member(BigInt("0x" + text)) : null);

  const embed = (values) => {
    let z = values.reduce((sum, value) => sum << 8n | BigInt(value), 0n) << 14n;
    for (let a; ; z++) if ((a = member(z))) return a;
  };

  const g = decode("66".repeat(31) + "58");
  return { name: "Ed25519", q, g, one, times, power, fixed, same, encode, decode, embed, limit: 30 };
})();
if (typeof module !== "undefined") module.exports = Ed25519;
