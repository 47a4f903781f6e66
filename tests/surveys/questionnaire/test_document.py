import unicodedata
from pathlib import Path
from typing import Any

import pytest

from surveys.questionnaire.compiler import compile_workbook
from surveys.questionnaire.document import (
    DocumentError,
    canonical_json,
    from_document,
    sha256_of,
    to_document,
)
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.reader import read_workbook


def test_a_questionnaire_is_read_back_as_it_was(questionnaire: Questionnaire):
    assert from_document(to_document(questionnaire)) == questionnaire


def test_the_2560_questionnaire_is_read_back_as_it_was():
    questionnaire = compile_workbook(read_workbook(Path("surveys/definitions/2560")))
    read_back = from_document(to_document(questionnaire))
    assert read_back == questionnaire
    assert canonical_json(to_document(read_back)) == canonical_json(to_document(questionnaire))


@pytest.mark.parametrize(
    "damage",
    [{"format": 2}, {"format": None}, {"nodes": None}, {"questions": [{}]}, {"title": {"th": "ก"}}],
)
def test_another_document_is_refused(questionnaire: Questionnaire, damage: dict[str, Any]):
    with pytest.raises(DocumentError):
        from_document(to_document(questionnaire) | damage)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "ก"]}, '{"a":[true,null,"ก"],"b":1}'),
        ({"é": unicodedata.normalize("NFD", "é")}, '{"é":"é"}'),
        ((1, 2), "[1,2]"),
        ("a\n", '"a\\n"'),
    ],
)
def test_equal_values_have_one_text(value: object, text: str):
    assert canonical_json(value) == text


def test_a_number_that_is_none_is_refused():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical_json(float("nan"))


def test_the_hash_is_that_of_the_bytes():
    assert sha256_of("ก") == "2d1d9c572948ea561abf37b1aec906fd2ea595d9b8f182845f0cf0876f544fb2"
