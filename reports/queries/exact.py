"""Sums of scores that are exact on every database.

Scores are kept with 12 decimal places. SQLite would add them up as floating-point numbers; as whole numbers
of 10⁻¹² they fit into 64 bits for ninety thousand agencies. PostgreSQL adds decimal numbers exactly, however
many there are, and faster than it makes a whole number of each.
"""

from django.db import connection
from django.db.models import BigIntegerField, DecimalField, F, Sum
from django.db.models.functions import Cast, Round

UNITS = 10**12
DIGITS = 40


def units_of(score: str) -> Sum | Cast:
    """The sum of the field `score` in units of 10⁻¹²: whole, be it int or Decimal; None of nothing."""
    if connection.vendor == "sqlite":
        return Sum(Cast(Round(F(score) * UNITS), BigIntegerField()))
    return Cast(Sum(F(score)) * UNITS, DecimalField(max_digits=DIGITS, decimal_places=0))
