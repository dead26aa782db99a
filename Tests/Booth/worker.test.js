"use strict";
const assert = require("assert");
const { readFileSync } = require("fs");
const path = require("path");
const test = require("node:test");
const vm = require("vm");
const { webcrypto } = require("crypto");
const { Ed25519, booth, election, vector } = require("./examples.js");
const { Verifier, digest } = require("./verifier.js");

const source = (name) => readFileSync(path.join(booth, name), "utf8");

/** The script in a worker's world, which lacks what `without` names; `ask` gives what the page hears until `last`. */
function worker(without = []) {
  const heard = [], imported = [];
  let wake = null;
  const world = { crypto: webcrypto, TextEncoder, btoa, Uint8Array };
  world.self = world;
  world.postMessage = (message) => {
    heard.push(JSON.parse(JSON.stringify(message)));
    if (message.is !== "progress" && wake) wake();
  };
  const context = vm.createContext(world, { codeGeneration: { strings: false, wasm: false } });
  world.importScripts = (...names) => names.forEach((name) => {
    imported.push(name);
    vm.runInContext(source(name), context, { filename: name });
  });
  for (const each of without) vm.runInContext(`${each} = undefined`, context);
  vm.runInContext(source("worker.js"), context, { filename: "worker.js" });
  return {
    heard, imported,
    async ask(message) {
      const answered = new Promise((resolve) => { wake = resolve; });
      world.onmessage({ data: message });
      await answered;
      return heard[heard.length - 1];
    },
  };
}

const question = [{ answers: ["Yes", "No"], min: 0, max: 1, question: "Q?" }];
const text = election(question, Ed25519);
const encrypt = { do: "encrypt", credential: vector.credential, choices: [[1, 0]] };
const fault = (what) => ({ is: "fault", fault: what });

test("A ballot is encrypted, its hash said, and signed only when told to", async () => {
  const { ask, heard, imported } = worker();
  assert.deepStrictEqual(await ask({ do: "begin", election: vector.election }), {
    is: "ready", uuid: "8xK2mPqRs7TuVw", fingerprint: vector.fingerprint,
  });
  assert.deepStrictEqual(imported, ["group.js", "ballot.js", "audit.js"]);
  const { hash, ...rest } = await ask(encrypt);
  assert.deepStrictEqual(rest, { is: "encrypted", credential: vector.publicCredential });
  assert.deepStrictEqual(heard.slice(1, -1), [1, 2, 3, 4, 5].map((done) => ({ is: "progress", done, of: 5 })));
  assert.ok(!JSON.stringify(heard).includes("signature"));
  const { is, ballot, tracker } = await ask({ do: "sign" });
  assert.deepStrictEqual([is, tracker, JSON.parse(ballot).signature.hash], ["signed", digest(ballot), hash]);
  assert.strictEqual(new Verifier(Ed25519, vector.election).fault(ballot), null);
});

test("A ballot is signed or opened, one of the two, and once", async () => {
  const { ask } = worker();
  for (const act of ["encrypt", "sign", "open"]) assert.deepStrictEqual(await ask({ ...encrypt, do: act }), fault("order"));
  await ask({ do: "begin", election: text });
  for (const act of ["sign", "open"]) assert.deepStrictEqual(await ask({ do: act }), fault("order"));
  const { hash } = await ask(encrypt), opened = await ask({ do: "open" });
  assert.deepStrictEqual([opened.is, opened.hash, opened.opening.choices], ["opened", hash, [[1, 0]]]);
  assert.ok(!("signature" in JSON.parse(opened.ballot)));
  for (const act of ["sign", "open"]) assert.deepStrictEqual(await ask({ do: act }), fault("order"));
  const verdict = await ask({ do: "audit", election: text, ballot: opened.ballot, opening: opened.opening });
  assert.deepStrictEqual(verdict, {
    is: "audited", hash, holds: true,
    questions: [{ question: "Q?", answers: [{ answer: "Yes", value: 1 }, { answer: "No", value: 0 }] }],
  });
  const again = await ask(encrypt);
  assert.notStrictEqual(again.hash, hash);
  assert.strictEqual((await ask({ do: "sign" })).is, "signed");
  for (const act of ["sign", "open"]) assert.deepStrictEqual(await ask({ do: act }), fault("order"));
  // A choice that is refused, or another election, leaves nothing behind that could be signed.
  await ask(encrypt);
  assert.deepStrictEqual(await ask({ ...encrypt, choices: [[1, 1]] }), fault("choice"));
  assert.deepStrictEqual(await ask({ do: "sign" }), fault("order"));
  await ask(encrypt);
  await ask({ do: "begin", election: text });
  assert.deepStrictEqual(await ask({ do: "sign" }), fault("order"));
});

