// Nothing typed is left behind unasked: what is on its way may arrive first, and what cannot be saved is named.

import { ask, beSure, isSure } from "../ask.js";
import { form } from "./blocks.js";
import { placeOf } from "./drafts.js";
import { isAnythingUnsaved, isOnItsWay, isPending, unsavedBlocks } from "./jobs.js";
import { flushAll, giveUp } from "./queue.js";
import { csrfToken } from "./transport.js";

const PATIENCE = 8_000; // milliseconds
const LOOK_AGAIN = 100;
const dialog = document.querySelector("[data-ask=leave]");
let state = "staying"; // then "waiting", then "leaving"

// The buttons that send the whole page: the portal says what is wrong with it.
export function leaveWith(event) {
  if (state === "leaving") return;
  event.preventDefault();
  if (state === "waiting") return;
  state = "waiting";
  flushAll();
  // Never from within the event: a browser ignores a form that is sent while it is being sent.
  setTimeout(() => whenArrived(event.submitter, Date.now()));
}

// Links and other forms lead away without what is typed here.
export function leaveBy(event) {
  const link = event.target.closest("a[href]");
  if (!link || !leadsAway(link, event) || isSure() || !isAnythingUnsaved()) return;
  event.preventDefault();
  void goOn(() => location.assign(link.href));
}

export function leaveByForm(event) {
  const other = event.target;
  if (other === form || other.method === "dialog" || "logOut" in other.dataset) return;
  if (isSure() || !isAnythingUnsaved()) return;
  if (other.closest("[data-rescued]")) throwAway();
  else askFirst(event, other);
}

// The reader does not want what was typed before the session ended.
function throwAway() {
  for (const block of unsavedBlocks()) giveUp(block);
}

function askFirst(event, other) {
  event.preventDefault();
  const { submitter } = event;
  void goOn(() => other.requestSubmit(submitter));
}

export function holdOn(event) {
  if (!isSure() && isAnythingUnsaved()) event.preventDefault();
}

export function comeBack() {
  state = "staying";
  for (const input of overruled()) input.disabled = false;
}

async function goOn(go) {
  flushAll();
  const since = Date.now();
  while (isOnItsWay() && Date.now() - since < PATIENCE) await pause();
  if (isAnythingUnsaved() && !(await ask(dialog, unsavedBlocks().map(asDraft)))) return;
  beSure();
  go();
}

function leadsAway(link, event) {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  if (link.target === "_blank" || link.closest("[data-files], dialog")) return false;
  return !link.hash || link.pathname !== location.pathname;
}

function asDraft(block) {
  const { label, url } = placeOf(block);
  return { key: block.dataset.question, label, url };
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN));
}

// Stays if it takes too long: the receipt says why.
function whenArrived(button, since) {
  if (!isPending()) leave(button);
  else if (Date.now() - since < PATIENCE) setTimeout(() => whenArrived(button, since), LOOK_AGAIN);
  else state = "staying";
}

function leave(button) {
  state = "leaving";
  beSure();
  for (const input of overruled()) input.disabled = true;
  form.querySelector("[name=csrfmiddlewaretoken]").value = csrfToken();
  form.requestSubmit(button);
}

// Answers to questions that are declared not to concern the agency: they are still shown, and not sent.
function overruled() {
  return form.querySelectorAll("[data-question]:has([data-declare-box]:checked) [data-inputs] :is(input, select, textarea)");
}
