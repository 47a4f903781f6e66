"""A round grown to many times its size: copies of its agencies, submissions and versions, made in PostgreSQL.

A copy has an agency code of its own (P1407-3 is the third copy of P1407), which stands in its document too,
and the hash that belongs to that. Signatures are not copied: nothing that is measured reads them.
"""

from django.db import connection

from scoring.models import ScoringRun
from surveys.models import Round

STEPS = (
    # A province has one office of a kind, so every copy has kinds of its own.
    """
    INSERT INTO agencies_officekind (number, name_th, name_en)
    SELECT number + 100 * nth, name_th, name_en
    FROM agencies_officekind, generate_series(%(first)s::int, %(last)s::int) AS nth
    WHERE number < 100
    """,
    """
    INSERT INTO agencies_agency (code, name_th, name_en, audience, type, region, is_active,
                                 ministry_id, province_id, office_kind_id)
    SELECT original.code || '-' || nth, original.name_th, original.name_en, original.audience,
           original.type, original.region, original.is_active,
           original.ministry_id, original.province_id, own_kind.id
    FROM generate_series(%(first)s::int, %(last)s::int) AS nth
    CROSS JOIN agencies_agency AS original
    LEFT JOIN agencies_officekind AS kind ON kind.id = original.office_kind_id
    LEFT JOIN agencies_officekind AS own_kind ON own_kind.number = kind.number + 100 * nth
    WHERE original.code NOT LIKE '%%-%%'
    ORDER BY nth, original.code
    """,
    # Which submission is to be a copy of which, as the nth.
    """
    CREATE TEMPORARY TABLE copied AS
    SELECT nth, copy.id AS agency_id, '"agency":"' || copy.code || '"' AS code,
           '"agency":"' || original.code || '"' AS original_code, model.id AS model_id
    FROM generate_series(%(first)s::int, %(last)s::int) AS nth
    CROSS JOIN agencies_agency AS original
    JOIN agencies_agency AS copy ON copy.code = original.code || '-' || nth
    JOIN surveys_submission AS model ON model.round_id = %(round)s AND model.agency_id = original.id
    """,
    """
    INSERT INTO surveys_submission (round_id, agency_id, state, answered_count, asked_count)
    SELECT %(round)s, agency_id, 'not_started', 0, 0 FROM copied ORDER BY agency_id
    """,
    """
    INSERT INTO surveys_submissionversion (submission_id, number, questionnaire_id, document, sha256,
                                           receipt_number, submitted_by_id, submitted_at)
    SELECT submission.id, version.number, version.questionnaire_id, own.document,
           encode(sha256(convert_to(own.document, 'UTF8')), 'hex'),
           version.receipt_number || '-' || nth, version.submitted_by_id, version.submitted_at
    FROM copied
    JOIN surveys_submission AS submission
        ON submission.round_id = %(round)s AND submission.agency_id = copied.agency_id
    JOIN surveys_submission AS model ON model.id = model_id
    JOIN surveys_submissionversion AS version ON version.id = model.current_version_id,
    LATERAL (SELECT replace(version.document, original_code, code) AS document) AS own
    ORDER BY submission.id
    """,
    """
    UPDATE surveys_submission AS submission
    SET state = model.state, started_at = model.started_at, submitted_at = model.submitted_at,
        signed_at = model.signed_at, answered_count = model.answered_count,
        asked_count = model.asked_count, current_version_id = version.id
    FROM copied JOIN surveys_submission AS model ON model.id = model_id, surveys_submissionversion AS version
    WHERE submission.round_id = %(round)s AND submission.agency_id = copied.agency_id
        AND version.submission_id = submission.id
    """,
    "DROP TABLE copied",
)
SCORES = """
    INSERT INTO scoring_scorecard (run_id, submission_id, version_id, total, explanation, engine_version,
                                   scored_at)
    SELECT %(run)s, submission.id, submission.current_version_id, card.total, card.explanation,
           card.engine_version, card.scored_at
    FROM surveys_submission AS submission
    JOIN agencies_agency AS agency ON agency.id = submission.agency_id
    JOIN agencies_agency AS original ON original.code = split_part(agency.code, '-', 1)
    JOIN surveys_submission AS model
        ON model.round_id = submission.round_id AND model.agency_id = original.id
    JOIN scoring_scorecard AS card ON card.version_id = model.current_version_id AND card.run_id = %(like)s
    WHERE submission.round_id = %(round)s
    ORDER BY submission.current_version_id DESC
    OFFSET %(left)s
"""


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
