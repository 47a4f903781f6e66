import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from portal.static_finders import NodeFilesFinder

STYLES = "vendor/bootstrap/dist/css/bootstrap.min.css"
THAI = "vendor/@fontsource/sarabun/files/sarabun-thai-400-normal.woff2"


@pytest.mark.parametrize("path", [STYLES, THAI])
def test_a_listed_file_is_found(path: str) -> None:
    found = finders.find(path)

    assert found is not None
    assert found.endswith(path.removeprefix("vendor/"))


@pytest.mark.parametrize(
    "path",
    [
        "vendor/bootstrap/package.json",
        "vendor/bootstrap/dist/css/../../package.json",
        "bootstrap/dist/css/bootstrap.min.css",
    ],
)
def test_anything_else_is_not(path: str) -> None:
    assert NodeFilesFinder().find(path) is None


def test_every_listed_file_exists() -> None:
    missing = [path for path, storage in NodeFilesFinder().list(None) if not storage.exists(path)]

    assert missing == []


def test_every_address_in_a_style_sheet_exists(settings: Any, tmp_path: Path) -> None:
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    settings.STATIC_ROOT = tmp_path

    call_command("collectstatic", interactive=False, verbosity=0)

    assert "css/base.css" in json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
