"""The versions of the questionnaire that were loaded, and which rounds ask them."""

from django.db.models import Prefetch, QuerySet

from surveys.models import QuestionnaireVersion, Round

MOST_RECENT_FIRST = ("-loaded_at", "-pk")


def versions() -> QuerySet[QuestionnaireVersion]:
    """All versions without their documents, the newest first, with their rounds. Two queries."""
    rounds = Prefetch("rounds", Round.objects.newest_first())
    return (
        QuestionnaireVersion.objects.defer("document")
        .select_related("loaded_by")
        .prefetch_related(rounds)
        .order_by(*MOST_RECENT_FIRST)
    )


def version_to_compare_with(
    version: QuestionnaireVersion, survey_round: Round | None
) -> QuestionnaireVersion | None:
    """What the round asks, if a round is chosen; else the version loaded before, or else after this one."""
    others = versions().exclude(pk=version.pk)
    if survey_round is not None:
        return others.filter(rounds=survey_round).first()
    return others.filter(loaded_at__lte=version.loaded_at).first() or others.first()


def rounds_not_asking(version: QuestionnaireVersion) -> QuerySet[Round]:
    """The rounds that could ask or be compared with it, without archived ones; the newest first."""
    return (
        Round.objects.current()
        .newest_first()
        .exclude(questionnaire=version)
        .select_related("questionnaire")
        .defer("questionnaire__document")
    )
