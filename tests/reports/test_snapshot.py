"""What a snapshot is for needs a second connection, so these tests commit."""

import pytest
from django.db import transaction

from agencies.models import Ministry
from reports.snapshot import snapshot
from tests.people import make_ministry
from tests.reports.elsewhere import elsewhere


@pytest.mark.django_db(transaction=True)
def test_everything_read_inside_is_of_one_moment():
    make_ministry("01")
    with snapshot():
        assert Ministry.objects.count() == 1
        elsewhere(lambda: make_ministry("02"))
        assert Ministry.objects.count() == 1
    assert Ministry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_error_ends_it():
    with pytest.raises(ZeroDivisionError), snapshot():
        raise ZeroDivisionError
    with transaction.atomic():
        make_ministry("01")
    assert Ministry.objects.count() == 1


@pytest.mark.django_db
def test_inside_a_transaction_it_changes_nothing():
    with snapshot():
        make_ministry("01")
    assert Ministry.objects.count() == 1
