// Ticks that rule each other out: "none of these" and the other options, an answer and "does not concern us".

// Takes away what cannot stand beside what was just given in `input`; returns the boxes that were unticked.
export function settle(input, block) {
  if (!input.closest("[data-inputs]")) return [];
  const undone = [...ruledOut(input, block), ...declaration(block)];
  for (const box of undone) box.checked = false;
  return undone;
}

// Brings back what `settle` took away.
export function unsettle(input, undone) {
  for (const box of undone) box.checked = true;
  if (input.type === "checkbox") input.checked = false;
}

export function labelsOf(boxes) {
  return boxes.map((box) => `“${box.labels[0].textContent.trim()}”`).join(", ");
}

// Whether the question is declared not to concern the agency over an answer that is still there.
export function isDeclaredOver(input, block) {
  return "declareBox" in input.dataset && input.checked && givenIn(block).length > 0;
}

export function clearAnswer(block) {
  for (const input of block.querySelectorAll("[data-inputs] input:checked")) input.checked = false;
}

export function showClear(block) {
  const button = block.querySelector("[data-clear]");
  if (button) button.hidden = !block.querySelector("[data-inputs] input:checked");
}

function ruledOut(input, block) {
  if (input.type !== "checkbox" || !input.checked) return [];
  const isExclusive = "exclusive" in input.dataset;
  return [...block.querySelectorAll("[data-inputs] input[type=checkbox]:checked")].filter(
    (other) => other !== input && (isExclusive || "exclusive" in other.dataset),
  );
}

// Only once something is given: to empty a field is no answer.
function declaration(block) {
  const box = block.querySelector("[data-declare-box]:checked");
  return box && givenIn(block).length ? [box] : [];
}

function givenIn(block) {
  const inputs = [...block.querySelectorAll("[data-inputs] :is(input, select, textarea)")];
  return inputs.filter((input) => (isBox(input) ? input.checked : input.value.trim()));
}

function isBox(input) {
  return input.type === "radio" || input.type === "checkbox";
}
