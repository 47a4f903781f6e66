// What a question needs when it has come from the portal: what only a page with a script can show.

import { showClear } from "./choices.js";
import { showCount, showTotal } from "./figures.js";
import { tidyRows } from "./rows.js";

export function dress(block) {
  tidyRows(block);
  refresh(block);
}

// To be called whenever what is typed in the block has changed.
export function refresh(block) {
  showTotal(block);
  showCount(block);
  showClear(block);
}
