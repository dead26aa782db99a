// A list instead of ranks as numbers, and running sums. The fields keep what is chosen.
"use strict";

const filled = (text, places) => text.replace(/\{([a-z]+)\}/g, (place, name) => places[name] ?? place);

/** Turns the number fields before the template into a list, unless they hold equal ranks or errors. */
function order(template) {
  const numbers = template.previousElementSibling;
  const inputs = [...numbers.querySelectorAll("input")];
  const typed = inputs.map(input => input.value).filter(Boolean);
  if (new Set(typed).size < typed.length || numbers.querySelector(".error")) return;

  const list = document.createElement("div");
  list.append(template.content);
  const [ranked, rest] = list.querySelectorAll(".order");
  const status = list.querySelector("[role=status]");
  const pattern = ranked.firstElementChild;
  const items = inputs.map(input => {
    const field = input.closest(".field"), item = pattern.cloneNode(true);
    const name = field.querySelector("label").textContent;
    item.querySelectorAll("[data-name]").forEach(place => place.textContent = name);
    item.querySelector("small").textContent = field.querySelector(".hint")?.textContent ?? "";
    return Object.assign(item, { input, name });
  });
  const button = (item, act) => item.querySelector(`[value=${act}]`);

  const settle = () => {
    rest.append(...items.filter(item => item.parentNode !== ranked));
    for (const item of items) {
      const place = [...ranked.children].indexOf(item) + 1;
      item.input.value = item.querySelector(".grip b").textContent = place || "";
      button(item, "up").ariaDisabled = place === 1;
      button(item, "down").ariaDisabled = place === ranked.children.length;
    }
  };
  const say = ({ name, input: { value } }) => {
    status.textContent = filled(status.dataset[value ? "moved" : "out"], { option: name, rank: value });
  };

  const given = items.filter(item => item.input.value);
  ranked.replaceChildren(...given.sort((a, b) => a.input.value - b.input.value));
  settle();
  numbers.hidden = true;
  template.replaceWith(list);

  const acts = {
    up: item => item.previousElementSibling?.before(item),
    down: item => item.nextElementSibling?.after(item),
    add: item => ranked.append(item),
    out: item => item.remove(),
  };
  list.addEventListener("click", ({ target }) => {
    const pressed = target.closest("button"), item = target.closest("li");
    if (!pressed) return;
    if (item) {
      acts[pressed.value](item);
      settle();
      say(item);
      button(item, { add: "up", out: "add" }[pressed.value] ?? pressed.value).focus();
    } else {
      list.remove();
      numbers.hidden = false;
      inputs[0].focus();
    }
  });

  list.addEventListener("pointerdown", event => {
    const { target, pointerId, pointerType } = event, item = target.closest("li");
    const isHeld = target.closest(".grip") || pointerType === "mouse" && !target.closest("button");
    if (!item || !isHeld || event.button) return;
    const follow = ({ clientY: y }) => {
      if (y < 60 || y > innerHeight - 60) scrollBy(0, y < 60 ? -12 : 12);
      if (y > rest.previousElementSibling.getBoundingClientRect().top) item.remove();
      else ranked.insertBefore(item, [...ranked.children].find(other => {
        const box = other.getBoundingClientRect();
        return other !== item && y < (box.top + box.bottom) / 2;
      }) ?? null);
      settle();
    };
    // The list stays in the document while its item moves.
    list.setPointerCapture(pointerId);
    list.addEventListener("pointermove", follow);
    list.addEventListener("lostpointercapture", () => {
      list.removeEventListener("pointermove", follow);
      item.classList.remove("held");
      say(item);
    }, { once: true });
    item.classList.add("held");
  });
}

/** Keeps up what the fields of the form spend. */
function runningSum(sum) {
  const { kind, limit, costs, separator, within, over } = sum.dataset;
  const prices = costs?.split(" ") ?? [], form = sum.closest("form");
  const fields = [...form.querySelectorAll("[name=option], [name^=score-]")];
  const spentBy = (field, index) => {
    if (field.type === "checkbox") return field.checked * (prices[index] ?? 1);
    const score = parseInt(field.value) || 0;
    return kind === "credits" ? score * score : score;
  };
  const written = number => String(number).replace(/\B(?=(\d{3})+$)/g, separator);
  const update = () => {
    const spent = fields.map(spentBy).reduce((all, one) => all + one, 0), left = limit - spent;
    sum.classList.toggle("over", left < 0);
    sum.firstElementChild.value = spent;
    sum.lastElementChild.textContent = filled(
      left < 0 ? over : within, { spent: written(spent), left: written(left), over: written(-left) });
  };
  form.addEventListener("input", update);
  sum.hidden = false;
  update();
}

document.querySelectorAll(".ballot template").forEach(order);
document.querySelectorAll(".sum").forEach(runningSum);
