"""Compiles a workbook to a questionnaire, telling every mistake with its place."""

from surveys.questionnaire.compiler.former_names import former_names
from surveys.questionnaire.compiler.workbook import compile_workbook

__all__ = ["compile_workbook", "former_names"]
