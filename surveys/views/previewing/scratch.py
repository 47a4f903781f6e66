"""A preview opened for a page."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.models.agency import AUDIENCE_CHOICES
from agencies.views.access import PersonRequest
from surveys.models import Answer, Preview, QuestionnaireVersion, Round, Submission
from surveys.queries.previews import preview_of
from surveys.queries.questionnaires import questionnaire_with_hash
from surveys.questionnaire.model import Audience, Kind, Question
from surveys.questionnaire.review import Review, review
from surveys.views.addresses import Crumbs, address
from surveys.views.questionnaires.access import address as version_address
from surveys.views.questionnaires.access import frame, name_of, version_or_404
from surveys.views.sheet import Sheet

NAMES = dict(AUDIENCE_CHOICES)


@dataclass(frozen=True)
class PreviewSheet(Sheet):
    """The same, where every file that would have to be attached counts as attached."""

    @cached_property
    def review(self) -> Review:
        needed = {each.name: 1 for each in self.questionnaire.questions if _needs_files(each)}
        return review(self.questionnaire, self.audience, self.values, needed)


@dataclass(frozen=True)
class Scratch:
    """Somebody's answers to a version at one level, in the shape of a submission without a row."""

    preview: Preview
    sheet: Sheet

    @classmethod
    def open(cls, request: PersonRequest, number: int, audience: str) -> "Scratch":
        """Http404 when there is no such version or level, or the reader is not of EGA's staff."""
        version = version_or_404(request, number)
        if audience not in NAMES:
            raise Http404
        return cls.of(preview_of(version, Audience(audience), request.user), version)

    @classmethod
    def of(cls, preview: Preview, version: QuestionnaireVersion) -> "Scratch":
        audience = Audience(preview.audience)
        submission = _stand_in(version, audience)
        sheet = PreviewSheet(
            submission=submission,
            questionnaire=questionnaire_with_hash(version.sha256),
            audience=audience,
            answers={
                name: _answer(preview, submission, name, value) for name, value in preview.answers.items()
            },
            evidence={},
        )
        return cls(preview, sheet)

    @property
    def version(self) -> QuestionnaireVersion:
        return self.preview.version

    @property
    def key(self) -> str:
        """What drafts of the preview are kept under in the browser; true in templates."""
        return f"preview-{self.version.pk}-{self.preview.audience}"

    def frame(self, here: str) -> dict[str, Any]:
        """The context of the page called `here`."""
        return frame(self.preview.user, self.version) | {
            "submission": self.sheet.submission,
            "sheet": self.sheet,
            "preview": self.key,
            "preview_version": self.version,
            "version": None,  # to the templates of a submission this is what was submitted
            "crumbs": self._crumbs(here),
        }

    def _crumbs(self, here: str) -> Crumbs:
        way = [
            (_("Managing"), reverse("agencies:managing")),
            (_("Questionnaires"), reverse("surveys:questionnaires")),
            (name_of(self.version), version_address("questionnaire", self.version)),
        ]
        overview = (self.sheet.submission.agency.name, address("overview", self.sheet.submission))
        return [*way, overview, (here, "")] if here else [*way, (overview[0], "")]


def _needs_files(question: Question) -> bool:
    return question.required if question.kind is Kind.FILE else question.evidence.allowed


def _stand_in(version: QuestionnaireVersion, audience: Audience) -> Submission:
    level = _("Preview, %(level)s") % {"level": NAMES[audience.value]}
    today = timezone.localdate()
    return Submission(
        round=Round(
            questionnaire=version,
            name_th=version.title_th,
            name_en=version.title_en,
            year_be=today.year + 543,
            opens_on=today,
            closes_on=today,
            state=Round.State.OPEN,
        ),
        agency=Agency(audience=audience.value, name_th=level, name_en=level),
        state=Submission.State.DRAFT,
    )


def _answer(preview: Preview, submission: Submission, name: str, value: Any) -> Answer:
    return Answer(
        submission=submission,
        question=name,
        value=value,
        version=1,
        saved_by=preview.user,
        saved_at=preview.touched_at,
    )
