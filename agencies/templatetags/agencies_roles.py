"""As what somebody looks at a page."""

from collections.abc import Iterable

from django import template
from django.template.context import RequestContext

from agencies.models import Membership

register = template.Library()


@register.simple_tag(takes_context=True)
def roles_here(context: RequestContext) -> str:
    """The reader's roles in the agency whose page this is; elsewhere, and for others, all that they have.

    Needs `own_roles` (agencies.context_processors).
    """
    submission = context.get("submission")
    own: list[Membership] = list(context["own_roles"])
    here = [each for each in own if submission and each.agency_id == submission.agency_id]
    return in_words(here or own)


def in_words(memberships: Iterable[Membership]) -> str:
    """“Officer, Approver · Department A”; without the agency where the roles are for several."""
    memberships = list(memberships)
    roles = ", ".join(dict.fromkeys(each.get_role_display() for each in memberships))
    scopes = {str(each.scope or "") for each in memberships}
    return " · ".join(filter(None, (roles, scopes.pop() if len(scopes) == 1 else "")))
