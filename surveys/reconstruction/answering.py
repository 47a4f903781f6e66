"""Goes through the questionnaire once and lets every agency answer; the means are set right afterwards."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from surveys.questionnaire.elements import Question
from surveys.questionnaire.vocabulary import Kind
from surveys.reconstruction.asking import Asking
from surveys.reconstruction.choosing import choose_many, choose_one, leave_unanswered
from surveys.reconstruction.dice import Dice
from surveys.reconstruction.draft import Draft
from surveys.reconstruction.number_answers import FIGURES, Figure
from surveys.reconstruction.places import Place
from surveys.reconstruction.posts import KINDS, share_out_posts
from surveys.reconstruction.quotas import QuotaError, shared_out
from surveys.reconstruction.remarks import remark
from surveys.reconstruction.services import empty_rows

FIRST: Final = ("critical_infrastructure",)
"""What leans on it stands before it in the questionnaire."""

SUMMED: Final = "digital_posts_total"


def fill_in(draft: Draft) -> None:
    """Answer every question, each of those who are asked it."""
    asking = Asking(draft.questionnaire, draft.audience)
    questions = {each.name: each for each in draft.questionnaire.questions_for(draft.audience)}
    for name in dict.fromkeys((*FIRST, *questions)):
        codes = [code for code in draft.papers if asking.asked(name, draft.papers[code])]
        if answer := ANSWERS.get(questions[name].kind):
            answer(draft, questions[name], codes)


def answer_one(draft: Draft, question: Question, codes: Iterable[str]) -> None:
    _one(draft, question, [Place(code, question.name) for code in codes])


def answer_many(draft: Draft, question: Question, codes: Iterable[str]) -> None:
    choose_many(
        question.name,
        question.node,
        [Place(code, question.name) for code in codes],
        choices=question.choices_for(draft.audience),
        quota=draft.quota(question.name),
        papers=draft.papers,
        rankings=draft.rankings,
    )


def answer_matrix(draft: Draft, question: Question, codes: Iterable[str]) -> None:
    codes = list(codes)
    for item in question.items_for(draft.audience):
        _one(draft, question, [Place(code, question.name, item.name) for code in codes], key=item.name)


def answer_rows(draft: Draft, question: Question, codes: Iterable[str]) -> None:
    """As many rows as the quota of their number says, then column by column."""
    key = f"{question.name}/count"
    ranked = draft.rankings.make(key, question.node, [Place(code, question.name) for code in codes])
    counts = shared_out(draft.quota(key), draft.quota(key), len(ranked))
    numbers = [int(option) for option, count in counts.items() for _each in range(count)]
    sizes = {place.code: number for (_each, place), number in zip(ranked, numbers, strict=True)}
    for code, rows in empty_rows(sizes).items():
        draft.papers[code][question.name] = rows
    for column in question.items_for(draft.audience):
        if column.kind is Kind.SELECT_ONE:
            places = [
                Place(code, question.name, column.name, row)
                for code, number in sorted(sizes.items())
                for row in range(number)
            ]
            _one(draft, question, places, key=column.name)


def answer_number(draft: Draft, question: Question, codes: Iterable[str]) -> None:
    if question.name in KINDS:
        return
    if question.name not in FIGURES:
        raise QuotaError(f"nothing is known of the number {question.name}")
    make = FIGURES[question.name]
    dice = Dice(draft.seed, "figure", question.name)
    for code in _answering(draft, question, codes):
        place = Place(code, question.name)
        propensity = draft.latent.propensity(question.name, question.node, place)
        figure = Figure(code, draft.characters[code], propensity, draft.papers, dice)
        draft.papers[code][question.name] = make(figure)


def answer_posts(draft: Draft, question: Question, codes: Iterable[str]) -> None:
    """The calculation stands for the questions that it adds up."""
    if question.name != SUMMED:
        return
    shared = share_out_posts(
        {
            code: draft.latent.propensity(question.name, question.node, Place(code, question.name))
            for code in codes
        },
        draft.characters,
        audience=draft.audience,
        total=draft.quotas[SUMMED]["sum"].of(0) if SUMMED in draft.quotas else None,
        dice=Dice(draft.seed, "posts"),
    )
    for code, posts in shared.items():
        draft.papers[code].update(posts)


def answer_text(draft: Draft, question: Question, codes: Iterable[str]) -> None:
    dice = Dice(draft.seed, "remark", question.name)
    for code in codes:
        if text := remark(dice):
            draft.papers[code][question.name] = text


def _answering(draft: Draft, question: Question, codes: Iterable[str]) -> list[str]:
    """Without those who leave it blank."""
    places = [Place(code, question.name) for code in codes]
    quota = draft.quotas.get(question.name, {})
    counts = {option: amount.of(len(places)) for option, amount in quota.items()}
    left = leave_unanswered(
        question.name, question.node, places, counts=counts, papers=draft.papers, rankings=draft.rankings
    )
    return [place.code for place in left]


def _one(draft: Draft, question: Question, places: list[Place], key: str = "") -> None:
    key = key or question.name
    choose_one(
        key,
        question.node,
        places,
        quota=draft.quota(key),
        papers=draft.papers,
        rankings=draft.rankings,
    )


Answering = Callable[[Draft, Question, list[str]], None]

ANSWERS: Final[Mapping[Kind, Answering]] = {
    Kind.SELECT_ONE: answer_one,
    Kind.SELECT_MULTIPLE: answer_many,
    Kind.MATRIX: answer_matrix,
    Kind.ROWS: answer_rows,
    Kind.INTEGER: answer_number,
    Kind.DECIMAL: answer_number,
    Kind.DATE: answer_number,
    Kind.PERCENTAGES: answer_number,
    Kind.CALCULATE: answer_posts,
    Kind.TEXT: answer_text,
}
