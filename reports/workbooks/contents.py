"""Which sheets a workbook has, in which order: one line a kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from reports.models import WorkbookExport
from reports.workbooks.about import about
from reports.workbooks.adjustments import adjustments
from reports.workbooks.agencies import agencies, agencies_with_contacts
from reports.workbooks.answers import answers_by_level
from reports.workbooks.codebook import codebook
from reports.workbooks.framework import framework
from reports.workbooks.items import items
from reports.workbooks.journal import journal
from reports.workbooks.material import Occasion
from reports.workbooks.means import means, means_by_group
from reports.workbooks.options import options
from reports.workbooks.overview import overview, overview_of_response, overview_of_results
from reports.workbooks.repeats import repeats
from reports.workbooks.responses import by_day, responses
from reports.workbooks.scores import scores
from reports.workbooks.sheets import Leaf, Sheet, Table

Kind = WorkbookExport.Kind
Maker = Callable[[Any], Sheet | Iterable[Sheet]]

RESPONSE: tuple[Maker, ...] = (responses, by_day)
ANSWERS: tuple[Maker, ...] = (answers_by_level, repeats, adjustments, framework, codebook, options)

KINDS: Mapping[Kind, tuple[Maker, ...]] = {
    Kind.RESPONSE: (overview_of_response, *RESPONSE, agencies_with_contacts),
    Kind.RESULTS: (overview_of_results, means_by_group, scores, adjustments, framework),
    Kind.ITEMS: (items,),
    Kind.ANSWERS: ANSWERS,
    Kind.JOURNAL: (journal,),
    Kind.EVERYTHING: (overview, *RESPONSE, agencies, scores, means, items, *ANSWERS),
}
"""After the first sheet, which all have: from what everybody reads to what analysts need."""


def contents(material: Occasion) -> Iterator[Sheet]:
    """The sheets of the kind that was asked for. Rows of tables are read when they are written."""
    sheets = [sheet for make in KINDS[material.kind] for sheet in _sheets(make(material))]
    yield about(material, sheets)
    yield from sheets


def _sheets(made: Sheet | Iterable[Sheet]) -> Iterable[Sheet]:
    return (made,) if isinstance(made, Table | Leaf) else made
