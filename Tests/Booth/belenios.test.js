"use strict";
const assert = require("assert");
const { spawnSync } = require("child_process");
const { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require("fs");
const os = require("os");
const path = require("path");
const test = require("node:test");
const { Ballot } = require("./examples.js");
const { groupOf, secretOf } = require("./ballot-tool.js");

const skip = spawnSync("belenios-tool", ["--version"]).error && "belenios-tool is not installed (bin/install all)";
const credentials = ["ABCDE-FGHJKL-MNPQR-STUVWX", "22222-222222-22222-222222", "123-456-789-ABC-DE4"];

/** An election of Debian's belenios-tool 2.0 in a folder of its own, with our credentials. */
class Election {
  constructor(group, questions) {
    this.folder = mkdtempSync(path.join(os.tmpdir(), "mitstimme-booth-"));
    const uuid = this.tool("setup generate-token").trim();
    this.tool(`setup generate-trustee-key --group ${group}`);
    const [key] = readdirSync(this.folder).filter((name) => name.endsWith(".pubkey"));
    this.key = key.replace("pubkey", "privkey");
    this.write("public_keys.jsons", this.read(key));
    this.tool("setup make-trustees");
    this.write("questions.json", JSON.stringify({ description: "Zur Übung", name: "A/B", questions }));
    this.tool(`setup make-election --uuid ${uuid} --group ${group} --template questions.json`);
  }

  read(name) { return readFileSync(path.join(this.folder, name), "utf8"); }
  write(name, text) { writeFileSync(path.join(this.folder, name), text); }

  run(words, input = "") {
    return spawnSync("belenios-tool", words.split(" "), { cwd: this.folder, input, encoding: "utf8" });
  }

  tool(words, input) {
    const { status, stdout, stderr } = this.run(words, input);
    assert.strictEqual(status, 0, `belenios-tool ${words}: ${stderr}`);
    return stdout;
  }

  async open() {
    const text = this.read("election.json").trim(), read = await Ballot.read(groupOf(text), text);
    const powers = [];
    for (const each of credentials) powers.push(read.g(await secretOf(read, each)));
    this.write("public_creds.json", JSON.stringify(read.group.encode(powers)));
    this.tool("archive init");
  }

  /** Our ballots, one for each line `credential choice`. */
  ballots(lines) {
    const words = [path.join(__dirname, "ballot-tool.js"), "--election", "election.json"];
    const made = spawnSync(process.execPath, words, { cwd: this.folder, input: lines.join("\n"), encoding: "utf8" });
    assert.strictEqual(made.status, 0, made.stderr);
    return made.stdout.split("\n").filter(Boolean);
  }

  cast(ballot) { this.tool("archive add-event --type=Ballot", ballot); }

  verifies() { return this.run("election verify").status === 0; }

  result({ ranked } = {}) {
    this.tool("archive add-event --type=EndBallots");
    const add = (type, text) => this.tool(`archive add-event --type=${type}`, text);
    add("EncryptedTally", this.tool("election compute-encrypted-tally"));
    if (ranked) {
      add("Shuffle", this.tool("election shuffle --trustee-id=1"));
      add("EndShuffles");
    }
    add("PartialDecryption", this.tool(`election decrypt --privkey ${this.key} --trustee-id 1`));
    add("Result", this.tool("election compute-result"));
    assert.ok(this.verifies());
    const archive = readdirSync(this.folder).find((name) => name.endsWith(".bel"));
    return JSON.parse(this.read(archive).match(/\{"result":.*?\]\}/)[0]).result;
  }
}

async function election(group, questions, body) {
  const it = new Election(group, questions);
  try {
    await it.open();
    await body(it);
  } finally {
    rmSync(it.folder, { recursive: true });
  }
}

test("Ballots with a blank and with bounds are accepted and counted by belenios-tool", { skip }, async () => {
  const answers = ["A", "B", "C"], question = "Welche?";
  const questions = [{ answers, min: 1, max: 2, question }, { answers, blank: true, min: 1, max: 3, question }];
  await election("BELENIOS-2048", questions, (it) => {
    const [first, ...others] = it.ballots([
      `${credentials[0]} [[1,0,0],[0,1,1,1]]`, `${credentials[0]} [[1,1,0],[1,0,0,0]]`, `${credentials[1]} [[0,1,0],[0,0,0,1]]`,
      `${credentials[2]} [[0,1,1],[1,0,0,0]]`,
    ]);
    it.cast(first);
    assert.ok(it.verifies());
    others.forEach((each) => it.cast(each));
    assert.ok(it.verifies());
    // The second ballot of the first credential replaced its first.
    assert.deepStrictEqual(it.result(), [[1, 3, 1], [2, 0, 0, 1]]);
  });
});

test("Rankings beside a question are accepted, mixed and decrypted by belenios-tool", { skip }, async () => {
  const ranked = { type: "NonHomomorphic", value: { answers: ["A", "B", "C", "D"], question: "Reihenfolge?" } };
  await election("RFC-3526-2048", [{ answers: ["Ja"], min: 0, max: 1, question: "?" }, ranked], (it) => {
    const lines = [`${credentials[0]} [[1],[1,2,3,0]]`, `${credentials[2]} [[0],[4,3,2,1]]`];
    it.ballots(lines).forEach((each) => it.cast(each));
    assert.ok(it.verifies());
    const [sums, rankings] = it.result({ ranked: true });
    assert.deepStrictEqual(sums, [1]);
    assert.deepStrictEqual(rankings.sort(), [[1, 2, 3, 0], [4, 3, 2, 1]]);
  });
});

test("A ballot whose response is another is refused by belenios-tool, too", { skip }, async () => {
  await election("BELENIOS-2048", [{ answers: ["A"], min: 0, max: 1, question: "?" }], (it) => {
    const [ballot] = it.ballots([`${credentials[0]} [[1]]`]);
    it.cast(ballot.replace(/"response":"(\d+?)(\d)"/, (_, head, last) => `"response":"${head}${(Number(last) + 1) % 10}"`));
    assert.ok(!it.verifies());
  });
});
