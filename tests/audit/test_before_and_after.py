"""What was decided is written down with who, when, from where, and what stood there before and after."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.accounts import switch_off, switch_on
from agencies.models import Agency, Role, User
from agencies.services import grant_membership, revoke_membership
from audit.models import AuditEntry
from audit.whence import coming_from
from scoring.services.releases import release_results, withdraw_release
from scoring.services.scorecards import score_version
from surveys.models import Round, Submission
from surveys.queries.places import asked_in, digest_of
from surveys.services.answers import save_answers
from surveys.services.evidence import attach, take_back
from surveys.services.extensions import extend_all
from surveys.services.round_roster import ask, withdraw
from surveys.services.rounds import close_round
from surveys.services.rounds_days import extend, move_days
from tests.reports.making import sign
from tests.rounds import DURING, LAST_DAY

pytestmark = pytest.mark.django_db
HERE = "203.0.113.7"
WHY = "น้ำท่วม"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
LATER = LAST_DAY + dt.timedelta(days=7)
Written = tuple[str, str, str, Any, Any]


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def written(manager: User) -> Callable[[Callable[[], Any]], list[Written]]:
    """Does something from an address, and says what was written down about it."""

    def do(step: Callable[[], Any]) -> list[Written]:
        last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with coming_from(HERE):
            step()
        entries = AuditEntry.objects.filter(pk__gt=last).order_by("pk")
        assert {(each.at, each.address) for each in entries} <= {(DURING, HERE)}
        return [(each.action, each.code, each.round_code, each.before, each.after) for each in entries]

    return do


def test_agencies_of_a_round(written, submission: Submission, agency_a: Agency, manager: User):
    survey_round = submission.round
    assert written(lambda: withdraw(submission=submission, reason=WHY, user=manager, now=DURING)) == [
        ("agency.withdrawn", "D1101", "2569", {"is_asked": True}, {"is_asked": False})
    ]
    again = lambda: ask(survey_round=survey_round, agency=agency_a, reason=WHY, user=manager, now=DURING)  # noqa: E731
    assert written(again) == [("agency.asked", "D1101", "2569", {"is_asked": False}, {"is_asked": True})]
    assert set(AuditEntry.objects.filter(kind="agency").values_list("note", "actor")) == {(WHY, manager.pk)}


def test_windows(written, survey_round: Round, submission: Submission, ministry, manager: User):
    day = {"last_day": "2026-07-31"}
    assert written(
        lambda: extend(submission=submission, until=LATER, reason=WHY, user=manager, now=DURING)
    ) == [("agency.given_time", "D1101", "2569", day, {"last_day": "2026-08-07"})]
    everybody = lambda: move_days(  # noqa: E731
        survey_round=survey_round, closes_on=LATER, reason=WHY, user=manager, now=DURING
    )
    assert written(everybody) == [
        (
            "round.days_moved",
            "2569",
            "2569",
            {"closes_on": "2026-07-31"},
            {"closes_on": "2026-08-07", "version": survey_round.version + 1},
        )
    ]


def test_more_time_for_a_ministry_says_what_each_agency_had(
    written, survey_round: Round, submission: Submission, ministry, manager: User
):
    shown = digest_of(asked_in(survey_round, ministry))
    assert written(
        lambda: extend_all(
            survey_round=survey_round,
            place=ministry,
            until=LATER,
            reason=WHY,
            shown=shown,
            user=manager,
            now=DURING,
        )
    ) == [
        ("agency.given_time", "D1101", "2569", {"last_day": "2026-07-31"}, {"last_day": "2026-08-07"}),
        (
            "round.time_given",
            "2569",
            "2569",
            None,
            {"ministry": "11", "last_day": "2026-08-07", "agencies": 1},
        ),
    ]


def test_roles_and_accounts(written, officer: User, agency_b: Agency, manager: User):
    grant = lambda: grant_membership(  # noqa: E731
        user=officer, role=Role.READER, agency=agency_b, by=manager, now=DURING
    )
    role = {"role": "reader", "agency": "D1201"}
    code = str(officer.pk)
    assert written(grant) == [("person.role_granted", code, "", None, role)]
    membership = officer.memberships.get(role=Role.READER)
    assert written(lambda: revoke_membership(membership=membership, by=manager, now=DURING)) == [
        ("person.role_revoked", code, "", role, None)
    ]
    on, off = {"is_active": True}, {"is_active": False}
    assert written(lambda: switch_off(user=officer, by=manager, now=DURING)) == [
        ("person.switched_off", code, "", on, off)
    ]
    assert written(lambda: switch_on(user=officer, by=manager, now=DURING)) == [
        ("person.switched_on", code, "", off, on)
    ]


def test_releases(written, survey_round: Round, submission: Submission, officer: User, manager: User):
    version = sign(submission, officer)
    score_version(version_id=version.pk, now=DURING)
    close_round(survey_round=survey_round, user=manager, now=DURING)
    run = survey_round.scoring_runs.get()
    made = written(lambda: release_results(survey_round=survey_round, note=WHY, user=manager, now=DURING))
    release = survey_round.releases.get()
    known, nothing = {"run": run.pk}, {"run": None}
    assert made == [("release.made", str(release.pk), "2569", nothing, known)]
    assert written(lambda: withdraw_release(release=release, reason=WHY, user=manager, now=DURING)) == [
        ("release.withdrawn", str(release.pk), "2569", known, nothing)
    ]


def test_evidence_beside_an_answer(written, submission: Submission, officer: User):
    upload = SimpleUploadedFile("สมชาย.pdf", PDF)
    added = written(
        lambda: attach(submission=submission, question="plan", upload=upload, user=officer, now=DURING)
    )
    evidence = submission.evidence.get()
    file = {"question": "plan", "file_sha256": evidence.sha256}
    assert added == [("agency.evidence_attached", "D1101", "2569", None, file)]
    assert written(lambda: take_back(evidence=evidence, user=officer, now=DURING)) == [
        ("agency.evidence_taken_back", "D1101", "2569", file, None)
    ]
    assert written(lambda: take_back(evidence=evidence, user=officer, now=DURING)) == []


def test_every_value_of_an_answer_stays_with_who_and_from_where(submission: Submission, officer: User):
    with coming_from(HERE):
        for version, value in enumerate(["in_preparation", "none"]):
            save_answers(
                submission=submission,
                values={"plan": value},
                versions={"plan": version} if version else {},
                user=officer,
                now=DURING,
            )
    kept = submission.answer_revisions.order_by("version").values_list(
        "value", "saved_by", "saved_at", "address"
    )
    assert list(kept) == [
        ("in_preparation", officer.pk, DURING, HERE),
        ("none", officer.pk, DURING, HERE),
    ]
