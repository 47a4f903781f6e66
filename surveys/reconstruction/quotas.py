"""How many agencies give which answer: the counts that were printed, and shares where none was."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.tables import read_table

REST: Final = "rest"
UNANSWERED: Final = (AnswerState.NOT_STATED.value, AnswerState.NOT_APPLICABLE.value)

OTHER_KEYS: Final[Mapping[str, set[str]]] = {
    "digital_posts_total": {"sum"},
    "services/count": {"1", "2", "3", "4"},
}
"""Quotas that are not of options: a printed sum, and how many agencies list how many services."""


class QuotaError(ValueError):
    """The table of quotas does not fit the questionnaire, or itself."""


@dataclass(frozen=True, slots=True)
class Amount:
    """``192`` agencies exactly; ``44%`` of those asked, where steering may move it; or the ``rest``."""

    text: str

    @property
    def is_free(self) -> bool:
        """Whether steering may change how many there are."""
        return self.text == REST or self.text.endswith("%")

    def of(self, asked: int) -> int:
        """How many of so many asked, rounded half-up."""
        if self.text.endswith("%"):
            return (2 * asked * int(self.text[:-1]) + 100) // 200
        return int(self.text)


Quota = Mapping[str, Amount]
"""The amounts of the options of one question, best first, as the table has them."""


def read_quotas(audience: Audience) -> Mapping[str, Quota]:
    """The quotas of one level by question or item."""
    quotas: dict[str, dict[str, Amount]] = {}
    for row in read_table("quotas.csv"):
        if text := row[audience.value]:
            quotas.setdefault(row["question"], {})[row["option"]] = Amount(text)
    return quotas


def refuse_unknown(quotas: Mapping[str, Quota], questionnaire: Questionnaire, audience: Audience) -> None:
    """QuotaError when the table names a question or an option that this level is not offered."""
    for key, quota in quotas.items():
        offered = _offered(key.partition("/")[0], questionnaire, audience)
        if unknown := set(quota) - offered.union(UNANSWERED) - OTHER_KEYS.get(key, set()):
            raise QuotaError(f"{key}: {sorted(unknown)} not offered at the level {audience}")


def _offered(name: str, questionnaire: Questionnaire, audience: Audience) -> set[str]:
    owner = questionnaire.owner_of(name)
    if owner is None or not owner.asked_of(audience):
        raise QuotaError(f"{name} is not asked at the level {audience}")
    question = owner if owner.name == name else owner.item(name)
    return {choice.name for choice in question.choices_for(audience)}


def shared_out(quota: Quota, options: Iterable[str], asked: int) -> dict[str, int]:
    """Option → how many of `asked`; the counts add up, or QuotaError."""
    amounts = {option: quota[option] for option in options}
    counts = {option: amount.of(asked) for option, amount in amounts.items() if amount.text != REST}
    rest = asked - sum(counts.values())
    open_ended = [option for option, amount in amounts.items() if amount.text == REST]
    if rest < 0 or len(open_ended) > 1 or (rest and not open_ended):
        raise QuotaError(f"{counts} and {open_ended} do not share out {asked}")
    return {option: counts.get(option, rest) for option in amounts}
