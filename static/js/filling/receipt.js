// The line at the foot of the page that says whether everything is saved. Always the same place.

import { form } from "./blocks.js";
import { text } from "./texts.js";

const line = form.querySelector("[data-receipt]");
const banner = form.querySelector("[data-banner]");
const glyph = form.querySelector("[data-saved-glyph]");

export function sayState(key) {
  line.className = `receipt ${key === "saving" ? "receipt--saving" : "receipt--failed"}`;
  line.textContent = text(key);
}

// The same, with the way to the question that is not saved.
export function sayTrouble(key, block) {
  sayState(key);
  const link = document.createElement("a");
  link.href = `#${block.id}`;
  link.textContent = text("go_there");
  line.append(" ", link);
}

export function saySaved(sentence) {
  line.className = "receipt";
  line.replaceChildren(glyph.content.cloneNode(true), sentence);
  hush();
}

// A message that stays until it is mended; `link` leads to where that is done.
export function announce(sentence, link = null) {
  const words = document.createElement("p");
  words.textContent = sentence;
  banner.replaceChildren(words, ...(link ? [link] : []));
  banner.hidden = false;
}

export function hush() {
  banner.hidden = true;
  banner.replaceChildren();
}
