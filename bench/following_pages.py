"""The pages from which EGA follows and runs a round, and one round of asking for each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse

from agencies.models import Membership, Role, User
from bench.memory import forget_peak, peak, resident
from bench.pages import queries_of, show
from bench.people import session_of
from bench.timing import Timing, seconds_of
from bench.visitor import Visitor
from reports.queries.groups import Grouping
from surveys.models import Round, Submission
from surveys.reminding.steps import Step

HEALTH = "health page"
WARM_UP = 4
"""Requests before the first measured one: one process may get all of them, or each two."""

AT_LEAST = 5
PATIENCE = 120  # seconds
LAST = "100000"
"""A number of a page that no list has: it becomes that of the last one."""

WORD = "สำนักงาน"
"""Stands in the name of most provincial offices."""


@dataclass(frozen=True)
class PageFigures:
    """How long one page takes, its queries, and by how many MiB it raises the peak of a web process."""

    timing: Timing
    queries: int
    memory: float


def manager() -> User:
    """Somebody of EGA who may see every page."""
    user, _new = User.objects.get_or_create(email="manager@bench.example", defaults={"full_name": "bench"})
    Membership.objects.get_or_create(user=user, role=Role.MANAGER)
    return user


def figures_of(
    survey_round: Round, *, host: str, web: Sequence[int], times: int, seconds: float
) -> Iterator[PageFigures]:
    """Each page as soon as it is known; `web` are the process ids of all that answer at `host`.

    A page is asked for `times` times, or less often if that took longer than `seconds`.
    """
    session = session_of(manager())
    for name, address in {HEALTH: reverse("health-live"), **addresses(survey_round)}.items():
        # A page that keeps more in the process than others shows in its first request.
        before = {process: resident(process) for process in web}
        for process in web:
            forget_peak(process)
        with Visitor(host=host, session=session, timeout=PATIENCE) as visitor:
            ask = partial(show, visitor, address)
            warm = [seconds_of(ask) for _time in range(WARM_UP)]
            number = max(AT_LEAST, min(times, int(seconds / min(warm))))
            each = [seconds_of(ask) for _time in range(number)]
        memory = max(peak(process) - before[process] for process in web)
        yield PageFigures(Timing(name, each, sum(each)), queries_of(address, session), memory)


def addresses(survey_round: Round) -> dict[str, str]:
    """By the name of the page, its path with what is chosen."""
    return {
        **_response(survey_round),
        **_agencies(survey_round),
        **_results(survey_round),
        **_of_round(survey_round),
        **_managing(survey_round),
    }


def _response(survey_round: Round) -> dict[str, str]:
    by = {f"dashboard by {each.value}": _page("dashboard", survey_round, by=each.value) for each in Grouping}
    return {"dashboard": _page("dashboard", survey_round), **by} | {
        "dashboard, provinces": _page("dashboard", survey_round, audience="province", by="province"),
    }


def _agencies(survey_round: Round) -> dict[str, str]:
    chosen = {
        "first": {},
        "last": {"page": LAST},
        "by name": {"sort": "name"},
        "by activity": {"sort": "-activity"},
        "searched": {"q": WORD},
        "late": {"timing": "late"},
        "never logged in": {"access": "never_logged_in"},
    }
    return {
        f"agencies, {name}": _page("agencies", survey_round, **query) for name, query in chosen.items()
    } | {
        "agency": _page("agency", survey_round, _somebody(survey_round)),
        "contacts": _page("contacts", survey_round),
        "calls": _page("calls", survey_round),
        "calls, last": _page("calls", survey_round, page=LAST),
        "without people": _page("unstaffed", survey_round),
    }


def _results(survey_round: Round) -> dict[str, str]:
    by = {
        f"results by {each.value}": _page("results", survey_round, audience=level, by=each.value)
        for level, groupings in (
            ("department", (Grouping.TYPE, Grouping.MINISTRY)),
            ("province", (Grouping.REGION, Grouping.PROVINCE, Grouping.OFFICE_KIND)),
        )
        for each in groupings
    }
    return by | {
        "items, departments": _page("items", survey_round, audience="department"),
        "items, provinces": _page("items", survey_round, audience="province"),
        "runs": _page("runs", survey_round),
    }


def _of_round(survey_round: Round) -> dict[str, str]:
    return {
        "reminders": _page("reminders", survey_round),
        "reminder, dry run": _page("reminder_step", survey_round, Step.NEVER_LOGGED_IN.value),
        "workbooks": _page("exports", survey_round),
        "asking": _page("asking", survey_round),
        "more time": _page("time_for_many", survey_round),
        "round": reverse("surveys:round", args=[survey_round.code]),
        "rounds": reverse("surveys:rounds"),
    }


def _managing(survey_round: Round) -> dict[str, str]:
    code = _somebody(survey_round)
    return {
        "journal": _with(reverse("reports:journal")),
        "journal, tenth page": _with(reverse("reports:journal"), page="10"),
        "journal of an agency": _with(reverse("reports:journal"), agency=code),
        "journal of a round": _with(reverse("reports:journal"), round=survey_round.code),
        "people": _with(reverse("agencies:people")),
        "people, last": _with(reverse("agencies:people"), page=LAST),
        "people, searched": _with(reverse("agencies:people"), q=code),
        "invitations": reverse("agencies:invitations"),
        "roster": _with(reverse("reports:roster")),
        "roster, by name": _with(reverse("reports:roster"), sort="name"),
        "roster, searched": _with(reverse("reports:roster"), q=WORD),
        "roster, agency": reverse("reports:roster_agency", args=[code]),
        "system": reverse("reports:system"),
    }


def _somebody(survey_round: Round) -> str:
    """The code of an agency that has signed."""
    signed = survey_round.submissions.filter(state=Submission.State.SIGNED).order_by("pk")
    return str(signed.values_list("agency__code", flat=True)[0])


def _page(name: str, survey_round: Round, *parts: str, **query: str) -> str:
    return _with(reverse(f"reports:{name}", args=[survey_round.code, *parts]), **query)


def _with(path: str, **query: str) -> str:
    return f"{path}?{urlencode(query)}" if query else path
