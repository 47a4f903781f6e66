from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agencies.roster.loading import load_roster
from agencies.roster.reading import read_roster
from agencies.roster.rows import RosterMistakes

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    help = "Loads the register of provinces, ministries and agencies. Loading it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=DATA, help="the folder of the three CSV files"
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            changes = load_roster(read_roster(folder))
        except RosterMistakes as error:
            lines = "\n".join(map(str, error.mistakes))
            raise CommandError(f"Nothing was loaded. Please correct:\n{lines}") from None
        for name, change in changes.items():
            news = f"{change.new} new, {change.changed} changed, {change.retired} switched off"
            self.stdout.write(f"{name}: {change.total} ({news})")
