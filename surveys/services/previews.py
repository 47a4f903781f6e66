"""Trying a questionnaire out. What is answered there belongs to no round."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from agencies.models import User
from surveys.models import Preview, QuestionnaireVersion
from surveys.questionnaire.vocabulary import Audience


@transaction.atomic
def save_preview(
    *,
    version: QuestionnaireVersion,
    audience: Audience,
    values: Mapping[str, Any],
    user: User,
    now: dt.datetime,
) -> Preview:
    """Keep canonical `values` by question; None takes an answer back."""
    key = {"version": version, "audience": audience.value, "user": user}
    Preview.objects.get_or_create(**key, defaults={"touched_at": now})
    preview = Preview.objects.select_for_update().get(**key)
    preview.answers = {
        name: value for name, value in {**preview.answers, **values}.items() if value is not None
    }
    preview.saves += 1
    preview.touched_at = now
    preview.save(update_fields=["answers", "saves", "touched_at"])
    return preview


def forget_preview(*, version: QuestionnaireVersion, audience: Audience, user: User) -> None:
    """Throw the answers away."""
    Preview.objects.filter(version=version, audience=audience.value, user=user).delete()
