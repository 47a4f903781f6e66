"""One answer saved by the page's script, and what the page learns from it."""

import pytest
from django.utils import timezone

from surveys.models import Round, Submission
from tests.rounds import answer
from tests.surveys.views.pages import BASE, DIMENSION, save, save_url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client, officer, draft):
    client.cookies["django_language"] = "en"
    client.force_login(officer)


def test_it_works(client, draft):
    response = save(client, "plan", 1, plan="finished")
    body = response.json()
    stored = draft.answers.get(question="plan")
    assert (response.status_code, stored.value, body["version"]) == (200, "finished", 2)
    assert body["saved_at"] == f"Saved {timezone.localtime(stored.saved_at):%H:%M}"
    assert body["saved"].startswith("Saved by คุณ officer, ")


def test_names_reach_the_script_as_they_are_and_the_page_escaped(client, officer):
    officer.full_name = "O'Brien & <b>X</b>"
    officer.save()
    assert (
        save(client, "plan", 1, plan="finished").json()["saved"].startswith("Saved by O'Brien & <b>X</b>, ")
    )
    assert "Saved by O&#x27;Brien &amp; &lt;b&gt;X&lt;/b&gt;, " in client.get(DIMENSION).content.decode()


def test_it_tells_what_applies_now(client):
    body = save(client, "plan", 1, plan="finished").json()
    assert body["applicable"]["plan_date"] is True
    body = save(client, "plan", 2, plan="none").json()
    assert (body["applicable"]["plan_date"], body["applicable"]["topics"]) == (False, False)


def test_a_hidden_answer_is_kept_but_not_counted(client, draft):
    before = save(client, "topics", topics=["people"]).json()["progress"]["1"]
    after = save(client, "plan", 1, plan="none").json()["progress"]["1"]
    assert (before["answered"] - after["answered"], draft.answers.get(question="topics").value) == (
        1,
        ["people"],
    )


def test_a_question_that_opens_has_a_state_of_its_own(client):
    body = save(client, "plan", 1, plan="none").json()
    assert body["states"]["plan_date"] == "not_applicable"
    body = save(client, "plan", 2, plan="finished").json()
    assert body["states"]["plan_date"] == "not_stated"
    assert "Not answered yet" in body["badges"]["not_stated"]


def test_it_tells_the_progress_of_every_dimension(client):
    progress = save(client, "digital_posts", digital_posts="๕").json()["progress"]
    assert progress["1"] == {"answered": 4, "asked": 6, "words": "4 of 6"}
    assert list(progress) == ["1", "2", "3"]


def test_an_answer_that_breaks_a_rule_is_saved_and_explained(client, draft):
    body = save(client, "digital_posts", digital_posts="300").json()
    assert ("state--mending" in body["state"], "Needs correction" in body["state"]) == (True, True)
    assert body["progress"]["1"] == {"answered": 3, "asked": 6, "words": "3 of 6, 1 to correct"}
    assert body["issues"]["digital_posts"]["wrong"] == ["digital_posts"]
    assert len(body["issues"]["digital_posts"]["errors"]) == 1
    assert draft.answers.get(question="digital_posts").value == 300


def test_an_answer_that_says_none_is_an_answer(client):
    state = save(client, "plan", 1, plan="none").json()["state"]
    assert ("state--answered" in state, ">Answered" in state or "Answered<" in state) == (True, True)


def test_evidence_that_is_missing_is_told(client):
    body = save(client, "plan", 1, plan="finished").json()
    assert body["issues"]["plan"] == {"errors": ["A file that shows this is missing."], "wrong": []}


