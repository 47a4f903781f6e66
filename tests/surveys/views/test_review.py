"""Reading everything through, and submitting it."""

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from surveys.forms.badges import badge_of
from surveys.forms.reading import ReadBack
from surveys.models import Round, Submission
from surveys.questionnaire.states import AnswerState
from surveys.services.submitting import return_for_correction, sign, submit
from surveys.views.read_back import Chapter, Entry
from tests.rounds import COMPLETE, CONFIRMED, LEFT_BLANK, answer, complete_and_submit
from tests.surveys.views.pages import BASE

pytestmark = pytest.mark.django_db

REVIEW, SUBMIT = BASE + "review/", BASE + "submit/"


@pytest.fixture(autouse=True)
def in_english(client, officer):
    client.cookies["django_language"] = "en"
    client.force_login(officer)


@pytest.fixture
def complete(submission, officer):
    answer(submission, officer, timezone.now(), **COMPLETE)
    return submission


def page(client):
    return client.get(REVIEW).content.decode()


def test_it_works(client, complete):
    html = page(client)
    assert "Everything that must be answered is answered." in html
    assert all(text in html for text in ["In preparation", "200", "Equipment", "40 %", "ขออนุญาต"])
    assert f'action="{SUBMIT}"' in html


def test_what_is_missing_leads_to_its_question(client, draft):
    html = page(client)
    assert f'<a href="{BASE}dimensions/1/#q-digital_posts">1.2.2 Digital posts</a>' in html
    assert "This question must be answered." in html
    assert SUBMIT not in html


def test_missing_evidence_is_told(client, complete, officer):
    answer(complete, officer, timezone.now(), plan="finished")
    assert "A file that shows this is missing." in page(client)


def test_an_answer_behind_a_closed_gate_is_not_read_back(client, complete, officer):
    answer(complete, officer, timezone.now(), plan="none")
    assert "People" not in page(client).partition("All answers</h2>")[2]


def test_what_is_declared_not_applicable_is_read_back_with_its_reason(client, complete, officer):
    answer(complete, officer, timezone.now(), digital_posts={"na": "ไม่มีกรอบอัตรากำลัง"})
    assert "Not applicable: ไม่มีกรอบอัตรากำลัง" in page(client)


def test_blanks_must_be_meant(client, complete):
    response = client.post(SUBMIT)
    complete.refresh_from_db()
    assert (response.status_code, complete.state) == (422, Submission.State.DRAFT)
    assert "Confirm that these questions are to stay blank" in response.content.decode()


def test_submitting(client, complete):
    response = client.post(SUBMIT, CONFIRMED)
    complete.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, f"{BASE}receipt/")
    assert complete.state == Submission.State.WAITING


def test_the_page_says_which_blanks_it_showed(client, complete):
    shown = page(client).partition('name="blank" value="')[2].partition('"')[0]
    assert tuple(shown.split()) == LEFT_BLANK


@pytest.mark.parametrize("change", [{"remark": "ก"}, {"budget": None}])
def test_blanks_that_changed_must_be_confirmed_again(client, complete, second_officer, change):
    answer(complete, second_officer, timezone.now(), **change)
    response = client.post(SUBMIT, CONFIRMED, follow=True)
    complete.refresh_from_db()
    assert response.redirect_chain == [(REVIEW, 302)]
    assert "with them the questions that stay blank" in response.content.decode()
    assert (complete.state, complete.versions.count()) == (Submission.State.DRAFT, 0)


def test_submitting_twice_leads_to_the_one_receipt(client, submitted):
    response = client.post(SUBMIT, CONFIRMED, follow=True)
    assert response.redirect_chain == [(f"{BASE}receipt/", 302)]
    assert "The answers are submitted and wait" in response.content.decode()
    assert submitted.versions.count() == 1


def test_submitting_twice_is_no_error(client, submitted):
    html = client.post(SUBMIT, CONFIRMED, follow=True).content.decode()
    assert [name in html for name in ("panel--bad", 'role="alert"')] == [False, False]


