"""Why there is nothing left to sign, for an approver whose page is older than that."""

from django.utils.translation import gettext as _

from portal.templatetags.portal_format import datetime_be
from surveys.models import Signature, Submission
from surveys.queries.reviews import ends_of_reviews
from surveys.queries.submissions import last_return_of
from surveys.views.refusals import refusal_text


def settled_text(submission: Submission, code: str) -> str:
    """What to say for the `code` of `why_not_signable`: who has signed or returned the answers, and when."""
    if code == "already_signed":
        return _signed(submission)
    if submission.state == Submission.State.RETURNED:
        return _returned(submission)
    return refusal_text(code)


def _signed(submission: Submission) -> str:
    signature = Signature.objects.get(version=submission.current_version_id)
    text = _("%(who)s signed these answers, %(when)s. There is nothing left to sign.")
    return text % {"who": signature.full_name, "when": datetime_be(signature.signed_at)}


def _returned(submission: Submission) -> str:
    returned = last_return_of(submission)
    who = returned.actor.full_name if returned and returned.actor else ""
    if returned and returned.at in ends_of_reviews(submission):
        who = _("EGA")
    text = _(
        "%(who)s returned these answers for correction, %(when)s. "
        "They can be signed when the officers have submitted them again."
    )
    return text % {"who": who, "when": datetime_be(returned.at if returned else None)}
