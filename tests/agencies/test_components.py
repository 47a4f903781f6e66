"""The shared parts of pages, as their users include them."""

import re
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from portal.bound_field import PortalBoundField


def component(name: str, *, address: str = "/list/", language: str = "th", **context: Any) -> str:
    """The text of a component, with blanks as a browser would collapse them."""
    with translation.override(language):
        text = render_to_string(f"components/{name}.html", context, RequestFactory().get(address))
    return re.sub(r"\s+", " ", text).strip()


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text)).strip()


def links(text: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*)"', text)]


class Form(forms.Form):
    bound_field_class = PortalBoundField

    name = forms.CharField(label="ชื่อ")
    kind = forms.ChoiceField(label="ชนิด", choices=[("a", "ก")], widget=forms.RadioSelect, required=False)

    def clean(self) -> None:
        self.add_error("kind", "เลือกใหม่")
        self.add_error(None, "ทั้งแบบไม่ครบ")


def test_progress_is_said_in_words_too():
    text = component("progress", done=7, total=1200, label="มิติที่ 1")
    assert 'max="1200" value="7" aria-label="มิติที่ 1"' in text
    assert words(text).endswith("7 จาก 1,200")


def test_progress_of_nothing_is_an_empty_bar():
    assert 'max="1" value="0"' in component("progress", done=0, total=0)


def test_a_state_is_a_mark_and_a_word():
    text = component("state_badge", state="signed", label="รับรองแล้ว")
    assert 'aria-hidden="true"><use href="/static/img/marks.svg#signed">' in text
    assert words(text) == "รับรองแล้ว"


def test_the_error_summary_leads_to_each_field():
    form = Form({})
    text = component("error_summary", form=form, problems=[("#q1", "ข้อ 1")])
    assert words(text) == ("โปรดตรวจสอบอีกครั้ง ทั้งแบบไม่ครบ ชื่อ: โปรดกรอกข้อมูลในช่องนี้ ชนิด: เลือกใหม่ ข้อ 1")
    assert links(text) == ["#id_name", "#id_kind_0", "#q1"]
    page = render_to_string("components/field.html", {"field": form["kind"]})
    assert 'id="id_kind_0"' in page


def test_without_errors_there_is_no_summary():
    assert component("error_summary", form=forms.Form({})) == ""


def test_a_field_ties_its_error_to_its_input():
    text = render_to_string("components/field.html", {"field": Form({})["name"]})
    assert 'class="form-control is-invalid"' in text
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="id_name_error"' in text
    assert 'id="id_name_error"' in text


@pytest.mark.parametrize(
    "number, said",
    [
        (1, "1–50 จาก 1,746 หน้า 1 หน้า 2 … หน้า 35 ถัดไป"),
        (5, "201–250 จาก 1,746 ก่อนหน้า หน้า 1 … หน้า 4 หน้า 5 หน้า 6 … หน้า 35 ถัดไป"),
        (35, "1,701–1,746 จาก 1,746 ก่อนหน้า หน้า 1 … หน้า 34 หน้า 35"),
    ],
)
def test_the_pager_names_its_neighbours(number, said):
    assert words(component("pagination", page=Paginator(range(1746), 50).page(number))) == said


def test_the_pager_keeps_the_rest_of_the_address():
    page = Paginator(range(90), 50).page(1)
    text = component("pagination", address="/list/?q=%E0%B8%81&sort=-name&page=1", page=page)
    assert set(links(text)) == {"?q=%E0%B8%81&sort=-name&page=2"}


def test_one_page_needs_no_pager_but_says_how_many_there_are():
    text = component("pagination", page=Paginator(range(3), 50).page(1))
    assert (words(text), links(text)) == ("1–3 จาก 3", [])


@pytest.mark.parametrize(
    "sort, link, said",
    [
        ("score", "?q=x&sort=name", ""),
        ("name", "?q=x&sort=-name", ' aria-sort="ascending"'),
        ("-name", "?q=x&sort=name", ' aria-sort="descending"'),
    ],
)
def test_a_head_sorts_and_begins_at_the_first_page(sort, link, said):
    text = component("sort_header", address="/list/?q=x&page=7", key="name", label="ชื่อ", sort=sort)
    assert links(text) == [link]
    assert f'<th scope="col"{said}>' in text


@pytest.mark.parametrize(
    "language, n, of, said",
    [
        ("th", 274, 302, "n = 274 จาก 302 หน่วยงาน"),
        ("en", 1179, 1444, "n = 1,179 of 1,444 agencies"),
        ("en", 0, None, "n = 0 agencies"),
    ],
)
def test_a_figure_says_what_it_rests_on(language, n, of, said):
    assert words(component("base_note", language=language, n=n, of=of)) == said


def test_breadcrumbs_end_with_the_page_itself():
    text = component("breadcrumbs", crumbs=[("หน้าแรก", "/"), ("มิติที่ 1", "")])
    assert links(text) == ["/"]
    assert '<span aria-current="page">มิติที่ 1</span>' in text


def test_a_confirmation_carries_the_token():
    text = component("confirm_panel", title="ส่ง", text="แน่ใจหรือไม่", action="/go/", button="ส่ง", danger=True)
    assert 'name="csrfmiddlewaretoken"' in text
    assert 'action="/go/"' in text
    assert "btn-danger" in text


def test_what_people_typed_is_text_and_never_markup():
    for name, argument in [("state_badge", "label"), ("tile", "label"), ("empty_state", "title")]:
        assert "<script>" not in component(name, **{argument: "<script>"})
