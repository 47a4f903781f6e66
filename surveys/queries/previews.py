"""Answers that somebody gave to try a questionnaire out."""

from agencies.models import User
from surveys.models import Preview, QuestionnaireVersion
from surveys.questionnaire.vocabulary import Audience


def preview_of(version: QuestionnaireVersion, audience: Audience, user: User) -> Preview:
    """The person's own preview of the level; one without answers that is not in the database yet."""
    key = {"version": version, "audience": audience.value, "user": user}
    return Preview.objects.filter(**key).first() or Preview(**key)
