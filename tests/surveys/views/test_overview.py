"""The first page of an agency's questionnaire."""

import datetime as dt

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from surveys.models import Round, Submission
from surveys.services.presence import note_presence
from surveys.services.rounds import add_agencies
from surveys.services.rounds_days import extend
from surveys.services.submitting import return_for_correction, sign
from tests.rounds import answer, complete_and_submit, make_round
from tests.surveys.views.pages import BASE, DIMENSION

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    client.cookies["django_language"] = "en"

    def get(user):
        client.force_login(user)
        return client.get(BASE).content.decode()

    return get


def step(html):
    """The main action: where it leads, and what it says."""
    link = html.partition('<a class="btn btn-primary" href="')[2].partition("</a>")[0]
    return tuple(link.split('">', 1))


def test_it_works(page, draft, officer):
    html = page(officer)
    assert all(
        text in html
        for text in ["Department A", "Being filled in", "3 of 9 questions", "10 days", "Policies"]
    )


def test_nothing_started(page, submission, officer):
    assert step(page(officer)) == (DIMENSION, "Start answering")


def test_a_draft_continues_at_the_first_dimension_that_lacks_something(page, submission, officer):
    answer(
        submission,
        officer,
        timezone.now(),
        plan="none",
        all_posts=3,
        digital_posts={"na": "ไม่มี"},
        budget={"equipment": "100"},
    )
    assert step(page(officer)) == (f"{BASE}dimensions/2/", "Continue answering")


def test_a_complete_draft_is_to_be_reviewed(page, submitted, officer):
    Submission.objects.filter(pk=submitted.pk).update(state="draft")
    assert step(page(officer)) == (f"{BASE}review/", "Review and submit")


@pytest.mark.parametrize(
    "who, there, label",
    [
        ("officer", "receipt/", "See the receipt"),
        ("approver", "sign/", "Read and sign"),
        ("reader", "receipt/", "See the receipt"),
    ],
)
def test_what_is_submitted(page, submitted, people, who, there, label):
    assert step(page(people[who])) == (f"{BASE}{there}", label)


@pytest.mark.parametrize(
    "shown, there, label", [(False, "receipt/", "See the receipt"), (True, "score/", "See the score")]
)
def test_what_is_signed(page, submitted, officer, approver, shown, there, label):
    sign(submission=submitted, sha256=submitted.current_version.sha256, user=approver, now=timezone.now())
    Round.objects.update(scores_shown_at=timezone.now() if shown else None)
    assert step(page(officer)) == (f"{BASE}{there}", label)


def test_what_is_returned_says_why(page, submitted, officer, approver):
    return_for_correction(submission=submitted, reason="งบประมาณยังไม่ถูก", user=approver, now=timezone.now())
    html = page(officer)
    assert html.count("งบประมาณยังไม่ถูก") == 2  # at the top and among the events
    assert step(html) == (DIMENSION, "Correct the answers")
    assert "Nothing was changed since the answers came back." in html


def test_what_was_returned_and_changed_is_to_be_submitted(page, submitted, officer, approver):
    return_for_correction(submission=submitted, reason="แก้", user=approver, now=timezone.now())
    answer(submitted, officer, timezone.now(), digital_posts=12)
    html = page(officer)
    assert step(html) == (f"{BASE}review/", "Review and submit")
    assert "Nothing was changed" not in html


def test_readers_and_ega_are_led_to_the_answers(page, draft, reader, analyst):
    assert [step(page(user)) for user in (reader, analyst)] == [(f"{BASE}review/", "Read the answers")] * 2


def test_a_round_that_is_over_says_what_to_do(page, draft, officer):
    Round.objects.update(opens_on=dt.date(2020, 1, 1), closes_on=dt.date(2020, 1, 2))
    html = page(officer)
    assert "ask EGA for an extension" in html
    assert '<span class="overview__left">Closed</span>' in html


def test_a_round_that_ega_closed_early_has_no_time_left(page, draft, officer):
    Round.objects.update(state="closed")
    assert '<span class="overview__left">Closed</span>' in page(officer)


