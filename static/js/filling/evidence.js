// Files go up as they are chosen, one after another.

import { blockOf, dataOfPage } from "./blocks.js";
import { apply } from "./consequences.js";
import { isBusy, whileUploading } from "./jobs.js";
import { announce, noteSaved, noteWhoSaved, report } from "./receipt.js";
import { logInLink } from "./session.js";
import { text } from "./texts.js";
import { send } from "./transport.js";

export async function upload(input) {
  const box = input.closest("[data-evidence]");
  const files = [...input.files];
  input.value = "";
  say(box, []);
  const errors = [];
  for (const file of files) {
    box.setAttribute("aria-busy", "true");
    say(box, [...errors, `${file.name}: ${text("uploading")}`]);
    const error = await uploadOne(box, file);
    if (error) errors.push(`${file.name}: ${error}`);
  }
  box.removeAttribute("aria-busy");
  say(box, errors);
}

export async function drop(button) {
  const box = button.closest("[data-evidence]");
  const error = settle(box, await sendFrom(box, button.dataset.drop, dataOfPage()));
  say(box, error ? [error] : []);
}

async function uploadOne(box, file) {
  if (file.size > Number(box.dataset.maxBytes)) return text("too_large", { size: sizeOf(file) });
  const data = dataOfPage();
  data.append("file", file);
  return settle(box, await sendFrom(box, box.dataset.upload, data));
}

// Rounded up, so that what is over the limit never looks like it.
function sizeOf(file) {
  const megabytes = Math.ceil((file.size / 1024 / 1024) * 10) / 10;
  return `${megabytes.toLocaleString("en")}\u00a0MB`;
}

// The page counts as unsaved until the portal has answered.
async function sendFrom(box, url, data) {
  const sent = whileUploading(blockOf(box), () => send(url, data));
  report();
  const reply = await sent;
  report();
  return reply;
}

// Shows the files as they stand now; returns what went wrong, if anything did.
function settle(box, { kind, body }) {
  if (kind === "login") announce(text("login"), logInLink());
  if (kind === "refused") return text("file_refused");
  if (kind !== "done") return body.message ?? body.error ?? body.refused ?? text("upload_failed");
  box.querySelector("[data-files]").innerHTML = body.files;
  noteWhoSaved(blockOf(box), body.saved);
  apply(body, isBusy);
  noteSaved(body.saved_at);
  report();
  return "";
}

function say(box, sentences) {
  const items = sentences.map((sentence) => {
    const item = document.createElement("li");
    item.textContent = sentence;
    return item;
  });
  box.querySelector("[data-upload-errors]").replaceChildren(...items);
}
