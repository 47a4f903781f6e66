"""Personal data in the tables of people, of the journal, and of the packages behind the log-in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import InvitationList, User
from agencies.privacy.reasons import JOURNAL, WHO_DID_IT
from agencies.privacy.register import Column, Fate, Table

PERSON = "person"


def about(user: User) -> Q:
    """Entries that others made about the person: without those others and their addresses."""
    return Q(kind=PERSON, code=str(user.pk)) & ~Q(actor=user.pk)


def typed(user: User) -> Q:
    """Attempts to log in with the address of the account, whoever made them."""
    return Q(username=user.email)


def sessions(user: User) -> Q:
    """Sessions are kept encoded, so each has to be opened."""
    return Q(pk__in=[each.pk for each in Session.objects.iterator() if _belongs_to(each, user)])


def lists(user: User) -> Q:
    """Uploaded lists with the address of the person."""
    return Q(pk__in=[each.pk for each in InvitationList.objects.all() if user.email in _texts(each.rows)])


def _belongs_to(session: Session, user: User) -> bool:
    return bool(session.get_decoded().get(SESSION_KEY) == str(user.pk))


def _texts(data: Any) -> Iterator[str]:
    """Every text in JSON data, in lower case."""
    match data:
        case str():
            yield data.strip().lower()
        case dict():
            for each in data.values():
                yield from _texts(each)
        case list():
            for each in data:
                yield from _texts(each)


AT_LOG_IN = (
    Column("attempt_time"),
    Column("ip_address"),
    Column("user_agent"),
    Column("path_info"),
)
LOG_INS = _("To notice attacks on accounts. It is deleted after 90 days.")
AUDITED = (Column("at"), Column("action"), Column("kind"), Column("code"), Column("round_code"))
AUDITED_VALUES = (Column("before"), Column("after"), Column("note"))
SECOND_FACTOR = _("It proves who logs in. Its secret is shown to nobody.")

TABLES: tuple[Table, ...] = (
    Table(
        "agencies.User",
        _("Account"),
        Fate.BLANKED,
        _("It says who works with the portal, and how to reach them. The empty account keeps its number."),
        rows=lambda user: Q(pk=user.pk),
        shows=(
            Column("pk", _("number")),
            Column("email"),
            Column("full_name"),
            Column("position"),
            Column("phone"),
            Column("language"),
            Column("is_active"),
            Column("date_joined"),
            Column("last_login"),
            Column("second_factor_at"),
        ),
        personal=("password",),
        secret=("password",),
    ),
    Table(
        "agencies.Membership",
        _("Roles"),
        Fate.DELETED,
        _("It says what somebody may do. That a role was given and ended stays in the journal."),
        of=("user",),
        shows=(
            Column("role"),
            Column("agency__code", _("Agency")),
            Column("ministry__code", _("Ministry")),
            Column("province__code", _("Province")),
        ),
    ),
    Table(
        "agencies.Invitation",
        _("Invitation"),
        Fate.BLANKED,
        _("That an account was invited stays as a figure. Link and what the mail server said are emptied."),
        of=("user",),
        shows=(
            Column("state"),
            Column("sent_at"),
            Column("expires_at"),
            Column("accepted_at"),
            Column("failure"),
            Column("reply"),
        ),
        personal=("token_hash",),
        secret=("token_hash",),
        blanks={"reply": "", "token_hash": ""},
    ),
    Table(
        "agencies.InvitationBatch",
        _("Invitations sent by the person"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("created_by",),
        shows=(Column("created_at"), Column("source"), Column("total")),
        others=("origin",),
    ),
    Table(
        "agencies.InvitationList",
        _("Lists of people to invite"),
        Fate.DELETED,
        _("It waits for the person who uploaded it. It is deleted after one day."),
        of=("uploaded_by",),
        rows=lists,
        shows=(Column("uploaded_at"), Column("file_name")),
        personal=("rows", "problems"),
        secret=("rows", "problems"),
    ),
    Table(
        "agencies.AddressChange",
        _("New address to be confirmed"),
        Fate.DELETED,
        _("It waits for a confirmation. It is deleted after three days."),
        of=("user",),
        shows=(Column("email"), Column("asked_at"), Column("expires_at")),
        personal=("token_hash",),
        secret=("token_hash",),
    ),
    Table(
        "agencies.AddressChange",
        _("New addresses of others, asked for"),
        Fate.DELETED,
        _("It waits for a confirmation. It is deleted after three days."),
        of=("asked_by",),
        shows=(Column("asked_at"), Column("expires_at")),
    ),
    Table(
        "agencies.RecoveryCode",
        _("Recovery codes"),
        Fate.DELETED,
        SECOND_FACTOR,
        of=("user",),
        shows=(Column("used_at"),),
        personal=("code_hash",),
        secret=("code_hash",),
    ),
    Table(
        "otp_totp.TOTPDevice",
        _("Second factor"),
        Fate.DELETED,
        SECOND_FACTOR,
        of=("user",),
        shows=(Column("confirmed", _("in use")), Column("created_at"), Column("last_used_at")),
        personal=("key",),
        secret=("key",),
        others=("name",),
    ),
    Table(
        "sessions.Session",
        _("Sessions"),
        Fate.DELETED,
        _("Being logged in. It ends after eight idle hours and is deleted in the night after."),
        rows=sessions,
        shows=(Column("expire_date"),),
        personal=("session_key", "session_data"),
        secret=("session_key", "session_data"),
    ),
    Table(
        "axes.AccessLog",
        _("Log-ins"),
        Fate.DELETED,
        LOG_INS,
        rows=typed,
        shows=(*AT_LOG_IN, Column("logout_time")),
        personal=("username", "session_hash"),
        secret=("session_hash",),
        others=("http_accept",),
    ),
    Table(
        "axes.AccessAttempt",
        _("Attempts to log in that failed"),
        Fate.DELETED,
        LOG_INS,
        rows=typed,
        shows=(*AT_LOG_IN, Column("failures_since_start")),
        personal=("username", "get_data", "post_data"),
        secret=("get_data", "post_data"),
        others=("http_accept",),
    ),
    Table(
        "axes.AccessFailureLog",
        _("Attempts to log in while locked"),
        Fate.DELETED,
        LOG_INS,
        rows=typed,
        shows=(*AT_LOG_IN, Column("locked_out")),
        personal=("username",),
        others=("http_accept",),
    ),
    Table(
        "audit.AuditEntry",
        _("Decisions by this person"),
        Fate.KEPT,
        JOURNAL,
        of=("actor",),
        shows=(*AUDITED, Column("address"), *AUDITED_VALUES),
    ),
    Table(
        "audit.AuditEntry",
        _("Decisions about this person"),
        Fate.KEPT,
        JOURNAL,
        rows=about,
        shows=(*AUDITED, *AUDITED_VALUES),
    ),
    Table(
        "agencies.RosterVersion",
        _("Changes of the roster"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("made_by",),
        shows=(Column("number"), Column("made_at"), Column("kind"), Column("reason")),
        others=("file_name",),
    ),
    Table(
        "agencies.RosterImport",
        _("Workbooks of the roster"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("made_by",),
        shows=(Column("made_at"), Column("file_name")),
        others=("rows", "ignored"),
    ),
)
IMPERSONAL: Mapping[str, Sequence[str]] = {
    "agencies.Ministry": ("name_th", "name_en", "code"),
    "agencies.Province": ("name_th", "name_en", "code", "iso_code", "abbreviation_th", "map_id"),
    "agencies.OfficeKind": ("name_th", "name_en"),
    "agencies.Agency": ("name_th", "name_en", "code"),
    "agencies.RosterChange": ("table", "code", "before", "after"),
    "auth.Permission": ("name", "codename"),
    "auth.Group": ("name",),
    "contenttypes.ContentType": ("app_label", "model"),
}
