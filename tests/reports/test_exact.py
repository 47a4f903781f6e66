"""Sums of scores are exact, and PostgreSQL has no largest one."""

from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import DecimalField, Value

from agencies.models import Agency
from reports.queries.exact import UNITS, units_of

SCORE = Decimal("99.999999999999")


def summed(score: Decimal) -> int:
    """Of three agencies that all have the score."""
    column = Value(score, DecimalField(max_digits=40, decimal_places=12))
    units = Agency.objects.annotate(score=column).aggregate(units=units_of("score"))["units"]
    return int(units)


def test_no_unit_is_lost(agency_a, agency_b, office):
    assert summed(SCORE) == 3 * int(SCORE * UNITS)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite adds whole numbers of 64 bits")
def test_a_million_agencies_fit(agency_a, agency_b, office):
    assert summed(SCORE * 1_000_000) == 3 * 1_000_000 * int(SCORE * UNITS)
