// The page on which a voter's browser makes the credential. Its policy lets it send nothing.
"use strict";
(() => {
  const source = document.getElementById("own-credential");
  if (typeof Ballot === "undefined" || !crypto.subtle) return;
  const { file, name, uuid } = source.dataset, part = source.content.firstElementChild;
  const find = (selector) => part.querySelector(selector), without = document.getElementById("without-booth");
  let credential = "", application = "";
  const save = (name, text) => {
    const link = document.createElement("a"), address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    Object.assign(link, { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  };
  const acts = {
    async make() {
      credential = Ballot.draw();
      application = await Ballot.apply(Ed25519, uuid, credential);
      find("[data-credential]").textContent = credential;
      find("[data-application]").textContent = application;
      find("[data-before]").hidden = true;
      find("[data-made]").hidden = false;
      find("[data-made] h2").focus();
    },
    print: () => print(),
    secret: () => save(`${name}-${uuid}.txt`, file.replace("{credential}", credential)),
    application: () => save(`${find("[data-act=application]").dataset.name}-${uuid}.json`, application + "\n"),
  };
  part.addEventListener("click", ({ target }) => {
    const pressed = target.closest("[data-act]");
    if (pressed) acts[pressed.dataset.act]();
  });
  without.hidden = true;
  source.replaceWith(part);
})();
