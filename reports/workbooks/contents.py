"""Which sheets a workbook has, in which order."""

from collections.abc import Iterator

from reports.workbooks.about import about
from reports.workbooks.agencies import agencies
from reports.workbooks.answers import answers
from reports.workbooks.codebook import codebook
from reports.workbooks.framework import framework
from reports.workbooks.items import items
from reports.workbooks.material import Material
from reports.workbooks.means import means
from reports.workbooks.options import options
from reports.workbooks.overview import overview
from reports.workbooks.repeats import repeats
from reports.workbooks.responses import by_day, responses
from reports.workbooks.scores import scores
from reports.workbooks.sheets import Sheet
from surveys.questionnaire.vocabulary import Audience


def contents(material: Material) -> Iterator[Sheet]:
    """From what everybody reads to what analysts need. Rows are read when they are written."""
    yield about(material)
    yield overview(material)
    yield responses(material)
    yield by_day(material)
    yield agencies(material)
    yield scores(material)
    yield means(material)
    yield items(material)
    for audience in Audience:
        yield answers(material, audience)
    yield from repeats(material)
    yield framework(material)
    yield codebook(material)
    yield options(material)
