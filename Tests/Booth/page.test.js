"use strict";
const assert = require("assert");
const { readFileSync } = require("fs");
const test = require("node:test");
const { booth } = require("./examples.js");
const { filled, grouped, faults, vector, lines, credential, heard } = require(booth + "/page.js");

const words = { nothing: "nothing", none: "–", score: "{option}: {score}", rank: "{rank}. {options}" };
const names = ["Park", "Pool", "Path"];
const rule = (kind, more) => ({ kind, names, lowest: 0, highest: 5, limits: [], blank: true, all: false, ties: "any", grades: {}, ...more });
const entry = (more) => ({ choice: -1, marks: [], numbers: ["", "", ""], ...more });
const said = (given, held) => faults(given, entry(held)).map(({ field, say, sentence }) => `${field}: ${say || sentence}`);

test("One answer is a one among zeros, and must be given", () => {
  const one = rule("choice"), held = entry({ choice: 1, marks: [false, true, false] });
  assert.deepStrictEqual(vector(one, held), [0, 1, 0]);
  assert.deepStrictEqual(lines(one, words, [0, 1, 0]), ["Pool"]);
  assert.deepStrictEqual(said(one, held), []);
  assert.deepStrictEqual(said(one, { marks: [false, false, false] }), ["choice: choice"]);
});

test("Marks are ones, as many as the rule allows", () => {
  const most = { kind: "marks", limit: 2, costs: [], over: "{spent} of 2, {over} too many" };
  const some = rule("approvals", { limits: [most] }), marks = [true, false, true];
  assert.deepStrictEqual(vector(some, entry({ marks })), [1, 0, 1]);
  assert.deepStrictEqual(lines(some, words, [1, 0, 1]), ["Park", "Path"]);
  assert.deepStrictEqual(lines(some, words, [0, 0, 0]), ["nothing"]);
  assert.deepStrictEqual([said(some, { marks }), said(some, { marks: [false, false, false] })], [[], []]);
  const [{ field, sentence, ...places }] = faults(some, entry({ marks: [true, true, true] }));
  assert.deepStrictEqual([field, filled(sentence, places)], ["option", "3 of 2, 1 too many"]);
  assert.deepStrictEqual(said(rule("approvals", { blank: false }), { marks: [false, false, false] }), ["option: blank"]);
});

test("Ranks close up their gaps, and are equal or missing only where the rule allows it", () => {
  const given = (...numbers) => ({ numbers });
  const order = rule("ranking", { lowest: 1, highest: 3 });
  assert.deepStrictEqual(vector(order, entry(given("3", "", "1"))), [2, 0, 1]);
  assert.deepStrictEqual(vector(order, entry(given("2", "2", "3"))), [1, 1, 2]);
  assert.deepStrictEqual(lines(order, words, [1, 1, 2]), ["1. Park, Pool", "2. Path"]);
  assert.deepStrictEqual(lines(order, words, [0, 0, 0]), ["nothing"]);
  assert.deepStrictEqual(said(order, given("1", "1", "")), []);
  for (const wrong of ["0", "4", "-1", "01", "1.5", "?", "x", "1e0", "\u0663"]) {
    assert.deepStrictEqual(said(order, given("1", wrong, "")), ["rank-2: ranking"], wrong);
  }
  const later = { ...order, ties: "later" }, none = { ...order, ties: "none" };
  assert.deepStrictEqual([said(later, given("1", "1", "2")), said(later, given("1", "2", "2"))], [["marks: ties"], []]);
  assert.deepStrictEqual([said(none, given("1", "2", "2")), said(none, given("1", "3", ""))], [["marks: ties"], []]);
  assert.deepStrictEqual(said({ ...order, all: true }, given("1", "", "2")), ["marks: all"]);
  assert.deepStrictEqual(said({ ...order, blank: false }, given("", "", "")), ["marks: blank"]);
});

