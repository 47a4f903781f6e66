"""The SQL that fills rounds: agencies that are not asked yet get a copy of what another one did.

`examples` are the submissions that are copied, in turn and level by level; `ago` is how long before the open
round the filled one was, `run` its live run, and `code` its code.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from psycopg2.sql import SQL, Composed, Identifier

from agencies.models import Invitation, Membership, User
from bench.copies import ROSTER, copying
from scoring.models import NodeScore, Scorecard
from surveys.models import Answer, AnswerRevision, Signature, Submission, SubmissionEvent, SubmissionVersion

FOLLOWED = """
    CREATE TEMPORARY TABLE followed AS
    WITH example AS (
        SELECT submission.id, agency.code, agency.audience,
               row_number() OVER (PARTITION BY agency.audience ORDER BY submission.id) AS place,
               count(*) OVER (PARTITION BY agency.audience) AS all_of_them
        FROM surveys_submission AS submission
        JOIN agencies_agency AS agency ON agency.id = submission.agency_id
        WHERE submission.id = ANY(%(examples)s)
    ), unasked AS (
        SELECT agency.id, agency.code, agency.audience,
               row_number() OVER (PARTITION BY agency.audience ORDER BY agency.id) AS place
        FROM agencies_agency AS agency
        WHERE agency.is_active AND NOT EXISTS (
            SELECT FROM surveys_submission WHERE round_id = %(round)s AND agency_id = agency.id
        )
    )
    SELECT unasked.id AS agency_id, unasked.code, example.id AS original_id, example.code AS original_code
    FROM unasked JOIN example
        ON example.audience = unasked.audience AND example.place = unasked.place %% all_of_them + 1
    ORDER BY unasked.id
"""
PAIRS = """
    CREATE TEMPORARY TABLE pair AS
    SELECT submission.id AS submission_id, followed.*
    FROM followed JOIN surveys_submission AS submission
        ON submission.round_id = %(round)s AND submission.agency_id = followed.agency_id
"""
CURRENT = """
    UPDATE surveys_submission AS submission
    SET state = original.state, current_version_id = version.id
    FROM pair JOIN surveys_submission AS original ON original.id = original_id
    LEFT JOIN surveys_submissionversion AS theirs ON theirs.id = original.current_version_id
    LEFT JOIN surveys_submissionversion AS version
        ON version.submission_id = pair.submission_id AND version.number = theirs.number
    WHERE submission.id = pair.submission_id
"""
LOGGED_IN = """
    UPDATE agencies_user SET last_login = submission.started_at
    FROM agencies_membership AS membership JOIN surveys_submission AS submission
        ON submission.agency_id = membership.agency_id AND submission.round_id = %(round)s
    WHERE membership.user_id = agencies_user.id AND submission.started_at IS NOT NULL
