"""A compiled questionnaire: frozen data, safe to share between requests and workers."""

from dataclasses import dataclass, field
from decimal import Decimal

from surveys.questionnaire.elements import Band, Choice, Evidence, Label, Node, Question
from surveys.questionnaire.index import Index
from surveys.questionnaire.vocabulary import Audience, EvidenceRule, Kind, Method, Missing, NodeKind

__all__ = [
    "Audience",
    "Band",
    "Choice",
    "Evidence",
    "EvidenceRule",
    "Kind",
    "Label",
    "Method",
    "Missing",
    "Node",
    "NodeKind",
    "Question",
    "Questionnaire",
]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The whole questionnaire; nodes, questions and bands stand in the order of the workbook."""

    form_id: str
    version: str
    title: Label
    nodes: tuple[Node, ...]
    questions: tuple[Question, ...]
    bands: tuple[Band, ...] = ()
    _index: Index = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", Index.of(self.nodes, self.questions))

    def __hash__(self) -> int:
        return hash((self.form_id, self.version, self.title))

    def question(self, name: str) -> Question:
        """The top-level question called `name`; KeyError when there is none."""
        return self._index.questions[name]

    def has_question(self, name: str) -> bool:
        return name in self._index.questions

    def owner_of(self, name: str) -> Question | None:
        """The question called `name`, or that has an item called so."""
        return self._index.owners.get(name)

    def node(self, code: str) -> Node:
        """The dimension or indicator `code`; KeyError when there is none."""
        return self._index.nodes[code]

    def children(self, code: str) -> tuple[Node, ...]:
        """The indicators of the dimension `code`; the dimensions for an empty code."""
        return tuple(node for node in self.nodes if node.parent == code)

    def dimension_of(self, code: str) -> Node:
        """The dimension that the node `code` is, or belongs to."""
        node = self.node(code)
        return self.node(node.parent) if node.parent else node

    def surveys(self, code: str, audience: Audience) -> bool:
        """Whether the node `code` is surveyed at the level of `audience`."""
        return (code, audience) in self._index.surveyed

    def dimensions_for(self, audience: Audience) -> tuple[Node, ...]:
        return self.children_for("", audience)

    def children_for(self, code: str, audience: Audience) -> tuple[Node, ...]:
        return tuple(node for node in self.children(code) if self.surveys(node.code, audience))

    def questions_for(self, audience: Audience) -> tuple[Question, ...]:
        """All that `audience` is asked or shown, notes and calculations too, whatever was answered."""
        return self._index.asked[audience]

    def questions_of(self, code: str, audience: Audience) -> tuple[Question, ...]:
        """The questions that stand directly under the node `code`."""
        return tuple(question for question in self.questions_for(audience) if question.node == code)

    def questions_on_page(self, dimension: str, audience: Audience) -> tuple[Question, ...]:
        """The questions of a dimension and its indicators, in the order of the survey sheet."""
        codes = {dimension, *(node.code for node in self.children(dimension))}
        return tuple(question for question in self.questions_for(audience) if question.node in codes)

    def band_of(self, score: Decimal) -> Band | None:
        """The band that the unrounded `score` falls in; None when the questionnaire has no bands."""
        reached = [band for band in self.bands if band.minimum <= score]
        return reached[-1] if reached else None
