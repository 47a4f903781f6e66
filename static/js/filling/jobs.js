// What is known of each question that was typed into and has not arrived: the one place that says what is saved.

import { allBlocks } from "./blocks.js";

const jobs = new Map(); // question → {timer, dirty, sending, again, tries, trouble, uploads}

export function jobOf(block) {
  const name = block.dataset.question;
  if (!jobs.has(name)) jobs.set(name, { tries: 0, trouble: null, dirty: false, sending: false, again: false, uploads: 0 });
  return jobs.get(name);
}

export function forgetJob(block) {
  clearTimeout(jobs.get(block.dataset.question)?.timer);
  jobs.delete(block.dataset.question);
}

// Whether something typed in this block has not arrived yet.
export function isBusy(block) {
  return isUnsaved(jobs.get(block.dataset.question));
}

// Whether something is still to be sent, or on its way.
export function isPending() {
  return [...jobs.values()].some(isMoving);
}

// Whether waiting a little may help.
export function isOnItsWay() {
  return [...jobs.values()].some((job) => isMoving(job) && !job.tries);
}

export function unsavedBlocks() {
  return allBlocks().filter(isBusy);
}

export function isAnythingUnsaved() {
  return unsavedBlocks().length > 0;
}

export async function whileUploading(block, work) {
  const job = jobOf(block);
  job.uploads += 1;
  try {
    return await work();
  } finally {
    job.uploads -= 1;
  }
}

// How the page stands as a whole: the worst first, of what the reader can do something about.
export function standingOfPage() {
  const all = [...jobs.values()];
  if (all.some((job) => job.tries)) return "retrying";
  if (all.some((job) => job.sending || job.uploads)) return "saving";
  if (all.some((job) => job.trouble)) return "trouble";
  return all.some((job) => job.dirty) ? "typed" : "saved";
}

export function firstTrouble() {
  const block = unsavedBlocks().find((each) => jobOf(each).trouble);
  return block && { block, key: jobOf(block).trouble };
}

function isMoving(job) {
  return Boolean(job.dirty || job.sending || job.uploads);
}

function isUnsaved(job) {
  return Boolean(job && (isMoving(job) || job.trouble));
}
