"""The round of 2560 as the demonstration loads it: whole, with the services' rows and the printed figures."""

import json
import re
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from agencies.demo import create_people
from agencies.models import Agency, Membership, Role, User
from reports.published.comparing import Comparison, compare
from reports.published.reading import published_of
from scoring.models import Release, Scorecard, ScoringRun
from scoring.services.releases import withdraw_release
from scoring.services.runs import chunks_to_queue, score_chunk
from surveys.demo.past_round import CODE, RELEASE_NOTE, fill_past_round, prepare_past_round
from surveys.demo.questionnaire import demonstration_questionnaire
from surveys.models import (
    Answer,
    AnswerRevision,
    EvidenceFile,
    QuestionnaireVersion,
    Round,
    Submission,
    SubmissionEvent,
    SubmissionVersion,
)
from surveys.queries.answers import answers_of, evidence_of, stated_values
from surveys.queries.questionnaires import questionnaire_of
from surveys.questionnaire.document import canonical_json, sha256_of
from surveys.questionnaire.review import review
from surveys.questionnaire.vocabulary import Audience
from surveys.services.snapshots import snapshot
from tests.reports.published.on_the_page import about_questions, blocks_of, said
from tests.rounds import make_round

pytestmark = pytest.mark.django_db


def test_it_is_for_demonstrations_only(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="Set DEMO=1"):
        call_command("load_past_round")
    assert not Round.objects.exists()


def test_a_round_of_real_answers_is_left_alone(
    settings: Settings, small_questionnaire: QuestionnaireVersion
) -> None:
    settings.DEMO = True
    make_round(small_questionnaire, CODE)
    with pytest.raises(CommandError, match="real answers"):
        call_command("load_past_round")
    assert not Submission.objects.exists()


@pytest.mark.whole_round
def test_the_whole_round(settings: Settings, client: Client) -> None:
    settings.DEMO = True
    call_command("load_roster", verbosity=0)
    create_people(now=timezone.now())
    stopped_early()

    call_command("load_past_round", patience=0)

    survey_round = Round.objects.get(code=CODE)
    assert (survey_round.state, survey_round.is_synthetic) == (Round.State.CLOSED, True)
    assert states(survey_round) == {
        (Audience.DEPARTMENT, "signed"): 274,
        (Audience.DEPARTMENT, "not_started"): 28,
        (Audience.PROVINCE, "signed"): 1179,
        (Audience.PROVINCE, "not_started"): 265,
    }
    before = rows()
    call_command("load_past_round", patience=0)
    assert not Release.objects.exists(), "it is not scored"
    assert rows() == before, "loading it again changes nothing"
    for code in ("D1102", "P5010"):
        is_as_if_it_had_been_filled_in(Submission.objects.with_agency().get(agency__code=code))
    run = ScoringRun.objects.get(round=survey_round)
    for chunk in chunks_to_queue(run_id=run.pk, size=100, now=timezone.now()):
        score_chunk(run_id=run.pk, version_ids=chunk, now=timezone.now())
    assert Scorecard.objects.counted().count() == 1453
    found = every_printed_figure_is_met(survey_round)
    call_command("load_past_round")
    results_are_released(survey_round, client)
    results_by_question_say_the_same(client, survey_round, found)
    evidence_can_be_read(client)


def stopped_early() -> None:
    """The first hundred responses are there, and nobody but EGA sees the round."""
    survey_round = prepare_past_round(questionnaire=demonstration_questionnaire(now=timezone.now()))
    step = next(fill_past_round(survey_round=survey_round))
    assert (step.done, step.of, SubmissionVersion.objects.count()) == (100, 1453, 100)
    assert not Round.objects.visible_to_agencies().exists()


def states(survey_round: Round) -> Counter[tuple[str, str]]:
    return Counter(survey_round.submissions.values_list("agency__audience", "state"))


def rows() -> list[int]:
    kinds = (User, Membership, Submission, Answer, EvidenceFile, SubmissionVersion, SubmissionEvent)
    assert AnswerRevision.objects.count() == Answer.objects.filter(version=1).count()
    return [kind._default_manager.count() for kind in kinds]


