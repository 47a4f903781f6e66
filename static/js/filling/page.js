// The page of one dimension: every answer saves itself as it is given. Without this script the page still works.

import { allBlocks, blockOf, complainNow, form } from "./blocks.js";
import { clearAnswer, settleExclusive } from "./choices.js";
import { choose } from "./conflict.js";
import { drop, upload } from "./evidence.js";
import { showCount, showTotal } from "./figures.js";
import { flush, flushAll, isPending, touch } from "./queue.js";
import { offerDrafts } from "./restore.js";
import { addRow, removeRow, tidyRows } from "./rows.js";
import { csrfToken } from "./transport.js";

const TYPING = 1200; // milliseconds without a key before what is typed is sent
const NOT_YET = 600_000; // answers of several parts wait until the reader leaves them
const IN_PARTS = ["percentages", "date", "rows"];
const UNREAD = { once: true };
