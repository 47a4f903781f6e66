// Nothing typed stays in a browser whose user logs out, and nothing typed is thrown away unasked.

import { ask, beSure, isSure } from "./ask.js";
import { dropAll, keptUnder } from "./kept.js";

const LOOK_AGAIN = 100; // milliseconds
const PATIENCE = 8_000;

document.addEventListener("submit", (event) => {
  const form = event.target;
  const prefix = form.dataset.logOut; // draft:user:
  if (!prefix || isSure() || !keptUnder(prefix).length) return;
  event.preventDefault();
  void logOut(form, prefix);
});

async function logOut(form, prefix) {
  await arrived(prefix);
  const drafts = keptUnder(prefix);
  if (drafts.length && !(await ask(document.querySelector("[data-ask=log-out]"), drafts))) return;
  beSure();
  dropAll(prefix);
  form.requestSubmit();
}

// What is on its way to the portal just now may still get there.
async function arrived(prefix) {
  const since = Date.now();
  const isOnItsWay = () => document.querySelector("[data-standing=saving]") && keptUnder(prefix).length;
  while (isOnItsWay() && Date.now() - since < PATIENCE) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
  }
}
