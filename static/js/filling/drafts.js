// What was typed on this page and is not saved yet, kept in this browser until the portal has it.

import { allBlocks, form, typedIn, versionOf } from "./blocks.js";
import { drop, keep, read } from "../kept.js";

const prefix = form.dataset.drafts; // draft:user:submission:

export function keepDraft(block) {
  keep(prefix + block.dataset.question, {
    entries: typedIn(block),
    version: versionOf(block),
    ...placeOf(block),
  });
}

export function dropDraft(name) {
  drop(prefix + name);
}

export function draftOf(name) {
  return read(prefix + name);
}

// What a list says about the question, and where the link leads.
export function placeOf(block) {
  return {
    label: block.dataset.label,
    place: form.dataset.dimension,
    url: `${location.pathname}#${block.id}`,
    at: allBlocks().indexOf(block),
  };
}
