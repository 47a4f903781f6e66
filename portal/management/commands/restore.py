"""Bring a backup back."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.backups.archive import Damaged
from portal.backups.backing_up import NotEmpty, OtherDatabase, restore
from portal.backups.databases import ToolFailed, ToolMissing


class Command(BaseCommand):
    help = "Checks an archive that `backup` wrote, and puts its database and files in place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="even if this portal has been used: its database is lost"
        )

    def handle(self, *args: Any, path: Path, replace: bool, **options: Any) -> None:
        try:
            manifest = restore(path=path, replace=replace)
        except NotEmpty as error:
            raise CommandError(
                "This portal has been used already. Back it up, then add --replace: its database is lost."
            ) from error
        except OtherDatabase as error:
            raise CommandError(f"The backup is of a {error} database; this portal has another.") from error
        except ToolMissing as error:
            raise CommandError(f"{error} is needed: install the client of PostgreSQL.") from error
        except (Damaged, ToolFailed, OSError) as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        self.stdout.write(f"As of {manifest['made_at']}. Now run: manage.py migrate")
