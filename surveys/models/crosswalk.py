"""Which question of one version of the questionnaire is which of another, as EGA has confirmed it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from surveys.models.questionnaire_version import QuestionnaireVersion


class Crosswalk(models.Model):
    """The names of two versions side by side. Changed only by `surveys.services.crosswalks`.

    `saves` counts the times it was saved, so that two people cannot overwrite each other unseen.
    """

    before = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="+")
    after = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="crosswalks")
    saves = models.PositiveIntegerField(_("times saved"), default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_crosswalk_of_two_versions", fields=["before", "after"]),
            models.CheckConstraint(name="crosswalk_is_between_two_versions", condition=~Q(before=F("after"))),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} -> {self.after_id}"


class CrosswalkRow(models.Model):
    """A question whose older name is another, or of which something is noted.

    An empty `old_name` says that the older version had no such question.
    """

    crosswalk = models.ForeignKey(Crosswalk, models.CASCADE, related_name="rows")
    new_name = models.CharField(_("code now"), max_length=40)
    old_name = models.CharField(_("code before"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_forerunner_of_a_question", fields=["crosswalk", "new_name"]),
            models.UniqueConstraint(
                name="one_question_of_a_forerunner",
                fields=["crosswalk", "old_name"],
                condition=~Q(old_name=""),
            ),
            models.CheckConstraint(name="crosswalk_row_has_a_name", condition=~Q(new_name="")),
        ]

    def __str__(self) -> str:
        return f"{self.old_name} -> {self.new_name}"
