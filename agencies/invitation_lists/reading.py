"""From an uploaded workbook to rows that can be invited. A row with a problem is not among them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from agencies.invitation_lists.columns import (
    AGENCY,
    COLUMNS,
    EMAIL,
    NAME,
    OBLIGATORY,
    PHONE,
    POSITION,
    ROLE,
    column_of,
    role_of,
)
from agencies.invitation_lists.rows import ListProblem, ListRow, ReadList
from agencies.models import Agency, User
from agencies.names import one_visible_line, telephone
from surveys.questionnaire.problems import Problem, WorkbookError
from surveys.questionnaire.tables import text_of
from surveys.questionnaire.xlsx import read_first_sheet

LONGEST: Mapping[str, int] = {EMAIL: 254, NAME: 200, POSITION: 200, PHONE: 50}
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What is there already: agency code → whether it is active, address → whether it is switched on."""

    agencies: Mapping[str, bool]
    people: Mapping[str, bool]


def read_list(*, data: bytes, file_name: str) -> ReadList:
    """Every row of the first sheet, checked. A file that is no workbook has one problem and no rows."""
    try:
        table, unreadable = read_first_sheet(data, file_name)
    except WorkbookError as error:
        return ReadList(problems=[ListProblem(0, "", problem.code) for problem in error.problems])
    texts = [[text_of(cell) for cell in row] for row in table]
    heading_row = next((at for at, row in enumerate(texts) if any(row)), None)
    if heading_row is None:
        return ReadList(problems=[ListProblem(0, "", "empty_sheet")])
    columns = [column_of(text) for text in texts[heading_row]]
    if missing := _heading_problems(columns, texts[heading_row], heading_row + 1):
        return ReadList(problems=missing)
    rows = {
        number: _cells(columns, row)
        for number, row in enumerate(texts[heading_row + 1 :], start=heading_row + 2)
        if any(row)
    }
    if not rows:
        return ReadList(problems=[ListProblem(0, "", "empty_sheet")])
    return _checked(rows, _formulas(unreadable, columns, texts[heading_row]))


def known() -> Known:
    """Two queries."""
    return Known(
        dict(Agency.objects.order_by().values_list("code", "is_active")),
        dict(User.objects.order_by().values_list("email", "is_active")),
    )


def _checked(rows: Mapping[int, Cells], unreadable: Iterable[ListProblem]) -> ReadList:
    problems = [*unreadable]
    there = known()
    for number, cells in rows.items():
        problems.extend(_row_problems(number, cells, there))
    problems.extend(_repetitions(rows))
    wrong = {problem.row for problem in problems}
    good = [_row(number, cells) for number, cells in rows.items() if number not in wrong]
    return ReadList(good, sorted(problems, key=lambda problem: (problem.row, COLUMNS.index(problem.column))))


def _heading_problems(columns: Sequence[str | None], texts: Sequence[str], row: int) -> list[ListProblem]:
    counts = Counter(columns)
    missing = [ListProblem(row, column, "missing_column") for column in OBLIGATORY if not counts[column]]
    twice = [ListProblem(row, column, "column_twice") for column in COLUMNS if counts[column] > 1]
    return [*missing, *twice]


def _formulas(
    unreadable: Iterable[Problem], columns: Sequence[str | None], headings: Sequence[str]
) -> Iterator[ListProblem]:
    """Cells whose value cannot be read, in the columns that matter."""
    for problem in unreadable:
        if column := column_of(problem.column):
            yield ListProblem(problem.row, column, problem.code)


def _cells(columns: Sequence[str | None], row: Sequence[str]) -> Cells:
    named = {column: text for column, text in zip(columns, row, strict=False) if column}
    return {column: named.get(column, "") for column in COLUMNS}


def _row_problems(number: int, cells: Cells, there: Known) -> Iterator[ListProblem]:
    for column in OBLIGATORY:
        if not cells[column]:
            yield ListProblem(number, column, "missing")
    for column, longest in LONGEST.items():
        if len(cells[column]) > longest:
            yield ListProblem(number, column, "too_long", str(longest))
    for column, code in (
        (AGENCY, _agency_code(cells[AGENCY], there)),
        (EMAIL, _email_code(cells[EMAIL], there)),
        (NAME, _line_code(cells[NAME])),
        (POSITION, _line_code(cells[POSITION])),
        (PHONE, _phone_code(cells[PHONE])),
        (ROLE, "" if not cells[ROLE] or role_of(cells[ROLE]) else "unknown_role"),
    ):
        if code:
            yield ListProblem(number, column, code, cells[column])


def _agency_code(code: str, there: Known) -> str:
    if not code:
        return ""
    if code.upper() not in there.agencies:
        return "unknown_agency"
    return "" if there.agencies[code.upper()] else "retired_agency"


def _email_code(email: str, there: Known) -> str:
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError:
        return "bad_email"
    return "" if there.people.get(email.lower(), True) else "switched_off"


def _line_code(text: str) -> str:
    try:
        if text:
            one_visible_line(text)
    except ValidationError:
        return "bad_line"
    return ""


def _phone_code(text: str) -> str:
    try:
        if text:
            one_visible_line(text)
            telephone(text)
    except ValidationError:
        return "bad_phone"
    return ""


def _repetitions(rows: Mapping[int, Cells]) -> Iterator[ListProblem]:
    """The same role of the same person twice, and one address with two names."""
    roles: dict[tuple[str, str, str], int] = {}
    names: dict[str, tuple[int, str]] = {}
    for number, cells in rows.items():
        email = cells[EMAIL].lower()
        role = (email, cells[AGENCY].upper(), str(role_of(cells[ROLE])))
        if not email:
            continue
        if first := roles.get(role):
            yield ListProblem(number, EMAIL, "row_twice", cells[EMAIL], first)
        first_row, name = names.setdefault(email, (number, cells[NAME]))
        if name != cells[NAME]:
            yield ListProblem(number, NAME, "other_name", cells[NAME], first_row)
        roles.setdefault(role, number)


def _row(number: int, cells: Cells) -> ListRow:
    return ListRow(
        row=number,
        agency=cells[AGENCY].upper(),
        email=cells[EMAIL].lower(),
        full_name=cells[NAME],
        position=cells[POSITION],
        phone=cells[PHONE],
        role=str(role_of(cells[ROLE])),
    )
