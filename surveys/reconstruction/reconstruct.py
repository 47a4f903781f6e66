"""The answers of one level: drafted by quotas, then steered to every mean that was printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from surveys.questionnaire.answer_file import normalise_all
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.values import Answers
from surveys.questionnaire.vocabulary import Audience
from surveys.reconstruction.agencies import Agency
from surveys.reconstruction.aims import Aim, read_aims
from surveys.reconstruction.answering import fill_in
from surveys.reconstruction.asking import Asking
from surveys.reconstruction.characters import characters_of
from surveys.reconstruction.draft import Draft
from surveys.reconstruction.quotas import read_quotas, refuse_unknown
from surveys.reconstruction.responding import eagerness_of, respondents
from surveys.reconstruction.scorebook import TOTAL, Scorebook
from surveys.reconstruction.services import name_services
from surveys.reconstruction.steering import LESS_CLOSE, Steering
from surveys.reconstruction.swapping import Block, swap_until
from surveys.reconstruction.timetable import Timetable, timetables
from surveys.reconstruction.workshop import Workshop

SEED: Final = "2560"

GATES: Final[Mapping[str, tuple[str, str]]] = {
    "1": ("1.6", "critical_infrastructure"),
    "4": ("4.2", "erp_use/not_stated"),
    TOTAL: ("3", "has_services"),
}
"""By whom a mean is moved: the node that concerns only some, and the ranking that says whom."""


@dataclass(frozen=True, slots=True)
class Response:
    """What an agency answered, and when."""

    answers: Answers
    timetable: Timetable


def reconstruct(
    questionnaire: Questionnaire, audience: Audience, agencies: Iterable[Agency], seed: str = SEED
) -> dict[str, Response]:
    """Code → response of every agency that responded, of all that were asked; the same for the same seed.

    `steering.Unreachable` or `quotas.QuotaError` when the questionnaire no longer allows the printed figures.
    """
    asked = sorted(agencies, key=lambda agency: agency.code)
    seed = f"{seed}/{audience.value}"
    characters = characters_of(asked, seed)
    eagerness = eagerness_of(asked, characters, seed)
    responding = respondents(eagerness, audience)
    quotas = read_quotas(audience)
    refuse_unknown(quotas, questionnaire, audience)
    theirs = {code: character for code, character in characters.items() if code in responding}
    draft = Draft.blank(questionnaire, audience, theirs, quotas, seed)
    fill_in(draft)
    steer_means(draft, Scorebook(questionnaire, audience, draft.papers))
    name_services(draft.papers, (each for each in asked if each.code in responding), seed)
    when = timetables({code: eagerness[code] for code in draft.papers}, audience, seed)
    return {
        code: Response(normalise_all(questionnaire, audience, stated), when[code])
        for code, stated in draft.papers.items()
    }


def steer_means(draft: Draft, book: Scorebook) -> None:
    """Indicators by their own levers, dimensions by those of their indicators, the total by exchanges."""
    workshop = Workshop(
        draft.questionnaire,
        draft.audience,
        draft.quotas,
        draft.rankings,
        Asking(draft.questionnaire, draft.audience).deciding,
        tuple(draft.papers),
    )
    aims = read_aims(draft.audience)
    steering = Steering(book)
    for indicator in (node for node in aims if "." in node):
        steering.steer(aims[indicator], workshop.levers(indicator))
    for dimension in draft.questionnaire.dimensions_for(draft.audience):
        aim = aims[dimension.code]
        indicators = draft.questionnaire.children_for(dimension.code, draft.audience)
        unprinted = [node.code for node in indicators if node.code not in aims]
        if not unprinted:
            _exchange(draft, book, aim)
        movable = unprinted or [node.code for node in indicators]
        steering.steer(aim, [lever for node in movable for lever in workshop.levers(node)], LESS_CLOSE)
    _exchange(draft, book, aims[TOTAL])
    steering.keep(aims[TOTAL])


def _exchange(draft: Draft, book: Scorebook, aim: Aim) -> None:
    """Choose those whom a node concerns so that the mean above it comes out."""
    if aim.node not in GATES:
        return
    node, gate = GATES[aim.node]
    questions = tuple(
        question.name
        for question in draft.questionnaire.questions_for(draft.audience)
        if question.node == node or draft.questionnaire.node(question.node).parent == node
    )
    swap_until(book, aim, Block(node, questions, draft.rankings.of(gate)))
