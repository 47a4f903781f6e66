"""Writes sheets as a file of Excel, and a compiled questionnaire as the sheets of its workbook."""

from surveys.questionnaire.writing.questionnaire import workbook_of
from surveys.questionnaire.writing.xlsx_file import Cell, Table, xlsx_bytes

__all__ = ["Cell", "Table", "workbook_of", "xlsx_bytes"]