"""


def earlier(column: str) -> str:
    """A moment or a day of the open round, in the round that is filled."""
    return f"old.{column} - %(ago)s"


def of_pair(model: type[SubmissionEvent | AnswerRevision | Answer], moment: str) -> Composed:
    """Rows that belong to a submission and have one moment."""
    own = {"submission_id": "pair.submission_id", moment: earlier(moment)}
    table = Identifier(model._meta.db_table)  # noqa: SLF001  Django documents it
    source = SQL("FROM pair JOIN {} AS old ON old.submission_id = original_id").format(table)
    return copying(model, own, "") + source


RESPONSES: Sequence[str | Composed] = (
    FOLLOWED,
    copying(
        Submission,
        {
            "round_id": "%(round)s",
            "agency_id": "followed.agency_id",
            "state": "'not_started'",
            "current_version_id": "NULL",
            "extended_to": "(old.extended_to - %(ago)s)::date",
            **{name: earlier(name) for name in ("started_at", "submitted_at", "signed_at", "last_saved_at")},
        },
        "FROM followed JOIN surveys_submission AS old ON old.id = original_id ORDER BY followed.agency_id",
    ),
    PAIRS,
    copying(
        SubmissionVersion,
        {
            "submission_id": "pair.submission_id",
            "document": "own.document",
            "sha256": "encode(sha256(convert_to(own.document, 'UTF8')), 'hex')",
            "receipt_number": "%(code)s || '-' || pair.code || '-' || old.number",
            "submitted_at": earlier("submitted_at"),
        },
        """
        FROM pair JOIN surveys_submissionversion AS old ON old.submission_id = original_id,
        LATERAL (
            SELECT replace(
                replace(old.document, '"agency":"' || original_code || '"', '"agency":"' || pair.code || '"'),
                '"round":"' || %(original_round)s || '"',
                '"round":"' || %(code)s || '"'
            ) AS document
        ) AS own
        """,
    ),
    CURRENT,
    copying(
        Signature,
        {"version_id": "version.id", "sha256": "version.sha256", "signed_at": earlier("signed_at")},
        """
        FROM pair JOIN surveys_submissionversion AS theirs ON theirs.submission_id = original_id
        JOIN surveys_signature AS old ON old.version_id = theirs.id
        JOIN surveys_submissionversion AS version
            ON version.submission_id = pair.submission_id AND version.number = theirs.number
        """,
    ),
    of_pair(SubmissionEvent, "at"),
    of_pair(AnswerRevision, "saved_at"),
    copying(
        Scorecard,
        {
            "run_id": "%(run)s",
            "submission_id": "pair.submission_id",
            "version_id": "submission.current_version_id",
            "scored_at": earlier("scored_at"),
        },
        """
        FROM pair JOIN surveys_submission AS submission ON submission.id = pair.submission_id
        JOIN surveys_submission AS original ON original.id = original_id
        JOIN scoring_scorecard AS old ON old.version_id = original.current_version_id
        """,
    ),
    copying(
        NodeScore,
        {"scorecard_id": "card.id"},
        """
        FROM pair JOIN scoring_scorecard AS card ON card.submission_id = pair.submission_id
        JOIN scoring_scorecard AS theirs ON theirs.submission_id = original_id
        JOIN scoring_nodescore AS old ON old.scorecard_id = theirs.id
        """,
    ),
)
STANDING = of_pair(Answer, "saved_at")
DONE = "DROP TABLE pair; DROP TABLE followed"
PEOPLE: Sequence[Composed] = (
    copying(
        User,
        {"email": "membership.role || '.' || lower(copy.code) || '@demo.example'"},
        """
        FROM generate_series(%(first)s::int, %(last)s::int) AS nth
        CROSS JOIN agencies_agency AS original
        JOIN agencies_agency AS copy ON copy.code = original.code || '-' || nth
        JOIN agencies_membership AS membership ON membership.agency_id = original.id
        JOIN agencies_user AS old ON old.id = membership.user_id
        """,
    ),
    copying(
        Membership,
        {"agency_id": "copy.id", "user_id": "person.id"},
        """
        FROM generate_series(%(first)s::int, %(last)s::int) AS nth
        CROSS JOIN agencies_agency AS original
        JOIN agencies_agency AS copy ON copy.code = original.code || '-' || nth
        JOIN agencies_membership AS old ON old.agency_id = original.id
        JOIN agencies_user AS person ON person.email = old.role || '.' || lower(copy.code) || '@demo.example'
        """,
    ),
    copying(
        Invitation,
        {"user_id": "person.id"},
        """
        FROM generate_series(%(first)s::int, %(last)s::int) AS nth
        CROSS JOIN agencies_agency AS original
        JOIN agencies_agency AS copy ON copy.code = original.code || '-' || nth
        JOIN agencies_membership AS membership ON membership.agency_id = original.id
        JOIN agencies_invitation AS old ON old.user_id = membership.user_id
        JOIN agencies_user AS person
            ON person.email = membership.role || '.' || lower(copy.code) || '@demo.example'
        """,
    ),
)


def answer_like(examples: Mapping[str, Any], *, with_answers: bool) -> None:
    """Ask every agency that the round does not ask yet; the parameters are those of the statements above."""
    execute([*RESPONSES, *([STANDING] if with_answers else []), DONE], examples)


def grow_roster(before: int, times: int) -> None:
    """Make a roster that is `before` times its first size `times` as large as at first, with its people."""
    execute([*ROSTER, *PEOPLE], {"first": before, "last": times - 1})


def let_log_in(round_id: int) -> None:
    """Whoever has begun in the round has been there."""
    execute([LOGGED_IN], {"round": round_id})


def execute(statements: Sequence[str | Composed], parameters: Mapping[str, Any]) -> None:
    """Without looking up each foreign key, where the database's user may say so: half of the time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cursor.fetchone()[0]:
            cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement, parameters)
        cursor.execute("RESET session_replication_role")
