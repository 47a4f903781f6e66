// Two people answered one question: the second chooses whose answer stands.

import { setVersion } from "./blocks.js";
import { dress } from "./dressing.js";
import { forgetJob } from "./jobs.js";
import { giveUp, touch } from "./queue.js";
import { announce, report } from "./receipt.js";
import { text } from "./texts.js";
import { fetchHtml } from "./transport.js";

export async function choose(button, block) {
  if (button.dataset.choose === "mine") useMine(block);
  else await keepTheirs(block);
}

function useMine(block) {
  const slot = block.querySelector("[data-conflict]");
  setVersion(block, slot.querySelector("[name^=theirs__]").value);
  forgetJob(block);
  touch(block, 0);
}

async function keepTheirs(block) {
  const html = await fetchHtml(`${block.dataset.save}block/`);
  if (html === null) {
    announce(text("unavailable"));
    return;
  }
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const fresh = holder.content.querySelector("[data-question]");
  giveUp(block);
  block.replaceWith(fresh);
  dress(fresh);
  fresh.focus();
  report();
}
