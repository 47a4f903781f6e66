"""What EGA decided about what agencies see of a round."""

from audit.actions import Action
from audit.models import AuditEntry
from surveys.models import Round

SHOWING = (Action.SCORES_SHOWN.value, Action.SCORES_HIDDEN.value)


def decisions_about(survey_round: Round) -> list[AuditEntry]:
    """Whether scores are shown; latest first, with who decided."""
    decisions = AuditEntry.objects.about("round", survey_round.code).filter(action__in=SHOWING)
    return list(decisions.select_related("actor"))
