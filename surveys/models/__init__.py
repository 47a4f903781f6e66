"""What is asked, and what was answered."""

from surveys.models.answer import Answer, AnswerRevision
from surveys.models.automatic_reminders import AutomaticReminders
from surveys.models.crosswalk import Crosswalk, CrosswalkRow
from surveys.models.evidence import EvidenceFile
from surveys.models.questionnaire_version import QuestionnaireVersion
from surveys.models.reminder import Reminder, ReminderMail, ReminderMailQuerySet
from surveys.models.reminder_texts import ReminderTexts
from surveys.models.review import Review, ReviewDecision, ReviewQuerySet
from surveys.models.round import Round
from surveys.models.scratch import Preview, RefusedWorkbook
from surveys.models.submission import Presence, Submission, SubmissionEvent, SubmissionQuerySet
from surveys.models.submission_version import Signature, SubmissionVersion

__all__ = [
    "Answer",
    "AnswerRevision",
    "AutomaticReminders",
    "Crosswalk",
    "CrosswalkRow",
    "EvidenceFile",
    "Presence",
    "Preview",
    "QuestionnaireVersion",
    "RefusedWorkbook",
    "Reminder",
    "ReminderMail",
    "ReminderMailQuerySet",
    "ReminderTexts",
    "Review",
    "ReviewDecision",
    "ReviewQuerySet",
    "Round",
    "Signature",
    "Submission",
    "SubmissionEvent",
    "SubmissionQuerySet",
    "SubmissionVersion",
]
