import re
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings

from agencies.roster.reading import read_roster
from reports.charts import palette
from reports.charts.country import Country, Place, Shade, Shaded, country, step_of


@pytest.mark.parametrize(
    "value, step",
    [(0, 0), (Fraction(1999, 100), 0), (20, 1), (Fraction(399, 10), 1), (40, 2), (60, 3), (80, 4), (100, 4)],
)
def test_a_figure_is_not_rounded_into_another_shade(value, step):
    assert step_of(value) == step


def test_each_place_has_its_shade_and_the_legend_counts_them():
    places = [
        Place("bkk", "Bangkok", 100, "100 %", "/a"),
        Place("cmi", "Chiang Mai", 85, "85 %", "/b"),
        Place("nan", "Nan", 0, "0 %", "/c"),
        Place("trt", "Trat", None, "nobody", ""),
    ]
    light, *middle, dark = palette.SHADES
    assert country(places) == Country(
        shaded=(
            Shaded(places[0], dark),
            Shaded(places[1], dark),
            Shaded(places[2], light),
            Shaded(places[3], palette.PAPER),
        ),
        legend=(
            Shade(light, 0, 20, 1),
            Shade(middle[0], 20, 40, 0),
            Shade(middle[1], 40, 60, 0),
            Shade(middle[2], 60, 80, 0),
            Shade(dark, 80, 100, 2),
        ),
        without=1,
    )


def test_every_province_has_its_outline():
    outlines = Path(settings.NODE_MODULES, "@svg-maps", "thailand", "thailand.svg").read_text(
        encoding="utf-8"
    )
    ids = set(re.findall(r'\sid="(\w+)"', outlines))
    provinces = {each.map_id for each in read_roster(Path(settings.BASE_DIR, "agencies", "data")).provinces}
    assert len(provinces) == 77
    assert provinces - ids == set()
