// Saves each question by itself: one request in flight for a question, what is typed meanwhile goes next.

import { allBlocks, complain, dataOfPage, entriesOf, setVersion, typedIn, versionOf } from "./blocks.js";
import { apply } from "./consequences.js";
import { dropDraft, keepDraft } from "./drafts.js";
import { announce, sayState, saySaved, sayTrouble } from "./receipt.js";
import { logInLink } from "./session.js";
import { text } from "./texts.js";
import { send } from "./transport.js";

const LONGEST_PAUSE = 30_000; // milliseconds between two tries
const jobs = new Map(); // question → {timer, sending, again, tries, trouble}
let stopped = false;

// Something was typed: keep it here at once, and send it after `delay` milliseconds.
export function touch(block, delay) {
  if (stopped || !block.dataset.save) return;
  keepDraft(block.dataset.question, typedIn(block), versionOf(block));
  block.querySelector("[data-saved]").textContent = text("not_saved");
  const job = jobOf(block);
  job.dirty = true;
  clearTimeout(job.timer);
  job.timer = setTimeout(() => flush(block), delay);
}

export function flush(block) {
  const job = jobOf(block);
  clearTimeout(job.timer);
  if (stopped || !job.dirty) return;
  if (job.sending) job.again = true;
  else void save(block, job);
}

export function flushAll() {
  for (const block of allBlocks()) flush(block);
}

// Whether something typed in this block has not arrived yet.
export function isBusy(block) {
  const job = jobs.get(block.dataset.question);
  return Boolean(job && (job.dirty || job.sending || job.trouble));
}

// Whether anything would be lost by leaving now.
export function isPending() {
  return [...jobs.values()].some((job) => job.dirty || job.sending);
}

export function forgetTrouble(block) {
  jobs.delete(block.dataset.question);
}

async function save(block, job) {
  Object.assign(job, { sending: true, dirty: false, again: false });
  if (!job.tries) sayState("saving");
  const { kind, body } = await send(block.dataset.save, dataOf(block));
  job.sending = false;
  OUTCOMES[kind](block, job, body);
  if (job.again || (job.dirty && !job.tries)) flush(block);
}

function dataOf(block) {
  const data = dataOfPage();
  for (const [name, value] of entriesOf(block)) data.append(name, value);
  return data;
}

const OUTCOMES = {
  done(block, job, body) {
    Object.assign(job, { tries: 0, trouble: null });
    setVersion(block, body.version);
    if (!job.dirty) dropDraft(block.dataset.question);
    block.querySelector("[data-conflict]").replaceChildren();
    block.querySelector("[data-state]").innerHTML = body.state;
    block.querySelector("[data-saved]").textContent = body.saved;
    apply(body, isBusy);
    saySavedIfAll(body.saved_at);
  },
  invalid(block, job, body) {
    Object.assign(job, { tries: 0, trouble: "invalid" });
    complain(block, body.errors ?? [], body.wrong ?? []);
    tellTrouble();
  },
  refused(block, job) {
    Object.assign(job, { tries: 0, trouble: "invalid" });
    complain(block, [text("refused")], []);
    tellTrouble();
  },
  stopped(block, job, body) {
    job.tries = 0;
    if (body.conflict) showConflict(block, job, body.conflict);
    else stop(body.refused);
  },
  login(block, job) {
    announce(text("login"), logInLink());
    sayState("retrying");
    tryAgain(block, job);
  },
  stale(_block, _job, body) {
    stop(body.message ?? text("out_of_date"));
  },
  away(block, job) {
    announce(text(navigator.onLine ? "unavailable" : "offline"));
    sayState("retrying");
    tryAgain(block, job);
  },
};

function showConflict(block, job, html) {
  job.trouble = "conflict";
  block.querySelector("[data-conflict]").innerHTML = html;
  tellTrouble();
}

function stop(sentence) {
  stopped = true;
  sayState("not_saved");
  announce(sentence);
}

function tryAgain(block, job) {
  Object.assign(job, { dirty: true, tries: job.tries + 1 });
  clearTimeout(job.timer);
  job.timer = setTimeout(() => flush(block), Math.min(LONGEST_PAUSE, 1000 * 2 ** job.tries));
}

function saySavedIfAll(sentence) {
  if (isPending()) return;
  if (!tellTrouble()) saySaved(sentence);
}

// Leads to the first question on the page that could not be saved; returns whether there is one.
function tellTrouble() {
  const block = allBlocks().find((each) => jobs.get(each.dataset.question)?.trouble);
  if (block) sayTrouble(jobs.get(block.dataset.question).trouble, block);
  return Boolean(block);
}

function jobOf(block) {
  const name = block.dataset.question;
  if (!jobs.has(name)) jobs.set(name, { tries: 0, trouble: null, dirty: false, sending: false, again: false });
  return jobs.get(name);
}
