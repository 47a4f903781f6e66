"""Trying a questionnaire out: the pages of an agency, and nothing of it in any round."""

import datetime as dt

import pytest
from django.utils import timezone

from agencies.typed import sign_page_user
from scoring.engine import score
from scoring.models import Scorecard
from surveys.housekeeping import KEPT_FOR, forget_scratch
from surveys.models import Answer, Preview, RefusedWorkbook, Round, Submission
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.model import Audience
from surveys.services.previews import save_preview
from surveys.tasks import housekeeping
from tests.rounds import COMPLETE, DURING
from tests.surveys.views.questionnaires.conftest import LIST

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(small_questionnaire):
    return small_questionnaire


def page(version, part="", audience="department"):
    return f"{LIST}{version.pk}/preview/{audience}/{part}"


def keep(version, user, **values):
    return save_preview(
        version=version, audience=Audience.DEPARTMENT, values=values, user=user, now=timezone.now()
    )


def sent(user, name, **fields):
    return {f"version__{name}": "0", "page_user": sign_page_user(user), name: "", **fields}


PAGES = ["", "dimensions/1/", "dimensions/2/", "dimensions/3/", "review/", "score/"]


@pytest.mark.parametrize("part", PAGES)
@pytest.mark.parametrize("answers", [{}, COMPLETE], ids=["blank", "answered"])
def test_every_page_says_that_it_is_a_preview(client, analyst, version, part, answers):
    keep(version, analyst, **answers)
    client.force_login(analyst)
    response = client.get(page(version, part))
    assert response.status_code == 200
    assert "preview-banner" in response.text
    assert 'href="/rounds/' not in response.text


@pytest.mark.parametrize("part", PAGES)
def test_who_may_try_it_out(client, people, version, part):
    answers = {}
    for name, user in people.items():
        client.force_login(user)
        answers[name] = client.get(page(version, part)).status_code
    assert {name for name, code in answers.items() if code == 200} == {"analyst", "manager"}
    assert {code for name, code in answers.items() if name not in {"analyst", "manager"}} == {404}


@pytest.mark.parametrize("part", ["dimensions/9/", "answers/no_such/", "clear/x/"])
def test_what_there_is_not(client, manager, version, part):
    client.force_login(manager)
    assert client.post(page(version, part), {}).status_code == 404
    assert client.get(page(version, "", "village")).status_code == 404


def test_an_answer_is_kept_with_what_follows_from_it(client, manager, version):
    client.force_login(manager)
    response = client.post(page(version, "answers/plan/"), sent(manager, "plan", plan="none"))
    assert response.status_code == 200
    told = response.json()
    assert told["applicable"]["topics"] is False
    assert (told["version"], told["saved"], told["saves"]) == (1, "", 1)
    assert Preview.objects.get().answers == {"plan": "none"}
    told = client.post(page(version, "answers/plan/"), sent(manager, "plan", plan="finished")).json()
    assert (told["applicable"]["topics"], told["saves"]) == (True, 2)


def test_what_is_no_answer_is_told_as_to_an_agency(client, manager, version):
    client.force_login(manager)
    response = client.post(page(version, "answers/all_posts/"), sent(manager, "all_posts", all_posts="many"))
    assert response.status_code == 422
    assert response.json()["errors"]
    assert not Preview.objects.exists()


def test_a_page_without_script_is_sent_whole(client, manager, version):
    client.force_login(manager)
    fields = sent(manager, "plan", plan="none") | sent(manager, "all_posts", all_posts="7") | {"next": "1"}
    response = client.post(page(version, "dimensions/1/"), fields)
    assert response.url == page(version, "dimensions/2/")
    assert Preview.objects.get().answers == {"plan": "none", "all_posts": 7}
    wrong = client.post(page(version, "dimensions/1/"), sent(manager, "all_posts", all_posts="many"))
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.text


def test_a_page_of_somebody_else_is_not_saved(client, manager, analyst, version):
    client.force_login(manager)
    assert client.post(page(version, "answers/plan/"), sent(analyst, "plan", plan="none")).status_code == 409
    assert client.post(page(version, "dimensions/1/"), sent(analyst, "plan", plan="none")).status_code == 409
    assert not Preview.objects.exists()


def test_the_score_is_that_of_the_engine(client, manager, version):
    keep(version, manager, **COMPLETE)
    client.force_login(manager)
    context = client.get(page(version, "score/")).context
    tree = score(questionnaire_with_hash(version.sha256), Audience.DEPARTMENT, COMPLETE)
    assert context["total"] == tree.score
    assert [line.code for line in context["dimensions"]] == ["1", "2", "3"]


def test_what_cannot_be_scored_leads_to_what_is_to_be_mended(client, manager, version):
    keep(version, manager, plan="no_such_option")
    client.force_login(manager)
    assert client.get(page(version, "score/")).url == page(version, "review/")
    assert client.get(page(version, "review/")).status_code == 200


def test_the_levels_are_apart(client, manager, version):
    keep(version, manager, plan="none")
    client.force_login(manager)
    assert client.get(page(version, "", "province")).context["sheet"].values == {}
    assert client.get(page(version)).context["sheet"].values == {"plan": "none"}


def test_a_preview_is_its_owner_s_alone(client, manager, analyst, version):
    keep(version, manager, plan="none")
    client.force_login(analyst)
    assert client.get(page(version)).context["sheet"].values == {}
    client.post(page(version, "clear/"))
    assert Preview.objects.get().user == manager


def test_a_preview_can_be_thrown_away(client, manager, version):
    keep(version, manager, plan="none")
    client.force_login(manager)
    assert client.post(page(version, "clear/")).url == page(version)
    assert not Preview.objects.exists()


def test_no_round_knows_of_it(client, manager, version):
    client.force_login(manager)
    for name, value in (("plan", "none"), ("all_posts", "7")):
        client.post(page(version, f"answers/{name}/"), sent(manager, name, **{name: value}))
    client.get(page(version, "score/"))
    assert [model.objects.count() for model in (Round, Submission, Answer, Scorecard)] == [0, 0, 0, 0]


def test_what_nobody_has_touched_for_two_weeks_is_thrown_away(manager, version):
    keep(version, manager, plan="none")
    RefusedWorkbook.objects.create(user=manager, source_name="x", problems=[], total=1, refused_at=DURING)
    touched = Preview.objects.get().touched_at
    forget_scratch(now=touched + KEPT_FOR)
    assert (Preview.objects.count(), RefusedWorkbook.objects.count()) == (1, 0)
    forget_scratch(now=touched + KEPT_FOR + dt.timedelta(seconds=1))
    assert not Preview.objects.exists()


def test_the_beat_tidies_up_every_night(manager, version, settings):
    RefusedWorkbook.objects.create(
        user=manager, source_name="x", problems=[], total=1, refused_at=DURING - KEPT_FOR * 100
    )
    assert settings.CELERY_BEAT_SCHEDULE["surveys.housekeeping"]["task"] == "surveys.housekeeping"
    housekeeping()
    assert not RefusedWorkbook.objects.exists()