@pytest.mark.parametrize("returned", [False, True])
def test_submitting_too_late_leads_back_to_the_answers(client, complete, officer, approver, returned):
    if returned:
        submit(submission=complete, user=officer, now=timezone.now())
        return_for_correction(submission=complete, reason="แก้", user=approver, now=timezone.now())
    Round.objects.update(opens_on=dt.date(2020, 1, 1), closes_on=dt.date(2020, 1, 2))
    response = client.post(SUBMIT, CONFIRMED, follow=True)
    html = response.content.decode()
    assert response.redirect_chain == [(REVIEW, 302)]
    assert [html.count(text) for text in ("Nothing was submitted.", "ask EGA for an extension")] == [1, 1]
    assert html.count("panel--bad") == 1


def test_opening_the_address_of_submitting_leads_to_the_answers(client, complete):
    assert client.get(SUBMIT)["Location"] == REVIEW
    assert client.put(SUBMIT).status_code == 405


def test_until_when_it_can_be_signed_is_told_before_submitting(client, complete):
    assert "The approver can sign after it too, until the round closes, " in page(client)


@pytest.mark.parametrize("changed", [False, True])
def test_what_was_returned_and_not_changed_is_not_submitted_unseen(
    client, submitted, officer, approver, changed
):
    return_for_correction(submission=submitted, reason="งบประมาณ", user=approver, now=timezone.now())
    if changed:
        answer(submitted, officer, timezone.now(), digital_posts=12)
    html = page(client)
    assert ("Nothing was changed since the answers came back." in html) == (not changed)
    assert ("งบประมาณ" in html, f'action="{SUBMIT}"' in html) == (True, True)


def test_a_number_says_what_it_counts():
    entry = Entry(
        "budget",
        "1.2.1",
        "Budget",
        "In million baht",
        badge_of(AnswerState.ANSWERED, mending=False),
        ReadBack(lines=("12.5",)),
        (),
    )
    html = render_to_string("surveys/read_back.html", {"chapters": [Chapter("1", "Policies", [entry])]})
    assert '<span class="read-back__unit">In million baht</span>' in html


def test_on_paper_it_says_that_it_is_not_submitted(client, complete):
    assert "Not submitted: these answers can still change." in page(client)


def test_on_paper_every_sheet_says_what_it_belongs_to(client, submitted):
    version = submitted.current_version
    html = page(client)
    foot = html.partition('<div class="print-only version-foot">')[2].partition("</main>")[0]
    assert foot.strip() == f"{version.receipt_number} · SHA-256 <code>{version.sha256}</code></div>"
    assert html.count(version.sha256) == 2


def test_what_is_signed_says_on_paper_who_signed(client, submitted, approver):
    sign(submission=submitted, sha256=submitted.current_version.sha256, user=approver, now=timezone.now())
    head = page(client).partition('<div class="print-only version-stamp">')[2].partition("</dl>")[0]
    assert all(text in head for text in (approver.full_name, "2569-D1101-1"))


def test_what_is_missing_is_not_asked_for_when_time_is_over(client, draft):
    Round.objects.update(opens_on=dt.date(2020, 1, 1), closes_on=dt.date(2020, 1, 2))
    assert "stand in the way of submitting" not in page(client)


def test_submitting_incomplete_leads_back_to_what_is_missing(client, draft):
    response = client.post(SUBMIT, CONFIRMED, follow=True)
    draft.refresh_from_db()
    assert response.redirect_chain == [(REVIEW, 302)]
    assert "Something is still missing" in response.content.decode()
    assert draft.state == Submission.State.DRAFT


def test_what_is_wrong_is_marked_among_all_answers(client, draft, officer):
    answer(
        draft, officer, timezone.now(), digital_posts=300, services=[{"online": "yes"}], has_services="yes"
    )
    html = page(client)
    read = html.partition('class="read-back ')[2]
    assert (read.count("state--mending"), read.count("Needs correction")) == (2, 2)
    assert f'href="{BASE}dimensions/2/#id_services__0__service_name">Row 1: Fill in: Name</a>' in html


def test_after_submitting_it_can_only_be_read(client, submitted):
    html = page(client)
    assert ("All answers" in html, SUBMIT in html) == (True, False)


@pytest.mark.parametrize("full, queries", [(False, 9), (True, 10)])
def test_queries(client, draft, officer, full, queries, django_assert_num_queries):
    """Session, person, submission, answers, files, two rights, own roles, when the round closes.

    And the version, once there is one.
    """
    if full:
        complete_and_submit(draft, officer, timezone.now())
    page(client)
    with django_assert_num_queries(queries):
        page(client)
