"""The colours of the design tokens, for pictures that must do without a style sheet."""

INK = "#17212e"
INK_SOFT = "#4a5665"
PAPER = "#ffffff"
LINE = "#c8d0d9"
ACTION = "#1f4fa8"

DIMENSIONS = {"1": "#2b5fc6", "2": "#e66023", "3": "#27a498", "4": "#391660", "5": "#5d4b00", "6": "#a42978"}
DIMENSION_INKS = {
    "1": "#2450a8",
    "2": "#a83e0c",
    "3": "#0f6b63",
    "4": "#391660",
    "5": "#5d4b00",
    "6": "#8f1f67",
}
SHADES = ("#eef3fb", "#bcd2f0", "#7ea6dd", "#3d70bd", "#143a7d")
"""From little to much, each darker than the one before."""

LEVELS = {"department": "#15294b", "province": "#7a8798"}
STATES = {
    "signed": ("#14603a", PAPER),
    "waiting": ("#d99a2b", INK),
    "returned": ("#a3172a", PAPER),
    "draft": ("#7fa6e3", INK),
    "not_started": ("#d5dbe3", INK),
}
"""The states of a submission, furthest first: fill, and ink on the fill."""


def dimension_colour(code: str) -> str:
    """The colour of the dimension that the node `code` is, or belongs to."""
    return DIMENSIONS.get(code.partition(".")[0], ACTION)


def dimension_ink(code: str) -> str:
    """The same for letters on paper."""
    return DIMENSION_INKS.get(code.partition(".")[0], INK)
