"""The page of one dimension of a preview."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.utils import timezone

from agencies.views.access import PersonRequest
from surveys.forms.page import AnswersForm
from surveys.forms.words import words
from surveys.views.dimension_page import DimensionPage
from surveys.views.evidence_context import evidence_context
from surveys.views.previewing.scratch import Scratch
from surveys.views.script_texts import script_texts


@dataclass(frozen=True)
class PreviewPage(DimensionPage):
    """The same page; nothing closes it, and nobody else works on it."""

    scratch: Scratch

    @classmethod
    def of(cls, request: PersonRequest, scratch: Scratch, code: str) -> "PreviewPage":
        """Raises Http404 when the level has no such dimension."""
        sheet = scratch.sheet
        for node in sheet.questionnaire.dimensions_for(sheet.audience):
            if node.code == code:
                return cls(request, sheet.submission, sheet, node, timezone.now(), scratch)
        raise Http404

    @cached_property
    def why_not_editable(self) -> str | None:
        return None

    @cached_property
    def may_edit(self) -> bool:
        return True

    def _facts(self) -> dict[str, Any]:
        name = words(self.node.label)
        return (
            self.scratch.frame(name)
            | evidence_context()
            | {
                "node": self.node,
                "name": name,
                "description": words(self.node.description),
                "progress": self.sheet.progress,
                "next_code": self.next_code(),
                "script_texts": script_texts(),
            }
        )

    def _state(self, form: AnswersForm, refused: str) -> dict[str, Any]:
        return {
            "may_edit": not refused,
            "refused": refused,
            "restored": form.is_bound and self.request.method != "POST",
            "unsaved": form.unsaved_names() if form.is_bound else (),
            "why_not": "",
            "time_left": "",
            "saved_at": self._saved_today(),
        }

    def _saved_today(self) -> dt.datetime | None:
        preview = self.scratch.preview
        today = timezone.localdate(self.now)
        return (
            preview.touched_at if preview.saves and timezone.localdate(preview.touched_at) == today else None
        )
