"""Why a step of a scoring run was refused. Codes, not words: pages say it in the reader's language."""

from surveys.questionnaire.orphans import Orphan


class RunRefused(Exception):
    """A step that the state of the run or of its round forbids."""

    def __init__(self, code: str, orphans: tuple[Orphan, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.orphans = orphans


class ReleaseRefused(Exception):
    """A release, or its withdrawal, that the state of the round or its scores forbids."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
