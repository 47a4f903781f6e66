// A table that grows: rows are added from the blueprint, removed, and counted again.

const FIRST_INPUT = "input, select";

export function tidyRows(block) {
  const table = block.querySelector("[data-rows]");
  if (!table) return;
  const rows = rowsOf(block);
  const kept = Math.max(Number(table.dataset.filled), 1);
  for (const spare of rows.slice(kept)) if (isBlank(spare)) spare.remove();
}

export function addRow(block) {
  const blueprint = block.querySelector("[data-row-blueprint]");
  const name = block.dataset.question;
  const body = block.querySelector("[data-rows] tbody");
  const holder = document.createElement("template");
  holder.innerHTML = blueprint.innerHTML.replaceAll(`${name}__-`, `${name}__${body.rows.length}`);
  body.append(holder.content.querySelector("[data-row]"));
  number(block);
  body.lastElementChild.querySelector(FIRST_INPUT).focus();
}

export function removeRow(row, block) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  number(block);
  (next?.querySelector(FIRST_INPUT) ?? block.querySelector("[data-add-row]")).focus();
}

// As many rows as the highest number in `names` needs.
export function growTo(block, names) {
  const pattern = new RegExp(`^${block.dataset.question}__(\\d+)__`);
  const numbers = names.map((name) => Number(pattern.exec(name)?.[1] ?? -1));
  while (rowsOf(block).length <= Math.max(...numbers, -1)) addRow(block);
}

function rowsOf(block) {
  return [...block.querySelectorAll("[data-rows] [data-row]")];
}

function isBlank(row) {
  return [...row.querySelectorAll(FIRST_INPUT)].every((input) => !input.value);
}

// Names follow the order, so that the server's "row 2" is the second row on the page.
function number(block) {
  const pattern = new RegExp(`(${block.dataset.question}__)\\d+`);
  rowsOf(block).forEach((row, at) => {
    for (const mark of row.querySelectorAll("[data-row-number]")) mark.textContent = at + 1;
    for (const element of row.querySelectorAll("[name], [id], [for]")) {
      for (const attribute of ["name", "id", "for"]) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace(pattern, `$1${at}`));
      }
    }
  });
}
