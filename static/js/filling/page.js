// The page of one dimension: every answer saves itself as it is given. Without this script the page still works.

import { allBlocks, blockOf, complainNow, complainSoon, form, isAhead } from "./blocks.js";
import { clearAnswer, isDeclaredOver, labelsOf, settle, unsettle } from "./choices.js";
import { keepClear } from "./clearance.js";
import { choose } from "./conflict.js";
import { dress, refresh } from "./dressing.js";
import { drop, upload } from "./evidence.js";
import { comeBack, holdOn, leaveBy, leaveByForm, leaveWith } from "./leaving.js";
import { tell, tellNothing } from "./notices.js";
import { released } from "./pressing.js";
import { flush, flushAll, holdBack, touch } from "./queue.js";
import { report } from "./receipt.js";
import { offerDrafts } from "./restore.js";
import { addRow, removeRow } from "./rows.js";
import { text } from "./texts.js";

const TYPING = 1200; // milliseconds without a key before what is typed is sent
const UNTIL_LEFT = 600_000; // answers of several parts are sent when the reader leaves them
const IN_PARTS = ["percentages", "date", "rows"];

form.classList.add("is-live");

form.addEventListener("input", ({ target }) => {
  const block = blockOf(target);
  if (!block || target.type === "file") return;
  tellNothing(block);
  sayUndone(target, block, settle(target, block));
  refresh(block);
  touch(block, isInParts(block) ? UNTIL_LEFT : TYPING);
});

form.addEventListener("change", ({ target }) => {
  const block = blockOf(target);
  if (!block) return;
  if (target.type === "file") void upload(target);
  else touch(block, isInParts(block) ? UNTIL_LEFT : 0);
});

form.addEventListener("focusout", ({ target, relatedTarget }) => {
  const block = blockOf(target);
  if (!block) return;
  const row = target.closest("[data-row]");
  const leavesBlock = !block.contains(relatedTarget);
  if (leavesBlock || (row && !row.contains(relatedTarget))) flush(block);
  if (leavesBlock) void released().then(() => setTimeout(() => complainNow(block)));
});

// Enter saves the answer and stays; without script it sends the page.
form.addEventListener("keydown", (event) => {
  const block = blockOf(event.target);
  if (event.key !== "Enter" || event.isComposing || !block || !event.target.matches("input:not([type=file])")) return;
  event.preventDefault();
  flush(block);
  if (!isInParts(block)) complainSoon(block);
});

const BUTTONS = {
  clear: (_button, block) => {
    clearAnswer(block);
    refresh(block);
    touch(block, 0);
  },
  addRow: (_button, block) => addRow(block),
  removeRow: (button, block) => {
    removeRow(button.closest("[data-row]"), block);
    touch(block, 0);
  },
  choose: (button, block) => choose(button, block),
  drop: (button) => drop(button),
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const kind = Object.keys(BUTTONS).find((name) => button && name in button.dataset);
  if (!kind) return;
  event.preventDefault();
  void BUTTONS[kind](button, blockOf(button));
});

form.addEventListener("submit", leaveWith);
document.addEventListener("submit", leaveByForm);
document.addEventListener("click", leaveBy);
window.addEventListener("beforeunload", holdOn);
window.addEventListener("pageshow", comeBack);
for (const moment of ["online", "focus", "pagehide", "lastcall"]) window.addEventListener(moment, flushAll);
keepClear();

const early = allBlocks().filter(isAhead);
for (const block of allBlocks()) {
  dress(block);
  if ("unsaved" in block.dataset) takeUp(block);
}
for (const block of early) touch(block, isInParts(block) ? UNTIL_LEFT : 0);
report();
offerDrafts();

// What the page brought along unsaved waits for the reader: to mend it, to choose, or to look it over and save.
function takeUp(block) {
  if (block.querySelector("[data-conflict] > *")) holdBack(block, "conflict");
  else holdBack(block, block.querySelector("[data-errors] li") ? "invalid" : "typed");
}

function isInParts(block) {
  return IN_PARTS.includes(block.dataset.kind);
}

function sayUndone(input, block, undone) {
  if (isDeclaredOver(input, block)) tell(block, text("declared_over"));
  if (!undone.length) return;
  tell(block, text("unticked", { labels: labelsOf(undone) }), () => {
    unsettle(input, undone);
    refresh(block);
    touch(block, 0);
    input.focus();
  });
}
