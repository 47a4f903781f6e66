"""Where a round stands today, in words that hold after its deadline too."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.templatetags.portal_format import date_be
from surveys.models import Round
from surveys.views.countdown import time_left


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """`mark` names a mark of img/marks.svg; `rest` is the time left for answering, "" when there is none."""

    mark: str
    label: str
    rest: str = ""


def standing_of_round(survey_round: Round, now: dt.datetime) -> RoundStanding:
    """An open round takes answers between its days; afterwards it stays open for signatures."""
    if survey_round.archived_at is not None:
        return RoundStanding("archived", _("Archived"))
    if survey_round.state != Round.State.OPEN:
        return RoundStanding(survey_round.state, str(survey_round.get_state_display()))
    if now < survey_round.opens_at:
        return RoundStanding("preparing", _("Begins on %(day)s") % {"day": date_be(survey_round.opens_on)})
    if now < survey_round.deadline:
        rest = time_left(survey_round.deadline, now)
        return RoundStanding("open", str(survey_round.get_state_display()), rest)
    if survey_round.needs_sign_off:
        return RoundStanding("waiting", _("Deadline passed, signing still possible"))
    return RoundStanding("closed", _("Deadline passed"))
