"""What an agency was before, and the scores that its predecessors had."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from agencies.models import Agency, AgencyLineage
from agencies.roster.lineage import origins_of
from scoring.models import Scorecard
from surveys.models import Round


@dataclass(frozen=True, slots=True)
class FormerScore:
    """What an agency scored in a round of the past, 0-100; None where nothing of it applied."""

    survey_round: Round
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Former:
    """A predecessor, how it became the agency, and its scores in earlier rounds, the latest first.

    Scores of several predecessors stand side by side: they are never added up.
    """

    line: AgencyLineage
    scores: tuple[FormerScore, ...]

    @property
    def agency(self) -> Agency:
        return self.line.predecessor


def formerly(agency: Agency, *, survey_round: Round) -> tuple[Former, ...]:
    """The predecessors, the nearest first, with their scores in rounds that opened before this one."""
    lines = origins_of(agency.pk)
    scores = _scores([line.predecessor_id for line in lines], survey_round) if lines else {}
    return tuple(Former(line, tuple(scores.get(line.predecessor_id, ()))) for line in lines)


def _scores(agencies: Iterable[int], survey_round: Round) -> Mapping[int, list[FormerScore]]:
    found: defaultdict[int, list[FormerScore]] = defaultdict(list)
    cards = Scorecard.objects.counted().filter(
        submission__agency__in=list(agencies), submission__round__opens_on__lt=survey_round.opens_on
    )
    rows = cards.select_related("submission__round").defer("explanation", "submission__round__questionnaire")
    for card in rows.order_by("-submission__round__opens_on", "-submission__round__pk"):
        found[card.submission.agency_id].append(FormerScore(card.submission.round, card.total))
    return found
