"""The page of a dimension, as a browser without script reads and sends it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from surveys.models import Presence, Round, Submission
from surveys.services.answers import save_answers
from surveys.services.evidence import attach
from tests.rounds import answer
from tests.surveys.views.pages import BASE, DIMENSION

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4 something"


@pytest.fixture(autouse=True)
def in_english(client, officer, draft):
    client.cookies["django_language"] = "en"
    client.force_login(officer)


def page(client, path=DIMENSION):
    return client.get(path).content.decode()


def sent(**fields):
    """Each question with the version that the draft has, 1 or 0."""
    stands = {"plan", "all_posts", "remark"}
    names = {name.split("__")[0] for name in fields}
    return {f"version__{name}": int(name in stands) for name in names} | fields


def values(submission):
    return dict(submission.answers.values_list("question", "value"))


def test_it_works(client):
    html = page(client)
    assert all(
        text in html for text in ["Digital plan", "What is meant by digital plan, with an example", "1.1.1"]
    )
    assert 'value="in_preparation"' in html


def test_it_shows_what_was_answered_and_by_whom(client):
    html = page(client)
    assert 'value="200"' in html
    assert "Saved by คุณ officer" in html


def test_questions_behind_a_gate_are_hidden_not_absent(client):
    html = page(client)
    block = html.partition('id="q-plan_date"')[2].partition(">")[0]
    assert "hidden" in block.split()


def test_saving_the_page_keeps_every_valid_answer(client, draft):
    response = client.post(DIMENSION, sent(plan="none", remark="=ข", digital_posts="๑๐"))
    assert (response.status_code, response["Location"]) == (302, DIMENSION)
    assert values(draft) == {"plan": "none", "all_posts": 200, "remark": "=ข", "digital_posts": 10}


def test_saving_and_going_on(client):
    response = client.post(DIMENSION, sent(plan="none") | {"next": "1"})
    assert response["Location"] == f"{BASE}dimensions/2/"
    response = client.post(f"{BASE}dimensions/3/", {"next": "1"})
    assert response["Location"] == f"{BASE}review/"


def test_what_is_wrong_stays_typed_and_the_rest_is_saved(client, draft):
    response = client.post(DIMENSION, sent(all_posts="many", remark="ข") | {"next": "1"})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'value="many"' in html
    assert (
        '<a href="#q-all_posts">1.2.1 All posts: “many” is not a number. Use digits, as in 1,250.</a>' in html
    )
    assert values(draft) == {"plan": "in_preparation", "all_posts": 200, "remark": "ข"}


def test_a_text_of_100000_characters_is_shown_again(client):
    response = client.post(DIMENSION, sent(remark="ก" * 100_000))
    assert "ก" * 100_000 in response.content.decode()
    assert "The text has 100,000 characters; at most 4,000 fit." in response.content.decode()


def state_of(html, question):
    """The code of the mark at the foot of a question."""
    return html.partition(f'id="q-{question}"')[2].partition("state--")[2].partition('"')[0]


@pytest.mark.parametrize(
    "values, state",
    [({"digital_posts": 10}, "answered"), ({"digital_posts": 300}, "mending"), ({}, "not_stated")],
)
def test_what_breaks_a_rule_is_not_called_answered(client, draft, officer, values, state):
    answer(draft, officer, timezone.now(), **values)
    html = page(client)
    assert (state_of(html, "digital_posts"), "1 to correct" in html) == (state, state == "mending")


def test_what_could_not_be_saved_is_not_called_answered(client):
    html = client.post(DIMENSION, sent(all_posts="many")).content.decode()
    assert state_of(html, "all_posts") == "mending"


def test_a_page_that_was_cut_short_takes_nothing_back(client, draft):
    client.post(DIMENSION, sent(remark="ข"))
    assert values(draft)["plan"] == "in_preparation"


class TestConflict:
    @pytest.fixture(autouse=True)
    def somebody_else_answers(self, draft, second_officer):
        answer(draft, second_officer, timezone.now(), remark="ของอีกคน")

    def test_both_values_are_shown(self, client, draft):
        response = client.post(DIMENSION, sent(remark="ของฉัน", plan="none"))
        html = response.content.decode()
        assert response.status_code == 422
        assert all(text in html for text in ['value="ของฉัน"', "ของอีกคน", "คุณ second.officer"])
        assert (values(draft)["remark"], values(draft)["plan"]) == ("ของอีกคน", "none")

    @pytest.mark.parametrize("choice, kept", [("mine", "ของฉัน"), ("theirs", "ของอีกคน")])
    def test_the_choice_stands(self, client, draft, choice, kept):
        data = sent(remark="ของฉัน") | {"theirs__remark": "2", "choose__remark": choice}
        response = client.post(DIMENSION, data)
        assert (response.status_code, response["Location"]) == (302, f"{DIMENSION}#q-remark")
        assert values(draft)["remark"] == kept


def test_an_incomplete_row_is_one_line_that_leads_there(client, draft, officer):
    answer(draft, officer, timezone.now(), has_services="yes", services=[{"online": "yes"}] * 25)
    html = page(client, f"{BASE}dimensions/2/")
    errors = html.partition('id="errors-services"')[2].partition("</ul>")[0]
    assert errors.count("<li>") == 11
    assert '<a href="#id_services__1__service_name">Row 2: Fill in: Name</a>' in errors
    assert '<a href="#id_services__10__service_name">and 15 more rows</a>' in errors
    assert 'id="id_services__10__service_name"' in html


SAVED = 'class="receipt" data-receipt'


def foot(html, question):
    return html.partition(f'id="q-{question}"')[2].partition("data-saved")[2].partition("</span>")[0]


class TestReceipt:
    def test_it_says_saved_where_everything_is(self, client):
        html = page(client)
        assert (SAVED in html, ">Not saved yet" in foot(html, "all_posts")) == (True, False)

    def test_not_where_something_typed_is_not(self, client, draft):
        html = client.post(DIMENSION, sent(all_posts="many", remark="ข")).content.decode()
        assert SAVED not in html
        assert ">Not saved yet" in foot(html, "all_posts")
        assert ">Saved by" in foot(html, "remark")

    def test_not_where_it_came_too_late(self, client, draft):
        Round.objects.update(opens_on="2020-01-01", closes_on="2020-01-02")
        assert SAVED not in client.post(DIMENSION, sent(remark="ข")).content.decode()


DECLARED = {"na": "ไม่มีกรอบ"}
BOTH = {"na__digital_posts": "1", "reason__digital_posts": "ไม่มีกรอบ", "digital_posts": "5"}
TOLD = "1.2.2 Digital posts: you answered it, so “This question does not concern us” was unticked."


@pytest.mark.parametrize(
    "stands, typed, kept, told",
    [
        (DECLARED, BOTH, 5, True),
        (None, BOTH, 5, True),
        (4, BOTH, 5, True),
        (5, BOTH, DECLARED, False),
        (4, BOTH | {"digital_posts": ""}, DECLARED, False),
        (DECLARED, BOTH | {"digital_posts": ""}, DECLARED, False),
    ],
)
def test_a_question_answered_and_declared_at_once(client, draft, officer, stands, typed, kept, told):
    answer(draft, officer, timezone.now(), digital_posts=stands)
    version = draft.answers.get(question="digital_posts").version if stands else 0
    response = client.post(DIMENSION, {"version__digital_posts": version} | typed, follow=True)
    assert (values(draft).get("digital_posts"), TOLD in response.content.decode()) == (kept, told)


class TestRows:
    PATH = f"{BASE}dimensions/2/"

    @pytest.fixture(autouse=True)
    def with_services(self, draft, officer):
        answer(draft, officer, timezone.now(), has_services="yes")

    def test_three_spare_rows(self, client):
        assert page(client, self.PATH).count("data-row>") == 3 + 1  # and the blueprint

    def test_more_rows_keep_what_is_typed(self, client, draft):
        rows = {f"services__{n}__service_name": f"บริการ {n}" for n in range(3)}
        response = client.post(self.PATH, {"version__services": 0, "stay": "services", **rows})
        assert response["Location"] == f"{self.PATH}#q-services"
        html = page(client, self.PATH)
        assert 'value="บริการ 2"' in html
        assert html.count("data-row>") == 6 + 1

    def test_removing_a_row(self, client, draft):
        rows = {f"services__{n}__service_name": f"บริการ {n}" for n in range(3)}
        client.post(self.PATH, {"version__services": 0, "remove__services__1": "1", **rows})
        assert values(draft)["services"] == [{"service_name": "บริการ 0"}, {"service_name": "บริการ 2"}]


class TestEvidence:
    def test_files_come_with_the_page(self, client, draft):
        files = {"files__plan": SimpleUploadedFile("แผน.pdf", PDF)}
        response = client.post(DIMENSION, sent(plan="finished") | {"stay": "plan"} | files)
        assert (response.status_code, draft.evidence.get().name) == (302, "แผน.pdf")
        assert "แผน.pdf" in page(client)

    def test_a_file_that_is_refused_loses_nothing_typed(self, client, draft):
        files = {"files__plan": SimpleUploadedFile("plan.pdf", b"MZ not a PDF")}
        response = client.post(DIMENSION, sent(plan="finished") | files)
        assert response.status_code == 422
        assert "plan.pdf: The file is not what its name says" in response.content.decode()
        assert (values(draft)["plan"], draft.evidence.count()) == ("finished", 0)

    def test_a_file_is_taken_away_with_the_page(self, client, draft, officer):
        upload = SimpleUploadedFile("plan.pdf", PDF)
        file = attach(submission=draft, question="plan", upload=upload, user=officer, now=timezone.now())
        client.post(DIMENSION, sent(remark="ข") | {"drop_file": str(file.pk)})
        assert (draft.evidence.present().count(), values(draft)["remark"]) == (0, "ข")

    def test_files_that_come_too_late_do_not_hide_that_the_answers_were_saved(
        self, client, draft, officer, monkeypatch
    ):
        old = SimpleUploadedFile("old.pdf", PDF)
        file = attach(submission=draft, question="plan", upload=old, user=officer, now=timezone.now())

        def save_and_close(**given):
            result = save_answers(**given)
            Round.objects.update(state=Round.State.CLOSED)
            return result

        monkeypatch.setattr("surveys.views.dimension.save_answers", save_and_close)
        sent_files = {"drop_file": str(file.pk), "files__plan": SimpleUploadedFile("new.pdf", PDF + b"2")}
        response = client.post(DIMENSION, sent(remark="ข") | sent_files)
        html = response.content.decode()
        told = "the answers that are not listed here were saved. The round is closed"
        assert (response.status_code, values(draft)["remark"], html.count(told)) == (422, "ข", 2)
        assert ">Not saved<" not in html
        assert list(draft.evidence.present()) == [file]

    @pytest.mark.parametrize("number", ["", "-1", "x", "9" * 18, "9" * 5_000])
    def test_a_file_that_never_was_is_taken_away_by_nobody(self, client, draft, number):
        response = client.post(DIMENSION, sent(remark="ข") | {"drop_file": number})
        assert (response.status_code, values(draft)["remark"]) == (302, "ข")


@pytest.mark.parametrize(
    "of_submission, of_round, text",
    [
        ({"state": Submission.State.WAITING}, {}, "The answers are submitted and wait"),
        ({}, {"closes_on": "2020-01-02", "opens_on": "2020-01-01"}, "The deadline has passed"),
        ({}, {"state": Round.State.CLOSED}, "The round is closed"),
    ],
)
def test_what_comes_too_late_is_shown_to_be_copied(client, submitted, of_submission, of_round, text):
    Submission.objects.filter(pk=submitted.pk).update(**{"state": "draft"} | of_submission)
    Round.objects.filter(pk=submitted.round_id).update(**of_round)
    before = values(submitted)
    response = client.post(DIMENSION, sent(remark="ข้อความยาวที่พิมพ์ไว้"))
    html = response.content.decode()
    assert (response.status_code, text in html, "ข้อความยาวที่พิมพ์ไว้" in html) == (409, True, True)
    assert values(submitted) == before


def test_a_reader_sees_the_answers_but_cannot_change_them(client, reader, draft):
    client.force_login(reader)
    html = page(client)
    assert "You can read these answers, but not change them." in html
    assert 'name="save"' not in html
    assert html.count("<fieldset") == html.count("disabled\n")
    assert not Presence.objects.filter(user=reader).exists()


def test_people_see_who_else_is_working(client, second_officer):
    assert "Also working on this questionnaire now" not in page(client)
    client.force_login(second_officer)
    assert "คุณ officer, dimension 1, last seen" in page(client)


def test_what_was_typed_before_the_session_ended_is_shown_unsaved(client, draft, officer):
    signed = page(client).partition('name="page_user" value="')[2].partition('"')[0]
    client.logout()
    typed = sent(remark="พิมพ์ไว้ก่อน") | {"page_user": signed}
    assert client.post(DIMENSION, typed)["Location"].startswith("/login/")
    client.force_login(officer)
    client.cookies["django_language"] = "en"
    html = page(client)
    assert values(draft)["remark"] == "ก"
    assert "พิมพ์ไว้ก่อน" in html
    assert "It is not saved yet" in html


@pytest.mark.parametrize("answers", [{}, {"plan": "finished", "all_posts": 7, "topics": ["people", "data"]}])
def test_queries(client, draft, officer, answers, django_assert_num_queries):
    """Session, person, submission, answers, files, right to edit, presence, others present, own roles."""
    answer(draft, officer, timezone.now(), **answers)
    page(client)
    with django_assert_num_queries(9):
        page(client)