test("What is wrong is said in a word, and the worker goes on", async () => {
  const { ask } = worker();
  assert.deepStrictEqual(await ask({ do: "begin", election: "{}" }), fault("election"));
  assert.deepStrictEqual(await ask({ do: "begin", election: text.replace("Ed25519", "Ed448") }), fault("group"));
  assert.deepStrictEqual(await ask({ do: "begin", election: text.replace('"min"', '"type":"Lists","min"') }), fault("question"));
  assert.deepStrictEqual(await ask({ do: "nothing" }), fault("failure"));
  assert.strictEqual((await ask({ do: "begin", election: text })).is, "ready");
  assert.deepStrictEqual(await ask({ ...encrypt, credential: "ABC" }), fault("credential"));
  assert.strictEqual((await ask(encrypt)).is, "encrypted");
});

test("A worker that lacks something names it and loads nothing", async () => {
  for (const [without, feature] of [["BigInt", "BigInt"], ["crypto", "crypto.subtle"], ["TextEncoder", "TextEncoder"]]) {
    const { ask, imported } = worker([without]);
    assert.deepStrictEqual(await ask({ do: "begin", election: text }), { is: "missing", feature });
    assert.deepStrictEqual(imported, []);
  }
});

test("In a page the script starts the worker, tells when it does not load, and names what is missing", () => {
  const started = [];
  class Worker {
    constructor(address) {
      started.push(Object.assign(this, { address }));
    }
  }
  const page = (changes) => {
    const world = {
      document: { currentScript: { src: "/public/booth/worker.js" } }, Worker, crypto: { subtle: {} }, TextEncoder, ...changes,
    };
    world.self = world;
    const context = vm.createContext(world, { codeGeneration: { strings: false, wasm: false } });
    if ("BigInt" in changes) vm.runInContext("BigInt = undefined", context);
    vm.runInContext(source("worker.js"), context);
    return world.Booth;
  };
  assert.strictEqual(page({}).missing(), null);
  for (const [changes, feature] of [
    [{ Worker: undefined }, "Worker"], [{ BigInt: undefined }, "BigInt"], [{ crypto: undefined }, "crypto.subtle"],
    [{ crypto: {} }, "crypto.subtle"], [{ TextEncoder: undefined }, "TextEncoder"],
  ]) assert.strictEqual(page(changes).missing(), feature);
  const heard = [], made = page({}).start((message) => heard.push(message));
  assert.ok(made === started[0] && made.address === "/public/booth/worker.js");
  made.onmessage({ data: { is: "ready" } });
  made.onerror({});
  assert.deepStrictEqual(JSON.parse(JSON.stringify(heard)), [{ is: "ready" }, fault("worker")]);
});

test("The scripts together are small, and use nothing that browsers with BigInt may lack", () => {
  const names = ["group.js", "ballot.js", "audit.js", "worker.js"];
  assert.ok(names.reduce((sum, name) => sum + source(name).length, 0) < 26_000);
  for (const name of names) {
    const newer = source(name).match(/\?\?|\?\.[a-z(\[]|\.at\(|\.flat\(|replaceAll|globalThis|\|\|=|&&=|^ *(static|#)|\bawait import\b/m);
    assert.strictEqual(newer && newer[0], null, name);
  }
  assert.ok(!/\d+n\b/.test(source("worker.js")));
});
