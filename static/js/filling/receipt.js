// The line at the foot of the page that says whether everything is saved. Always the same place.

import { allBlocks, form } from "./blocks.js";
import { firstTrouble, isBusy, standingOfPage } from "./jobs.js";
import { text } from "./texts.js";

const line = form.querySelector("[data-receipt]");
const banner = form.querySelector("[data-banner]");
const glyph = form.querySelector("[data-saved-glyph]");
const offers = form.querySelector("[data-drafts-panel]");
let lastSaved = form.dataset.saved ?? ""; // "Saved 14:32"
let stopped = false;

// Says how the page stands. To be called whenever a question changes from saved to unsaved or back.
export function report() {
  const standing = stopped ? "stopped" : standingOfPage();
  form.dataset.standing = standing;
  for (const block of allBlocks()) showFoot(block);
  STANDINGS[standing]();
  if (standing !== "stopped" && standing !== "retrying") hush();
}

export function noteSaved(sentence) {
  lastSaved = sentence;
}

export function noteStopped() {
  stopped = true;
}

// To be shown by the next report, unless more was typed meanwhile.
export function noteWhoSaved(block, words) {
  block.querySelector("[data-saved]").dataset.words = words;
}

const STANDINGS = {
  stopped: () => say("failed", text("not_saved")),
  retrying: () => say("failed", text("retrying")),
  saving: () => say("saving", text("saving")),
  typed: () => say("typed", text("typed")),
  trouble() {
    const { block, key } = firstTrouble();
    say("failed", text(key), linkTo(block));
  },
  saved() {
    if (offers && !offers.hidden) say("failed", text("kept"), linkTo(offers));
    else saySaved();
  },
};

function say(kind, sentence, link = null) {
  line.className = `receipt receipt--${kind}`;
  const words = [sentence, ...(link ? [" ", link] : [])];
  if (line.textContent !== words.map((each) => each.textContent ?? each).join("")) line.replaceChildren(...words);
}

function saySaved() {
  line.className = "receipt";
  line.replaceChildren(...(lastSaved ? [glyph.content.cloneNode(true), lastSaved] : []));
  form.parentElement.querySelector("[data-rescued]")?.remove();
}

function showFoot(block) {
  const foot = block.querySelector("[data-saved]");
  const words = isBusy(block) ? text("typed") : foot.dataset.words;
  if (foot.textContent !== words) foot.textContent = words;
  foot.classList.toggle("question__saved--not", isBusy(block));
}

function linkTo(element) {
  const link = document.createElement("a");
  link.href = `#${element.id}`;
  link.textContent = text("go_there");
  return link;
}

// A message that stays until it is mended; `link` leads to where that is done.
export function announce(sentence, link = null) {
  const words = document.createElement("p");
  words.textContent = sentence;
  banner.replaceChildren(words, ...(link ? [link] : []));
  banner.hidden = false;
}

function hush() {
  banner.hidden = true;
  banner.replaceChildren();
}
