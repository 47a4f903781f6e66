"""What EGA decided about a round."""

from audit.models import AuditEntry
from surveys.models import Round


def decisions_about(survey_round: Round) -> list[AuditEntry]:
    """Latest first, with who decided."""
    return list(AuditEntry.objects.about("round", survey_round.code).select_related("actor"))
