"""The mails that tell an agency's people of a step in the life of their submission.

They say what happened and where to read on; what was answered stays in the portal.
"""

from django.urls import reverse

from agencies.mails import send_letter
from agencies.models import User
from portal.support import support
from surveys.models import SubmissionEvent
from surveys.queries.reviews import ends_of_reviews

Kind = SubmissionEvent.Kind
PAGES = {Kind.SUBMITTED: "surveys:sign", Kind.RETURNED: "surveys:overview", Kind.SIGNED: "surveys:receipt"}


def send_step(*, step: SubmissionEvent, user: User, origin: str) -> None:
    """Mails `user` about the step, in the language of the account. Raises MailNotSent.

    `origin` is the portal as its reader reaches it: "https://portal.example.go.th".
    """
    submission, kind = step.submission, Kind(step.kind)
    context = {
        "step": step,
        "by_review": kind == Kind.RETURNED and step.at in ends_of_reviews(submission),
        "submission": submission,
        "link": origin + reverse(PAGES[kind], args=[submission.round.code, submission.agency.code]),
        "support": support,
    }
    send_letter(user=user, letter=f"surveys/mail/{kind}", context=context)
