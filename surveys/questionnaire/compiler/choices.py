"""The sheet choices: the lists of options."""

from dataclasses import dataclass
from decimal import Decimal

from surveys.questionnaire.compiler.cells import Cells, Unique
from surveys.questionnaire.compiler.findings import Findings
from surveys.questionnaire.elements import Choice
from surveys.questionnaire.vocabulary import Audience
from surveys.questionnaire.workbook import Sheet

HIGHEST = Decimal(100)


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """The options of one list with the cells that they came from."""

    name: str
    choices: tuple[Choice, ...]
    places: tuple[Cells, ...]

    def check_points(self) -> None:
        """Every option of a list that is scored needs points."""
        for choice, cells in zip(self.choices, self.places, strict=True):
            if choice.score is None and not cells.text("score"):
                cells.wrong("score", "missing_points")


def read_choices(sheet: Sheet, findings: Findings) -> dict[str, ChoiceList]:
    """The lists by name, in the order of the sheet."""
    rows: dict[str, list[Cells]] = {}
    for row in sheet:
        cells = Cells(row, findings)
        rows.setdefault(cells.name("list_name"), []).append(cells)
    return {name: _list(name, each) for name, each in rows.items()}


def _list(name: str, rows: list[Cells]) -> ChoiceList:
    names = Unique("name")
    choices = []
    for cells in rows:
        choice = _choice(cells)
        names.check(cells, choice.name)
        choices.append(choice)
    return ChoiceList(name, tuple(choices), tuple(rows))


def _choice(cells: Cells) -> Choice:
    return Choice(
        name=cells.name("name"),
        label=cells.label("label", needed=True),
        score=_points(cells),
        exclusive=cells.flag("exclusive"),
        none=cells.flag("none"),
        audience=cells.one_of("audience", Audience),
    )


def _points(cells: Cells) -> Decimal | None:
    points = cells.decimal("score", "bad_points")
    if points is not None and not 0 <= points <= HIGHEST:
        cells.wrong("score", "bad_points", value=points)
    return points
