"""What a version says, question by question."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from surveys.models import SubmissionVersion
from surveys.questionnaire.states import AnswerState
from surveys.questionnaire.vocabulary import Audience

File = Mapping[str, Any]
"""A file of evidence as it is described in the document: `name`, `size`, `sha256`."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """The document of a version: answers, states and evidence by question."""

    audience: Audience
    answers: Mapping[str, Any]
    states: Mapping[str, AnswerState]
    evidence: Mapping[str, Sequence[File]]

    @classmethod
    def of(cls, version: SubmissionVersion) -> Self:
        document = json.loads(version.document)
        return cls(
            audience=Audience(document["audience"]),
            answers=document["answers"],
            states={name: AnswerState(state) for name, state in document["states"].items()},
            evidence=document["evidence"],
        )

    def says_the_same(self, other: "Submitted", question: str) -> bool:
        """Whether both have the same answer to the question, in the same state, with the same files."""
        return self.said_of(question) == other.said_of(question)

    def said_of(self, question: str) -> tuple[Any, AnswerState | None, list[str]]:
        """The answer, its state, and the hashes of its files in order."""
        files = sorted(file["sha256"] for file in self.evidence.get(question, ()))
        return self.answers.get(question), self.states.get(question), files
