import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import User
from audit.actions import Action
from audit.models import AuditEntry
from audit.services import differences, entry, record, record_all
from audit.whence import address, coming_from
from surveys.models import Round, Submission
from tests.rounds import DURING, answer


def test_an_entry_says_who_did_what_when_and_from_where(manager: User):
    with coming_from("203.0.113.7"):
        record(
            action=Action.SCORES_SHOWN,
            code="2569",
            user=manager,
            now=DURING,
            before={"day": dt.date(2026, 7, 31), "same": 1},
            after={"day": dt.date(2026, 8, 7), "same": 1},
            note="น้ำท่วม",
        )
    assert list(AuditEntry.objects.values()) == [
        {
            "id": AuditEntry.objects.get().pk,
            "at": DURING,
            "actor_id": manager.pk,
            "address": "203.0.113.7",
            "action": "round.scores_shown",
            "kind": "round",
            "code": "2569",
            "round_code": "2569",
            "before": {"day": "2026-07-31"},
            "after": {"day": "2026-08-07"},
            "note": "น้ำท่วม",
        }
    ]


@pytest.mark.parametrize(
    "before, after, expected",
    [
        ({}, {}, ({}, {})),
        ({"a": 1}, {"a": 1}, ({}, {})),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, ({"b": 2}, {"b": 3})),
        ({"a": None}, {}, ({"a": None}, {})),
        ({}, {"a": None}, ({}, {"a": None})),
    ],
)
def test_only_what_differs_is_kept(before, after, expected):
    assert differences(before, after) == expected


def test_an_address_lasts_as_long_as_its_request():
    with coming_from("203.0.113.7"):
        assert address() == "203.0.113.7"
    assert address() is None


def test_a_decision_is_written_down_with_its_address(client: Client, survey_round: Round, manager: User):
    before = list(AuditEntry.objects.values_list("pk", flat=True))
    client.force_login(manager)
    client.post(
        reverse("reports:showing", args=[survey_round.code]), {"step": "show"}, REMOTE_ADDR="203.0.113.7"
    )
    found = AuditEntry.objects.exclude(pk__in=before).values_list("action", "code", "actor", "address")
    assert list(found) == [("round.scores_shown", "2569", manager.pk, "203.0.113.7")]


def test_an_answer_is_written_down_with_its_address(submission: Submission, officer: User):
    with coming_from("203.0.113.7"):
        answer(submission, officer, plan="in_preparation")
    answer(submission, officer, plan="none")
    revisions = submission.answer_revisions.values_list("version", "address")
    assert list(revisions) == [
        (1, "203.0.113.7"),
        (2, None),
    ]
    assert list(submission.events.values_list("kind", "address")) == [("started", "203.0.113.7")]


def test_many_are_written_at_once(manager, django_assert_num_queries):
    entries = [entry(action=Action.INVITED, code=code, user=manager, now=DURING) for code in (7, 8)]
    with coming_from("203.0.113.9"):
        more = entry(action=Action.ROLE_GRANTED, code=9, user=None, now=DURING, after={"role": "officer"})
    with django_assert_num_queries(1):
        record_all([*entries, more])

    fields = ("action", "kind", "code", "actor", "address", "after")
    assert list(AuditEntry.objects.order_by("pk").values_list(*fields)) == [
        ("person.invited", "person", "7", manager.pk, None, None),
        ("person.invited", "person", "8", manager.pk, None, None),
        ("person.role_granted", "person", "9", None, "203.0.113.9", {"role": "officer"}),
    ]
