"""The colours: strong enough to read, and told apart by every common colour vision."""

import itertools
import math
import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = dict(
    re.findall(
        r"--([\w-]+):\s*(#[0-9a-f]{6})\b", Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
    )
)
DIMENSIONS = range(1, 7)

# Machado, Oliveira and Fernandes (2009), full severity, on linear RGB.
VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}

Colour = tuple[float, ...]


def linear(token: str) -> Colour:
    parts = (int(TOKENS[token][at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def contrast(one: str, other: str) -> float:
    """As WCAG defines it: 1 to 21."""
    lights = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def times(matrix: tuple[Colour, ...], colour: Colour) -> Colour:
    return tuple(sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)


def oklab(colour: Colour) -> Colour:
    cones = ((0.4122, 0.5363, 0.0514), (0.2119, 0.6807, 0.1074), (0.0883, 0.2817, 0.6300))
    roots = tuple(max(0.0, part) ** (1 / 3) for part in times(cones, colour))
    return times(((0.2105, 0.7936, -0.0041), (1.9780, -2.4286, 0.4506), (0.0259, 0.7828, -0.8087)), roots)


@pytest.mark.parametrize("number", DIMENSIONS)
def test_a_dimension_can_be_read(number):
    assert contrast(f"dim-{number}", "paper") >= 3, "a bar on paper"
    assert contrast(f"dim-{number}", f"dim-{number}-on") >= 4.5, "a number on its chip"
    assert contrast(f"dim-{number}-ink", "paper") >= 4.5, "its text on paper"
    assert contrast(f"dim-{number}-ink", f"dim-{number}-soft") >= 4.5, "its text on its tint"
    assert contrast("ink", f"dim-{number}-soft") >= 7, "text on its tint"


@pytest.mark.parametrize("vision", VISIONS)
def test_no_two_dimensions_look_alike(vision):
    seen = [oklab(times(VISIONS[vision], linear(f"dim-{number}"))) for number in DIMENSIONS]
    assert min(math.dist(one, other) for one, other in itertools.combinations(seen, 2)) >= 0.12


@pytest.mark.parametrize("kind", ["good", "warn", "bad", "info", "calm"])
def test_a_message_can_be_read(kind):
    assert contrast(kind, f"{kind}-soft") >= 4.5
    assert contrast(kind, "paper") >= 4.5


@pytest.mark.parametrize(
    "ink, ground, least",
    [
        ("ink", "paper", 12),
        ("ink-soft", "paper", 7),
        ("ink-soft", "paper-soft", 4.5),
        ("paper", "brand", 12),
        ("action", "paper", 4.5),
        ("paper", "action", 4.5),
        ("line-strong", "paper", 3),
        ("focus", "ink", 7),
    ],
)
def test_text_lines_and_the_focus_ring_stand_out(ink, ground, least):
    assert contrast(ink, ground) >= least
