// What was typed and is not saved yet, kept in this browser until the portal has it.

import { form } from "./blocks.js";

const prefix = form.dataset.drafts; // draft:user:submission:

export function keepDraft(name, entries, version) {
  write(() => localStorage.setItem(prefix + name, JSON.stringify({ entries, version })));
}

export function dropDraft(name) {
  write(() => localStorage.removeItem(prefix + name));
}

export function draftOf(name) {
  try {
    return JSON.parse(localStorage.getItem(prefix + name));
  } catch {
    return null;
  }
}

// A browser that keeps nothing, or has no room left, still saves to the portal.
function write(change) {
  try {
    change();
  } catch (error) {
    console.warn("draft not kept", error);
  }
}
