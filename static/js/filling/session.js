// The way back in when the session has ended: another tab, so that this page stays as it is.

import { form } from "./blocks.js";
import { text } from "./texts.js";

export function logInLink() {
  const link = document.createElement("a");
  link.href = `${form.dataset.logIn}?next=${encodeURIComponent(location.pathname)}`;
  link.target = "_blank";
  link.rel = "noopener";
  link.className = "btn btn-secondary";
  link.textContent = text("login_link");
  return link;
}
