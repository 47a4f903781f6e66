"""Native charts of Excel, drawn from the cells of a block."""

from collections.abc import Callable, Mapping

from openpyxl.chart import BarChart, RadarChart, Reference
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import Legend
from openpyxl.worksheet.worksheet import Worksheet

from reports.charts.palette import LEVELS
from reports.workbooks.sheets import Chart, Picture

COLOURS = tuple(colour.removeprefix("#") for colour in LEVELS.values())
# Centimetres. Bars need room for as many as there are.
WIDTH, RADAR_HEIGHT, AROUND_BARS, BAR_HEIGHT = 18, 11, 3, 1


def drawn(chart: Chart, page: Worksheet, first: int, last: int) -> ChartBase:
    """The chart of rows `first` to `last`; the heads stand in the row above the first."""
    picture = PICTURES[chart.picture]()
    picture.title = chart.title
    picture.width, picture.height = WIDTH, _height(chart.picture, last - first + 1)
    for at, column in enumerate(chart.columns):
        figures = Reference(page, min_col=column + 1, min_row=first - 1, max_row=last)
        picture.add_data(figures, titles_from_data=True)
        picture.series[at].graphicalProperties.line.solidFill = COLOURS[at % len(COLOURS)]
        picture.series[at].graphicalProperties.solidFill = COLOURS[at % len(COLOURS)]
    picture.set_categories(Reference(page, min_col=chart.labels + 1, min_row=first, max_row=last))
    return picture


def _height(picture: Picture, rows: int) -> int:
    return RADAR_HEIGHT if picture is Picture.RADAR else AROUND_BARS + BAR_HEIGHT * rows


def _bars() -> BarChart:
    chart = BarChart()
    chart.type, chart.gapWidth = "bar", 40
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    # More than 100 %, so that the words beside a full bar have room.
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1.1
    chart.y_axis.number_format, chart.y_axis.majorUnit = "0%", 0.25
    chart.dataLabels = DataLabelList(
        showVal=True, showCatName=False, showSerName=False, showLegendKey=False, showPercent=False
    )
    chart.legend = None
    return chart


def _radar() -> RadarChart:
    chart = RadarChart()
    chart.type = "marker"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = 0, 100, 20
    chart.legend = Legend(legendPos="b")
    return chart


PICTURES: Mapping[Picture, Callable[[], BarChart | RadarChart]] = {
    Picture.BARS: _bars,
    Picture.RADAR: _radar,
}
