"""The states of answers and the review built on them, in one place to import from."""

from surveys.questionnaire.answer_state import AnswerState, state_of
from surveys.questionnaire.inspection import ISSUE_MESSAGES, IssueCode
from surveys.questionnaire.review import Issue, Progress, Review, review, states_of

__all__ = [
    "ISSUE_MESSAGES",
    "AnswerState",
    "Issue",
    "IssueCode",
    "Progress",
    "Review",
    "review",
    "state_of",
    "states_of",
]
