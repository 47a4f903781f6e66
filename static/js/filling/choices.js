// "None of these" and the other options rule each other out.

export function settleExclusive(box, block) {
  if (box.type !== "checkbox" || !box.checked || !box.closest("[data-inputs]")) return;
  const isExclusive = "exclusive" in box.dataset;
  for (const other of block.querySelectorAll("[data-inputs] input[type=checkbox]")) {
    if (other !== box && (isExclusive || "exclusive" in other.dataset)) other.checked = false;
  }
}

export function clearAnswer(block) {
  for (const input of block.querySelectorAll("[data-inputs] input:checked")) input.checked = false;
}
