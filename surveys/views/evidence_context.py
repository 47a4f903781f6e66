"""What the pages say about files."""

from django.conf import settings

from surveys.services.file_kinds import KINDS


def evidence_context() -> dict[str, object]:
    """The limits of evidence, for templates."""
    return {
        "evidence_max_bytes": settings.EVIDENCE_MAX_BYTES,
        "evidence_endings": ",".join(f".{ending}" for ending in KINDS),
    }
