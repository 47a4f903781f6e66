"""Score a file of answers against a workbook; needs no database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from scoring.answer_files import FileError, ScoredAnswers, score_file
from scoring.engine.explanation import explained
from surveys.questionnaire.vocabulary import Audience

HIDDEN = "This does not count: the question is not asked where the others are answered like that."


class Command(BaseCommand):
    """Prints the explanation tree as JSON on stdout, remarks on stderr; mistakes end it with exit code 1."""

    help = "Score a JSON file of answers against a questionnaire workbook, without a database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--questionnaire", type=Path, required=True, help="an .xlsx file, or a folder of CSV sheets"
        )
        parser.add_argument("--audience", choices=[audience.value for audience in Audience], required=True)
        parser.add_argument(
            "--answers", type=Path, required=True, help="a JSON object: question name to value"
        )

    def handle(self, *args: Any, questionnaire: Path, audience: str, answers: Path, **options: Any) -> None:
        try:
            scored = score_file(workbook=questionnaire, audience=Audience(audience), answers=answers)
        except FileError as error:
            raise CommandError(str(error)) from error
        self._remark(scored, answers.name)
        self.stdout.write(
            json.dumps(explained(scored.questionnaire, scored.tree), ensure_ascii=False, indent=2)
        )

    def _remark(self, scored: ScoredAnswers, name: str) -> None:
        for issue in scored.issues:
            for fault in issue.faults or (None,):
                said = f"{fault.item}: {fault.message}" if fault and fault.item else fault and fault.message
                self.stderr.write(f"{name}: {issue.question}: {said or issue.code.value}")
        for question in scored.hidden:
            self.stderr.write(f"{name}: {question}: {HIDDEN}")
