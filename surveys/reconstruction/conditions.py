"""Small questions about the answers of one agency."""

from collections.abc import Callable, Collection

from surveys.questionnaire.elements import chosen_in
from surveys.questionnaire.values import Answers, is_declared

Condition = Callable[[Answers], bool]


def view_of(answers: Answers, row: int = -1) -> Answers:
    """The answers with the items of matrices, and of one row of the services, by their own names."""
    items = [value for value in answers.values() if isinstance(value, dict)]
    rows = answers.get("services", ())
    return {
        **answers,
        **{name: each for item in items for name, each in item.items()},
        **(rows[row] if row >= 0 else {}),
    }


def chose(question: str, *options: str) -> Condition:
    """Whether one of the options was chosen."""
    return lambda answers: bool(_chosen(answers, question).intersection(options))


def chose_all(question: str, options: Collection[str]) -> Condition:
    return lambda answers: _chosen(answers, question).issuperset(options)


def states(question: str) -> Condition:
    """Whether there is an answer."""
    return lambda answers: question in answers and not is_declared(answers[question])


def number_of(question: str, least: int) -> Condition:
    """Whether at least so many options were chosen."""
    return lambda answers: len(_chosen(answers, question)) >= least


def neither(*conditions: Condition) -> Condition:
    return lambda answers: not any(condition(answers) for condition in conditions)


def has_electronic_service(answers: Answers) -> bool:
    return any(row.get("service_electronic") == "yes" for row in answers.get("services", ()))


def lacks_electronic_service(answers: Answers) -> bool:
    """Whether there are services, none of them electronic."""
    return "services" in answers and not has_electronic_service(answers)


def digital_posts(answers: Answers) -> int:
    """All digital posts together."""
    return sum(int(value) for name, value in answers.items() if name.startswith("posts_"))


def has_no_digital_posts(answers: Answers) -> bool:
    return "posts_computer_academic" in answers and not digital_posts(answers)


def _chosen(answers: Answers, question: str) -> set[str]:
    value = answers.get(question)
    return set() if value is None or is_declared(value) else set(chosen_in(value))
