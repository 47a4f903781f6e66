"""What a step will do, in sentences with numbers, before it is taken."""

import datetime as dt

from django.utils.translation import gettext as _

from portal.templatetags.portal_format import count, date_be, datetime_be
from surveys.models import Round
from surveys.queries.rounds import asked_by_level, closing_moment_of, latest_extension_of
from surveys.questionnaire.vocabulary import Audience


def on_opening(survey_round: Round, now: dt.datetime) -> list[str]:
    """Opening it by hand."""
    begins = (
        _("They can answer at once.")
        if survey_round.opens_at <= now
        else _("They can read the questions at once, and answer from %(day)s, 00:00.")
        % {"day": date_be(survey_round.opens_on)}
    )
    return [_seen_by(survey_round), begins, *_course(survey_round), _frozen(), _no_mail()]


def on_setting_the_clock(survey_round: Round, now: dt.datetime) -> list[str]:
    """Letting it open by itself."""
    text = _(
        "On %(day)s at 00:00 the round opens by itself, if nothing is missing then. "
        "Until then agencies do not see it, and you can change everything."
    )
    opens = text % {"day": date_be(survey_round.opens_on)}
    return [opens, _seen_by(survey_round), *_course(survey_round), _frozen(), _no_mail()]


def on_stopping_the_clock(survey_round: Round, now: dt.datetime) -> list[str]:
    """Not letting it open by itself after all."""
    return [_("The round stays in preparation until you open it. Nothing else changes.")]


def on_closing(survey_round: Round, now: dt.datetime) -> list[str]:
    """Closing it by hand."""
    asked = survey_round.submissions.count()
    responded = survey_round.submissions.all().responded().count()
    numbers = {"responded": count(responded), "asked": count(asked), "rest": count(asked - responded)}
    return [
        _("%(responded)s of %(asked)s agencies have responded and count; %(rest)s do not.") % numbers,
        _("Nothing in the round can be saved, submitted, signed or returned any more."),
        _("You can open it again, with a reason, as long as its results are not released."),
    ]


def on_opening_again(survey_round: Round, now: dt.datetime) -> list[str]:
    """Opening a closed round again."""
    rest = survey_round.submissions.count() - survey_round.submissions.all().responded().count()
    shown = _("Agencies go on seeing their scores, which move with their answers.")
    return [
        _("Agencies that have not responded, and could do so now: %(rest)s.") % {"rest": count(rest)},
        _("What was signed stays signed, and counts, unless it is returned for correction."),
        *([shown] if survey_round.scores_shown_at else []),
        _no_mail(),
    ]


def on_archiving(survey_round: Round, now: dt.datetime) -> list[str]:
    """Putting it out of the way."""
    kept = (
        _("It will not be asked. Its settings and the list of its agencies stay.")
        if survey_round.state == Round.State.PREPARING
        else _(
            "Its %(n)s questionnaires, their scores and what was released stay readable at their addresses."
        )
        % {"n": count(survey_round.submissions.count())}
    )
    return [
        _("The round leaves the lists of agencies, of monitors and of EGA."),
        kept,
        _("Nothing of it can be changed any more: no scoring again, no showing, releasing or taking back."),
        _("You can bring it back at any time, with a reason."),
    ]


def on_restoring(survey_round: Round, now: dt.datetime) -> list[str]:
    """Bringing it back."""
    return [_("The round stands in the lists again, as it was, and its steps can be taken again.")]


def on_moving_days(survey_round: Round, closes_on: dt.date, opens_on: dt.date | None) -> list[str]:
    """Moving the days for everybody."""
    moved = Round(
        opens_on=opens_on or survey_round.opens_on,
        closes_on=closes_on,
        closes_after_days=survey_round.closes_after_days,
        grace_minutes=survey_round.grace_minutes,
    )
    closing = closing_text(moved.closing_moment(latest_extension_of(survey_round)))
    return [*_moves(survey_round, moved), *_concerned(survey_round, moved), closing]


def closing_text(moment: dt.datetime | None) -> str:
    """When the round closes, in plain words."""
    if moment is None:
        return _("The round stays open for signing until EGA closes it.")
    text = _("The round closes by itself on %(moment)s; until then, what came in time can be signed.")
    return text % {"moment": datetime_be(moment)}


def _moves(survey_round: Round, moved: Round) -> list[str]:
    pairs = [
        (_("The first day moves from %(before)s to %(after)s."), survey_round.opens_on, moved.opens_on),
        (_("The last day moves from %(before)s to %(after)s."), survey_round.closes_on, moved.closes_on),
    ]
    return [
        text % {"before": date_be(before), "after": date_be(after)}
        for text, before, after in pairs
        if before != after
    ]


def _concerned(survey_round: Round, moved: Round) -> list[str]:
    asked = survey_round.submissions
    rest = asked.count() - asked.all().submitted().count()
    longer = asked.filter(extended_to__gt=moved.closes_on).count()
    kept = _("Agencies that were given a later day of their own, and keep it: %(n)s.") % {"n": count(longer)}
    less = _("They have less time than they were promised. Move the day back only to mend a mistake.")
    return [
        _("Agencies that have not submitted yet: %(n)s. They read the new day and your reason.")
        % {"n": count(rest)},
        *([less] if moved.closes_on < survey_round.closes_on else []),
        *([kept] if longer else []),
    ]


def _seen_by(survey_round: Round) -> str:
    asked = asked_by_level(survey_round)
    text = _(
        "Agencies that then see the questionnaire: %(department)s at department level, "
        "%(province)s at province level."
    )
    return text % {level.value: count(asked.get(level, 0)) for level in Audience}


def _course(survey_round: Round) -> list[str]:
    until = _("They can answer until the end of %(day)s.") % {"day": date_be(survey_round.closes_on)}
    grace = _("What somebody is still writing then can be saved for %(n)s minutes more.")
    minutes = survey_round.grace_minutes
    return [
        until,
        *([grace % {"n": count(minutes)}] if minutes else []),
        closing_text(closing_moment_of(survey_round)),
    ]


def _frozen() -> str:
    return _("From its opening on, the questionnaire of the round cannot be exchanged any more.")


def _no_mail() -> str:
    return _("This step sends no mail.")
