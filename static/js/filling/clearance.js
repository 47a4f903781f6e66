// What somebody types into is never beneath the bars at the foot of the window, however high these are.

import { form } from "./blocks.js";

const ROOT = document.documentElement;
const bars = form.querySelector("[data-bars]");

export function keepClear() {
  new ResizeObserver(makeRoom).observe(bars);
  form.addEventListener("focusin", () => requestAnimationFrame(uncover));
}

function makeRoom() {
  ROOT.style.setProperty("--bars", `${bars.offsetHeight}px`);
  uncover();
}

// By the style sheet's scroll-padding, which knows the height of the bars.
function uncover() {
  const focused = document.activeElement;
  if (form.contains(focused) && !bars.contains(focused) && focused.matches("input, select, textarea")) {
    focused.scrollIntoView({ block: "nearest" });
  }
}
