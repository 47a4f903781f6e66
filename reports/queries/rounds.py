"""Which rounds somebody may follow."""

from surveys.models import Round


def rounds_to_follow(*, also_prepared: bool) -> list[Round]:
    """Newest first, with the questionnaire; those still prepared are for EGA's eyes."""
    rounds = Round.objects.select_related("questionnaire").newest_first()
    return list(rounds if also_prepared else rounds.visible_to_agencies())


def round_of_report(code: str, *, also_running: bool) -> Round | None:
    """The round that a report is about; while its answers still come in, it is for EGA's eyes."""
    rounds = Round.objects.select_related("questionnaire").filter(code=code)
    return (rounds if also_running else rounds.filter(state=Round.State.CLOSED)).first()
