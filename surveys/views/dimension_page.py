"""The page of one dimension: what its template gets."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from agencies.permissions import editable_agencies
from agencies.views.access import PersonRequest
from surveys.forms.layout import page_helper
from surveys.forms.page import AnswersForm
from surveys.forms.standing import NO_TROUBLES, Standing, Troubles
from surveys.forms.words import words
from surveys.models import Submission
from surveys.queries.submissions import people_working
from surveys.questionnaire.model import Node
from surveys.services.editing import why_not_editable
from surveys.views.addresses import crumbs
from surveys.views.countdown import Countdown, time_left_for
from surveys.views.evidence_context import evidence_context
from surveys.views.problems import problems_of
from surveys.views.refusals import refusal_text
from surveys.views.returned import returned_of
from surveys.views.script_texts import script_texts
from surveys.views.sheet import Sheet


@dataclass(frozen=True)
class DimensionPage:
    """One dimension of a submission, for one reader."""

    request: PersonRequest
    submission: Submission
    sheet: Sheet
    node: Node
    now: dt.datetime

    @classmethod
    def open(cls, request: PersonRequest, submission: Submission, code: str) -> "DimensionPage":
        """Raises Http404 when there is no such dimension for this agency."""
        sheet = Sheet.of(submission)
        dimensions = {node.code: node for node in sheet.questionnaire.dimensions_for(sheet.audience)}
        if code not in dimensions:
            raise Http404
        return cls(request, submission, sheet, dimensions[code], timezone.now())

    @cached_property
    def why_not_editable(self) -> str | None:
        """The code of the reason why nobody can change the answers now; None when somebody can."""
        return why_not_editable(self.submission, self.now)

    @cached_property
    def may_edit(self) -> bool:
        """Whether the reader can change the answers now."""
        agencies = editable_agencies(self.request.user).filter(pk=self.submission.agency_id)
        return self.why_not_editable is None and agencies.exists()

    @property
    def standings(self) -> list[Standing]:
        return self.sheet.standings(self.node.code)

    def form(self, data: Any = None) -> AnswersForm:
        read_only = data is None and not self.may_edit
        return AnswersForm(self.standings, self.sheet.audience, data, read_only=read_only)

    def render(
        self, form: AnswersForm, *, troubles: Troubles = NO_TROUBLES, refused: str = "", status: int = 200
    ) -> HttpResponse:
        """The page with `form`; `refused` is the code of why what was sent could not be saved.

        A form with data in a page that is well is one brought back after its session had ended.
        """
        form.helper = page_helper(self.sheet.questionnaire, list(form.standings.values()), troubles)
        context = self._facts() | self._state(form, refused)
        context |= {"form": form, "problems": problems_of(form, troubles)}
        return render(self.request, "surveys/dimension.html", context, status=status)

    def next_code(self) -> str | None:
        """The next dimension that applies; None after the last."""
        codes = [each.code for each in self.sheet.progress if each.applies or each.code == self.node.code]
        following = codes[codes.index(self.node.code) + 1 :]
        return following[0] if following else None

    def _facts(self) -> dict[str, Any]:
        return {
            "submission": self.submission,
            "node": self.node,
            "name": words(self.node.label),
            "description": words(self.node.description),
            "progress": self.sheet.progress,
            "next_code": self.next_code(),
            "crumbs": crumbs(self.submission, words(self.node.label)),
            "script_texts": script_texts(),
        } | evidence_context()

    def _state(self, form: AnswersForm, refused: str) -> dict[str, Any]:
        why_not = refused or self.why_not_editable
        return {
            "may_edit": self.may_edit and not refused,
            "refused": refused,
            "returned": returned_of(self.submission),
            "reviewed": self.sheet.reviewed if self.submission.state == Submission.State.RETURNED else None,
            "restored": form.is_bound and self.request.method != "POST",
            "why_not": refusal_text(why_not) if why_not else "",
            "unsaved": form.unsaved_names() if form.is_bound else (),
            "saved_at": self._saved_today() if self.may_edit else None,
            "time_left": time_left_for(self.submission, self.now),
            "countdown": Countdown.of(self.submission, self.now),
            "working": people_working(self.submission, now=self.now, besides=self.request.user),
        }

    def _saved_today(self) -> dt.datetime | None:
        """When something was last saved; None if not today, for the receipt tells only the time."""
        saved = self.submission.last_saved_at
        today = timezone.localdate(self.now)
        return saved if saved and timezone.localdate(saved) == today else None
