"""The roster: taken as Excel, changed there, brought in; two agencies merged; the round asked accordingly."""

from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from agencies.models import Agency
from tests.journeys.year.driver import download, enter, follow, lines, press, rows, tick, told, upload
from tests.journeys.year.questioning import row_of
from tests.journeys.year.story import Year

RENAMED, MOVED, NEW, GONE = "D1109", "D1203", "D1110", "P5006"
GONE_NAME = "Provincial Office of Tourism (and Sports), Chiang Mai"
MERGED, SUCCESSOR = ("D1201", "D1202"), "D1204"
NEW_NAMES = (
    "สำนักงานคณะกรรมการดิจิทัลเพื่อเศรษฐกิจและสังคมแห่งชาติ",
    "Office of the National Digital Economy and Society Commission",
)
LAW = "พระราชบัญญัติปรับปรุงกระทรวง ทบวง กรม พ.ศ. 2569"


def change_the_roster(year: Year) -> None:
    page, folder = year.ega, year.folder
    with year.step("take the roster as Excel and change it there"):
        page.goto("/manage/")
        follow(page, "Roster")
        book = load_workbook(download(page, "Take as Excel", folder / "roster.xlsx"))
        change_in_excel(book)
        book.save(folder / "roster-changed.xlsx")
    with year.step("import it after a look at what would change"):
        follow(page, "Import from Excel")
        upload(page, folder / "roster-changed.xlsx", "Show what would change")
        assert {
            part: [line[:3] for line in rows(page, f"[aria-labelledby={part}] table")]
            for part in ("added", "changed", "deactivated")
        } == {
            "added": [[NEW, NEW_NAMES[1], "Added"]],
            "changed": [
                [RENAMED, "Thailand Post PLC", "Changed"],
                [MOVED, "Department of Energy Business", "Changed"],
            ],
            "deactivated": [[GONE, GONE_NAME, "Deactivated"]],
        }
        year.look("roster-import")
        tick(page, f"{MOVED} Department of Energy Business")
        enter(page, "Reason for the change", LAW)
        press(page, "Change the roster like this")
        told(page, "The roster is imported.")
    with year.step("merge two agencies"):
        page.goto("/manage/roster/")
        follow(page, "Merge agencies")
        enter(page, "Codes of the agencies that are merged", "\n".join(MERGED))
        enter(page, "Code of the agency that they become", SUCCESSOR)
        enter(page, "Thai name of the new agency (optional)", "สำนักงานพลังงานแห่งชาติ")
        enter(page, "English name of the new agency (optional)", "National Energy Office")
        enter(page, "Since", year.round.opens_on.isoformat())
        enter(page, "Reason for the change", LAW)
        press(page, "Go on")
        press(page, "Yes, merge them")
        told(page, "The agencies are merged.")
        assert formerly() == {SUCCESSOR: list(MERGED)}
    with year.step("bring the round up to date with the roster"):
        page.goto(f"/manage/rounds/{year.code}/")
        follow(page, "Agencies asked")
        assert [line.split()[0] for line in lines(page, ".roster-names li")] == [
            NEW, SUCCESSOR, *MERGED, GONE,
        ]  # fmt: skip
        press(page, "Bring the round up to date")
        told(page, "The round is up to date: 2 agencies came in, 3 went out.")
        asked = set(year.round.submissions.values_list("agency__code", flat=True))
        assert asked == set(Agency.objects.active().values_list("code", flat=True))
        expect(page.locator("main")).to_contain_text("Nobody was withdrawn.")


def change_in_excel(book: Workbook) -> None:
    """A new agency, another name, another ministry, and one agency fewer."""
    sheet = book["agencies"]
    renamed, moved = row_of(sheet, code=RENAMED), row_of(sheet, code=MOVED)
    renamed["name_th"].value, renamed["name_en"].value = "บริษัท ไปรษณีย์ไทย จำกัด (มหาชน)", "Thailand Post PLC"
    moved["ministry"].value = "11"
    like = {name: cell.value for name, cell in row_of(sheet, code="D1103").items()}
    sheet.append(
        [*(like | dict(zip(("code", "name_th", "name_en"), (NEW, *NEW_NAMES), strict=True))).values()]
    )
    sheet.delete_rows(row_of(sheet, code=GONE)["code"].row)


def formerly() -> dict[str, list[str]]:
    """The agencies that came out of others, with those."""
    found: dict[str, list[str]] = {}
    for agency in Agency.objects.filter(origins__isnull=False).distinct():
        found[agency.code] = sorted(agency.origins.values_list("predecessor__code", flat=True))
    return found
