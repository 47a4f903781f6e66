// Figures that follow the typing: the total of percentages, the characters left.

import { text } from "./texts.js";

const THAI_ZERO = 0x0e50;

export function showTotal(block) {
  const total = block.querySelector("[data-total]");
  if (!total) return;
  const sum = [...block.querySelectorAll("[data-inputs] input")].reduce((all, input) => all + numberIn(input), 0);
  const rounded = Math.round(sum * 1e6) / 1e6;
  total.querySelector("[data-total-value]").textContent = rounded;
  total.classList.toggle("percentages__total--right", rounded === 100);
}

export function showCount(block) {
  const counter = block.querySelector("[data-counter]");
  if (!counter) return;
  const area = block.querySelector("[data-limit]");
  const left = Number(area.dataset.limit) - [...area.value].length;
  const count = Math.abs(left).toLocaleString("en");
  counter.textContent = text(left < 0 ? "characters_over" : "characters_left", { count });
  counter.classList.toggle("counter--over", left < 0);
}

function numberIn(input) {
  const typed = input.value.replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - THAI_ZERO);
  return Number(typed.replace(/[,%\s]/g, "")) || 0;
}
