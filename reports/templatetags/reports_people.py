"""What the templates about people need."""

import re
import unicodedata

from django import template

register = template.Library()

EXTENSION = re.compile(r"ต่อ|ext|#|,|/|-(?=\d(\D|$))", re.IGNORECASE)
"""What comes before an extension, a second number, or the last of several in a row ("4567-8")."""


@register.filter
def dialled(phone: str) -> str:
    """The number that a telephone should dial for what somebody typed; "" when there is none.

    "0 2612 6000 ต่อ 4201" is 026126000: an extension has to be asked for.
    """
    first = EXTENSION.split(phone, maxsplit=1)[0]
    digits = "".join(str(unicodedata.decimal(sign)) for sign in first if sign.isdecimal())
    return ("+" if first.lstrip(" (").startswith("+") else "") + digits if digits else ""
