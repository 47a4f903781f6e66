"""Marks English messages for extraction; whoever shows one translates it with gettext first."""


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors look for
    return message
