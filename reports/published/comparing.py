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
from reports.published.measures import compute, withheld
from reports.queries.means import Source
from reports.withholding import Withheld
from surveys.models import Round
from surveys.queries.questionnaires import questionnaire_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printed figure beside the exact one, which rests on `n`; None where nothing can be computed.

    `withheld` says why what is computed is not for everybody, and whether it is met with it.
    """

    figure: Figure
    value: Fraction | None
    n: int | None
    withheld: Withheld | None = None

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
    source: Source = None,
    now: dt.datetime,
) -> tuple[Comparison, ...]:
    """Every figure, in the order of the report.

    Scores are those of `source`, of the live run without one.

    Raises `PublishedError` when the questionnaire of the round cannot give them.
    """
    require_fit(published, questionnaire_of(survey_round))
    material = material_of(published, survey_round=survey_round, agencies=agencies, source=source, now=now)
    return tuple(
        Comparison(figure, computed.value, computed.n, withheld(figure, material[figure.level]))
        for figure in published.figures
        for computed in [compute(figure, material[figure.level])]
    )
