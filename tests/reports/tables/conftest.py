import pytest
from django.utils import timezone

from tests.rounds import DURING


@pytest.fixture(autouse=True)
def during(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the middle of the round."""
    monkeypatch.setattr(timezone, "now", lambda: DURING)
