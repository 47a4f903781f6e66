// Answers that did not reach the portal last time are offered again.

import { asItems } from "../kept.js";
import { allBlocks, fill, form, setVersion, typedIn } from "./blocks.js";
import { refresh } from "./dressing.js";
import { draftOf, dropDraft, placeOf } from "./drafts.js";
import { touch } from "./queue.js";
import { report } from "./receipt.js";
import { growTo } from "./rows.js";

export function offerDrafts() {
  // Read now: whoever types into such a question meanwhile writes over what is kept of it.
  const left = new Map(allBlocks().filter(hasDraft).map((block) => [block, draftOf(block.dataset.question)]));
  if (!left.size) return;
  const panel = form.querySelector("[data-drafts-panel]");
  panel.querySelector("[data-kept-list]").replaceChildren(...asItems([...left.keys()].map(asEntry)));
  panel.querySelector("[data-restore]").addEventListener("click", () => close(panel, left, restore));
  panel.querySelector("[data-discard]").addEventListener("click", () => close(panel, left, discard));
  panel.hidden = false;
  report();
}

function asEntry(block) {
  return { key: block.dataset.question, label: placeOf(block).label, url: `#${block.id}` };
}

function hasDraft(block) {
  const draft = draftOf(block.dataset.question);
  if (!draft || "unsaved" in block.dataset) return false;
  const isNews = JSON.stringify(meant(draft.entries)) !== JSON.stringify(meant(typedIn(block)));
  if (!isNews) dropDraft(block.dataset.question);
  return isNews;
}

function meant(entries) {
  return entries.filter(([, value]) => value);
}

function close(panel, drafts, act) {
  panel.hidden = true;
  for (const [block, draft] of drafts) act(block, draft);
  report();
}

function restore(block, draft) {
  growTo(block, draft.entries.map(([name]) => name));
  fill(block, draft.entries);
  refresh(block);
  setVersion(block, draft.version);
  touch(block, 0);
}

function discard(block) {
  dropDraft(block.dataset.question);
}
