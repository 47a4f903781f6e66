"""Creating, copying and changing a round."""

import datetime as dt

import pytest

from agencies.models import Role
from agencies.typed import sign_page_user
from surveys.models import Round
from surveys.services.rounds import add_agencies, open_round
from surveys.services.rounds_planning import edit_round
from tests.people import make_member
from tests.rounds import BEFORE, make_round

pytestmark = pytest.mark.django_db
NEW = {
    "code": "2571",
    "year_be": "2571",
    "name_th": "รอบปี 2571",
    "name_en": "Round 2571",
    "opens_on": "2028-07-01",
    "closes_on": "2028-07-31",
    "grace_minutes": "15",
    "sign_off": "yes",
    "closing": "clock",
    "closes_after_days": "21",
    "questionnaire": "",
}

PROPOSED = ("code", "year_be", "name_th", "name_en", "opens_on", "closes_on")


def fields(survey_round):
    """What the form of the settings shows, and sends."""
    return {
        "year_be": survey_round.year_be,
        "name_th": survey_round.name_th,
        "name_en": survey_round.name_en,
        "opens_on": survey_round.opens_on.isoformat(),
        "closes_on": survey_round.closes_on.isoformat(),
        "grace_minutes": survey_round.grace_minutes,
        "sign_off": "yes",
        "closing": "clock",
        "closes_after_days": survey_round.closes_after_days,
        "questionnaire": survey_round.questionnaire_id or "",
        "seen": survey_round.version,
    }


def test_a_round_is_created(manage):
    response = manage.post("/manage/rounds/new/", NEW)
    assert (response.status_code, response["Location"]) == (302, "/manage/rounds/2571/")
    made = Round.objects.get()
    assert (made.name_en, made.opens_on, made.grace_minutes, made.closes_after_days, made.needs_sign_off) == (
        "Round 2571",
        dt.date(2028, 7, 1),
        15,
        21,
        True,
    )
    html = manage.get(response["Location"]).text
    assert "No questionnaire is chosen." in html
    assert "No agency is asked yet." in html


def test_years_of_the_buddhist_era_are_meant_as_such(manage):
    manage.post("/manage/rounds/new/", NEW | {"opens_on": "2571-07-01", "closes_on": "2571-07-31"})
    assert Round.objects.values_list("opens_on", "closes_on").get() == (
        dt.date(2028, 7, 1),
        dt.date(2028, 7, 31),
    )


def test_who_closes_by_hand_needs_no_number(manage):
    manage.post("/manage/rounds/new/", NEW | {"closing": "hand", "closes_after_days": ""})
    assert Round.objects.get().closes_after_days is None


@pytest.mark.parametrize(
    "changes, told",
    [
        ({"code": "2570"}, "There is a round of this code already."),
        ({"code": "new"}, "Begin with the four digits of the year"),
        ({"closes_on": "2028-06-30"}, "The last day is before the first day."),
        ({"closes_on": "2038-06-30"}, "more than two years apart"),
        ({"closes_on": "tomorrow"}, "Give the day as a date."),
        ({"closes_on": ""}, "Give the day."),
        ({"grace_minutes": "-1"}, "greater than or equal to 0"),
        ({"closes_after_days": ""}, "This field is required."),
        ({"name_th": ""}, "This field is required."),
        ({"year_be": "2028"}, "greater than or equal to 2400"),
    ],
)
def test_bad_input_is_said_and_kept(manage, planned, changes, told):
    response = manage.post("/manage/rounds/new/", NEW | {"name_en": "typed by me"} | changes)
    assert (response.status_code, Round.objects.get()) == (422, planned)
    assert told in response.text
    assert "typed by me" in response.text


def test_what_was_typed_when_the_session_ended_comes_back(client, manager):
    client.cookies["django_language"] = "en"
    client.post("/manage/rounds/new/", NEW | {"page_user": sign_page_user(manager)})
    client.force_login(manager)
    html = client.get("/manage/rounds/new/").text
    assert "What you typed before your session ended" in html
    assert 'value="รอบปี 2571"' in html


