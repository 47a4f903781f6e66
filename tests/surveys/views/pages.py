"""Addresses of the pages of agency A's submission, and how a browser sends them."""

from typing import Any

BASE = "/rounds/2569/D1101/"
DIMENSION = BASE + "dimensions/1/"


def save_url(question: str) -> str:
    return f"{BASE}answers/{question}/"


def save(client: Any, question: str, version: int = 0, **fields: Any) -> Any:
    """What the page's script sends for one question."""
    return client.post(
        save_url(question),
        {f"version__{question}": version, **fields},
        headers={"accept": "application/json"},
    )
