"""What may stand as a name in a signature."""

import pytest
from django.core.exceptions import ValidationError

from agencies.names import one_visible_line


@pytest.mark.parametrize("text", ["สมหญิง ใจดี", "นัก\u200bวิชาการ", "O’Brien-Smith", "0 2123 4567 ต่อ 8", "๑"])
def test_what_people_write_is_accepted(text):
    one_visible_line(text)


@pytest.mark.parametrize(
    "text, code",
    [
        *[(text, "invisible") for text in ("\u200b", "\u2060 \u00ad", "\u3164", "\u2800", "–")],
        *[
            (f"สม{between}หญิง", "disturbing")
            for between in (
                "\n",
                "\r",
                "\t",
                "\x07",
                "\x85",
                "\u2028",
                "\u200f",
                "\u202e",
                "\u2066",
                "\u2069",
            )
        ],
    ],
)
def test_what_misleads_is_refused(text, code):
    with pytest.raises(ValidationError) as refused:
        one_visible_line(text)
    assert refused.value.code == code
