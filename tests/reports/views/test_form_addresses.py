"""Addresses that only take what a form sends, opened by reloading or by choosing a language there."""

import pytest

pytestmark = pytest.mark.django_db

AGENCY = "/dashboard/2569/agencies/D1101/"


@pytest.mark.parametrize("address", ["more-time/", "return/"])
@pytest.mark.parametrize("who", ["manager", "analyst", "officer"])
def test_opening_one_leads_to_the_page_of_its_form(client, submission, people, who, address):
    client.force_login(people[who])
    assert client.get(AGENCY + address).headers["Location"] == AGENCY
    assert client.put(AGENCY + address).status_code == 405


@pytest.mark.parametrize("who, status", [("manager", 200), ("officer", 404)])
def test_that_page_authorises_by_itself(client, submission, people, who, status):
    client.force_login(people[who])
    assert client.get(AGENCY + "return/", follow=True).status_code == status
