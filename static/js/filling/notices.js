// What the page itself changed in a question, said beside it, with the way back.

import { text } from "./texts.js";

export function tell(block, sentence, undo = null) {
  const place = block.querySelector("[data-notice]");
  const words = document.createElement("span");
  words.textContent = sentence;
  place.replaceChildren(words, ...(undo ? [buttonFor(undo, place)] : []));
  place.scrollIntoView({ block: "nearest", behavior: "instant" });
}

export function tellNothing(block) {
  block.querySelector("[data-notice]").replaceChildren();
}

function buttonFor(undo, place) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn-plain";
  button.textContent = text("undo");
  button.addEventListener("click", () => {
    place.replaceChildren();
    undo();
  });
  return button;
}
