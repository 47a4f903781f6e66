"""Back up the database and all files into one archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.backups.backing_up import back_up
from portal.backups.databases import ToolFailed, ToolMissing


class Command(BaseCommand):
    help = (
        "Writes the database and all files to a new archive, whole or not at all. People may go on working."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the archive; a directory gets one named for the moment")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        now = timezone.now()
        if path.is_dir():
            path = path / f"portal-{now:%Y%m%dT%H%M%SZ}.tar"
        try:
            found = back_up(path=path, now=now)
        except FileExistsError as error:
            raise CommandError(f"{path} exists already; it was not touched.") from error
        except ToolMissing as error:
            raise CommandError(f"{error} is needed: install the client of PostgreSQL.") from error
        except (ToolFailed, OSError) as error:
            raise CommandError(f"Nothing was backed up: {error}") from error
        self.stdout.write(f"{path}: the database and {found['files']} files.")