test("Scores begin at one, whatever the lowest is, and nothing given is nothing", () => {
  const points = rule("scores", { lowest: -2, highest: 2 });
  assert.deepStrictEqual(vector(points, entry({ numbers: ["-2", "", "2"] })), [1, 0, 5]);
  assert.deepStrictEqual(lines(points, words, [1, 0, 5]), ["Park: -2", "Pool: –", "Path: 2"]);
  for (const wrong of ["-3", "3", "-0", "+1", "1.0", "?"]) {
    assert.deepStrictEqual(said(points, { numbers: ["", "", wrong] }), ["score-3: scores"], wrong);
  }
  const graded = rule("scores", { grades: { 0: "poor", 5: "good" } });
  assert.deepStrictEqual(lines(graded, words, [1, 6, 0]), ["Park: poor", "Pool: good", "Path: –"]);
  assert.deepStrictEqual(said({ ...points, all: true }, { numbers: ["1", "", ""] }), ["score-2: scores", "score-3: scores"]);
});

test("Points and credits run out", () => {
  const limit = (kind, over) => ({ kind, limit: 10, costs: [], over });
  const points = rule("scores", { highest: 10, limits: [limit("points", "points")] });
  assert.deepStrictEqual([said(points, { numbers: ["4", "6", ""] }), said(points, { numbers: ["4", "6", "1"] })], [[], ["marks: points"]]);
  const credits = rule("scores", { lowest: -3, highest: 3, limits: [limit("credits", "credits")] });
  assert.deepStrictEqual([said(credits, { numbers: ["-3", "1", ""] }), said(credits, { numbers: ["-3", "1", "1"] })], [[], ["marks: credits"]]);
});

test("A credential may be typed with spaces and any dashes, and what is wrong with it is said", () => {
  const text = "ABCDE-FGHJKL-MNPQR-STUVWX";
  for (const typed of [text, text.replace(/-/g, ""), ` ${text.replace(/-/g, " \u2013 ")}\n`, text.replace(/-/g, "\u2011"), text.replace(/-/g, "\u2212")]) {
    assert.deepStrictEqual(credential(typed), { text });
  }
  const wrong = (typed) => Object.values(credential(typed).wrong).slice(1);
  assert.deepStrictEqual([wrong(text.replace("A", "0")), wrong(text.replace("A", "l")), wrong("\u{1f600}")], [["letter", "0"], ["letter", "l"], ["letter", "\u{1f600}"]]);
  assert.deepStrictEqual([wrong(""), wrong(text.slice(1)), wrong(text + "Y")], [["length", 0], ["length", 21], ["length", 23]]);
});

test("Only the agreed answer for this ballot is a success, and only the server's own sentence is repeated", () => {
  assert.deepStrictEqual(heard(200, { place: "waiting", tracker: "T" }, "T"), { place: "waiting" });
  assert.deepStrictEqual(heard(200, { place: "boxed", tracker: "T" }, "T"), { place: "boxed" });
  for (const answer of [null, {}, { place: "waiting", tracker: "U" }, { place: "lost", tracker: "T" }, { sentence: "No." }]) {
    assert.deepStrictEqual(heard(200, answer, "T"), {});
  }
  assert.deepStrictEqual(heard(409, { refused: "x", sentence: "No." }, "T"), { said: "No." });
  assert.deepStrictEqual([heard(0, null, "T"), heard(503, "text", "T"), heard(500, { sentence: 7 }, "T")], [{}, {}, {}]);
});

test("Long numbers stand in groups of four, and places without a value stay as they are", () => {
  assert.strictEqual(grouped("abcdefghi"), "abcd efgh i");
  assert.strictEqual(filled("{a} {b} {a}", { a: 0 }), "0 {b} 0");
});

test("The page's scripts use nothing that browsers with BigInt may lack, and write no BigInt", () => {
  for (const name of ["page.js", "credential.js"]) {
    const text = readFileSync(`${booth}/${name}`, "utf8");
    const newer = text.match(/\?\?|\?\.[a-z(\[]|\.at\(|\.flat\(|replaceAll|replaceChildren|globalThis|\|\|=|&&=|^ *(static|#)|\d+n\b|\/[a-z]*[sv][a-z]*\.test/m);
    assert.strictEqual(newer && newer[0], null, name);
  }
});
