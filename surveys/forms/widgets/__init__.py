"""The inputs of each kind of question."""

from surveys.forms.widgets.base import AnswerWidget
from surveys.forms.widgets.choosing import Checkboxes, Radios
from surveys.forms.widgets.dates import Date
from surveys.forms.widgets.groups import Matrix, Percentages
from surveys.forms.widgets.repeating import Rows
from surveys.forms.widgets.writing import Nothing, Number, Text

__all__ = [
    "AnswerWidget",
    "Checkboxes",
    "Date",
    "Matrix",
    "Nothing",
    "Number",
    "Percentages",
    "Radios",
    "Rows",
    "Text",
]
