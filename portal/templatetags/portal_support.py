"""Whom to ask. A tag, because some error pages are made without context processors."""

from django import template

from portal.support import support

register = template.Library()


@register.inclusion_tag("components/support.html")
def support_contact() -> dict[str, object]:
    """The help desk in one paragraph; nothing where none was set."""
    return {"support": support()}
