"""What goes into the image, and what stays outside."""

from pathlib import Path

import pytest

IGNORED = (Path(__file__).resolve().parents[2] / ".dockerignore").read_text().splitlines()


@pytest.mark.parametrize("path", [".git", "**/.env*", "deploy/tls", "**/*.key", "**/*.pem", "var"])
def test_what_is_private_stays_out_of_the_image(path: str) -> None:
    assert path in IGNORED


def test_nothing_is_let_in_again() -> None:
    assert [line for line in IGNORED if line.startswith("!")] == []
