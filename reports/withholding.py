"""Which means are not for everybody, because they would say what a single agency has scored."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from reports.queries.means import TOTAL, Means
from surveys.questionnaire.model import Audience, Questionnaire

FEWEST = 3
"""What rests on fewer agencies is not shown to everybody: of two, each could work out the other's score."""

BLURRED_FROM = 100
"""From so many agencies on, what one or two of them add is uncertain by 10 points and more at one decimal."""


class Withheld(StrEnum):
    """Why a figure is not for everybody."""

    FEW = "few"  # it rests on fewer than `FEWEST` agencies
    TELLING = "telling"  # with what is shown, such a figure could be computed from it


def is_few(n: int) -> bool:
    """Somebody, but fewer than may be shown together."""
    return 0 < n < FEWEST


def withheld_of(questionnaire: Questionnaire, audience: Audience, means: Means) -> Mapping[str, Withheld]:
    """By the code of a node, or `TOTAL`: the means of a level that are not for everybody."""
    tree = _tree(questionnaire, audience)
    found = {code: Withheld.FEW for code, mean in means.nodes.items() if is_few(mean.n)}
    for parent, children in tree.items():
        telling = [child for child in children if _leaves_few(means, parent, child)]
        _withhold(found, tree, means, telling)
    for parent, children in reversed(tree.items()):
        _withhold(found, tree, means, _second(found, means, parent, children))
    return found


def _tree(questionnaire: Questionnaire, audience: Audience) -> dict[str, list[str]]:
    """Each mean with those that it is formed from: the total first, then the dimensions."""
    dimensions = [node.code for node in questionnaire.dimensions_for(audience)]
    below = {code: [node.code for node in questionnaire.children_for(code, audience)] for code in dimensions}
    return {TOTAL: dimensions} | below


def _leaves_few(means: Means, parent: str, child: str) -> bool:
    """Whether one or two have the parent and not the child: their scores are what is left of it."""
    n = means.node(parent).n
    return n < BLURRED_FROM and is_few(n - means.node(child).n) and means.node(child).n > 0


def _second(found: Mapping[str, Withheld], means: Means, parent: str, children: list[str]) -> list[str]:
    """Beside a single withheld child of a mean that is shown, the other one with the fewest agencies."""
    if parent in found or sum(child in found for child in children) != 1:
        return []
    shown = [child for child in children if child not in found and means.node(child).n]
    return sorted(shown, key=lambda child: means.node(child).n)[:1]


def _withhold(
    found: dict[str, Withheld], tree: Mapping[str, list[str]], means: Means, codes: Iterable[str]
) -> None:
    """With what they are formed from, since they could be formed again."""
    for code in codes:
        for each in (code, *tree.get(code, ())):
            if means.node(each).n:
                found.setdefault(each, Withheld.TELLING)
