"""Load a questionnaire workbook: a folder with one CSV per sheet, or an .xlsx file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from surveys.questionnaire.problems import WorkbookError
from surveys.questionnaire.reader import read_workbook
from surveys.services.questionnaires import load_questionnaire


class Command(BaseCommand):
    """Prints the hash of the loaded questionnaire, or every mistake in the workbook."""

    help = "Load a questionnaire workbook (a folder of CSV sheets, or an .xlsx file)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            version, created = load_questionnaire(
                sheets=read_workbook(path), source_name=path.name, user=None, now=timezone.now()
            )
        except WorkbookError as error:
            raise CommandError("\n".join(str(problem) for problem in error.problems)) from error
        self.stdout.write(f"{'Loaded' if created else 'Already there'}: {version.title_en} {version.sha256}")
