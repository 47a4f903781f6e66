"""Personal data in the tables of rounds and responses, and when an approver cannot be forgotten yet."""

from collections.abc import Mapping, Sequence

from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.utils.translation import gettext_lazy as _

from agencies.models import Membership, Role, User
from agencies.privacy.reasons import JOURNAL, WHO_DID_IT
from agencies.privacy.register import Column, Fate, Table
from surveys.models import ReminderMail, Round, Submission

ROUND = Column("submission__round__code", _("Round"))
AGENCY = Column("submission__agency__code", _("Agency"))
OF_VERSION = (
    Column("version__submission__round__code", _("Round")),
    Column("version__submission__agency__code", _("Agency")),
    Column("version__receipt_number", _("receipt number")),
)
ANSWERS = _("The answers are those of the agency and stay as they are, with the number of the account.")
SCRATCH = _("A draft of this person’s own. It is deleted after 14 days.")
NOT_SENT_ANY_MORE = Case(
    When(
        state__in=[ReminderMail.State.WAITING, ReminderMail.State.STOPPED],
        then=Value(ReminderMail.State.DROPPED),
    ),
    default=F("state"),
)

TABLES: tuple[Table, ...] = (
    Table(
        "surveys.AnswerRevision",
        _("Answers saved"),
        Fate.KEPT,
        JOURNAL,
        of=("saved_by",),
        shows=(ROUND, AGENCY, Column("question"), Column("version"), Column("saved_at"), Column("address")),
        others=("value",),
    ),
    Table(
        "surveys.Answer",
        _("Answers as they stand"),
        Fate.KEPT,
        ANSWERS,
        of=("saved_by",),
        shows=(ROUND, AGENCY, Column("question"), Column("version"), Column("saved_at")),
        others=("value",),
    ),
    Table(
        "surveys.SubmissionEvent",
        _("Steps of responses"),
        Fate.KEPT,
        JOURNAL,
        of=("actor",),
        shows=(ROUND, AGENCY, Column("kind"), Column("at"), Column("address"), Column("note")),
    ),
    Table(
        "surveys.SubmissionVersion",
        _("Responses submitted"),
        Fate.KEPT,
        ANSWERS,
        of=("submitted_by",),
        shows=(ROUND, AGENCY, Column("receipt_number"), Column("submitted_at")),
        others=("document", "sha256"),
    ),
    Table(
        "surveys.Signature",
        _("Signatures"),
        Fate.KEPT,
        _("A signature is a legal record: it keeps name and position as they were when it was made."),
        of=("signed_by",),
        shows=(*OF_VERSION, Column("signed_at"), Column("full_name"), Column("position"), Column("sha256")),
    ),
    Table(
        "surveys.EvidenceFile",
        _("Files of evidence"),
        Fate.KEPT,
        ANSWERS,
        of=("uploaded_by", "removed_by"),
        shows=(
            ROUND,
            AGENCY,
            Column("question"),
            Column("name"),
            Column("uploaded_at"),
            Column("removed_at"),
        ),
        others=("file", "content_type", "sha256"),
    ),
    Table(
        "surveys.Review",
        _("Responses reviewed"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("reviewer", "put_back_by"),
        shows=(ROUND, AGENCY, Column("taken_at"), Column("finished_at"), Column("outcome")),
        others=("reopened_why",),
    ),
    Table(
        "surveys.ReviewDecision",
        _("Decisions of reviewers"),
        Fate.KEPT,
        JOURNAL,
        of=("decided_by",),
        shows=(
            Column("review__submission__round__code", _("Round")),
            Column("review__submission__agency__code", _("Agency")),
            Column("question"),
            Column("kind"),
            Column("score"),
            Column("reason"),
            Column("decided_at"),
            Column("address"),
        ),
    ),
    Table(
        "surveys.Presence",
        _("Pages last open"),
        Fate.DELETED,
        _("It tells colleagues who works on the same page."),
        of=("user",),
        shows=(ROUND, AGENCY, Column("dimension"), Column("seen_at")),
    ),
    Table(
        "surveys.ReminderMail",
        _("Reminders by mail"),
        Fate.BLANKED,
        _("That the agency was reminded stays. The address is emptied, and what waits is not sent."),
        of=("user",),
        shows=(ROUND, AGENCY, Column("step"), Column("address"), Column("state"), Column("sent_at")),
        personal=("reply",),
        blanks={"address": "", "reply": "", "state": NOT_SENT_ANY_MORE},
    ),
    Table(
        "surveys.Reminder",
        _("Reminders started"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("created_by", "stopped_by"),
        shows=(Column("round__code", _("Round")), Column("step"), Column("created_at"), Column("stopped_at")),
        others=("origin", "filters", "subject_th", "body_th", "subject_en", "body_en"),
    ),
    Table(
        "surveys.ReminderTexts",
        _("Texts of automatic reminders changed"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("changed_by",),
        shows=(Column("round__code", _("Round")), Column("step"), Column("changed_at")),
        others=("subject_th", "body_th", "subject_en", "body_en"),
    ),
    Table(
        "surveys.AutomaticReminders",
        _("Automatic reminders switched"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("changed_by",),
        shows=(Column("round__code", _("Round")), Column("switched_on"), Column("changed_at")),
        others=("origin",),
    ),
    Table(
        "surveys.QuestionnaireVersion",
        _("Questionnaires loaded"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("loaded_by",),
        shows=(Column("source_name"), Column("loaded_at")),
        others=("sha256", "title_th", "title_en", "document", "file", "file_sha256", "former_names"),
    ),
    Table(
        "surveys.Crosswalk",
        _("Crosswalks saved"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("saved_by",),
        shows=(Column("saved_at"),),
    ),
    Table(
        "surveys.RefusedWorkbook",
        _("Workbooks with mistakes"),
        Fate.DELETED,
        SCRATCH,
        of=("user",),
        shows=(Column("source_name"), Column("refused_at")),
        personal=("problems",),
        secret=("problems",),
    ),
    Table(
        "surveys.Preview",
        _("Questionnaires tried out"),
        Fate.DELETED,
        SCRATCH,
        of=("user",),
        shows=(Column("audience"), Column("touched_at")),
        personal=("answers",),
        secret=("answers",),
    ),
)
IMPERSONAL: Mapping[str, Sequence[str]] = {
    "surveys.Round": ("name_th", "name_en", "code"),
    "surveys.Submission": ("withdrawn_why",),
    "surveys.CrosswalkRow": ("new_name", "old_name", "note"),
}


def signature_waits(user: User) -> list[str]:
    """Whether a response in an open round waits for a signature that only this person could give."""
    others = Membership.objects.filter(
        role=Role.APPROVER, agency=OuterRef("agency"), user__is_active=True
    ).exclude(user=user.pk)
    waiting = Submission.objects.filter(
        ~Exists(others),
        state=Submission.State.WAITING,
        round__state=Round.State.OPEN,
        round__needs_sign_off=True,
        agency__memberships__in=user.memberships.filter(role=Role.APPROVER),
    )
    return ["signature_waits"] if waiting.exists() else []


HINDRANCES = (signature_waits,)
