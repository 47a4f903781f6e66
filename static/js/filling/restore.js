// Answers that did not reach the portal last time are offered again.

import { allBlocks, fill, form, setVersion, typedIn } from "./blocks.js";
import { draftOf, dropDraft } from "./drafts.js";
import { touch } from "./queue.js";
import { growTo } from "./rows.js";
import { text } from "./texts.js";

export function offerDrafts() {
  const left = allBlocks().filter(hasDraft);
  if (!left.length) return;
  const panel = form.querySelector("[data-drafts-panel]");
  panel.querySelector("[data-restore]").addEventListener("click", () => close(panel, left, restore));
  panel.querySelector("[data-discard]").addEventListener("click", () => close(panel, left, discard));
  panel.hidden = false;
}

function hasDraft(block) {
  const draft = draftOf(block.dataset.question);
  if (!draft) return false;
  const isNews = JSON.stringify(meant(draft.entries)) !== JSON.stringify(meant(typedIn(block)));
  if (!isNews) dropDraft(block.dataset.question);
  return isNews;
}

function meant(entries) {
  return entries.filter(([, value]) => value);
}

function close(panel, blocks, act) {
  blocks.forEach(act);
  panel.hidden = true;
}

function restore(block) {
  const draft = draftOf(block.dataset.question);
  growTo(block, draft.entries.map(([name]) => name));
  fill(block, draft.entries);
  setVersion(block, draft.version);
  touch(block, 0);
}

function discard(block) {
  dropDraft(block.dataset.question);
}
