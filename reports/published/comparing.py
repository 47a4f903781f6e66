"""Printed and computed, side by side."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from agencies.models import AgencyQuerySet
from portal.formats import half_up
from reports.published.figures import Figure, Published
from reports.published.fitting import require_fit
from reports.published.material import material_of
from reports.published.measures import compute
from scoring.models import ScoringRun
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed figure beside the exact one, which rests on `n`; None where nothing can be computed."""

    figure: Figure
    value: Fraction | None
    n: int | None

    @property
    def rounded(self) -> Decimal | None:
        """The exact value at the precision that is printed, half-up."""
        return None if self.value is None else half_up(self.value, self.figure.places)

    @property
    def difference(self) -> Fraction | None:
        """Computed - printed, before any rounding."""
        return None if self.value is None else self.value - Fraction(self.figure.number)

    @property
    def met(self) -> bool:
        return self.rounded == self.figure.number


def compare(
    published: Published,
    *,
    survey_round: Round,
    agencies: AgencyQuerySet,
    run: ScoringRun | None = None,
    now: dt.datetime,
) -> tuple[Comparison, ...]:
    """Every figure, in the order of the report.

    Raises `PublishedError` when the questionnaire of the round cannot give them.
    """
    require_fit(published, questionnaire_of(survey_round))
    material = material_of(published, survey_round=survey_round, agencies=agencies, run=run, now=now)
    return tuple(
        Comparison(figure, computed.value, computed.n)
        for figure in published.figures
        for computed in [compute(figure, material[figure.level])]
    )
