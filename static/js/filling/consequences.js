// What the server said follows from a save: questions come and go, figures change.

import { allBlocks, blockNamed, complain, form } from "./blocks.js";

let newest = 0; // saves behind what the page shows

export function apply(body, isBusy) {
  if (body.saves < newest) return; // overtaken on its way: what it says was true once
  newest = body.saves;
  applyGates(body.applicable ?? {});
  showStates(body.states ?? {}, body.badges ?? {}, isBusy);
  for (const [name, result] of Object.entries(body.calculated ?? {})) showResult(name, result);
  for (const [name, found] of Object.entries(body.issues ?? {})) {
    const block = blockNamed(name);
    if (block && !isBusy(block)) complain(block, found.errors, found.wrong);
  }
  for (const [code, figures] of Object.entries(body.progress ?? {})) showProgress(code, figures);
}

function applyGates(applicable) {
  for (const block of [...allBlocks(), ...form.querySelectorAll("[data-note]")]) {
    const name = block.dataset.question ?? block.dataset.note;
    if (name in applicable) block.hidden = !applicable[name];
  }
  for (const section of form.querySelectorAll("[data-section]")) {
    section.hidden = ![...section.querySelectorAll("[data-question], [data-note]")].some((each) => !each.hidden);
  }
}

// Not of a question in which something typed could not be saved: that is what is to be corrected there.
function showStates(states, badges, isBusy) {
  for (const [name, state] of Object.entries(states)) {
    const block = blockNamed(name);
    if (block && !isBusy(block)) block.querySelector("[data-state]").innerHTML = badges[state];
  }
}

function showResult(name, result) {
  const output = form.querySelector(`[data-calculated="${CSS.escape(name)}"]`);
  if (output) output.textContent = result;
}

function showProgress(code, figures) {
  const link = document.querySelector(`[data-progress="${CSS.escape(code)}"]`);
  if (!link) return;
  const bar = link.querySelector("progress");
  bar.max = figures.asked || 1;
  bar.value = figures.answered;
  link.querySelector(".progress-line__words").textContent = figures.words;
}
