// Two people answered one question: the second chooses whose answer stands.

import { setVersion } from "./blocks.js";
import { dropDraft } from "./drafts.js";
import { forgetTrouble, touch } from "./queue.js";
import { hush } from "./receipt.js";
import { fetchHtml } from "./transport.js";

export async function choose(button, block) {
  if (button.dataset.choose === "mine") useMine(block);
  else await keepTheirs(block);
}

function useMine(block) {
  const slot = block.querySelector("[data-conflict]");
  setVersion(block, slot.querySelector("[name^=theirs__]").value);
  forgetTrouble(block);
  touch(block, 0);
}

async function keepTheirs(block) {
  const holder = document.createElement("template");
  holder.innerHTML = await fetchHtml(`${block.dataset.save}block/`);
  const fresh = holder.content.querySelector("[data-question]");
  forgetTrouble(block);
  dropDraft(block.dataset.question);
  block.replaceWith(fresh);
  fresh.focus();
  hush();
}
