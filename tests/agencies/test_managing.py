"""The page from which EGA runs the survey."""

import pytest

pytestmark = pytest.mark.django_db


def test_who_may_open_it(client, people):
    answers = {}
    for name, user in people.items():
        client.force_login(user)
        answers[name] = client.get("/manage/").status_code
    assert {name for name, code in answers.items() if code == 200} == {"analyst", "manager"}
    assert {code for name, code in answers.items() if name not in {"analyst", "manager"}} == {404}


def test_the_dashboard_leads_there_for_ega_only(client, survey_round, analyst, ministry_monitor):
    for user, expected in [(analyst, True), (ministry_monitor, False)]:
        client.force_login(user)
        assert ('href="/manage/"' in client.get(f"/dashboard/{survey_round.code}/").text) is expected
