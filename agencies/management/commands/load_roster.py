from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone

from agencies.models.roster import BY_COMMAND
from agencies.roster.errors import RosterRefused
from agencies.roster.loading import load_roster
from agencies.roster.mistakes import RosterMistakes
from agencies.roster.reading import read_roster
from agencies.roster.writing import Cause

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = "Loads the register of provinces, ministries and agencies. Loading it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=DATA, help="the folder of the three CSV files"
        )
        parser.add_argument("--reason", default=BY_COMMAND, help="stands in the history of the roster")

    @no_translations
    def handle(self, *args: Any, folder: Path, reason: str, **options: Any) -> None:
        try:
            cause = Cause(reason=reason, user=None, now=timezone.now())
            changes = load_roster(read_roster(folder), cause=cause)
        except RosterMistakes as error:
            lines = "\n".join(map(str, error.mistakes))
            raise CommandError(f"Nothing was loaded. Please correct:\n{lines}") from None
        except RosterRefused as refused:
            raise CommandError(f"Nothing was loaded: {refused.code} {refused.params}") from None
        for name, change in changes.items():
            news = f"{change.new} new, {change.changed} changed, {change.retired} switched off"
            self.stdout.write(f"{name}: {change.total} ({news})")
