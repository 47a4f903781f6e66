// The page of one dimension: every answer saves itself as it is given. Without this script the page still works.

import { allBlocks, blockOf, complainNow, form } from "./blocks.js";
import { clearAnswer, settleExclusive } from "./choices.js";
import { choose } from "./conflict.js";
import { drop, upload } from "./evidence.js";
import { showCount, showTotal } from "./figures.js";
import { leaveWith } from "./leaving.js";
import { flush, flushAll, isPending, touch } from "./queue.js";
import { offerDrafts } from "./restore.js";
import { addRow, removeRow, tidyRows } from "./rows.js";

const TYPING = 1200; // milliseconds without a key before what is typed is sent
const UNTIL_LEFT = 600_000; // answers of several parts are sent when the reader leaves them
const IN_PARTS = ["percentages", "date", "rows"];

form.classList.add("is-live");

form.addEventListener("input", ({ target }) => {
  const block = blockOf(target);
  if (!block || target.type === "file") return;
  showTotal(block);
  showCount(block);
  touch(block, IN_PARTS.includes(block.dataset.kind) ? UNTIL_LEFT : TYPING);
});

form.addEventListener("change", ({ target }) => {
  const block = blockOf(target);
  if (!block) return;
  if (target.type === "file") {
    void upload(target);
    return;
  }
  settleExclusive(target, block);
  touch(block, IN_PARTS.includes(block.dataset.kind) ? UNTIL_LEFT : 0);
});

form.addEventListener("focusout", ({ target, relatedTarget }) => {
  const block = blockOf(target);
  if (!block) return;
  const row = target.closest("[data-row]");
  const leavesBlock = !block.contains(relatedTarget);
  if (leavesBlock || (row && !row.contains(relatedTarget))) flush(block);
  if (leavesBlock) setTimeout(() => complainNow(block));
});

const BUTTONS = {
  clear: (_button, block) => {
    clearAnswer(block);
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
window.addEventListener("beforeunload", (event) => {
  if (isPending()) event.preventDefault();
});
for (const moment of ["online", "focus", "pagehide"]) window.addEventListener(moment, flushAll);

for (const block of allBlocks()) {
  tidyRows(block);
  showCount(block);
  const isWell = !block.querySelector("[data-errors] li, [data-conflict] > *");
  if ("unsaved" in block.dataset && isWell) touch(block, 0);
}
offerDrafts();
