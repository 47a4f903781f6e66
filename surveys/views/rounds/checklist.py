"""The check-list before a step, in the reader's language."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from portal.templatetags.portal_format import count, date_be
from surveys.models import Round
from surveys.queries.round_checks import Check, Outcome
from surveys.views.rounds.access import address
from surveys.views.rounds.levels import level_name

MARKS = {Outcome.FINE: "good", Outcome.WARNS: "warn", Outcome.BLOCKS: "bad"}
WORDS = {Outcome.FINE: _("In order"), Outcome.WARNS: _("Look at this"), Outcome.BLOCKS: _("Missing")}
CHECKS = {
    "has_questionnaire": _("The questionnaire is “%(title)s”."),
    "no_questionnaire": _("No questionnaire is chosen."),
    "weights_fine": _("%(level)s: the weights of the dimensions add up to 100."),
    "weights_shared": _(
        "%(level)s: the weights of the dimensions asked are %(total)s of 100. The rest belongs to dimensions "
        "that are not asked at this level, and is shared out."
    ),
    "weights_off": _(
        "%(level)s: the weights of the dimensions add up to %(total)s instead of 100. Correct the workbook, "
        "load it again, and choose it in the settings."
    ),
    "has_agencies": _("Agencies asked: %(department)s at department level, %(province)s at province level."),
    "no_agencies": _("No agency is asked yet. Choose a questionnaire, then the agencies."),
    "days_fine": _("Agencies answer from %(opens_on)s to %(closes_on)s."),
    "days_over": _("The last day, %(closes_on)s, is over already."),
    "has_people": _("Every agency asked has the accounts that it needs."),
    "no_officer": _(
        "Agencies in which nobody has an account to answer with: %(n)s. Accounts can be given later too."
    ),
    "no_approver": _(
        "Agencies in which nobody has an account to sign with: %(n)s. Accounts can be given later too."
    ),
    "nobody_loses_anything": _("The time is over, and nothing waits for a signature."),
    "time_left": _("All agencies still have time until %(until)s."),
    "extensions_left": _("Agencies with more time than the others, at the longest until %(until)s: %(n)s."),
    "waiting_for_signature": _(
        "Agencies whose answers are submitted and wait for the signature: %(n)s. They would not count."
    ),
    "unfinished": _("Agencies that have begun and not submitted: %(n)s. Their answers would not count."),
    "unreviewed": _("Submissions with evidence that nobody has reviewed: %(n)s."),
    "under_review": _("Submissions that are being reviewed now: %(n)s."),
    "is_closed": _("The round is closed, so nothing moves any more."),
    "round_not_closed": _("The round is not closed yet, so its results could still change."),
    "nothing_scored": _("Nothing of this round is scored yet."),
    "not_all_scored": _("Scored are %(scored)s of %(responded)s responses. The workers go on with the rest."),
    "all_scored": _("All responses are scored: %(responded)s."),
}
IN_REVIEW = {"unreviewed", "under_review"}
IN_SETTINGS = {"no_questionnaire", "weights_off", "days_over"}


@dataclass(frozen=True, slots=True)
class Line:
    """One check. `mark` names a mark of img/marks.svg, `word` says what it means.

    `url` is where to mend it, `place` what that page is called; both empty where there is no such page.
    """

    mark: str
    word: str
    text: str
    place: str = ""
    url: str = ""


def lines(survey_round: Round, checks: Iterable[Check]) -> list[Line]:
    """The check-list, in its order."""
    return [_line(survey_round, each) for each in checks]


def _line(survey_round: Round, check: Check) -> Line:
    params = {name: _shown(name, value) for name, value in check.params.items()}
    text = gettext(CHECKS[check.code]) % params
    return Line(MARKS[check.outcome], gettext(WORDS[check.outcome]), text, *_way(survey_round, check.code))


def _way(survey_round: Round, code: str) -> tuple[str, str]:
    """The page on which it is mended. Agencies are chosen once it is known what they are asked."""
    if code in IN_SETTINGS:
        return gettext("Settings"), address(survey_round, "round_edit")
    if code == "no_agencies" and survey_round.questionnaire_id:
        return gettext("Agencies asked"), reverse("reports:asking", args=[survey_round.code])
    if code in IN_REVIEW:
        return gettext("Reviews"), reverse("reports:reviews", args=[survey_round.code])
    return "", ""


def _shown(name: str, value: object) -> str:
    if name == "level":
        return level_name(str(value))
    if isinstance(value, dt.date):
        return date_be(value)
    return count(value) if isinstance(value, int) else str(value)
