"""What EGA decided about a round."""

from surveys.models import Round, RoundEvent


def decisions_about(survey_round: Round) -> list[RoundEvent]:
    """Latest first, with who decided."""
    return list(survey_round.events.select_related("actor").order_by("-at", "-pk"))
