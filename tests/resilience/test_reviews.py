"""Reviewers at the same moment: nobody reviews what another one does."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import User
from surveys.models import Review, Submission
from surveys.services.errors import DecidedMeanwhile, ReviewRefused
from surveys.services.reviewing import decide, take, take_next
from surveys.services.reviewing_finish import finish
from surveys.services.submitting import return_for_correction
from tests.resilience.threads import Act, queue_at
from tests.reviews import decide as decide_alone
from tests.reviews import submit_with_evidence

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def both(
    submission: Submission,
    other_submission: Submission,
    officer: User,
    other_officer: User,
    uploads: None,
) -> list[Submission]:
    """Two submissions that wait for a reviewer."""
    submit_with_evidence(submission, officer, "plan", now=timezone.now())
    submit_with_evidence(other_submission, other_officer, "plan", now=timezone.now())
    return [submission, other_submission]


def test_two_who_ask_for_the_next_one_get_two_different_ones(
    both: list[Submission], analyst: User, manager: User
) -> None:
    ids = [each.pk for each in both]

    with queue_at(both[0]) as queue:
        for user in (analyst, manager):
            queue.join(partial(take_next, submissions=ids, user=user, now=timezone.now()))

    taken = [review for review in queue.outcomes() if isinstance(review, Review)]
    assert sorted(review.submission_id for review in taken) == sorted(ids)
    assert {review.reviewer for review in taken} == {analyst, manager}
    assert Review.objects.held().count() == 2


def test_two_who_press_the_button_at_once_are_led_to_two_different_ones(
    both: list[Submission], analyst: User, manager: User
) -> None:
    codes = [each.agency.code for each in both]
    button = reverse("reports:review_next", args=[both[0].round.code])
    clients = {user: Client() for user in (analyst, manager)}
    for user, client in clients.items():
        client.force_login(user)

    with queue_at(both[0]) as queue:
        for client in clients.values():
            queue.join(partial(client.post, button))

    pages = [str(getattr(response, "url", response)) for response in queue.outcomes()]
    assert sorted(pages) == sorted(reverse("reports:review", args=["2569", code]) for code in codes)


def test_of_two_who_take_the_same_one_gets_it_and_the_other_is_told(
    both: list[Submission], analyst: User, manager: User
) -> None:
    with queue_at(both[0]) as queue:
        for user in (analyst, manager):
            queue.join(partial(take, submission=both[0], user=user, now=timezone.now()))

    (review,) = [each for each in queue.outcomes() if isinstance(each, Review)]
    refused = [each for each in queue.outcomes() if isinstance(each, ReviewRefused)]
    assert [(each.code, each.params) for each in refused] == [
        ("held_by_other", {"who": review.reviewer.full_name})
    ]
    assert Review.objects.get() == review


def test_two_tabs_of_one_reviewer_do_not_overwrite_each_other_unseen(
    both: list[Submission], analyst: User
) -> None:
    review = take(submission=both[0], user=analyst, now=timezone.now())
    save: Callable[..., Act] = partial(
        partial, decide, review=review, question="plan", seen=0, user=analyst, now=timezone.now()
    )

    with queue_at(both[0]) as queue:
        queue.join(save(kind="accepted"))
        queue.join(save(kind="to_correct", reason="x"))

    assert sum(isinstance(each, DecidedMeanwhile) for each in queue.outcomes()) == 1
    assert review.decisions.count() == 1


@pytest.mark.parametrize("first", ["finish", "return"])
def test_what_is_returned_while_its_review_is_finished_is_the_one_or_the_other(
    both: list[Submission], analyst: User, manager: User, first: str
) -> None:
    review = take(submission=both[0], user=analyst, now=timezone.now())
    decide_alone(review, "plan", now=timezone.now())
    acts: dict[str, Act] = {
        "finish": partial(finish, review=review, user=analyst, now=timezone.now()),
        "return": partial(
            return_for_correction, submission=both[0], reason="x", user=manager, now=timezone.now()
        ),
    }
    second = next(name for name in acts if name != first)

    with queue_at(both[0]) as queue:
        queue.join(acts[first])
        queue.join(acts[second])

    both[0].refresh_from_db()
    review.refresh_from_db()
    refused = [each.code for each in queue.outcomes() if isinstance(each, ReviewRefused)]
    assert both[0].state == Submission.State.RETURNED
    assert (review.outcome, refused) in [("accepted", []), ("", ["returned"])]
    if connection.vendor == "postgresql":
        assert refused == ([] if first == "finish" else ["returned"]), "who came first went first"
