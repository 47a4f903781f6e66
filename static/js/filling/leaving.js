// The buttons that send the whole page wait until what is on its way has arrived.

import { form } from "./blocks.js";
import { flushAll, isPending } from "./queue.js";
import { csrfToken } from "./transport.js";

const PATIENCE = 8_000; // milliseconds
const LOOK_AGAIN = 100;
let settled = false;

export function leaveWith(event) {
  if (settled) return;
  event.preventDefault();
  flushAll();
  whenArrived(() => {
    settled = true;
    form.querySelector("[name=csrfmiddlewaretoken]").value = csrfToken();
    form.requestSubmit(event.submitter);
  });
}

// Does nothing if it takes too long: the receipt says why.
function whenArrived(act, since = Date.now()) {
  if (!isPending()) act();
  else if (Date.now() - since < PATIENCE) setTimeout(() => whenArrived(act, since), LOOK_AGAIN);
}
