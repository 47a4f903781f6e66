"""What was changed, in words."""

import pytest
from django.utils import translation

from audit.words import in_words


@pytest.mark.parametrize(
    "name, value, english, thai",
    [
        ("closes_on", "2026-07-31", ("Last day", "31 Jul 2026"), ("วันสุดท้าย", "31 ก.ค. 2569")),
        ("last_day", "2026-08-07", ("Last day", "7 Aug 2026"), ("วันสุดท้าย", "7 ส.ค. 2569")),
        ("is_asked", False, ("Asked in the round", "no"), ("เป็นหน่วยงานเป้าหมายของรอบสำรวจ", "ไม่ใช่")),
        ("closes_on", None, ("Last day", "–"), ("วันสุดท้าย", "–")),
        (
            "archived_at",
            "2026-07-31T17:00:00Z",
            ("Archived since", "1 Aug 2026, 00:00"),
            ("เก็บถาวรตั้งแต่", "1 ส.ค. 2569 00:00\u00a0น."),
        ),
        ("state", "open", ("State", "Open"), ("สถานะ", "เปิดรับคำตอบ")),
        ("state", "sleeping", ("State", "sleeping"), ("สถานะ", "sleeping")),
        ("needs_sign_off", True, ("Needs a signature", "yes"), ("ต้องมีการรับรอง", "ใช่")),
        ("unheard_of", ["a", 1], ("unheard_of", "a, 1"), ("unheard_of", "a, 1")),
    ],
)
def test_in_words(name, value, english, thai):
    said = {}
    for language in ("en", "th"):
        with translation.override(language):
            said[language] = in_words(name, value)
    assert said == {"en": english, "th": thai}
