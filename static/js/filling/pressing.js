// Nothing moves under a pressed finger or button: a click that ends on another element than it began on is none.

let isPressed = false;
let waiting = [];

window.addEventListener("pointerdown", () => {
  isPressed = true;
}, { capture: true });
for (const moment of ["pointerup", "pointercancel", "blur"]) window.addEventListener(moment, release, { capture: true });

// To be awaited before something on the page changes its place.
export function released() {
  return isPressed ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve();
}

// The click itself comes after the release, so it is let pass first.
function release(event) {
  if (event.type === "blur" && event.target !== window) return;
  setTimeout(() => {
    isPressed = false;
    for (const resolve of waiting) resolve();
    waiting = [];
  });
}