def test_a_copy_proposes_the_next_year(manage, small_questionnaire, agency_a, agency_b):
    source = make_round(
        small_questionnaire,
        "2567",
        year_be=2567,
        name_th="สำรวจปี 2567",
        name_en="Survey 2024",
        opens_on=dt.date(2024, 2, 29),
        closes_on=dt.date(2024, 3, 31),
        grace_minutes=5,
        closes_after_days=None,
    )
    agency_b.is_active = False
    agency_b.save()
    add_agencies(survey_round=source, agencies=[agency_a, agency_b])
    page = manage.get("/manage/rounds/2567/copy/")
    proposed = page.context["form"].initial
    assert {
        name: proposed[name] for name in ("code", "year_be", "name_th", "name_en", "opens_on", "closes_on")
    } == {
        "code": "2568",
        "year_be": 2568,
        "name_th": "สำรวจปี 2568",
        "name_en": "Survey 2025",
        "opens_on": dt.date(2025, 2, 28),
        "closes_on": dt.date(2025, 3, 31),
    }
    assert "Agencies that are not active any more are left out: 1." in page.text

    sent = {name: value for name, value in NEW.items() if name != "questionnaire"}
    manage.post("/manage/rounds/2567/copy/", sent | {"code": "2568"})
    made = Round.objects.get(code="2568")
    assert (made.questionnaire, [each.agency for each in made.submissions.all()]) == (
        small_questionnaire,
        [agency_a],
    )


def test_a_copy_of_a_code_that_is_taken_proposes_a_free_one(manage, planned, small_questionnaire):
    make_round(small_questionnaire, "2571")
    assert manage.get("/manage/rounds/2570/copy/").context["form"].initial["code"] == "2571-2"


def test_settings_are_changed(manage, planned):
    response = manage.post("/manage/rounds/2570/settings/", fields(planned) | {"sign_off": "no"})
    assert (response.status_code, Round.objects.get().needs_sign_off) == (302, False)


@pytest.mark.parametrize(
    "state, shown",
    [
        (
            "preparing",
            [
                "year_be",
                "name_th",
                "name_en",
                "opens_on",
                "closes_on",
                "grace_minutes",
                "sign_off",
                "closing",
                "closes_after_days",
                "questionnaire",
            ],
        ),
        ("open", ["name_th", "name_en", "grace_minutes", "sign_off", "closing", "closes_after_days"]),
        ("closed", ["name_th", "name_en"]),
    ],
)
def test_the_page_offers_what_may_still_be_changed(manage, planned, state, shown):
    Round.objects.update(state=state)
    assert list(manage.get("/manage/rounds/2570/settings/").context["form"].fields) == shown


def test_the_questionnaire_of_an_open_round_is_not_exchanged(manage, planned):
    open_round(survey_round=planned, user=None, now=BEFORE)
    planned.refresh_from_db()
    manage.post("/manage/rounds/2570/settings/", fields(planned) | {"questionnaire": ""})
    assert Round.objects.get().questionnaire == planned.questionnaire


def test_a_round_opened_meanwhile_says_so(manage, planned):
    """The page still had the questionnaire; the form of an open round has not."""
    sent = fields(planned) | {"questionnaire": ""}
    open_round(survey_round=planned, user=None, now=BEFORE)
    response = manage.post("/manage/rounds/2570/settings/", sent)
    assert (response.status_code, "Somebody else has changed this round" in response.text) == (422, True)
    assert "Round opened" in response.text
    assert Round.objects.get().questionnaire == planned.questionnaire


def test_of_two_managers_the_second_sees_what_the_first_did_and_keeps_what_they_typed(manage, planned):
    """Nothing of the first is undone by the second, who did not touch it."""
    other = make_member("other.manager", Role.MANAGER)
    sent = fields(planned) | {"name_en": "mine", "grace_minutes": "7"}
    theirs = {"name_th": "ของเขา", "grace_minutes": 30}
    edit_round(survey_round=planned, seen=1, values=theirs, user=other, now=BEFORE)

    response = manage.post("/manage/rounds/2570/settings/", sent)
    assert response.status_code == 422
    said = ["Somebody else has changed this round", "คุณ other.manager", "Minutes of grace: 0 → 30"]
    assert [each in response.text for each in said] == [True] * 3
    together = response.context["form"].initial
    assert (together["name_th"], together["name_en"], together["grace_minutes"]) == ("ของเขา", "mine", 7)

    planned.refresh_from_db()
    assert planned.name_en == "Round 2570"
    again = fields(planned) | {name: together[name] for name in ("name_th", "name_en", "grace_minutes")}
    assert manage.post("/manage/rounds/2570/settings/", again).status_code == 302
    planned.refresh_from_db()
    assert (planned.name_th, planned.name_en, planned.grace_minutes) == ("ของเขา", "mine", 7)
