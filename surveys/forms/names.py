"""How inputs are called besides those of the answer itself: a prefix and the name of the question.

Answers: `question`, `question__item`, `question__0__column`, and for a date `question__day` and so on.
"""

DATE_PARTS = ("day", "month", "year")

VERSION = "version__"  # the version of the answer that the page was made from
DECLARE = "na__"  # a checkbox: not applicable
REASON = "reason__"  # and why
CLEAR = "clear__"  # a button: take the answer back
REMOVE_ROW = "remove__"  # a button, followed by `question__0`: take this row away
FILES = "files__"  # evidence to be attached
CHOOSE = "choose__"  # in a conflict: "mine" or "theirs"
THEIRS = "theirs__"  # in a conflict: the version of the other person's answer
STAY = "stay"  # a button: come back to the question that is its value
DROP_FILE = "drop_file"  # a button: take away the evidence whose number is its value
NEXT = "next"  # a button: go on to the next dimension
