"""Whether questions and their lists of options fit."""

from surveys.questionnaire.compiler.choices import ChoiceList
from surveys.questionnaire.compiler.surroundings import Surroundings
from surveys.questionnaire.compiler.survey import Draft
from surveys.questionnaire.elements import Question
from surveys.questionnaire.vocabulary import Audience, Kind


def check_lists(draft: Draft, question: Question, surroundings: Surroundings) -> None:
    """Check the list of a question, and those of its parts."""
    pairs = [(draft, question), *zip(draft.items, question.items, strict=True)]
    for each, asked in pairs:
        if each.list_name and surroundings.lists:
            _check_list(each, asked, question, surroundings)
    if question.kind is Kind.MATRIX:
        _check_matrix(draft)


def _check_list(draft: Draft, question: Question, owner: Question, surroundings: Surroundings) -> None:
    if draft.list_name not in surroundings.lists:
        draft.cells.wrong("type", "unknown_list", name=draft.list_name)
        return
    options = surroundings.lists[draft.list_name]
    if draft.kind is Kind.SELECT_ONE and any(choice.exclusive for choice in options.choices):
        draft.cells.wrong("type", "exclusive_in_select_one", list=draft.list_name)
    for audience in surroundings.asked(owner):
        if question.asked_of(audience):
            _check_offer(draft, options, audience)


def _check_offer(draft: Draft, options: ChoiceList, audience: Audience) -> None:
    offered = [choice for choice in options.choices if choice.offered_to(audience)]
    params = {"list": options.name, "audience": audience.value}
    if not offered:
        draft.cells.wrong("type", "no_options", **params)
    elif all(choice.exclusive for choice in offered):
        draft.cells.wrong("type", "only_exclusive", **params)


def _check_matrix(draft: Draft) -> None:
    for item in draft.items[1:]:
        if item.list_name != draft.items[0].list_name:
            item.cells.wrong("type", "mixed_lists")
