// The buttons that send the whole page wait until what is on its way has arrived.

import { form } from "./blocks.js";
import { flushAll, isPending } from "./queue.js";
import { csrfToken } from "./transport.js";

const PATIENCE = 8_000; // milliseconds
const LOOK_AGAIN = 100;
let state = "staying"; // then "waiting", then "leaving"

export function leaveWith(event) {
  if (state === "leaving") return;
  event.preventDefault();
  if (state === "waiting") return;
  state = "waiting";
  flushAll();
  // Never from within the event: a browser ignores a form that is sent while it is being sent.
  setTimeout(() => whenArrived(event.submitter, Date.now()));
}

// Stays if it takes too long: the receipt says why.
function whenArrived(button, since) {
  if (!isPending()) leave(button);
  else if (Date.now() - since < PATIENCE) setTimeout(() => whenArrived(button, since), LOOK_AGAIN);
  else state = "staying";
}

function leave(button) {
  state = "leaving";
  form.querySelector("[name=csrfmiddlewaretoken]").value = csrfToken();
  form.requestSubmit(button);
}
