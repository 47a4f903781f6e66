"""A round grown to many times its size: copies of its agencies, submissions and versions, made in PostgreSQL.

A copy has an agency code of its own (P1407-3 is the third copy of P1407), which stands in its document too,
and the hash that belongs to that. Signatures are not copied: nothing that is measured reads them.
"""

from collections.abc import Mapping, Sequence

from django.db import connection
from django.db.models import Model
from psycopg2.sql import SQL, Composed, Identifier

from agencies.models import Agency, OfficeKind
from scoring.models import Scorecard, ScoringRun
from surveys.models import Round, Submission, SubmissionVersion


def copying(model: type[Model], own: Mapping[str, str], source: str) -> Composed:
    """Rows like those that `source` calls `old`, but for the columns of their `own`."""
    about = model._meta  # noqa: SLF001  Django documents it
    columns = [str(field.column) for field in about.concrete_fields if not field.primary_key]
    values = [SQL(own[name]) if name in own else Identifier("old", name) for name in columns]
    return SQL("INSERT INTO {} ({}) SELECT {} ").format(
        Identifier(about.db_table),
        SQL(", ").join(map(Identifier, columns)),
        SQL(", ").join(values),
    ) + SQL(source)


ROSTER: Sequence[Composed] = (
    # A province has one office of a kind, so every copy has kinds of its own.
    copying(
        OfficeKind,
        {"number": "old.number + 100 * nth"},
        """
        FROM agencies_officekind AS old, generate_series(%(first)s::int, %(last)s::int) AS nth
        WHERE old.number < 100
        """,
    ),
    copying(
        Agency,
        {"code": "old.code || '-' || nth", "office_kind_id": "own_kind.id"},
        """
        FROM generate_series(%(first)s::int, %(last)s::int) AS nth
        CROSS JOIN agencies_agency AS old
        LEFT JOIN agencies_officekind AS kind ON kind.id = old.office_kind_id
        LEFT JOIN agencies_officekind AS own_kind ON own_kind.number = kind.number + 100 * nth
        WHERE old.code NOT LIKE '%%-%%'
        ORDER BY nth, old.code
        """,
    ),
)
STEPS: Sequence[str | Composed] = (
    *ROSTER,
    # Which submission is to be a copy of which, as the nth.
    """
    CREATE TEMPORARY TABLE copied AS
    SELECT nth, copy.id AS agency_id, '"agency":"' || copy.code || '"' AS code,
           '"agency":"' || original.code || '"' AS original_code, submission.id AS original_id
    FROM generate_series(%(first)s::int, %(last)s::int) AS nth
    CROSS JOIN agencies_agency AS original
    JOIN agencies_agency AS copy ON copy.code = original.code || '-' || nth
    JOIN surveys_submission AS submission
        ON submission.round_id = %(round)s AND submission.agency_id = original.id
    """,
    copying(
        Submission,
        {"agency_id": "copied.agency_id", "state": "'not_started'", "current_version_id": "NULL"},
        "FROM copied JOIN surveys_submission AS old ON old.id = original_id ORDER BY copied.agency_id",
    ),
    copying(
        SubmissionVersion,
        {
            "submission_id": "submission.id",
            "document": "own.document",
            "sha256": "encode(sha256(convert_to(own.document, 'UTF8')), 'hex')",
            "receipt_number": "old.receipt_number || '-' || nth",
        },
        """
        FROM copied
        JOIN surveys_submission AS submission
            ON submission.round_id = %(round)s AND submission.agency_id = copied.agency_id
        JOIN surveys_submission AS original ON original.id = original_id
        JOIN surveys_submissionversion AS old ON old.id = original.current_version_id,
        LATERAL (SELECT replace(old.document, original_code, code) AS document) AS own
        ORDER BY submission.id
        """,
    ),
    """
    UPDATE surveys_submission AS submission
    SET state = original.state, current_version_id = version.id
    FROM copied JOIN surveys_submission AS original ON original.id = original_id,
         surveys_submissionversion AS version
    WHERE submission.round_id = %(round)s AND submission.agency_id = copied.agency_id
        AND version.submission_id = submission.id
    """,
    "DROP TABLE copied",
)
SCORES = copying(
    Scorecard,
    {
        "run_id": "%(run)s",
        "submission_id": "submission.id",
        "version_id": "submission.current_version_id",
    },
    """
    FROM surveys_submission AS submission
    JOIN agencies_agency AS agency ON agency.id = submission.agency_id
    JOIN agencies_agency AS original ON original.code = split_part(agency.code, '-', 1)
    JOIN surveys_submission AS first
        ON first.round_id = submission.round_id AND first.agency_id = original.id
    JOIN scoring_scorecard AS old ON old.version_id = first.current_version_id AND old.run_id = %(like)s
    WHERE submission.round_id = %(round)s
    ORDER BY submission.current_version_id DESC
    OFFSET %(left)s
    """,
)


def grow(survey_round: Round, before: int, times: int) -> None:
    """Make a round that is `before` times its first size `times` as large as at first."""
    numbers = {"first": before, "last": times - 1, "round": survey_round.pk}
    with connection.cursor() as cursor:
        for statement in STEPS:
            cursor.execute(statement, numbers)
    count_anew()


def score_all_but(run: ScoringRun, left: int, like: ScoringRun) -> None:
    """Give the run the totals of `like`, without those of the parts, for all but the newest `left` versions.

    `like` has scored the agencies that the others are copies of.
    """
    with connection.cursor() as cursor:
        cursor.execute(SCORES, {"run": run.pk, "like": like.pk, "round": run.round_id, "left": left})
    count_anew()


def count_anew() -> None:
    """In service autovacuum keeps the planner's statistics up, and what an update leaves behind swept."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
