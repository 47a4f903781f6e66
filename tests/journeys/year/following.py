"""How the round goes: every figure of the pages is that of the database, and opens to its agencies."""

from collections.abc import Iterable

from django.db.models import QuerySet

from portal.formats import format_percent
from surveys.models import Submission
from tests.journeys.people import tiles
from tests.journeys.year.driver import follow, lines, rows
from tests.journeys.year.story import Year

State = Submission.State
SUBMITTED = (State.WAITING, State.SIGNED)
MAP = ".country__map use"
PROVINCES = {"50": "Chiang Mai", "57": "Chiang Rai"}
EVERYWHERE = 77


def follow_the_response(year: Year) -> None:
    page = year.ega
    with year.step("read the dashboard"):
        page.goto(f"/dashboard/{year.code}/")
        assert tiles(page) == expected_tiles(asked(year))
        stand = rows(page, "table:has(caption:text('Number of agencies in each state'))")
        assert {line[0]: line[1:] for line in stand} == by_state(asked(year))
        year.look("dashboard")
    with year.step("open a figure to the agencies behind it"):
        follow(page, "Not responded yet")
        missing = asked(year).exclude(state=State.SIGNED)
        assert shown_codes(year) == codes(missing)
        page.goto(f"{page.url}&ministry=11")
        assert shown_codes(year) == codes(missing.filter(agency__ministry__code="11"))
        year.look("agencies-filtered")
        colleague = page.url
        page.goto("/")
        page.goto(colleague)
        assert shown_codes(year) == codes(missing.filter(agency__ministry__code="11"))
    with year.step("read the map of the provinces"):
        page.goto(f"/dashboard/{year.code}/?audience=province&by=province#groups")
        assert page.locator(MAP).count() == EVERYWHERE
        titles = [text for text in page.locator(f"{MAP} title").all_text_contents() if "nobody" not in text]
        assert titles == [in_words(year, code) for code in PROVINCES]
        table = rows(page, "table:has(caption:text('Response by group'))")
        assert {line[0]: (line[1], line[4]) for line in table} == {
            name: tuple(map(str, (offices(year, code).count(), number(offices(year, code), [State.SIGNED]))))
            for code, name in PROVINCES.items()
        }
        year.look("map")


def asked(year: Year) -> QuerySet[Submission]:
    return year.round.submissions.all()


def offices(year: Year, province: str) -> QuerySet[Submission]:
    return asked(year).filter(agency__province__code=province)


def codes(submissions: QuerySet[Submission]) -> list[str]:
    return sorted(submissions.values_list("agency__code", flat=True))


def shown_codes(year: Year) -> list[str]:
    return sorted(lines(year.ega, "main .agency-table__code"))


def expected_tiles(submissions: QuerySet[Submission]) -> dict[str, str]:
    """The tiles of the dashboard by their filters, while nobody's time is over."""
    signed = number(submissions, [State.SIGNED])
    return {
        "?responded=yes": f"{100 * signed / submissions.count():.1f} %",
        "": str(submissions.count()),
        "?state=started": str(submissions.count() - number(submissions, [State.NOT_STARTED])),
        "?state=submitted": str(number(submissions, SUBMITTED)),
        "?timing=unsigned": str(number(submissions, [State.WAITING])),
        "?timing=on_time": str(signed),
        "?responded=no": str(submissions.count() - signed),
        "?timing=overdue": "0",
    }


def by_state(submissions: QuerySet[Submission]) -> dict[str, list[str]]:
    """The lines of the table of states: departments, provincial offices."""
    levels = [submissions.filter(agency__audience=level) for level in ("department", "province")]
    names = {
        "Signed": State.SIGNED,
        "Waiting for sign-off": State.WAITING,
        "Returned for correction": State.RETURNED,
        "Being filled in": State.DRAFT,
        "Not started": State.NOT_STARTED,
    }
    return {name: [str(number(each, [state])) for each in levels] for name, state in names.items()}


def number(submissions: QuerySet[Submission], states: Iterable[str]) -> int:
    return submissions.filter(state__in=list(states)).count()


def in_words(year: Year, province: str) -> str:
    """What the map says of a province."""
    there = offices(year, province)
    signed = number(there, [State.SIGNED])
    share = format_percent(100 * signed / there.count())
    return f"{PROVINCES[province]}: {share}, {signed} of {there.count()}"
