"""The round is opened, and people are invited by a list from Excel; one mail bounces."""

from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from agencies.models import Invitation, Membership, Role
from tests.journeys.year.driver import (
    download,
    enter,
    follow,
    lines,
    press,
    rows,
    tick,
    told,
    upload,
)
from tests.journeys.year.story import Year

LACKING = ["D1105", "D1107", "D1109", "D1110", "D1204", "P5003", "P5005"]
BOUNCING, CORRECTED = "officer@d1107.example.go.th", "staff@d1107.example.go.th"
NAMES = {"Officer": "ผู้กรอก", "Approver": "ผู้รับรอง"}
REPLY = "550 5.1.1 no such user"


def open_the_round(year: Year) -> None:
    page = year.ega
    with year.step("open the round"):
        page.goto(f"/manage/rounds/{year.code}/")
        follow(page, "Open the round now")
        told_here = lines(page, ".check-list li")
        assert [line.partition(":")[0] for line in told_here] == [*["In order"] * 5, *["Look at this"] * 2]
        assert [line.partition(": ")[2] for line in told_here][-2:] == [
            "Agencies in which nobody has an account to answer with: 7. Accounts can be given later too.",
            "Agencies in which nobody has an account to sign with: 7. Accounts can be given later too.",
        ]
        expect(page.locator(".promises")).to_contain_text("This step sends no mail.")
        year.look("opening")
        press(page, "Open the round now")
        told(page, "The round is open.")


def invite(year: Year) -> None:
    page = year.ega
    year.mail.recipients[BOUNCING] = REPLY
    with year.step("take the list of agencies that lack people, and fill it in"):
        page.goto(f"/dashboard/{year.code}/agencies/")
        follow(page, "Agencies without officer or approver")
        assert [line[0] for line in rows(page)] == LACKING
        path = fill_in(download(page, "Download the list to fill in", year.folder / "people.xlsx"))
    with year.step("invite everybody on the list"):
        follow(page, "Upload the list")
        upload(page, path, "Upload and look over")
        expect(page.locator("main")).to_contain_text(
            "14 rows for 14 people: 14 new accounts, 14 invitations by mail."
        )
        press(page, "Give the roles and send the invitations")
        told(page, "14 invitations will be sent within the next minutes.")
    with year.step("see that one mail has bounced"):
        expect(page.locator("main")).to_contain_text("Not delivered 1")
        expect(page.locator("main")).to_contain_text("Sent 13")
        wanted = [address for address in invited() if address != BOUNCING]
        assert year.mail.addresses() == wanted, "each address gets one mail"
        follow(page, "Not delivered")
        ((person, state, what, *_rest),) = rows(page)
        assert (person.split()[-1], state, REPLY in what) == (BOUNCING, "Not delivered", True)
        year.look("bounced")
    with year.step("correct the address and send the invitation again"):
        follow(page, "ผู้กรอก D1107")
        follow(page, "Change the address")
        enter(page, "E-mail address", CORRECTED)
        tick(page, "I have made sure of it: change it at once")
        press(page, "Change the address")
        told(page, "The address is changed")
        press(page, "Send a new invitation")
        told(page, "invitation")
        page.goto("/manage/people/invitations/")
        expect(page.locator("main")).to_contain_text("Not delivered 0")
        expect(page.locator("main")).to_contain_text("Sent 14")
        assert year.mail.addresses() == invited()
        assert Invitation.objects.filter(state=Invitation.State.SENT).count() == len(LACKING) * 2


def fill_in(path: Path) -> Path:
    """A person for each row of the list, as the agencies have named them by telephone."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        code, role = str(row[0].value), str(row[5].value)
        row[1].value = f"{role.lower()}@{code.lower()}.example.go.th"
        row[2].value = f"{NAMES[role]} {code}"
    book.save(path)
    return path


def invited() -> list[str]:
    """The addresses of the people of the agencies that lacked some."""
    roles = Membership.objects.filter(agency__code__in=LACKING, role__in=[Role.OFFICER, Role.APPROVER])
    return sorted(roles.filter(user__is_active=True).values_list("user__email", flat=True))
