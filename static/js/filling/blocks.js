// One question on the page: what is typed in it, and what is said about it.

export const form = document.querySelector("[data-filling]");

// What everything says that the page sends: for whom it was made.
export function dataOfPage() {
  const data = new FormData();
  data.append("page_user", form.querySelector("[name=page_user]")?.value ?? "");
  return data;
}

export function blockOf(element) {
  return element.closest("[data-question]");
}

export function blockNamed(name) {
  return form.querySelector(`[data-question="${CSS.escape(name)}"]`);
}

export function allBlocks() {
  return [...form.querySelectorAll("[data-question]")];
}

// Pairs of name and value, as a browser would send them; no files.
export function entriesOf(block) {
  return [...block.querySelectorAll("input, select, textarea")]
    .filter((input) => input.name && input.type !== "file" && (!isBox(input) || input.checked))
    .map((input) => [input.name, input.value]);
}

export function typedIn(block) {
  return entriesOf(block).filter(([name]) => !/^(version|theirs)__/.test(name));
}

// Whether an answer was given since the page came, by somebody who was quicker than this script.
export function isAhead(block) {
  return [...block.querySelectorAll("input, select, textarea")].some((input) => input.type !== "file" && isChanged(input));
}

function isChanged(input) {
  if (isBox(input)) return input.checked !== input.defaultChecked;
  if (input.matches("select")) return [...input.options].some((option) => option.value && option.selected !== option.defaultSelected);
  return input.value !== input.defaultValue;
}

export function fill(block, entries) {
  const values = new Set(entries.map(([name, value]) => `${name}\n${value}`));
  const byName = new Map(entries);
  for (const input of block.querySelectorAll("input, select, textarea")) {
    if (isBox(input)) input.checked = values.has(`${input.name}\n${input.value}`);
    else if (input.type !== "file" && input.type !== "hidden") input.value = byName.get(input.name) ?? "";
  }
}

export function versionOf(block) {
  return block.querySelector("[data-version]").value;
}

export function setVersion(block, version) {
  block.querySelector("[data-version]").value = version;
}

// Complaints wait while somebody is still typing in the block.
const waiting = new Map();
const finished = new Set();

export function complain(block, errors, wrong) {
  const isTyping = block.contains(document.activeElement) && !finished.delete(block);
  if (errors.length && isTyping) waiting.set(block, [errors, wrong]);
  else showComplaints(block, errors, wrong);
}

// The reader has pressed Enter: what is wrong is said although they are still in the block.
export function complainSoon(block) {
  if (!complainNow(block)) finished.add(block);
}

export function complainNow(block) {
  if (!waiting.has(block)) return false;
  showComplaints(block, ...waiting.get(block));
  return true;
}

function showComplaints(block, errors, wrong) {
  waiting.delete(block);
  block.classList.toggle("question--error", errors.length > 0);
  block.querySelector("[data-errors]").replaceChildren(...errors.map(asItem));
  for (const input of block.querySelectorAll("[data-inputs] :is(input, select, textarea)")) {
    const isWrong = wrong.includes(input.name);
    input.classList.toggle("is-invalid", isWrong && !isBox(input));
    if (isWrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

function asItem(sentence) {
  const item = document.createElement("li");
  item.textContent = sentence;
  return item;
}

function isBox(input) {
  return input.type === "radio" || input.type === "checkbox";
}
