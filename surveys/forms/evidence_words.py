"""What files a question asks for, in words."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from surveys.forms.words import words
from surveys.questionnaire.model import EvidenceRule, Kind, Question


def evidence_rule(question: Question) -> str:
    """When a file must be attached; empty where none can be."""
    if question.kind is Kind.FILE:
        return _("Attach the document here.")
    return RULES[question.evidence.rule](question)


def _never(_question: Question) -> str:
    return ""


def _optional(_question: Question) -> str:
    return _("You may attach a document that shows this.")


def _always(_question: Question) -> str:
    return _("Attach a document that shows this.")


def _for_choices(question: Question) -> str:
    chosen = [words(question.choice(name).label) for name in question.evidence.choices]
    return _("Attach a document that shows this if you choose “%(choices)s”.") % {
        "choices": "”, “".join(chosen)
    }


RULES: dict[EvidenceRule, Callable[[Question], str]] = {
    EvidenceRule.NONE: _never,
    EvidenceRule.OPTIONAL: _optional,
    EvidenceRule.ALWAYS: _always,
    EvidenceRule.CHOICES: _for_choices,
}
