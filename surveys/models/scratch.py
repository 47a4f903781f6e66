"""What a manager of questionnaires needs for a while: thrown away by `surveys.housekeeping`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import AUDIENCE_CHOICES
from surveys.models.questionnaire_version import QuestionnaireVersion


class RefusedWorkbook(models.Model):
    """All that was wrong with the workbook that somebody tried to load last.

    `problems` is a list of mistakes as JSON data; `total` counts those too that are not in it.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source_name = models.CharField(_("workbook"), max_length=250)
    problems = models.JSONField(_("problems"))
    total = models.PositiveIntegerField(_("number of problems"))
    refused_at = models.DateTimeField(_("refused"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="refused_workbook_has_problems", condition=Q(total__gte=1)),
        ]

    def __str__(self) -> str:
        return self.source_name


class Preview(models.Model):
    """Answers somebody gave to try a questionnaire out at one level. No round and no figure knows of them.

    `answers` are canonical values by question; `saves` counts how often they were changed.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    version = models.ForeignKey(QuestionnaireVersion, models.CASCADE, related_name="+")
    audience = models.CharField(_("level"), max_length=12, choices=AUDIENCE_CHOICES)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    saves = models.PositiveIntegerField(_("times saved"), default=0)
    touched_at = models.DateTimeField(_("touched"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_preview_of_a_level", fields=["user", "version", "audience"]),
            models.CheckConstraint(
                name="preview_audience_valid", condition=Q(audience__in=["department", "province"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.audience}"
