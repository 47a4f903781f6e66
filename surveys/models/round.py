"""A yearly round of the survey."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models.bilingual import BilingualName
from surveys.models.questionnaire_version import QuestionnaireVersion

SIGNING_DAYS = 14
"""How long after its last day a round closes by itself, where nobody says otherwise: time to sign."""


class RoundQuerySet(models.QuerySet["Round"]):
    """The vocabulary for choosing rounds."""

    def newest_first(self) -> Self:
        return self.order_by("-opens_on", "-pk")

    def visible_to_agencies(self) -> Self:
        return self.exclude(state=Round.State.PREPARING)

    def current(self) -> Self:
        return self.filter(archived_at__isnull=True)

    def archived(self) -> Self:
        return self.filter(archived_at__isnull=False)

    def asking_something(self) -> Self:
        """Without those in preparation that have no questionnaire yet."""
        return self.filter(questionnaire__isnull=False)


class Round(BilingualName):
    """One asking of the questionnaire. Changed only by the services `surveys.services.rounds*`.

    `state` says what may be done with answers. What a round is called (results published, archived ...)
    follows from it and from other facts: see `scoring.stages`. `version` counts the changes of the row, so
    that nobody overwrites unseen what somebody else has changed.
    """

    class State(models.TextChoices):
        PREPARING = "preparing", _("Preparing")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    year_be = models.PositiveSmallIntegerField(_("year (Buddhist era)"))
    questionnaire = models.ForeignKey(
        QuestionnaireVersion, models.PROTECT, related_name="rounds", null=True, blank=True
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.PREPARING)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("last day"))
    grace_minutes = models.PositiveSmallIntegerField(_("grace (minutes)"), default=0)
    needs_sign_off = models.BooleanField(_("needs sign-off"), default=True)
    opens_by_clock = models.BooleanField(_("opens by itself"), default=False)
    closes_after_days = models.PositiveSmallIntegerField(
        _("closes by itself after (days)"), default=SIGNING_DAYS, null=True, blank=True
    )
    is_synthetic = models.BooleanField(_("synthetic answers"), default=False)
    scores_shown_at = models.DateTimeField(_("scores shown to agencies since"), null=True, blank=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)

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
            models.CheckConstraint(
                name="round_asks_something_once_open",
                condition=Q(state="preparing") | Q(questionnaire__isnull=False),
            ),
            models.CheckConstraint(
                name="round_waits_to_open_in_preparation",
                condition=Q(opens_by_clock=False) | Q(state="preparing", archived_at__isnull=True),
            ),
            models.CheckConstraint(
                name="round_archived_is_not_open", condition=~Q(state="open") | Q(archived_at__isnull=True)
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

    @property
    def chosen_questionnaire(self) -> QuestionnaireVersion:
        """What is asked; `QuestionnaireVersion.DoesNotExist` while a round in preparation has none."""
        if self.questionnaire is None:
            raise QuestionnaireVersion.DoesNotExist
        return self.questionnaire

    def closing_moment(self, latest_extension: dt.date | None) -> dt.datetime | None:
        """When the clock closes the round, Asia/Bangkok; None where EGA closes it.

        Whoever has more time than the others has it to its end, and then the same days to sign.
        """
        if self.closes_after_days is None:
            return None
        last_day = max(self.closes_on, latest_extension or self.closes_on)
        return _midnight(last_day + dt.timedelta(days=1 + self.closes_after_days)) + self.grace


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
