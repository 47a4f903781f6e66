"""Why a change was refused. Pages say it in the reader's language by `code`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from surveys.models import ReviewDecision
    from surveys.questionnaire.review import Review


class Refused(Exception):
    """A change that cannot be made; nothing was changed. `code` names the reason, `params` the figures."""

    def __init__(self, code: str, **params: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class NotEditable(Refused):
    """The answers cannot be changed now.

    Codes: withdrawn, round_not_open, round_closed, deadline_passed; already_submitted and already_signed
    while it can be returned for correction; submitted_no_time and signed_no_time when it no longer can.
    """


class UnknownQuestion(Refused):
    """The question is not asked of this agency, or takes no answer. Code: unknown_question."""


class Incomplete(Refused):
    """The submission lacks what `review` lists. Code: incomplete."""

    def __init__(self, review: "Review") -> None:
        super().__init__("incomplete")
        self.review = review


class BlanksChanged(Refused):
    """Other questions stay blank than those that were shown and confirmed. Code: blanks_changed."""


class NotSignable(Refused):
    """There is nothing to sign, or something else than what was read.

    Codes: withdrawn, not_submitted, already_signed, version_changed, round_closed.
    """


class NotReturnable(Refused):
    """Nothing was submitted that could be returned, or the reason is missing.

    Codes: withdrawn, not_submitted, round_closed, no_time_left, reason_missing.
    """


class EvidenceRefused(Refused):
    """The file cannot be evidence.

    Codes: evidence_not_asked, evidence_empty, evidence_too_large (`size`, `limit` in bytes),
    evidence_old_office (`old`, `new` endings), evidence_kind, evidence_content, evidence_twice,
    evidence_too_many.
    """


class RoundRefused(Refused):
    """The round cannot take that step.

    Codes of any step: changed_meanwhile, archived, reason_missing, not_open.
    Of opening: those of `surveys.queries.round_checks` that block, already_open, already_closed,
    opening_day_past, already_set, not_set.
    Of closing, opening again, archiving: not_closed, results_published, still_open, already_archived,
    not_archived.
    Of planning and days: code_taken, days_reversed, days_too_far, days_over, days_unchanged, already_begun,
    questionnaire_frozen, answers_lost, would_close_at_once, days_need_a_reason, settings_frozen.
    Of an extension of one agency: extension_in_the_past, extension_too_short, extension_too_long,
    extension_unchanged; of many at once agencies_changed and nobody_gets_more.
    """


class QuestionnaireRefused(Refused):
    """The round cannot ask that questionnaire.

    Codes: round_not_preparing, chosen_meanwhile, asked_already, answers_lost.
    """


class CrosswalkChanged(Refused):
    """Somebody else saved the crosswalk since the page was opened. Code: crosswalk_changed."""


class AskingRefused(Refused):
    """Whom the round asks cannot be changed like that.

    Codes: reason_missing, not_preparing, not_open, already_asked, already_withdrawn, not_active, up_to_date,
    plan_changed.
    """


class ReminderRefused(Refused):
    """The reminder cannot be sent, or its texts not be changed.

    Codes: reminder_not_open, nobody_left, recipients_changed, reminder_stopped; for the texts of automatic
    ones: texts_sent, texts_changed.
    """


class ReviewRefused(Refused):
    """The review cannot take that step.

    Codes of any step: withdrawn, archived, not_submitted, held_by_other (`who`), finished_already, not_held.
    Of taking: reviewed_already. Of handing over: reason_missing, same_reviewer.
    Of deciding: unknown_question, unknown_decision, not_scored, score_missing, score_out_of_range,
    reason_missing.
    Of finishing: newer_version, returned, undecided (`n`). Of taking it up again: not_finished, sent_back,
    results_published, newer_version, returned.
    """


class DecidedMeanwhile(Refused):
    """Another decision on the question was saved since the page was opened: `standing`.

    Code: decided_meanwhile.
    """

    def __init__(self, standing: "ReviewDecision") -> None:
        super().__init__("decided_meanwhile")
        self.standing = standing
