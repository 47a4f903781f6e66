"""What is asked of an agency, given its answers so far."""

from surveys.questionnaire.evaluator import Evaluator
from surveys.questionnaire.faults import Fault
from surveys.questionnaire.model import Questionnaire
from surveys.questionnaire.values import Answers
from surveys.questionnaire.vocabulary import Audience


def applicable(questionnaire: Questionnaire, audience: Audience, answers: Answers) -> frozenset[str]:
    """The names of the questions asked, notes and calculations too, declared inapplicable or not."""
    return Evaluator(questionnaire, audience, answers).applicable


def node_applies(questionnaire: Questionnaire, audience: Audience, code: str, answers: Answers) -> bool:
    """Whether the dimension or indicator `code` is surveyed, and its and its parent's conditions are met."""
    return Evaluator(questionnaire, audience, answers).node_applies(code)


def broken_constraints(
    questionnaire: Questionnaire, audience: Audience, answers: Answers, name: str
) -> tuple[Fault, ...]:
    """Where the answer to the question `name`, which stands in `answers`, does not meet its constraints.

    The faults have the code "constraint"; what the agency should read is the `constraint_message` of the
    question, or of the item that the fault names.
    """
    return Evaluator(questionnaire, audience, answers).broken_constraints(questionnaire.question(name))
