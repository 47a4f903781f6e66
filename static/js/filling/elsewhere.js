// Typing that this browser holds and the portal does not have, told on the pages that do not show it.

import { ask, beSure, isSure } from "../ask.js";
import { asItems, drop, keptUnder } from "../kept.js";

const panel = document.querySelector("[data-kept-panel]");
const prefix = panel.dataset.keptPanel; // draft:user: or draft:user:submission:
const isFilling = document.querySelector("[data-drafts-panel]") !== null;

function drafts() {
  return keptUnder(prefix).filter(({ url }) => !isFilling || !url?.startsWith(`${location.pathname}#`));
}

function show() {
  const kept = drafts();
  panel.querySelector("[data-kept-list]").replaceChildren(...asItems(kept));
  panel.hidden = !kept.length;
}

panel.querySelector("[data-throw-away]").addEventListener("click", async () => {
  const kept = drafts();
  if (!(await ask(document.querySelector("[data-ask=throw-away]"), kept))) return;
  for (const { key } of kept) drop(key);
  show();
});

// What is submitted is what the portal has.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.classList.contains("submit-form") || isSure() || !drafts().length) return;
  event.preventDefault();
  const { submitter } = event;
  if (!(await ask(document.querySelector("[data-ask=submit]"), drafts()))) return;
  beSure();
  form.requestSubmit(submitter);
}, { capture: true });

// Another window may save them, or type more.
for (const moment of ["storage", "pageshow"]) window.addEventListener(moment, show);
show();
