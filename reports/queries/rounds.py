"""Which rounds somebody may follow."""

from django.db.models import Exists, OuterRef, Q

from scoring.models import Release
from surveys.models import Round


def rounds_to_follow(*, also_prepared: bool) -> list[Round]:
    """Newest first, with the questionnaire; those in preparation that ask something are for EGA."""
    rounds = Round.objects.asking_something().select_related("questionnaire").newest_first()
    return list(rounds if also_prepared else rounds.visible_to_agencies())


def round_of_report(code: str, *, for_ega: bool) -> Round | None:
    """The round that a report is about, for EGA's eyes in any state.

    For everybody it is once it is closed, and what answers give is known anyway: because the answers are
    synthetic, or because its results are released.
    """
    rounds = Round.objects.asking_something().select_related("questionnaire").filter(code=code)
    standing = Release.objects.standing().filter(round=OuterRef("pk"))
    known = Q(is_synthetic=True) | Q(Exists(standing))
    return (rounds if for_ega else rounds.filter(known, state=Round.State.CLOSED)).first()
