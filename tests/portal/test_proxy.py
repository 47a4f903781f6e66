"""How much the proxy lets through, and where."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

PROXY = (Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf").read_text()
(LOCATION,) = re.findall(r"location ~ (\S+) \{\s+client_max_body_size 100m;", PROXY)
MANY_FILES = re.compile(LOCATION)
SUBMISSION = ["2560", "D1102"]


def test_one_file_of_evidence_fits_anywhere() -> None:
    (size,) = re.findall(r"^    client_max_body_size (\d+)m;", PROXY, re.MULTILINE)

    assert settings.EVIDENCE_MAX_BYTES < int(size) * 1024 * 1024 < 2 * settings.EVIDENCE_MAX_BYTES


@pytest.mark.parametrize(
    "page, arguments, many",
    [
        ("surveys:dimension", [*SUBMISSION, "1"], True),
        ("surveys:evidence_upload", [*SUBMISSION, "q1"], False),
        ("surveys:overview", SUBMISSION, False),
        ("agencies:login", [], False),
    ],
)
def test_many_files_fit_only_where_a_page_sends_them(page: str, arguments: list[str], many: bool) -> None:
    assert bool(MANY_FILES.match(reverse(page, args=arguments))) is many
