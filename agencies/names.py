"""What may stand as a person's name, position or telephone number, on a page and in a signature."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# They reverse or reorder the text around them.
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Unicode counts these as letters, but they show nothing.
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
LINE_BREAKS_AND_CONTROLS = {"Cc", "Zl", "Zp"}
FEWEST_DIGITS = 4


def one_visible_line(text: str) -> None:
    """Raises ValidationError unless `text` is one line that reads as it is stored, with a letter or digit."""
    if any(_disturbs(character) for character in text):
        raise ValidationError(
            _("Type this on one line, without control characters. Typing it anew helps."), code="disturbing"
        )
    if not any(_shows(character) for character in text):
        raise ValidationError(_("Type at least one letter or digit."), code="invisible")


def telephone(text: str) -> None:
    """Raises ValidationError unless somebody can be called at `text`, which may name an extension in words.

    The shortest numbers, those of hotlines, have four digits.
    """
    if sum(map(str.isdecimal, text)) < FEWEST_DIGITS:
        raise ValidationError(
            _("Type a telephone number with at least four digits, such as 0 2123 4567 ต่อ 8."),
            code="no_number",
        )


def _disturbs(character: str) -> bool:
    return character in BIDI_CONTROLS or unicodedata.category(character) in LINE_BREAKS_AND_CONTROLS


def _shows(character: str) -> bool:
    return unicodedata.category(character)[0] in {"L", "N"} and character not in BLANK_LETTERS
