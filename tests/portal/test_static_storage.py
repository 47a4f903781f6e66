"""What browsers get in production: a script and all that it imports are of one release."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from whitenoise.middleware import WhiteNoiseMiddleware

ROOT = Path(__file__).resolve().parents[2]
IMPORT = re.compile(r"""(?:\bfrom|\bimport\(?)\s*["']([./][^"']+)["']""")
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> Path:
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "portal.static_storage.HashedFiles"}}
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def imports(script: Path) -> set[Path]:
    found = IMPORT.findall(script.read_text(encoding="utf-8"))
    return {Path(os.path.normpath(script.parent / address)) for address in found}


def test_every_import_leads_to_a_file_that_may_be_kept_for_ever(collected: Path, settings: Any) -> None:
    server = WhiteNoiseMiddleware(lambda request: None, settings=settings)
    paths = json.loads((collected / "staticfiles.json").read_text())["paths"]
    scripts = {collected / paths[name] for name in own_scripts()}
    imported = {path for script in scripts for path in imports(script)}

    assert len(imported) >= 10
    assert {path.name for path in imported if not HASHED.search(path.name)} == set()
    assert imported <= scripts
    for path in imported:
        assert server.immutable_file_test(str(path), f"/static/{path.relative_to(collected)}"), path


def own_scripts() -> list[str]:
    root = ROOT / "static"
    return [str(path.relative_to(root)) for path in (root / "js").rglob("*.js")]


def test_it_is_what_production_uses() -> None:
    assert '"portal.static_storage.HashedFiles"' in (ROOT / "portal" / "settings.py").read_text()
