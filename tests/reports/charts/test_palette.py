import re
from pathlib import Path

from django.conf import settings

from reports.charts import palette


def tokens() -> dict[str, str]:
    css = Path(settings.BASE_DIR, "static", "css", "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css))


def test_dimensions_have_the_colours_of_the_design_tokens():
    found = tokens()
    assert {number: found[f"dim-{number}"] for number in "123456"} == palette.DIMENSIONS
    assert {number: found[f"dim-{number}-ink"] for number in "123456"} == palette.DIMENSION_INKS


def test_so_have_ink_and_lines():
    drawn = {
        "ink": palette.INK,
        "ink-soft": palette.INK_SOFT,
        "paper": palette.PAPER,
        "line": palette.LINE,
        "action": palette.ACTION,
    }
    found = tokens()
    assert drawn == {name: found[name] for name in drawn}


def test_an_indicator_has_the_colour_of_its_dimension():
    assert palette.dimension_colour("1.4") == palette.dimension_colour("1") == palette.DIMENSIONS["1"]
    assert palette.dimension_ink("1.4") == palette.DIMENSION_INKS["1"]


def test_levels_have_colours_that_no_dimension_has():
    assert not set(palette.LEVELS.values()) & set(palette.DIMENSIONS.values())
