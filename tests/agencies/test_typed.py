"""A form that was sent after its session had ended: nothing typed is lost, and nobody else gets to see it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import RequestContext, Template
from django.test import Client
from django.urls import path

from agencies.typed import MAX_BYTES, forget_typed, kept_typed, sign_page_user
from portal.urls import urlpatterns as portal_urls
from tests.people import PASSWORD, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def page(request: HttpRequest, name: str) -> HttpResponse:
    """A page with a form, as the questionnaire has: what was posted is recorded in `saved`."""
    if request.method == "POST":
        saved.append(request.POST.dict())
        forget_typed(request)
        return HttpResponse("saved")
    typed = kept_typed(request)
    return JsonResponse({"typed": None if typed is None else dict(typed.lists())})


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        Template("{% load page_user %}{% csrf_token %}{% page_user %}").render(RequestContext(request))
    )


saved: list[dict[str, str]] = []
urlpatterns = [*portal_urls, path("form/", form), path("page/<slug:name>/", page, name="page")]


@pytest.fixture(autouse=True)
def nothing_saved():
    saved.clear()


@pytest.fixture
def person(officer):
    return with_password(officer)


def post(client: Client, person, path: str = "/page/one/", **fields: object):
    return client.post(path, {"page_user": sign_page_user(person)} | fields)


def log_in(client: Client, person):
    return client.post("/login/", {"username": person.email, "password": PASSWORD})


def typed_on(client: Client, path: str = "/page/one/"):
    return client.get(path).json()["typed"]


def test_what_was_typed_comes_back_to_its_page_after_the_log_in(client, person):
    response = post(client, person, answer="๑๒ ระบบ", chosen=["a", "b"], emoji="👍", empty="")
    assert (response.status_code, response["Location"]) == (302, "/login/?next=/page/one/")

    page = client.get(response["Location"]).text
    assert "ระบบเก็บข้อมูลที่ท่านกรอกไว้ให้" in page
    assert "๑๒ ระบบ" not in page

    response = client.post("/login/", {"username": person.email, "password": PASSWORD, "next": "/page/one/"})
    assert response["Location"] == "/page/one/"
    assert typed_on(client) == {"answer": ["๑๒ ระบบ"], "chosen": ["a", "b"], "emoji": ["👍"], "empty": [""]}
    assert saved == []


def test_it_comes_back_until_it_is_saved(client, person):
    post(client, person, answer="x")
    log_in(client, person)
    assert [typed_on(client) for _visit in range(3)] == [{"answer": ["x"]}] * 3
    post(client, person, answer="x")
    assert typed_on(client) is None


def test_it_comes_back_until_it_is_thrown_away(client, person):
    post(client, person, "/page/one/", answer="x")
    post(client, person, "/page/two/", answer="y")
    log_in(client, person)
    response = client.post("/typed/forget/", {"path": "/page/one/"})
    assert (response.status_code, response["Location"]) == (302, "/page/one/")
    assert typed_on(client, "/page/one/") is None
    assert typed_on(client, "/page/two/") == {"answer": ["y"]}


@pytest.mark.parametrize("path", ["", "/page/one/", "//elsewhere.example/", "https://elsewhere.example/"])
def test_throwing_away_nothing_leads_home(client, person, path):
    client.force_login(person)
    response = client.post("/typed/forget/", {"path": path})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_a_wrong_password_on_the_way_loses_nothing(client, person):
    post(client, person, answer="x")
    client.post("/login/", {"username": person.email, "password": "wrong-password"})
    log_in(client, person)
    assert typed_on(client) == {"answer": ["x"]}


def test_two_pages_keep_their_own_and_the_later_post_of_one_page_wins(client, person):
    post(client, person, "/page/one/", answer="first")
    post(client, person, "/page/two/", answer="other")
    post(client, person, "/page/one/", answer="second")
    log_in(client, person)
    assert typed_on(client, "/page/one/") == {"answer": ["second"]}
    assert typed_on(client, "/page/two/") == {"answer": ["other"]}


def test_somebody_else_never_sees_it(client, person, approver):
    post(client, person, answer="mine")
    log_in(client, with_password(approver))
    assert "mine" not in str(dict(client.session))
    assert typed_on(client) is None

    client.post("/logout/")
    log_in(client, person)
    assert typed_on(client) is None


def test_it_is_not_shown_to_somebody_who_came_in_without_the_log_in_page(client, person, approver):
    post(client, person, answer="mine")
    client.force_login(approver)
    assert typed_on(client) is None


@pytest.mark.parametrize("page_user", [None, "", "1", "1:forged", "x" * 5000])
def test_a_form_that_does_not_say_credibly_whose_it_is_is_not_kept(client, person, page_user):
    fields = {"answer": "x"} | ({} if page_user is None else {"page_user": page_user})
    assert client.post("/page/one/", fields).status_code == 302
    log_in(client, person)
    assert typed_on(client) is None


def test_passwords_tokens_and_files_are_never_kept(client, person):
    file = SimpleUploadedFile("evidence.pdf", b"%PDF-1.4", content_type="application/pdf")
    secrets = {"password": "s", "new_password1": "s", "csrfmiddlewaretoken": "s"}
    post(client, person, answer="x", evidence=file, **secrets)
    log_in(client, person)
    assert typed_on(client) == {"answer": ["x"]}


def test_as_much_as_a_questionnaire_can_hold_is_kept(client, person):
    text = "ก" * (MAX_BYTES // 3 - 100)
    post(client, person, answer=text)
    log_in(client, person)
    assert typed_on(client) == {"answer": [text]}


def test_too_much_is_not_kept_and_that_is_said(client, person):
    response = post(client, person, answer="ก" * (MAX_BYTES // 3 + 1))
    assert "ยาวเกินกว่าที่ระบบจะเก็บไว้ให้ได้" in client.get(response["Location"]).text
    log_in(client, person)
    assert typed_on(client) is None


def test_the_oldest_makes_room(client, person):
    for name in ("one", "two", "three"):
        post(client, person, f"/page/{name}/", answer="x" * (MAX_BYTES // 2 - 100))
    log_in(client, person)
    kept = [name for name in ("one", "two", "three") if typed_on(client, f"/page/{name}/")]
    assert kept == ["two", "three"]


def test_a_script_that_asks_for_json_is_told_to_log_in(client, person):
    response = client.post(
        "/page/one/",
        {"page_user": sign_page_user(person), "answer": "x"},
        headers={"accept": "application/json"},
    )
    assert response.status_code == 401
    assert {name: response.json()[name] for name in ("error", "login_url")} == {
        "error": "login_required",
        "login_url": "/login/",
    }
    log_in(client, person)
    assert typed_on(client) is None


def test_a_post_with_a_session_is_simply_done(client, person):
    client.force_login(person)
    assert post(client, person, answer="x").text == "saved"
    assert "typed" not in client.session
    assert [fields["answer"] for fields in saved] == ["x"]


class TestOutOfDatePage:
    """The token is checked first, so only forms of our own pages are kept."""

    @pytest.fixture
    def strict(self):
        return Client(enforce_csrf_checks=True)

    @pytest.fixture
    def token(self, strict, person):
        """The token of a page that was open while its person logged in again."""
        strict.force_login(person)
        strict.get("/form/")
        old = strict.cookies["csrftoken"].value
        strict.post("/logout/", {"csrfmiddlewaretoken": old})
        return old

    def test_a_form_with_the_right_token_is_kept(self, strict, person, token):
        post(strict, person, answer="x", csrfmiddlewaretoken=token)
        strict.post("/login/", {"username": person.email, "password": PASSWORD, "csrfmiddlewaretoken": token})
        assert typed_on(strict) == {"answer": ["x"]}

    def test_a_form_without_it_is_not(self, strict, person):
        assert post(strict, person, answer="x").status_code == 403
        assert "typed" not in strict.session

    def test_who_logged_in_again_elsewhere_gets_the_text_back_unsaved(self, strict, person, token):
        strict.force_login(person)
        strict.cookies["csrftoken"] = "a" * 32
        response = post(strict, person, answer="x", csrfmiddlewaretoken=token)
        assert (response.status_code, response["Location"]) == (302, "/page/one/")
        assert typed_on(strict) == {"answer": ["x"]}
        assert saved == []

    def test_another_site_or_another_person_gets_nothing_in(self, strict, person, approver):
        strict.force_login(person)
        assert strict.post("/page/one/", {"answer": "x"}).status_code == 403
        assert post(strict, approver, answer="x").status_code == 403
        assert typed_on(strict) is None

    def test_a_script_gets_json(self, strict, person):
        strict.force_login(person)
        fields = {"answer": "x", "page_user": sign_page_user(person)}
        response = strict.post("/page/one/", fields, headers={"accept": "application/json"})
        assert (response.status_code, response.json()["error"]) == (403, "csrf")


def test_the_tag_signs_the_person_of_the_page(client, person):
    client.force_login(person)
    assert (
        f'<input type="hidden" name="page_user" value="{sign_page_user(person)}">'
        in client.get("/form/").text
    )
