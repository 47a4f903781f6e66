"""What every sheet says of itself, on the screen and on every printed page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.formats import format_datetime
from reports.workbooks.material import Material


@dataclass(frozen=True, slots=True)
class Banner:
    """`warning` is empty where the answers are real; `as_of` is the moment of every figure, in words."""

    title: str
    warning: str
    as_of: str

    @property
    def line(self) -> str:
        """All of it, to stand over a table."""
        return " · ".join(filter(None, (self.warning, self.title, self.as_of)))


def banner_of(material: Material) -> Banner:
    survey_round = material.survey_round
    moment = format_datetime(material.now, material.language)
    return Banner(
        title=_("Response and results") + f" – {survey_round.name}",
        warning=_("SYNTHETIC DEMONSTRATION DATA") if survey_round.is_synthetic else "",
        as_of=_("As of %(moment)s, Bangkok time") % {"moment": moment},
    )
