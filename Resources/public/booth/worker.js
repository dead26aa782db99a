// The voting booth's worker; in a page the same file gives `Booth`, which starts it. Keeps nothing and asks nobody.
//
// The page sends                                   and hears
//   {do: "begin", election: text}                    {is: "ready", uuid, fingerprint}
//   {do: "encrypt", credential, choices}             {is: "progress", done, of} …
//                                                    {is: "encrypted", hash, credential: S(C)}: show the hash now
//   {do: "sign"}   after "cast"                      {is: "signed", ballot, tracker}
//   {do: "open"}   after "audit instead"             {is: "opened", hash, ballot, opening}; it can never be signed
//   {do: "audit", election, ballot, opening}         {is: "audited", hash, holds, questions or reason}
// Or it hears {is: "missing", feature}, or {is: "fault", fault}, one of: group, election, question, credential,
// choice (refused), order (nothing encrypted is waiting), worker (the script did not load), failure.
// No BigInt is written here, so that a browser without it still reads this file and says so.
"use strict";
(function () {
  var inPage = typeof document !== "undefined";

  /** The first thing that a ballot needs and this browser lacks, or null. */
  function missing() {
    if (inPage && typeof Worker === "undefined") return "Worker";
    if (typeof BigInt === "undefined") return "BigInt";
    if (typeof crypto === "undefined" || !crypto.subtle) return "crypto.subtle";
    if (typeof TextEncoder === "undefined") return "TextEncoder";
    return null;
  }

  if (inPage) {
    var address = document.currentScript.src;
    self.Booth = {
      missing: missing,
      /** Starts the worker; `listener` gets its messages. What it gives has postMessage and terminate. */
      start: function (listener) {
        var worker = new Worker(address);
        worker.onmessage = function (event) { listener(event.data); };
        worker.onerror = function () { listener({ is: "fault", fault: "worker" }); };
        return worker;
      },
    };
    return;
  }

  var say = function (message) { self.postMessage(message); };
  var feature = missing();
  if (feature) {
    self.onmessage = function () { say({ is: "missing", feature: feature }); };
    return;
  }
  self.importScripts("group.js", "ballot.js", "audit.js");

  var election = null, made = null;
  /** Takes what was encrypted away, its secret too, so that it is either signed or opened, and once. */
  function take() {
    var taken = made;
    made = null;
    if (!taken) throw new Ballot.Fault("order");
    return taken;
  }
  var acts = {
    begin: async function (asked) {
      made = election = null;
      election = await Ballot.read(Ed25519, asked.election);
      say({ is: "ready", uuid: election.uuid, fingerprint: election.fingerprint });
    },
    encrypt: async function (asked) {
      made = null;
      if (!election) throw new Ballot.Fault("order");
      var secret = await Ballot.secret(election, asked.credential);
      made = await Ballot.encrypt(election, secret, asked.choices, function (done, of) {
        say({ is: "progress", done: done, of: of });
      });
      made.secret = secret;
      say({ is: "encrypted", hash: made.hash, credential: JSON.parse(made.ballot).credential });
    },
    sign: async function () {
      var taken = take(), signed = await Ballot.sign(election, taken.secret, taken.ballot);
      say({ is: "signed", ballot: signed.ballot, tracker: signed.tracker });
    },
    open: async function () {
      var opened = take();
      say({ is: "opened", hash: opened.hash, ballot: opened.ballot, opening: opened.opening });
    },
    audit: async function (asked) {
      var verdict = await Audit.check(Ed25519, asked.election, asked.ballot, asked.opening);
      verdict.is = "audited";
      say(verdict);
    },
  };
  var last = Promise.resolve();
  self.onmessage = function (event) {
    last = last.then(function () { return acts[event.data.do](event.data); }).catch(function (error) {
      say({ is: "fault", fault: error instanceof Ballot.Fault ? error.message : "failure" });
    });
  };
})();
