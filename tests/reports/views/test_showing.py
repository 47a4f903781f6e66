from django.test import Client
from django.urls import reverse

from agencies.models import User
from surveys.models import Round
from tests.rounds import DURING


def shown(survey_round: Round) -> bool:
    survey_round.refresh_from_db()
    return survey_round.scores_shown_at is not None


def test_it_asks_first(client: Client, survey_round: Round, manager: User):
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    content = client.get(reverse("reports:showing", args=[survey_round.code])).content.decode()
    assert "Show agencies their scores?" in content
    assert not shown(survey_round)


def test_showing_and_hiding(client: Client, survey_round: Round, manager: User):
    client.force_login(manager)
    url = reverse("reports:showing", args=[survey_round.code])
    for step, expected in [("show", True), ("show", True), ("hide", False), ("hide", False)]:
        response = client.post(url, {"step": step})
        assert response.headers["Location"] == reverse("reports:results", args=[survey_round.code])
        assert shown(survey_round) is expected


def test_who_decided_and_when_stands_on_the_results(
    client: Client, survey_round: Round, manager: User, analyst: User
):
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    for step in ("show", "hide", "hide"):
        client.post(reverse("reports:showing", args=[survey_round.code]), {"step": step})
    client.force_login(analyst)
    client.cookies["django_language"] = "en"
    response = client.get(reverse("reports:results", args=[survey_round.code]))
    decided = [(each.action, each.actor, each.at) for each in response.context["decisions"]]
    assert decided == [
        ("round.scores_hidden", manager, DURING),
        ("round.scores_shown", manager, DURING),
    ]
    content = response.content.decode()
    assert content.count("คุณ manager") == 2
    assert "Scores hidden from the agencies" in content


def test_when_shown_it_offers_to_hide(client: Client, survey_round: Round, manager: User):
    client.force_login(manager)
    client.cookies["django_language"] = "en"
    url = reverse("reports:showing", args=[survey_round.code])
    client.post(url, {"step": "show"})
    assert "Hide the scores from agencies?" in client.get(url).content.decode()
