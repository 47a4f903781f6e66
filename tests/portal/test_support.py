"""Whom to ask: EGA's help desk in the footer and in what tells people to ask EGA."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from portal.support import support


@pytest.fixture
def desk(settings):
    settings.SUPPORT_EMAIL, settings.SUPPORT_PHONE = "helpdesk@ega.example", "0 2000 0000"
    settings.SUPPORT_HOURS, settings.SUPPORT_HOURS_EN = "วันราชการ", "working days"


@pytest.mark.parametrize(
    "language, sentence",
    [
        ("th", "ติดต่อสอบถาม สรอ.: helpdesk@ega.example, โทรศัพท์ 0 2000 0000 (วันราชการ)"),
        ("en", "EGA’s help desk: helpdesk@ega.example, telephone 0 2000 0000 (working days)"),
    ],
)
def test_a_sentence_in_both_languages(desk, language, sentence):
    with override(language):
        assert support().sentence == sentence


@pytest.mark.parametrize(
    "email, phone, hours, sentence",
    [
        ("", "", "", ""),
        ("", "", "working days", ""),
        ("a@ega.example", "", "", "EGA’s help desk: a@ega.example"),
        ("", "1", "working days", "EGA’s help desk: telephone 1 (working days)"),
    ],
)
def test_only_what_is_set_is_said(settings, email, phone, hours, sentence):
    settings.SUPPORT_EMAIL, settings.SUPPORT_PHONE, settings.SUPPORT_HOURS_EN = email, phone, hours
    with override("en"):
        assert (support().sentence, bool(support())) == (sentence, bool(sentence))


@pytest.mark.parametrize("page", ["errors/500.html", "errors/503.html", "errors/404.html"])
def test_it_stands_in_every_footer(desk, page):
    html = render_to_string(page, {"fields": None, "retry_after": 20, "path": "/"})
    footer = html.partition("<footer")[2]
    assert '<a href="mailto:helpdesk@ega.example">helpdesk@ega.example</a>' in footer
    assert "โทรศัพท์ 0 2000 0000" in footer


def test_a_portal_without_one_says_nothing():
    assert "mailto:" not in render_to_string("errors/500.html")
