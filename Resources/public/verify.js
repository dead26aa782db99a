// The page that checks a saved receipt in the browser and compares it with the log as it stands today.
"use strict";
(() => {
  const form = document.getElementById("verify");
  const [file, verdict, steps] = ["receipt-file", "verdict", "steps"].map((id) => document.getElementById(id));
  const text = async (path) => {
    const answer = await fetch(path, { cache: "no-store", credentials: "omit" });
    if (!answer.ok) throw new Error(path);
    return answer.text();
  };
  const read = (whole) => {
    const parts = whole.split('<script type="application/json" id="receipt">');
    return JSON.parse(parts.length === 2 ? parts[1].split("</script>")[0] : whole);
  };
  // Whether what the receipt proves is still the beginning of the log that is published now.
  // If observers have confirmed today's, they have confirmed with it what the receipt proves.
  const today = async ({ note, rules, steps, seen }) => {
    const now = Receipt.checkpoint(await text("/log/checkpoint"));
    const own = (all) => all.filter((key) => key.name === note.origin);
    const isSigned = (keys) => keys.some((key) => Receipt.signed(now, key));
    if (now.origin !== note.origin || now.size < note.size) return false;
    if (!isSigned(own(rules.logs))) {
      // The log has changed its key since: its new one counts where the old one is known still.
      const known = own(Receipt.policy(await text("/log/policy")).logs);
      if (!own(rules.logs).some((old) => known.some((key) => Receipt.same(key.key, old.key))) || !isSigned(known)) return false;
    }
    const lines = (await text(`/log/consistency/${note.size}/${now.size}`)).split("\n").filter(Boolean);
    if (!Receipt.consistency(note, now, lines.map(Receipt.base64))) return false;
    if (!steps.observers) {
      Object.assign(seen, Receipt.observed(now, rules));
      steps.observers = seen.met;
    }
    return true;
  };
  form.hidden = false;
  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    let result = null;
    try {
      result = Receipt.check(read(await file.files[0].text()));
      result.steps.today = result.note ? await today(result) : false;
    } catch (fault) {
      if (result) result.steps.today = false;
    }
    if (result && !result.fault) Object.assign(result, Receipt.told(result.steps));
    Receipt.show(result, verdict, steps);
    verdict.hidden = false;
    verdict.focus();
  });
})();
