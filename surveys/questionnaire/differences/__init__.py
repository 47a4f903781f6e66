"""What differs between two versions of a questionnaire, in the words of the survey field."""

from surveys.questionnaire.differences.changes import Aspect, Change, ChangeKind, Content, Part, Subject
from surveys.questionnaire.differences.comparing import compare
from surveys.questionnaire.differences.crosswalk import Forerunner, Why, crosswalk_of, proposals
from surveys.questionnaire.differences.marking import Piece, marked

__all__ = [
    "Aspect",
    "Change",
    "ChangeKind",
    "Content",
    "Forerunner",
    "Part",
    "Piece",
    "Subject",
    "Why",
    "compare",
    "crosswalk_of",
    "marked",
    "proposals",
]
