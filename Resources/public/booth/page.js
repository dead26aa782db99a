// The voting booth's page: choose, encrypt, then cast or audit. What is chosen leaves the page only encrypted.
// `Steps` decides and knows no page; what stands below it shows and listens. The words come with the page.
"use strict";
const Steps = (() => {
  const filled = (text, places) => text.replace(/\{([a-z]+)\}/g, (place, name) => (name in places ? String(places[name]) : place));
  const grouped = (text) => text.replace(/.{4}(?=.)/g, "$& ");
  const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);
  const whole = (text, lowest, highest) => /^(0|-?[1-9][0-9]*)$/.test(text) && text >= lowest && text <= highest;

  /** What is wrong with what the fields hold, as {field, say, …places}; `field` is where an error summary leads. */
  const faults = (rule, { choice, marks, numbers }) => {
    const { kind, lowest, highest, limits } = rule;
    if (kind === "choice") return choice < 0 ? [{ field: "choice", say: "choice" }] : [];
    if (kind === "approvals") {
      if (!marks.includes(true) && !rule.blank) return [{ field: "option", say: "blank" }];
      return over(limits, marks.map(Number), "option");
    }
    const name = kind === "scores" ? "score-" : "rank-";
    const wrong = numbers.map((text, i) => ({ text, field: name + (i + 1) }))
      .filter(({ text }) => (text ? !whole(text, lowest, highest) : rule.all && kind === "scores"))
      .map(({ field }) => ({ field, say: kind, lowest, highest }));
    if (wrong.length) return wrong;
    if (rule.all && numbers.includes("")) return [{ field: "marks", say: "all" }];
    const given = numbers.filter(Boolean);
    if (!given.length && !rule.blank) return [{ field: "marks", say: "blank" }];
    if (kind === "scores") return over(limits, numbers.map(Number), "marks");
    const count = (rank) => given.filter((each) => each === rank).length;
    const first = String(Math.min(...given.map(Number)));
    const tied = { any: false, later: count(first) > 1, none: new Set(given).size < given.length };
    return tied[rule.ties] ? [{ field: "marks", say: "ties" }] : [];
  };
  const over = (limits, numbers, field) => {
    for (const { kind, limit, costs, over: sentence } of limits) {
      const spent = total(numbers.map((number, i) => {
        if (kind === "credits") return number * number;
        return number * (costs.length ? costs[i] : 1);
      }));
      if (spent > limit) return [{ field, sentence, spent, over: spent - limit }];
    }
    return [];
  };

  /** The numbers that are encrypted: 0 or 1 for each option; a rank from 1 on; a score, the lowest as 1. 0 is none. */
  const vector = ({ kind, lowest }, { choice, marks, numbers }) => {
    if (kind === "choice") return marks.map((_, i) => Number(i === choice));
    if (kind === "approvals") return marks.map(Number);
    if (kind === "scores") return numbers.map((text) => (text ? text - lowest + 1 : 0));
    // Gaps between ranks mean nothing, so they tell nothing either.
    const ranks = [...new Set(numbers.filter(Boolean).map(Number))].sort((a, b) => a - b);
    return numbers.map((text) => (text ? ranks.indexOf(Number(text)) + 1 : 0));
  };

  /** The same in words, a line each: from the numbers alone, so that it tells what is really encrypted. */
  const lines = ({ kind, lowest, grades, names }, words, numbers) => {
    const marked = names.filter((_, i) => numbers[i] > 0);
    if (!marked.length && kind !== "scores") return [words.nothing];
    if (kind === "scores") {
      const told = (number) => {
        if (!number) return words.none;
        const score = String(number - 1 + lowest);
        return grades[score] || score;
      };
      return names.map((option, i) => filled(words.score, { option, score: told(numbers[i]) }));
    }
    if (kind !== "ranking") return marked;
    return [...new Set(numbers.filter(Boolean))].sort((a, b) => a - b).map((rank) =>
      filled(words.rank, { rank, options: names.filter((_, i) => numbers[i] === rank).join(", ") }));
  };

  /** A credential as it was typed: {text} with its dashes, or what is {wrong} with it. */
  const credential = (typed) => {
    const letters = typed.replace(/[\s\-\u00ad\u2010-\u2015\u2212]/g, "");
    const [letter] = letters.match(/[^1-9A-HJ-NP-Za-km-z]/u) || [];
    if (letter) return { wrong: { field: "credential", say: "letter", letter } };
    if (letters.length !== 22) return { wrong: { field: "credential", say: "length", count: letters.length } };
    return { text: letters.replace(/^(.{5})(.{6})(.{5})/, "$1-$2-$3-") };
  };

  /** The server's answer: {place}, or what it {said}; {} where nobody answered as agreed. */
  const heard = (status, answer, tracker) => {
    if (status === 200 && answer && answer.tracker === tracker && ["waiting", "boxed", "replaced", "counted"].includes(answer.place)) {
      return { place: answer.place };
    }
    return status !== 200 && answer && typeof answer.sentence === "string" ? { said: answer.sentence } : {};
  };

  return { filled, grouped, faults, vector, lines, credential, heard };
})();
if (typeof module !== "undefined") module.exports = Steps;
else if (document.getElementById("booth") && !Booth.missing()) (() => {
  const { filled, grouped } = Steps;
  const source = document.getElementById("booth"), { election, look, post, token } = source.dataset;
  const [rule, words] = [source.dataset.rule, source.dataset.words].map((text) => JSON.parse(text));
  const booth = source.content.firstElementChild, without = document.getElementById("without-booth");
  const all = (selector, root) => [...(root || booth).querySelectorAll(selector)], find = (selector) => booth.querySelector(selector);
  const write = (place, text) => all(`[data-${place}]`).forEach((each) => { each.textContent = text; });
  const list = (place, lines) => all(`[data-${place}]`).forEach((each) => {
    each.textContent = "";
    for (const line of lines) each.appendChild(document.createElement("li")).textContent = line;
  });
  const copy = (name) => find(`[data-pattern=${name}]`).content.firstElementChild.cloneNode(true);
  const save = (name, text) => {
    const link = document.createElement("a"), address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    Object.assign(link, { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };
  const show = (name) => {
    for (const step of all("[data-step]")) step.hidden = step.dataset.step !== name;
    find(`[data-step=${name}] h2`).focus();
  };

  // The credential is kept until the ballot is in the box, for one that is encrypted anew.
  let vector = null, key = "", seal = "", fingerprint = "", signed = null, record = "", wake = null, isBusy = false;
  const worker = Booth.start((message) => {
    if (message.is === "progress") Object.assign(find("progress"), { max: message.of, value: message.done });
    else wake(message);
  });
  /** What the worker answers; one message at a time. */
  const ask = (message) => new Promise((resolve) => {
    wake = resolve;
    worker.postMessage(message);
  });
  const begun = ask({ do: "begin", election }).then((ready) => {
    if (ready.is === "ready") write("fingerprint", fingerprint = ready.fingerprint);
    else {
      booth.remove();
      without.hidden = false;
    }
    return ready;
  });

  const entry = () => {
    const held = (name) => all("input", find("[data-step=choose]")).filter((input) => input.name === name);
    const boxes = [...held("choice"), ...held("option")];
    const numbers = rule.names.map((_, i) => {
      const inputs = [...held(`score-${i + 1}`), ...held(`rank-${i + 1}`)];
      const [input] = inputs.filter(({ type, checked }) => type !== "radio" || checked);
      return !input ? "" : input.validity.badInput ? "?" : input.value.trim();
    });
    return { choice: boxes.findIndex(({ checked }) => checked), marks: boxes.map(({ checked }) => checked), numbers };
  };

  /** Says what is wrong on top of the step and beside its fields, instead of what was wrong before. */
  const complain = (step, faults) => {
    const root = find(`[data-step=${step}]`);
    all(".problems, .error", root).forEach((each) => each.remove());
    all(".wrong", root).forEach((each) => each.classList.remove("wrong"));
    all("[data-told]", root).forEach((each) => {
      each.removeAttribute("aria-invalid");
      if (each.dataset.told) each.setAttribute("aria-describedby", each.dataset.told);
      else each.removeAttribute("aria-describedby");
    });
    if (!faults.length) return;
    const box = copy("problems");
    for (const { field, say, sentence, ...places } of faults) {
      const text = filled(sentence || words[say], places), control = document.getElementById(field);
      const link = box.querySelector("ul").appendChild(document.createElement("li")).appendChild(document.createElement("a"));
      Object.assign(link, { href: "#" + field, textContent: text });
      const isGroup = control.matches("fieldset, [type=radio], [type=checkbox]");
      const told = isGroup ? control.closest("fieldset") : control, around = control.closest(".field");
      const beside = Object.assign(copy("problem"), { id: field + "-error" });
      beside.append(text);
      if (isGroup) told.querySelector("legend").after(beside);
      else told.before(beside);
      if (around) around.classList.add("wrong");
      if (!("told" in told.dataset)) told.dataset.told = told.getAttribute("aria-describedby") || "";
      told.setAttribute("aria-describedby", `${told.dataset.told} ${beside.id}`.trim());
      if (!told.matches("fieldset:not([role])")) told.setAttribute("aria-invalid", "true");
    }
    root.prepend(box);
    box.focus();
  };

  /** Back to the credential, where encrypting begins: the worker has failed. */
  const fail = () => {
    show("credential");
    complain("credential", [{ field: "credential", say: "failure" }]);
  };
  const encrypt = async () => {
    show("work");
    await begun;
    const answer = await ask({ do: "encrypt", credential: key, choices: [vector] });
    if (answer.is !== "encrypted") return fail();
    seal = answer.hash;
    write("seal", grouped(seal));
    show("review");
  };
  const send = async () => {
    show("work");
    let status = 0, answer = null;
    const patience = new AbortController(), timer = setTimeout(() => patience.abort(), 30000);
    try {
      const body = new URLSearchParams({ ...token && { token }, ballot: signed.ballot });
      const response = await fetch(post, { method: "POST", body, cache: "no-store", signal: patience.signal });
      status = response.status;
      answer = await response.json();
    } catch (error) {
      // Told below: nobody answered, or not as agreed.
    }
    clearTimeout(timer);
    const { place, said } = Steps.heard(status, answer, signed.tracker);
    if (!place) {
      write("said", said || words[status ? "unclear" : "away"]);
      return show("stopped");
    }
    worker.terminate();
    all("form").forEach((each) => each.reset());
    vector = key = record = null;
    write("place", words[place]);
    write("tracker", grouped(signed.tracker));
    show("receipt");
  };
  const acts = {
    choose: () => show("choose"),
    credential: () => show("credential"),
    chosen() {
      const held = entry(), faults = Steps.faults(rule, held);
      complain("choose", faults);
      if (faults.length) return;
      vector = Steps.vector(rule, held);
      list("chosen", Steps.lines(rule, words, vector));
      complain("credential", []);
      show("credential");
    },
    keyed() {
      const { text, wrong } = Steps.credential(find("#credential").value);
      complain("credential", wrong ? [wrong] : []);
      if (wrong) return null;
      key = text;
      return encrypt();
    },
    encrypt,
    async cast() {
      show("work");
      signed = await ask({ do: "sign" });
      return signed.is === "signed" ? send() : fail();
    },
    send,
    async audit() {
      const { is, ballot, opening } = await ask({ do: "open" });
      if (is !== "opened") return fail();
      const verdict = await ask({ do: "audit", election, ballot, opening });
      const found = verdict.holds ? verdict.questions[0].answers.map(({ value }) => value) : [];
      const holds = verdict.hash === seal && String(found) === String(vector);
      record = JSON.stringify({ election, seal, ballot, opening });
      list("found", verdict.holds ? Steps.lines(rule, words, found) : []);
      write("hash", grouped(verdict.hash));
      write("verdict", words[holds ? "holds" : "lies"]);
      find("[data-verdict]").className = holds ? "answer done" : "answer failed";
      write("record", record);
      return show("audit");
    },
    record: () => save(`${words.audited}.json`, record),
    receipt: () => save(`${words.receipt}-${JSON.parse(election).uuid}.txt`, filled(words.file, {
      uuid: JSON.parse(election).uuid, tracker: signed.tracker, fingerprint,
      address: new URL(look, location.href).href,
    })),
    async place() {
      let found = "away";
      try {
        // In the body: an address is kept in too many places.
        const asked = new URLSearchParams({ tracker: signed.tracker, ...(token ? { token } : {}) });
        const answer = await fetch(`${look}.json`, { method: "POST", body: asked, cache: "no-store" });
        found = answer.ok ? (await answer.json()).place : "away";
      } catch (error) {
        // Told below.
      }
      write("place", words[found === "away" ? "asked" : found]);
    },
  };
  const act = async (name) => {
    if (isBusy) return;
    isBusy = true;
    await acts[name]();
    isBusy = false;
  };
  booth.addEventListener("click", ({ target }) => {
    const pressed = target.closest("[data-act]");
    if (pressed) act(pressed.dataset.act);
  });
  booth.addEventListener("submit", (event) => {
    event.preventDefault();
    act(event.target.dataset.then);
  });
  without.hidden = true;
  source.replaceWith(booth);
})();
