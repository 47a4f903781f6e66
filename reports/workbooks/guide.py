"""How to read a workbook, and what was made sure of before it was offered: texts of its first sheet."""

from collections.abc import Container, Iterator

from django.utils.translation import gettext as _

from reports.meanings import MEANINGS
from reports.workbooks.sheets import Row
from surveys.questionnaire.vocabulary import Audience

ANSWERS = f"answers_{Audience.DEPARTMENT}"


def reading(keys: Container[str]) -> Iterator[Row]:
    """One line for every word that needs one in the sheets of these keys."""
    yield from (row for key, row in _reading() if key in keys)


def _reading() -> Iterator[tuple[str, Row]]:
    """Each line with the sheet that needs it; what concerns responses is needed where agencies stand."""
    yield from (("responses", row) for row in _states_of_agencies())
    yield from (("scores", row) for row in _scores())
    yield from (("means", row) for row in _means())
    yield from (("means_type", row) for row in _means())
    yield from ((ANSWERS, row) for row in _answers())
    yield from (("items", row) for row in _items())
    yield from (("codebook", row) for row in _recomputing())
    yield from (("adjustments", row) for row in _adjustments())
    yield from (("journal", row) for row in _journal())


def _states_of_agencies() -> Iterator[Row]:
    yield [_("Responded"), MEANINGS["responded"]]
    yield [
        _("On time"),
        _(
            "Responded, and submitted for the first time before the round's own deadline. More time given"
            " to a single agency does not make it on time; a correction asked for later does not make it "
            "late."
        ),
    ]
    yield [_("Late"), MEANINGS["late"]]
    yield [_("Waiting for the signature"), MEANINGS["unsigned"]]
    yield [_("Overdue"), MEANINGS["overdue"]]


def _scores() -> Iterator[Row]:
    yield [
        _("Scores"),
        _(
            "0 to 100. Cells hold the unrounded score and show one decimal. An empty cell: the dimension "
            "or indicator does not apply to the agency; or nothing of it was stated, and the "
            "questionnaire leaves out what is not stated; or the answers are not scored yet."
        ),
    ]


def _means() -> Iterator[Row]:
    yield [
        _("Means"),
        _(
            "The mean of the scores of the agencies that have responded and have a score; n is their "
            "number. Beside it stand, counted apart, the agencies to which it does not apply, and those "
            "that stated nothing of it where the questionnaire leaves out what is not stated. Levels are "
            "not mixed, because they answer different questions."
        ),
    ]


def _answers() -> Iterator[Row]:
    yield [
        _("Answers"),
        _(
            "One row for each agency whose submission stands; responded = 1 where it enters the means. "
            "Heads stand in rows 2 and 3: words for people, names for programs."
        ),
    ]
    yield [
        _("State of an answer"),
        _(
            "answered, none (an answer that means none or no), not_stated (left blank when submitted), "
            "not_applicable. The values beside it are empty unless the state is answered or none: an "
            "empty cell is never a zero. An empty part of an answered question was not stated."
        ),
    ]
    yield [
        _("Several options"),
        _("One column an option: 1 chosen, 0 not chosen. The codes stand in Codebook and Options."),
    ]


def _items() -> Iterator[Row]:
    yield [
        _("Items"),
        _(
            "Results by question: one row for each state, part and option of every question, over the "
            "agencies that have responded. Two shares: of the base, and of those that answered. Where "
            "several options may be chosen, shares may add up to more than 100 %. In a repeating table, rows "
            "are counted. Quartiles are those of QUARTILE.INC."
        ),
    ]


def _recomputing() -> Iterator[Row]:
    yield [
        _("Recomputing a score"),
        _(
            "Codebook has the formula, full mark, base and weight of every question and calculation, "
            "Options the points, Framework the weights of indicators and dimensions. Every score above "
            "the questions is Σ weight × score ÷ Σ weight over what has a score. A question has none when"
            " it is not applicable, or not stated and left out; an indicator or dimension when it does "
            "not apply, or nothing in it has one. All of this is as the questionnaire of the scoring run has "
            "it; texts and options are those that the agencies saw."
        ),
    ]


def _adjustments() -> Iterator[Row]:
    yield [
        _("Adjustments"),
        _(
            "One row for each question whose score EGA’s reviews have set. Where counted = 1, the question "
            "has the adjusted score in this run instead of that of its answer, also if it was left out as "
            "not stated; every other row changes no score here."
        ),
    ]


def _journal() -> Iterator[Row]:
    yield [
        _("Journal"),
        _(
            "One row for every change, the latest first, with the moment in Bangkok. Before and after have "
            "one line for each thing that changed. Where nobody is named, the portal did it by itself."
        ),
    ]
    yield [
        _("From where"),
        _("The address of the computer that the change came from. Only workbooks of managers have it."),
    ]


def compared(keys: Container[str]) -> Iterator[Row]:
    """What `reports.workbooks.check` does with the sheets of these keys; keep the two in step."""
    yield [
        _("Compared"),
        _(
            "The finished file was read again and compared with the database as of the moment above; what "
            "was counted anew stands in the next lines."
        ),
    ]
    yield from (row for key, row in _compared() if key in keys)
    yield [
        _("Checked"),
        _("Every sheet has as many rows as were written into it, and no cell of the file is a formula."),
    ]
    yield [_("Not compared"), _not_compared(keys)]


def _compared() -> Iterator[tuple[str, Row]]:
    of_sheet = _("Compared in “%(sheet)s”")
    agencies = _("The number of rows; how many agencies have responded, and how many on time.")
    answers = _(
        "The number of rows of both levels and of every sheet of repeating rows; for every question and "
        "level, how many answers are in each of the four states."
    )
    yield "agencies", [of_sheet % {"sheet": _("Agencies")}, agencies]
    yield "scores", [of_sheet % {"sheet": _("Scores")}, _("The number of rows, and the sum of every column.")]
    yield "items", [of_sheet % {"sheet": _("Items")}, _("Every n, counted anew answer by answer.")]
    yield ANSWERS, [of_sheet % {"sheet": _("Answers")}, answers]
    yield "journal", [of_sheet % {"sheet": _("Journal")}, _("The number of rows.")]


def _not_compared(keys: Container[str]) -> str:
    if "journal" in keys:
        return _("Single cells, which are read by the same queries as the page of the journal.")
    return _(
        "Single cells, the values of answers, and the sheets of rates and means, which are made by "
        "the same queries as the pages of the portal."
    )
