"""What questions refer to: lists of options and nodes of the framework."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.questionnaire.compiler.choices import ChoiceList
from surveys.questionnaire.elements import Choice, Node, Question
from surveys.questionnaire.vocabulary import Audience


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Lists and nodes by name; without their sheet no question is called wrong for what it refers to."""

    lists: Mapping[str, ChoiceList]
    nodes: Mapping[str, Node]

    def choices(self, name: str) -> tuple[Choice, ...]:
        return self.lists[name].choices if name in self.lists else ()

    def asked(self, question: Question) -> tuple[Audience, ...]:
        """Of whom a question is asked."""
        surveyed = self.surveyed(question.node)
        return tuple(each for each in Audience if question.asked_of(each) and each in surveyed)

    def surveyed(self, code: str) -> frozenset[Audience]:
        """The audiences for which the node `code` is surveyed."""
        if code not in self.nodes:
            return frozenset(Audience)
        node = self.nodes[code]
        above = self.nodes.get(node.parent, node)
        return frozenset(node.weights) & frozenset(above.weights)
