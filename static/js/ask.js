// Asks before something typed would be lost, in a dialogue that names the questions.

import { asItems } from "./kept.js";

// Whether the reader wants to go on. A link to one of the questions closes the dialogue, and means no.
export function ask(dialog, drafts) {
  dialog.querySelector("[data-kept-list]").replaceChildren(...asItems(drafts));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "go"), { once: true });
    dialog.addEventListener("click", ({ target }) => {
      if (target.closest("a")) dialog.close("stay");
    });
  });
}

// Once the reader has said so, no page asks again whether they want to leave it.
let sure = false;

export function beSure() {
  sure = true;
}

export function isSure() {
  return sure;
}

window.addEventListener("pageshow", () => {
  sure = false;
});
