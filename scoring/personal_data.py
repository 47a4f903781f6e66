"""Personal data in the tables of scores: only who did what."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from agencies.privacy.reasons import WHO_DID_IT
from agencies.privacy.register import Column, Fate, Table

ROUND = Column("round__code", _("Round"))

TABLES: tuple[Table, ...] = (
    Table(
        "scoring.ScoringRun",
        _("Scoring runs"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("created_by", "made_live_by"),
        shows=(ROUND, Column("reason"), Column("created_at"), Column("made_live_at")),
        others=("engine_version",),
    ),
    Table(
        "scoring.Release",
        _("Releases of results"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("released_by", "withdrawn_by"),
        shows=(ROUND, Column("note"), Column("released_at"), Column("withdrawn_at")),
        others=("withdrawal_reason",),
    ),
    Table(
        "scoring.RobustnessAnalysis",
        _("Analyses of robustness"),
        Fate.KEPT,
        WHO_DID_IT,
        of=("requested_by",),
        shows=(Column("run__round__code", _("Round")), Column("audience"), Column("requested_at")),
        others=("document", "error"),
    ),
)
IMPERSONAL: Mapping[str, Sequence[str]] = {
    "scoring.Scorecard": ("explanation", "engine_version"),
    "scoring.AdjustedQuestion": ("question",),
    "scoring.NodeScore": ("code",),
    "scoring.ScoringFailure": ("reason",),
}
