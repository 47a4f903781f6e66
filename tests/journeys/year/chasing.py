"""Whoever has not started is reminded, once; a ministry gets more time, and its agencies read why."""

import datetime as dt

from playwright.sync_api import Page, expect

from agencies.models import Membership, Role
from portal.templatetags.portal_format import date_be
from surveys.models import Submission
from tests.journeys.people import tiles
from tests.journeys.year.answering import IN_BROWSER
from tests.journeys.year.driver import enter, follow, press, rows, title_is, told
from tests.journeys.year.story import Year

ANSWERING = (Role.OFFICER, Role.APPROVER)
MINISTRY = "11"
REASON = "เครือข่ายของกระทรวงขัดข้องระหว่างวันที่ 24–26"
MORE_DAYS = dt.timedelta(days=4)


def remind(year: Year) -> None:
    page, people = year.ega, not_started(year)
    with year.step("look over who has not started"):
        page.goto(f"/dashboard/{year.code}/calls/")
        year.look("calls")
        page.goto(f"/dashboard/{year.code}/reminders/")
        follow(page, "Not started")
        assert sorted(line[2] for line in rows(page)) == people
        year.look("reminder")
        assert not [address for address in people if reminders_to(year, address)], "nothing is sent yet"
    with year.step("send the reminder, from two windows at once"):
        other = page.context.new_page()
        other.goto(page.url)
        press(page, f"Send {len(people)} mails")
        title_is(page, "Reminder: Not started")
        expect(page.get_by_role("progressbar")).to_have_text(f"{len(people)}/{len(people)}")
        press(other, f"Send {len(people)} mails")
        expect(other.locator("main")).to_contain_text("Nobody left to remind")
        other.close()
        assert {address: len(reminders_to(year, address)) for address in people} == dict.fromkeys(people, 1)
        assert tiles(page) == {"?state=sent": str(len(people))}
    with year.step("let the portal remind by itself from now on"):
        page.goto(f"/dashboard/{year.code}/reminders/")
        press(page, "Switch automatic reminders on")
        told(page, "Automatic reminders are on.")


def extend(year: Year, agency: Page) -> None:
    """A whole ministry gets more time; `agency` is the browser of one that it concerns."""
    page, day = year.ega, year.round.closes_on + MORE_DAYS
    concerned = year.round.submissions.filter(agency__ministry__code=MINISTRY)
    with year.step("give a ministry more time"):
        page.goto(f"/dashboard/{year.code}/more-time/")
        page.locator("main select").select_option(f"ministry-{MINISTRY}")
        press(page, "Show the agencies")
        year.look("more-time")
        enter(page, "New last day", day.isoformat())
        enter(page, "Reason", REASON)
        press(page, f"Give {concerned.count()} agencies more time")
        told(page, f"{concerned.count()} agencies have more time now")
        assert set(concerned.values_list("extended_to", flat=True)) == {day}
    with year.step("an agency reads why it has more time"):
        agency.goto(f"/rounds/{year.code}/{IN_BROWSER}/")
        expect(agency.locator("main")).to_contain_text(REASON)
        expect(agency.locator("main")).to_contain_text(date_be(day))
        year.look("agency-more-time", agency)


def not_started(year: Year) -> list[str]:
    """The addresses of those who should have begun."""
    waiting = year.round.submissions.filter(state=Submission.State.NOT_STARTED).values("agency")
    people = Membership.objects.filter(agency__in=waiting, role__in=ANSWERING, user__is_active=True)
    return sorted(people.values_list("user__email", flat=True))


def reminders_to(year: Year, address: str) -> list[str]:
    """The subjects of the mails to that address about beginning."""
    subjects = [str(message["subject"]) for to, message in year.mail.taken if to == address]
    return [subject for subject in subjects if "โปรดเริ่มตอบ" in subject]
