"""What every sheet says of itself, on the screen and on every printed page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.formats import format_datetime
from reports.models import WorkbookExport
from reports.workbooks.material import Occasion


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


def banner_of(material: Occasion) -> Banner:
    survey_round = material.survey_round
    moment = format_datetime(material.now, material.language)
    return Banner(
        title=f"{title_of(material.kind)} – {material.place}",
        warning=_("SYNTHETIC DEMONSTRATION DATA") if survey_round and survey_round.is_synthetic else "",
        as_of=_("As of %(moment)s, Bangkok time") % {"moment": moment},
    )


def title_of(kind: WorkbookExport.Kind) -> str:
    """What a workbook of the kind is called on its pages."""
    everything = kind is WorkbookExport.Kind.EVERYTHING
    return _("Response and results") if everything else str(kind.label)