@pytest.mark.parametrize(
    "fields, error",
    [
        ({"all_posts": "many"}, "“many” is not a number. Use digits, as in 1,250."),
        ({"remark": "ก" * 100_000}, "The text has 100,000 characters; at most 4,000 fit."),
        ({"plan": "unheard"}, "unheard is not one of the options."),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(client, draft, fields, error):
    (name,) = fields
    before = draft.answers.get(question=name).value
    response = save(client, name, 1, **fields)
    body = response.json()
    assert "state--mending" in body.pop("state")
    assert (response.status_code, body) == (422, {"errors": [error], "wrong": [name]})
    assert draft.answers.get(question=name).value == before


@pytest.mark.parametrize("value", ["=1+1", "👍🏽 ดีมาก", "<script>alert(1)</script>", "a\u0000b"])
def test_odd_texts_are_kept_as_they_are(client, draft, value):
    save(client, "remark", 1, remark=value)
    assert draft.answers.get(question="remark").value == value.replace("\u0000", "")


def test_saving_what_stands_changes_nothing(client, draft):
    response = save(client, "plan", 1, plan="in_preparation")
    assert (response.status_code, response.json()["version"]) == (200, 1)
    assert draft.answer_revisions.filter(question="plan").count() == 1


def test_clearing_takes_the_answer_back(client, draft):
    assert save(client, "plan", 1).json()["version"] == 2
    assert draft.answers.get(question="plan").value is None


class TestConflict:
    def test_the_second_sees_both_values(self, client, draft, second_officer):
        answer(draft, second_officer, timezone.now(), remark="ของอีกคน")
        response = save(client, "remark", 1, remark="ของฉัน")
        html = response.json()["conflict"]
        assert response.status_code == 409
        assert all(
            text in html
            for text in ["ของอีกคน", "ของฉัน", "คุณ second.officer", 'name="theirs__remark" value="2"']
        )
        assert draft.answers.get(question="remark").value == "ของอีกคน"

    def test_choosing_mine_saves_mine(self, client, draft, second_officer):
        answer(draft, second_officer, timezone.now(), remark="ของอีกคน")
        response = save(client, "remark", 2, remark="ของฉัน")
        assert (response.status_code, draft.answers.get(question="remark").value) == (200, "ของฉัน")

    def test_choosing_theirs_brings_the_question_as_it_stands(self, client, draft, second_officer):
        answer(draft, second_officer, timezone.now(), remark="ของอีกคน")
        html = client.get(f"{BASE}answers/remark/block/").content.decode()
        assert 'value="ของอีกคน"' in html
        assert 'name="version__remark" value="2"' in html


REFUSALS = [
    ({"state": Submission.State.WAITING}, {}, "The answers are submitted"),
    ({"state": Submission.State.SIGNED}, {}, "The answers are signed"),
    ({}, {"state": Round.State.CLOSED}, "The round is closed"),
    ({}, {"closes_on": "2020-01-02", "opens_on": "2020-01-01"}, "The deadline has passed"),
    ({}, {"opens_on": "2400-01-01", "closes_on": "2400-01-02"}, "The round is not open yet"),
]


@pytest.mark.parametrize("of_submission, of_round, text", REFUSALS)
def test_a_refusal_says_what_to_do(client, submitted, of_submission, of_round, text):
    Submission.objects.filter(pk=submitted.pk).update(
        **{"state": "draft", "signed_at": timezone.now()} | of_submission
    )
    Round.objects.filter(pk=submitted.round_id).update(**of_round)
    before = submitted.answers.get(question="plan")
    response = save(client, "plan", 99, plan="none")
    assert (response.status_code, response.json()["refused"].startswith(text)) == (409, True)
    assert submitted.answers.get(question="plan").value == before.value


def test_a_page_of_somebody_who_has_logged_out_saves_nothing(client, draft, officer, second_officer):
    page = client.get(f"{BASE}dimensions/1/").content.decode()
    signed = page.partition('name="page_user" value="')[2].partition('"')[0]
    client.force_login(second_officer)
    client.cookies["django_language"] = "en"
    response = save(client, "plan", 1, plan="none", page_user=signed)
    assert (response.status_code, response.json()["refused"][:13]) == (409, "Somebody else")
    assert draft.answers.get(question="plan").value == "in_preparation"


@pytest.mark.parametrize("name", ["unheard", "payroll", "policy_fileX"])
def test_a_question_that_is_not_asked(client, name):
    assert save(client, name).status_code == 404


def test_a_file_question_takes_no_words(client, draft):
    assert save(client, "policy_file", policy_file="ข้อความ").status_code == 404


def test_it_is_sent_not_fetched(client):
    assert client.get(save_url("plan")).status_code == 405


def test_queries(client, draft, django_assert_num_queries):
    """Session, person, submission; savepoint, lock, submission as it is now, answers, answer, revision,
    files, progress, savepoint."""
    client.get(DIMENSION)
    with django_assert_num_queries(13):
        save(client, "plan", 1, plan="finished")
