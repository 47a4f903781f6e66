"""The roster as a workbook that the portal can read again.

Its sheets and columns are those of `agencies.roster.workbook`; every cell is text, so that a code keeps its
zeros and a name that begins with "=" is no formula.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

from agencies.roster.rows import AgencyRow, MinistryRow, OfficeKindRow, ProvinceRow, Rows, from_rows
from agencies.roster.workbook import AGENCIES, COLUMNS, MINISTRIES, OFFICE_KINDS, PROVINCES
from reports.workbooks.styles import FONT, LINE, PAPER_OF_HEADS, SIZE
from reports.workbooks.text import clean

GUIDE: Final = "guide"
WIDTHS: Final[Mapping[str, int]] = {"name_th": 60, "name_en": 60, "type": 22, "level": 13, "iso_3166_2": 12}
GUIDE_WIDTHS: Final = (16, 16, 70, 70)

EXPLAINED: Final[Mapping[tuple[str, str], str]] = {
    (AGENCIES, "code"): _("The code of the agency. It never changes: another code is another agency."),
    (AGENCIES, "active"): _("yes: asked in new rounds. no: kept, but not asked."),
    (AGENCIES, "level"): _("department or province."),
    (AGENCIES, "type"): _(
        "government, state-enterprise, public-organisation, independent or special-local; provincial-office "
        "for every agency of the province level."
    ),
    (AGENCIES, "name_th"): _("The Thai name."),
    (AGENCIES, "name_en"): _("The English name."),
    (AGENCIES, "ministry"): _("The code of the ministry; department level only."),
    (AGENCIES, "province"): _("The code of the province; province level only."),
    (AGENCIES, "office_kind"): _("The number of the kind of office; province level only."),
    (AGENCIES, "region"): _(
        "national, bangkok, central, north, northeast or south. Blank is national for a department, and the "
        "region of the province for an office."
    ),
    (MINISTRIES, "code"): _("The code of the ministry, two to four digits as text."),
    (PROVINCES, "code"): _("The code of the province, two digits as text."),
    (OFFICE_KINDS, "no"): _("The number of the kind of office, 1 to 99."),
}
WHOLE: Final = _(
    "This workbook is the whole roster. Change it, then import it on the roster page: you see what would "
    "change before anything does. An agency whose row is taken out is deactivated, never deleted."
)


def roster_workbook(rows: Rows) -> bytes:
    """An .xlsx of all agencies, ministries, provinces and office kinds, with a sheet that explains them."""
    book = Workbook(write_only=True)
    for style in STYLES:
        book.add_named_style(style())
    roster = from_rows(rows)
    _sheet(book, AGENCIES, map(_agency, roster.agencies))
    _sheet(book, MINISTRIES, map(_ministry, roster.ministries))
    _sheet(book, PROVINCES, map(_province, roster.provinces))
    _sheet(book, OFFICE_KINDS, map(_kind, roster.office_kinds))
    _guide(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _agency(row: AgencyRow) -> Sequence[str]:
    kind = "" if row.office_kind is None else str(row.office_kind)
    active = "yes" if row.is_active else "no"
    place = (row.ministry or "", row.province or "", kind, row.region)
    return (row.code, active, row.audience, row.type, row.name_th, row.name_en, *place)


def _ministry(row: MinistryRow) -> Sequence[str]:
    return row.code, row.name_th, row.name_en


def _province(row: ProvinceRow) -> Sequence[str]:
    names = (row.name_th, row.name_en, row.abbreviation_th)
    return (row.code, row.iso_code, *names, row.region, row.map_id)


def _kind(row: OfficeKindRow) -> Sequence[str]:
    return row.code, row.name_th, row.name_en


def _sheet(book: Workbook, name: str, rows: Iterable[Sequence[str]]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    columns = COLUMNS[name]
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTHS.get(column, 12)
    lines = [[_cell(sheet, column, "r-head") for column in columns]]
    lines += [[_cell(sheet, text, "r-text") for text in row] for row in rows]
    for line in lines:
        sheet.append(line)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(lines)}"


def _guide(book: Workbook) -> None:
    sheet = book.create_sheet(GUIDE)
    for at, width in enumerate(GUIDE_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([_cell(sheet, text, "r-head") for text in ("sheet", "column", "ไทย", "English")])
    for place, text in [(("", ""), WHOLE), *EXPLAINED.items()]:
        texts = (*place, _in("th", text), _in("en", text))
        sheet.append([_cell(sheet, each, "r-note") for each in texts])


def _in(language: str, text: str) -> str:
    with override(language):
        return gettext(text)


def _cell(sheet: Any, text: str, style: str) -> Any:
    cell = WriteOnlyCell(sheet, value=clean(text) or None)
    if cell.value is not None:
        cell.data_type = "s"
    cell.style = style
    return cell


def _head() -> NamedStyle:
    return NamedStyle(
        "r-head",
        font=Font(name=FONT, size=SIZE, bold=True),
        fill=PatternFill("solid", fgColor=PAPER_OF_HEADS),
        border=Border(bottom=Side("thin", color=LINE)),
        number_format="@",
    )


def _text() -> NamedStyle:
    return NamedStyle("r-text", font=Font(name=FONT, size=SIZE), number_format="@")


def _note() -> NamedStyle:
    wrapped = Alignment(wrap_text=True, vertical="top")
    return NamedStyle("r-note", font=Font(name=FONT, size=SIZE), number_format="@", alignment=wrapped)


STYLES: Final[tuple[Callable[[], NamedStyle], ...]] = (_head, _text, _note)