def is_as_if_it_had_been_filled_in(submission: Submission) -> None:
    """What the services would make of the stored answers is what is stored."""
    version = submission.current_version
    assert version is not None
    values, evidence = stated_values(answers_of(submission)), evidence_of(submission)
    text = canonical_json(snapshot(submission, 1, values, evidence))
    assert (version.document, version.sha256, version.signature.sha256) == (
        text,
        sha256_of(text),
        sha256_of(text),
    )
    assert version.receipt_number == f"2560-{submission.agency.code}-1"
    state = review(
        questionnaire_of(submission.round),
        Audience(submission.agency.audience),
        json.loads(text)["answers"],
        {name: len(files) for name, files in evidence.items()},
    )
    assert (submission.answered_count, submission.asked_count) == (state.answered_count, state.asked_count)
    events = [(each.kind, each.at) for each in submission.events.all()]
    assert events == [
        ("started", submission.started_at),
        ("submitted", submission.submitted_at),
        ("signed", submission.signed_at),
    ]
    assert answers_of(submission).keys() == values.keys()
    saved = submission.answers.order_by("saved_at").values_list("saved_at", flat=True)
    assert (saved[0], saved[len(saved) - 1]) == (submission.started_at, submission.last_saved_at)
    people = {Role.OFFICER: version.submitted_by, Role.APPROVER: version.signature.signed_by}
    for role, person in people.items():
        assert person.memberships.get().role == role, "an account of the agency's own"
        assert (person.memberships.get().agency, person.has_usable_password()) == (submission.agency, False)


def every_printed_figure_is_met(survey_round: Round) -> tuple[Comparison, ...]:
    compared = compare(
        published_of(CODE), survey_round=survey_round, agencies=Agency.objects.all(), now=timezone.now()
    )
    found = {each.figure.code: (each.rounded, each.figure.number) for each in compared}
    assert {code: pair for code, pair in found.items() if pair[0] != pair[1]} == {}
    totals = [str(found[f"{level}-total"][0]) for level in Audience]
    assert (len(found) > 100, totals) == (True, ["57.8", "34.4"])
    return compared


def results_by_question_say_the_same(
    client: Client, survey_round: Round, compared: tuple[Comparison, ...]
) -> None:
    """Every figure about a question, from the counts that its page shows."""
    client.force_login(User.objects.get(email="analyst@demo.example"))
    blocks = {level: blocks_of(client, survey_round, level) for level in Audience}
    figures = about_questions(compared)
    assert len(figures) > 60
    computed = {each.figure.code: each.value for each in figures}
    assert {each.figure.code: said(each.figure, blocks[each.figure.level]) for each in figures} == computed


def results_are_released(survey_round: Round, client: Client) -> None:
    """Once; and what somebody takes back stays taken back."""
    release = Release.objects.get()
    assert (release.scorecards.count(), release.note) == (1453, RELEASE_NOTE)
    call_command("load_past_round")
    assert list(Release.objects.all()) == [release]
    client.cookies["django_language"] = "en"
    text = client.get("/results/2560/").content.decode()
    assert "Synthetic answers." in text
    assert re.findall(r'score-total__number">([\d.]+)<', text) == ["57.8", "34.4"]
    assert "*" not in text.split("<tbody>")[1].split("</tbody>")[0], "no group is small"
    withdraw_release(release=release, reason="to see", user=None, now=timezone.now())
    call_command("load_past_round")
    assert list(Release.objects.all()) == [release]


def evidence_can_be_read(client: Client) -> None:
    """One file on the disk stands beside all answers that need one."""
    assert EvidenceFile.objects.values("file").distinct().count() == 1
    assert not EvidenceFile.objects.filter(uploaded_at__gte=F("submission__submitted_at")).exists()
    evidence = EvidenceFile.objects.select_related("submission__agency").first()
    assert evidence is not None
    client.force_login(User.objects.get(email="analyst@demo.example"))
    page = client.get(f"/rounds/2560/{evidence.submission.agency.code}/evidence/{evidence.pk}/")
    content = b"".join(page.streaming_content) if page.streaming else page.content  # type: ignore[attr-defined]
    assert (page.status_code, content[:5], len(content)) == (200, b"%PDF-", evidence.size)
