"""What the two levels are called."""

from agencies.models.agency import AUDIENCE_CHOICES


def level_name(level: str) -> str:
    """The name of an audience by its value, in the reader's language."""
    return str(dict(AUDIENCE_CHOICES)[level])
