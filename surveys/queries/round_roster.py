"""Which agencies a round asks, beside those that the roster has."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agencies.models import Agency
from surveys.models import Round, Submission


@dataclass(frozen=True, slots=True)
class UpToDate:
    """What brings a round up to date with the roster.

    `new` are active and not asked; `gone` are asked, not active any more and not started; `kept` are the same
    but have started, so they stay.
    """

    new: tuple[Agency, ...]
    gone: tuple[Submission, ...]
    kept: tuple[Submission, ...]

    @property
    def is_needed(self) -> bool:
        return bool(self.new or self.gone)

    @property
    def stamp(self) -> str:
        """Another one when anything else would be done."""
        return f"{_stamp(self.new)}-{_stamp([each.agency for each in self.gone])}"


def _stamp(agencies: Sequence[Agency]) -> str:
    return ".".join(str(agency.pk) for agency in agencies)


def up_to_date(survey_round: Round) -> UpToDate:
    """What is to be done in the round now. Two queries."""
    there = Submission.everything.of_round(survey_round).values("agency")
    new = Agency.objects.active().exclude(pk__in=there).select_related("ministry", "province")
    inactive = Submission.objects.of_round(survey_round).with_agency().filter(agency__is_active=False)
    left = list(inactive.order_by("agency__code"))
    untouched = Submission.State.NOT_STARTED
    return UpToDate(
        new=tuple(new.order_by("code")),
        gone=tuple(each for each in left if each.state == untouched),
        kept=tuple(each for each in left if each.state != untouched),
    )


def withdrawn_from(survey_round: Round) -> list[Submission]:
    """Those withdrawn, the latest first."""
    rows = Submission.everything.of_round(survey_round).withdrawn().with_agency()
    return list(rows.order_by("-withdrawn_at", "agency__code"))


def agencies_to_ask(survey_round: Round) -> list[Agency]:
    """The active agencies that the round does not ask, those withdrawn among them, by code."""
    asked = Submission.objects.of_round(survey_round).values("agency")
    return list(Agency.objects.active().exclude(pk__in=asked).order_by("code"))


def at_work() -> Mapping[str, Sequence[str]]:
    """The agencies that have begun to answer in a round that is open: code → the names of the rounds."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    rows = Submission.objects.started().filter(round__state=Round.State.OPEN)
    for submission in rows.select_related("round", "agency").defer("round__questionnaire"):
        names[submission.agency.code].append(submission.round.name)
    return names


def asked_in(agency: Agency) -> list[Submission]:
    """The agency's place in every round, those withdrawn from among them, the newest round first."""
    rows = Submission.everything.filter(agency=agency).select_related("round")
    return list(rows.order_by("-round__opens_on", "-round__pk"))
