"""What stands around the figures: on the screen, on paper, and in the properties of the file."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from agencies.models import User
from surveys.models import Round
from tests.reports.workbooks.making import built
from tests.rounds import DURING

WORDS = {
    "th": (
        "ข้อมูลสมมติเพื่อการสาธิต",
        "การตอบกลับและผลคะแนน – รอบปี 2569",
        "ข้อมูล ณ 15 ก.ค. 2569 14:32\u00a0น. (เวลาประเทศไทย)",
        "หน้า &P จาก &N",
        "ระบบสำรวจระดับความพร้อมรัฐบาลดิจิทัล",
        "แบบสอบถามย่อ",
    ),
    "en": (
        "SYNTHETIC DEMONSTRATION DATA",
        "Response and results – Round 2569",
        "As of 15 Jul 2026, 14:32, Bangkok time",
        "Page &P of &N",
        "Digital Government Readiness Survey",
        "Small questionnaire",
    ),
}


def printed(sheet: Any) -> tuple[str, str, str, str]:
    above, below = sheet.oddHeader, sheet.oddFooter
    return above.left.text, above.right.text or "", below.left.text, below.right.text


@pytest.mark.parametrize("language", WORDS)
def test_every_sheet_says_what_it_is(survey_round: Round, manager: User, tmp_path: Path, language: str):
    survey_round.is_synthetic = True
    book = built(tmp_path, survey_round, manager, language)
    warning, title, as_of, page = WORDS[language][:4]
    assert {(sheet["A1"].value, printed(sheet)) for sheet in book} == {
        (f"{warning} · {title} · {as_of}", (title, warning, as_of, page))
    }


def test_real_answers_bear_no_warning(survey_round: Round, manager: User, tmp_path: Path):
    book = built(tmp_path, survey_round, manager)
    _warning, title, as_of, page = WORDS["en"][:4]
    assert {(sheet["A1"].value, printed(sheet)) for sheet in book} == {
        (f"{title} · {as_of}", (title, "", as_of, page))
    }


def test_paper_repeats_heads_and_first_columns(survey_round: Round, manager: User, tmp_path: Path):
    book = built(tmp_path, survey_round, manager)
    repeated = {
        title: (book[title].print_title_rows, book[title].print_title_cols)
        for title in ("About", "By day", "Agencies", "Answers Department level")
    }
    assert repeated == {
        "About": (None, None),
        "By day": ("$1:$2", "$A:$A"),
        "Agencies": ("$1:$2", "$A:$B"),
        "Answers Department level": ("$1:$3", "$A:$B"),
    }


def test_an_ampersand_in_the_name_of_a_round_is_printed(survey_round: Round, manager: User, tmp_path: Path):
    survey_round.name_en = "Q&A"
    book = built(tmp_path, survey_round, manager)
    assert book["Scores"].oddHeader.left.text == "Response and results – Q&&A"
    assert book["Scores"]["A1"].value.startswith("Response and results – Q&A · ")


def test_a_header_is_never_too_long_for_excel(survey_round: Round, manager: User, tmp_path: Path):
    survey_round.name_en, survey_round.is_synthetic = "&" * 200, True
    book = built(tmp_path, survey_round, manager)
    assert max(len(str(sheet.oddHeader)) for sheet in book) <= 255


@pytest.mark.parametrize("language", WORDS)
def test_properties(survey_round: Round, manager: User, tmp_path: Path, language: str):
    properties = built(tmp_path, survey_round, manager, language).properties
    _warning, title, as_of, _page, portal, questionnaire = WORDS[language]
    assert (properties.creator, properties.lastModifiedBy) == (portal, portal)
    assert (properties.title, properties.subject, properties.description) == (title, questionnaire, as_of)
    assert (properties.language, properties.created) == (
        language,
        DURING.astimezone(dt.UTC).replace(tzinfo=None),
    )