def test_an_extension_is_told(page, draft, officer, manager):
    until = timezone.localdate() + dt.timedelta(20)
    extend(submission=draft, until=until, reason="น้ำท่วม", user=manager, now=timezone.now())
    html = page(officer)
    assert "Extended for your agency" in html
    assert f"Until {until.day} {until:%b} {until.year}. น้ำท่วม" in html
    assert (manager.full_name in html, ">EGA<" in html or "EGA</" in html) == (False, True)


def notes(html):
    """What stands under each dimension."""
    cards = [each.partition("</p>")[0] for each in html.split('<p class="dimension-card__note">')[1:]]
    return [[line.strip() for line in strip_tags(card).splitlines() if line.strip()] for card in cards]


@pytest.mark.parametrize(
    "values, told",
    [
        (
            {},
            [
                ["2 required questions are not answered yet", "4 optional questions are open"],
                ["1 required question is not answered yet"],
                ["All required questions are answered", "2 optional questions are open"],
            ],
        ),
        (
            {"plan": "finished", "all_posts": 200, "has_services": "no"},
            [
                ["1 answer needs correction", "5 optional questions are open"],
                ["Complete"],
                ["All required questions are answered", "2 optional questions are open"],
            ],
        ),
    ],
)
def test_what_is_required_and_what_is_optional_is_counted_apart(page, submission, officer, values, told):
    answer(submission, officer, timezone.now(), **values)
    assert notes(page(officer)) == told


def test_what_was_left_blank_is_counted(page, submitted, officer):
    assert notes(page(officer)) == [
        ["1 question was left blank"],
        ["1 question was left blank"],
        ["2 questions were left blank"],
    ]


@pytest.mark.parametrize("state, shown", [("draft", True), ("waiting", True), ("signed", False)])
def test_what_is_signed_has_no_countdown(page, submitted, officer, state, shown):
    Submission.objects.filter(pk=submitted.pk).update(state=state, signed_at=timezone.now())
    assert ('<span class="overview__left">' in page(officer)) == shown


@pytest.mark.parametrize("state, shown", [("draft", True), ("waiting", False), ("signed", False)])
def test_nobody_works_on_what_is_submitted(page, submitted, officer, second_officer, state, shown):
    note_presence(submission=submitted, dimension="1", user=second_officer, now=timezone.now())
    Submission.objects.filter(pk=submitted.pk).update(state=state, signed_at=timezone.now())
    assert ("Working on it now" in page(officer)) == shown


@pytest.mark.parametrize(
    "closes_on, closed, told",
    [
        (None, False, "too, until the round closes, "),
        (dt.date(2020, 1, 2), False, "the approver can still sign them, until the round closes, 17 Jan 2020"),
        (None, True, "The round was closed before the answers were signed, so the agency does not count"),
    ],
)
def test_until_when_it_can_be_signed(page, submitted, officer, closes_on, closed, told):
    if closes_on:
        Round.objects.update(opens_on=dt.date(2020, 1, 1), closes_on=closes_on)
    if closed:
        Round.objects.update(state="closed")
    assert told in page(officer)


def test_a_round_that_ega_closes_says_so(page, submitted, officer):
    Round.objects.update(closes_after_days=None)
    assert "too, until EGA closes the round." in page(officer)


@pytest.mark.parametrize("archived", [False, True])
def test_the_way_to_archived_questionnaires(page, submission, small_questionnaire, officer, archived):
    old = make_round(small_questionnaire, "2568")
    add_agencies(survey_round=old, agencies=[submission.agency])
    Round.objects.filter(pk=old.pk).update(state="closed", archived_at=timezone.now() if archived else None)
    assert ("/?archived=1" in page(officer)) is archived


@pytest.mark.parametrize("complete, queries", [(False, 12), (True, 13)])
def test_queries(client, submission, officer, complete, queries, django_assert_num_queries):
    """Session, person, submission, events, answers, files, two rights, own roles; in a draft, others.

    And whether the days were moved and there are archived rounds; once submitted, when the round closes.
    """
    if complete:
        complete_and_submit(submission, officer, timezone.now())
    client.force_login(officer)
    client.get(BASE)
    with django_assert_num_queries(queries):
        client.get(BASE)
