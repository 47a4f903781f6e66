from pathlib import Path

import pytest

from reports.published import reading


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the printed figures of the test are; the portal's own are not there."""
    monkeypatch.setattr(reading, "FOLDER", tmp_path)
    return tmp_path
