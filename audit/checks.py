"""`manage.py check --deploy --database default` says whether the portal could change its own journal."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import DEFAULT_DB_ALIAS

from audit.rights import changeable_tables


def journal_is_out_of_reach(
    *, databases: Sequence[str] | None = None, **_more: Any
) -> list[checks.CheckMessage]:
    """A warning, if the portal's database user could change what is only to be added to."""
    tables = changeable_tables() if DEFAULT_DB_ALIAS in (databases or ()) else None
    if not tables:
        return []
    return [
        checks.Warning(
            f"The portal's database user could change: {', '.join(tables)}.",
            hint="Run the portal as a role of its own: see “Two database roles” in docs/deployment.md.",
            id="audit.W001",
        )
    ]
