"""A yearly round of the survey."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models.bilingual import BilingualName
from surveys.models.questionnaire_version import QuestionnaireVersion


class RoundQuerySet(models.QuerySet["Round"]):
    """The vocabulary for choosing rounds."""

    def newest_first(self) -> Self:
        return self.order_by("-opens_on", "-pk")

    def visible_to_agencies(self) -> Self:
        return self.exclude(state=Round.State.PREPARING)


class Round(BilingualName):
    """One asking of the questionnaire. Changed only by `surveys.services.rounds`."""

    class State(models.TextChoices):
        PREPARING = "preparing", _("Preparing")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    year_be = models.PositiveSmallIntegerField(_("year (Buddhist era)"))
    questionnaire = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="rounds")
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PREPARING)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day"))
    grace_minutes = models.PositiveSmallIntegerField(_("grace (minutes)"), default=0)
    needs_sign_off = models.BooleanField(_("needs sign-off"), default=True)
    is_synthetic = models.BooleanField(_("synthetic answers"), default=False)
    scores_shown_at = models.DateTimeField(_("scores shown to agencies since"), null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="round_state_valid", condition=Q(state__in=["preparing", "open", "closed"])
            ),
            models.CheckConstraint(
                name="round_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))
            ),
            models.CheckConstraint(
                name="round_year_is_buddhist", condition=Q(year_be__gte=2400, year_be__lte=2700)
            ),
        ]

    @property
    def opens_at(self) -> dt.datetime:
        """The first moment of the opening day, Asia/Bangkok."""
        return _midnight(self.opens_on)

    @property
    def deadline(self) -> dt.datetime:
        """The first moment after the last day, Asia/Bangkok; the last day itself is inclusive."""
        return _midnight(self.closes_on + dt.timedelta(days=1))

    @property
    def grace(self) -> dt.timedelta:
        """How long after the deadline a page already open may still be saved and submitted."""
        return dt.timedelta(minutes=self.grace_minutes)


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
