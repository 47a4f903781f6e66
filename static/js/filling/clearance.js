// What somebody types into is never beneath the bars at the foot of the window, however high these are.

import { form } from "./blocks.js";
import { released } from "./pressing.js";

const ROOT = document.documentElement;
const bars = form.querySelector("[data-bars]");

export function keepClear() {
  new ResizeObserver(makeRoom).observe(bars);
  form.addEventListener("focusin", uncover);
}

function makeRoom() {
  ROOT.style.setProperty("--bars", `${bars.offsetHeight}px`);
  void uncover();
}

// By the style sheet's scroll-padding, which knows the height of the bars.
async function uncover() {
  await released();
  const focused = document.activeElement;
  if (form.contains(focused) && focused.matches("[data-question] :is(input, select, textarea)")) {
    focused.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
}
