from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from agencies.typed import FIELD, sign_page_user

register = template.Library()


@register.simple_tag(takes_context=True)
def page_user(context: RequestContext) -> SafeString | str:
    """The hidden field that says for whom a form was made, so that it survives the end of a session."""
    user = context["request"].user
    return (
        format_html('<input type="hidden" name="{}" value="{}">', FIELD, sign_page_user(user))
        if user.pk
        else ""
    )
