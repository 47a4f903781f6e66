// Saves each question by itself: one request in flight for a question, what is typed meanwhile goes next.

import { allBlocks, complain, dataOfPage, entriesOf, setVersion } from "./blocks.js";
import { apply } from "./consequences.js";
import { dropDraft, keepDraft } from "./drafts.js";
import { forgetJob, isBusy, jobOf } from "./jobs.js";
import { released } from "./pressing.js";
import { announce, noteSaved, noteStopped, noteWhoSaved, report } from "./receipt.js";
import { logInLink } from "./session.js";
import { text } from "./texts.js";
import { send } from "./transport.js";

const LONGEST_PAUSE = 30_000; // milliseconds between two tries
let stopped = false;

// Something was typed: keep it here and say so at once, and send it after `delay` milliseconds.
export function touch(block, delay) {
  if (!block.dataset.save) return;
  keepDraft(block);
  const job = jobOf(block);
  job.dirty = true;
  clearTimeout(job.timer);
  if (!stopped) job.timer = setTimeout(() => flush(block), delay);
  report();
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

// The page came with something typed that the portal could not take: it waits for the reader.
export function holdBack(block, trouble) {
  keepDraft(block);
  jobOf(block).trouble = trouble;
}

// Nothing of what was typed in the block is to be saved any more.
export function giveUp(block) {
  forgetJob(block);
  dropDraft(block.dataset.question);
}

async function save(block, job) {
  Object.assign(job, { sending: true, dirty: false, again: false });
  report();
  const { kind, body } = await send(block.dataset.save, dataOf(block));
  await released();
  job.sending = false;
  OUTCOMES[kind](block, job, body);
  report();
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
    noteWhoSaved(block, body.saved);
    apply(body, isBusy);
    noteSaved(body.saved_at);
  },
  invalid(block, job, body) {
    Object.assign(job, { tries: 0, trouble: "invalid" });
    complain(block, body.errors ?? [], body.wrong ?? []);
    if (body.state) block.querySelector("[data-state]").innerHTML = body.state;
  },
  refused(block, job) {
    Object.assign(job, { tries: 0, trouble: "invalid" });
    complain(block, [text("refused")], []);
  },
  stopped(block, job, body) {
    job.tries = 0;
    job.trouble = "conflict";
    if (body.conflict) block.querySelector("[data-conflict]").innerHTML = body.conflict;
    else stop(body.refused);
  },
  login(block, job) {
    announce(text("login"), logInLink());
    tryAgain(block, job);
  },
  stale(_block, job, body) {
    job.trouble = "invalid";
    stop(body.message ?? text("out_of_date"));
  },
  away(block, job) {
    announce(text(navigator.onLine ? "unavailable" : "offline"));
    tryAgain(block, job);
  },
};

function stop(sentence) {
  stopped = true;
  noteStopped();
  announce(sentence);
}

function tryAgain(block, job) {
  Object.assign(job, { dirty: true, tries: job.tries + 1 });
  clearTimeout(job.timer);
  job.timer = setTimeout(() => flush(block), Math.min(LONGEST_PAUSE, 1000 * 2 ** job.tries));
}
