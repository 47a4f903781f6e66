"""What a reminder says: texts to begin with, and the placeholders that are filled in for each person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from portal.templatetags.portal_format import date_be
from surveys.models import Reminder, ReminderTexts, Round, Submission

Step = Reminder.Step

PLACEHOLDERS: Final[Mapping[str, str | Promise]] = {
    "name": gettext_lazy("name of the person"),
    "agency": gettext_lazy("name of the agency"),
    "round": gettext_lazy("name of the round"),
    "last_day": gettext_lazy("the agency’s last day"),
    "link": gettext_lazy("address of the agency’s questionnaire"),
}
BRACES: Final = re.compile(r"\{([^{}\n]*)\}")

GREETING: Final = _("Dear {name},")
CLOSING: Final = _("Round: {round}\nLast day: {last_day}\n\nOpen the questionnaire here:\n\n    {link}")
SUBJECTS: Final[Mapping[Step, str]] = {
    Step.NEVER_LOGGED_IN: _("{agency}: please log in to the digital government readiness survey"),
    Step.NOT_STARTED: _("{agency}: please begin the digital government readiness survey"),
    Step.STARTED: _("{agency}: please finish and submit the answers"),
    Step.WAITING: _("{agency}: the answers wait for your signature"),
    Step.RETURNED: _("{agency}: please correct and submit the answers again"),
    Step.DAYS_30: _("{agency}: the survey ends on {last_day}"),
    Step.DAYS_7: _("{agency}: the survey ends on {last_day}"),
    Step.DAYS_1: _("{agency}: the survey ends on {last_day}"),
}
ENDING_SOON: Final = _(
    "the survey ends soon, and {agency} has not responded yet. "
    "It counts as having responded once the answers are submitted and, where the round asks for it, signed."
)
SENTENCES: Final[Mapping[Step, str]] = {
    Step.NEVER_LOGGED_IN: _(
        "nobody of {agency} has logged in since the survey opened. "
        "Please log in, and use “Forgot your password?” if you have none yet."
    ),
    Step.NOT_STARTED: _("{agency} has not begun to answer yet. Please begin; every answer saves itself."),
    Step.STARTED: _("{agency} has begun to answer but not submitted yet. Please finish and submit."),
    Step.WAITING: _("{agency} has submitted its answers. They count only once you have signed them."),
    Step.RETURNED: _(
        "the answers of {agency} were returned for correction. Please correct them and submit them again."
    ),
    Step.DAYS_30: ENDING_SOON,
    Step.DAYS_7: ENDING_SOON,
    Step.DAYS_1: ENDING_SOON,
}


@dataclass(frozen=True, slots=True)
class Texts:
    """Subject and body in both languages, with placeholders."""

    subject_th: str
    body_th: str
    subject_en: str
    body_en: str

    @property
    def digest(self) -> str:
        """The same for the same words: what somebody looked at is what is changed."""
        return sha256(
            repr((self.subject_th, self.body_th, self.subject_en, self.body_en)).encode()
        ).hexdigest()


def first_texts(step: Step) -> Texts:
    """What somebody begins with who writes a reminder."""
    return Texts(*_in("th", step), *_in("en", step))


def texts_of(survey_round: Round, step: Step) -> Texts:
    """What the portal itself writes in the round: the standard texts, or a manager's own."""
    return texts_in(ReminderTexts.objects.filter(round=survey_round, step=step).first(), step)


def texts_in(changed: ReminderTexts | Reminder | None, step: Step) -> Texts:
    """Those of the row, or the standard ones of the step."""
    if changed is None:
        return first_texts(step)
    return Texts(changed.subject_th, changed.body_th, changed.subject_en, changed.body_en)


def _in(language: str, step: Step) -> tuple[str, str]:
    with translation.override(language):
        parts = (GREETING, SENTENCES[step], CLOSING)
        return gettext(SUBJECTS[step]), "\n\n".join(gettext(part) for part in parts)


def unknown_placeholders(text: str) -> list[str]:
    """Names in braces that cannot be filled in, in order."""
    return [name for name in BRACES.findall(text) if name not in PLACEHOLDERS]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its placeholders filled in; what a value holds is never taken for one."""
    return BRACES.sub(lambda found: values.get(found[1], found[0]), text)


def values_for(*, submission: Submission, name: str, link: str) -> dict[str, str]:
    """What is filled in, in the active language."""
    return {
        "name": name,
        "agency": submission.agency.name,
        "round": submission.round.name,
        "last_day": date_be(submission.last_day),
        "link": link,
    }
