"""The pages for what went wrong: in both languages, and without a database where there may be none."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

HEADINGS = {
    "400": ("ระบบไม่เข้าใจคำขอนี้", "The portal did not understand this request"),
    "403": ("ท่านไม่มีสิทธิ์ทำรายการนี้", "You may not do this"),
    "404": ("ไม่พบหน้านี้", "This page was not found"),
    "csrf": ("หน้านี้หมดอายุแล้ว", "This page was out of date"),
    "500": ("เกิดข้อผิดพลาด", "Something went wrong"),
    "503": ("ระบบไม่พร้อมให้บริการชั่วคราว", "The portal is out of reach for a moment"),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_each_page_speaks_both_languages(name):
    request = None if name in {"500", "503"} else RequestFactory().get("/x/")
    for language, heading in zip(("th", "en"), HEADINGS[name], strict=True):
        with translation.override(language):
            page = render_to_string(f"errors/{name}.html", {"fields": None, "path": "/x/"}, request)
        assert f"<h1>{heading}</h1>" in page
        assert f'<html lang="{language}">' in page


def test_a_stranger_meets_the_page_of_the_portal(client, db):
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert "ท่านยังไม่ได้เข้าสู่ระบบ" in response.text


def test_what_was_sent_while_the_database_was_away_can_be_sent_again():
    fields = [("answer", "\nบรรทัดที่สอง <b>"), ("chosen", "a"), ("chosen", "b"), ("csrfmiddlewaretoken", "t")]
    context = {"fields": fields, "path": "/p/?a=1&b=2", "files_lost": True}
    with translation.override("th"):
        page = render_to_string("errors/503.html", context)
    assert '<form method="post" action="/p/?a=1&amp;b=2">' in page
    assert '<textarea name="answer" hidden>\n\nบรรทัดที่สอง &lt;b&gt;</textarea>' in page
    assert page.count('name="chosen"') == 2
    assert "ยกเว้นไฟล์แนบ" in page
    assert "http-equiv" not in page


def test_a_page_that_was_only_read_tries_again_by_itself():
    page = render_to_string("errors/503.html", {"fields": None, "path": "/p/", "retry_after": 20})
    assert '<meta http-equiv="refresh" content="20">' in page
    assert "<form" not in page
