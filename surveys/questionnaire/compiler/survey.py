"""The sheet survey: which rows are questions, and which groups they stand in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from surveys.questionnaire.compiler.cells import Cells, Unique, listed
from surveys.questionnaire.compiler.findings import Findings
from surveys.questionnaire.compiler.usage import check_end, check_section
from surveys.questionnaire.vocabulary import Kind
from surveys.questionnaire.workbook import Sheet

PERCENTAGES: Final = "ega-percentages"
MATRIX: Final = "table-list"

LISTED_KINDS: Final = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE})
SIMPLE_KINDS: Final = frozenset(
    {
        Kind.SELECT_ONE,
        Kind.SELECT_MULTIPLE,
        Kind.INTEGER,
        Kind.DECIMAL,
        Kind.TEXT,
        Kind.DATE,
        Kind.FILE,
        Kind.NOTE,
        Kind.CALCULATE,
    }
)
ITEM_KINDS: Final[Mapping[Kind, tuple[Kind, ...]]] = {
    Kind.PERCENTAGES: (Kind.DECIMAL,),
    Kind.MATRIX: (Kind.SELECT_ONE,),
    Kind.ROWS: (Kind.SELECT_ONE, Kind.INTEGER, Kind.DECIMAL, Kind.TEXT, Kind.DATE),
}
"""What the parts of each question of several parts may be."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question as the rows of the sheet describe it; `sections` are the groups around it."""

    cells: Cells
    kind: Kind
    list_name: str = ""
    sections: tuple[Cells, ...] = ()
    items: list["Draft"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Survey:
    """The questions in order, all sections, and the names of all rows, also of those that are not usable."""

    drafts: tuple[Draft, ...]
    sections: tuple[Cells, ...]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """An open group: a section, or the question `draft` of several parts."""

    cells: Cells
    end: str
    draft: Draft | None = None


def read_survey(sheet: Sheet, findings: Findings) -> Survey:
    """Sort the rows; every mistake of nesting and naming becomes a finding."""
    return _Sorter(findings).sort(sheet)


class _Sorter:
    """Goes down the sheet with the groups that are open."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._drafts: list[Draft] = []
        self._sections: list[Cells] = []
        self._names: set[str] = set()
        self._unique = Unique("name")
        self._open: list[Group] = []

    def sort(self, sheet: Sheet) -> Survey:
        for row in sheet:
            cells = Cells(row, self._findings)
            word, _, rest = cells.needed("type").partition(" ")
            if word:
                MARKS.get(word, _Sorter.question)(self, cells, word, rest.strip())
        for group in self._open:
            group.cells.wrong("type", "unclosed_group")
        return Survey(tuple(self._drafts), tuple(self._sections), frozenset(self._names))

    def _name(self, cells: Cells) -> None:
        name = cells.name("name")
        if name == "na":
            cells.wrong("name", "reserved_name", name=name)
        self._unique.check(cells, name)
        self._names.add(name)

    def begin_group(self, cells: Cells, word: str, rest: str) -> None:
        self._name(cells)
        appearances = cells.text("appearance").split()
        if PERCENTAGES in appearances:
            self._begin_question(cells, Kind.PERCENTAGES, "end_group")
        elif MATRIX in appearances:
            self._begin_question(cells, Kind.MATRIX, "end_group")
        else:
            self._begin_section(cells)

    def begin_repeat(self, cells: Cells, word: str, rest: str) -> None:
        self._name(cells)
        self._begin_question(cells, Kind.ROWS, "end_repeat")

    def _begin_section(self, cells: Cells) -> None:
        if self._inside is not None:
            cells.wrong("type", "group_inside_question")
        check_section(cells)
        self._sections.append(cells)
        self._open.append(Group(cells, "end_group"))

    def _begin_question(self, cells: Cells, kind: Kind, end: str) -> None:
        if self._inside is not None:
            cells.wrong("type", "group_inside_question")
        draft = Draft(cells, kind, sections=self._around)
        self._drafts.append(draft)
        self._open.append(Group(cells, end, draft))

    def end(self, cells: Cells, word: str, rest: str) -> None:
        check_end(cells)
        if not self._open:
            cells.wrong("type", "group_not_open")
            return
        group = self._open.pop()
        if group.end != word:
            cells.wrong("type", "wrong_group_end", row=group.cells.row.number)
        if group.draft is not None and not group.draft.items:
            group.cells.wrong("type", "empty_group")

    def question(self, cells: Cells, word: str, rest: str) -> None:
        self._name(cells)
        kind = Kind(word) if word in SIMPLE_KINDS else None
        if kind is None or (rest and kind not in LISTED_KINDS):
            cells.wrong("type", "unknown_type", value=cells.text("type"))
            return
        if kind in LISTED_KINDS and not rest:
            cells.wrong("type", "missing_list")
        self._place(Draft(cells, kind, rest, self._around))

    def _place(self, draft: Draft) -> None:
        if self._inside is None:
            self._drafts.append(draft)
            return
        allowed = ITEM_KINDS[self._inside.kind]
        if draft.kind not in allowed:
            draft.cells.wrong("type", "bad_item_type", allowed=listed(allowed))
        self._inside.items.append(draft)

    @property
    def _inside(self) -> Draft | None:
        """The question of several parts that is open."""
        drafts = [group.draft for group in self._open if group.draft is not None]
        return drafts[-1] if drafts else None

    @property
    def _around(self) -> tuple[Cells, ...]:
        return tuple(group.cells for group in self._open if group.draft is None)


MARKS: Final[Mapping[str, Callable[[_Sorter, Cells, str, str], None]]] = {
    "begin_group": _Sorter.begin_group,
    "begin_repeat": _Sorter.begin_repeat,
    "end_group": _Sorter.end,
    "end_repeat": _Sorter.end,
}
"""The types that are not questions of their own."""
