"""Give the portal's own database user what it needs, and nothing with which the journal could be changed."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction

from audit.rights import ADDING, Login, Unfit, grant_rights

UNFIT = {
    "unknown": "There is no role {role}. Make one, or set PORTAL_DATABASE_URL with its password.",
    "powerful": "{role} owns the tables, is a superuser, may make roles, or belongs to such a role, so the "
    "journal cannot be kept from it. Take another role for the portal.",
}


class Command(BaseCommand):
    help = (
        "Run by the owner of the tables, after every `migrate`: the portal's database user gets what it "
        "needs, and of tables whose rows are only added SELECT and INSERT. Twice is no harm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to",
            metavar="ROLE",
            help="a role that exists; else that of PORTAL_DATABASE_URL, made if need be",
        )

    def handle(self, *args: Any, to: str | None, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has users to give rights to.")
        login = Login(to) if to else _of_the_portal()
        try:
            with transaction.atomic():
                rights = grant_rights(login)
        except Unfit as error:
            raise CommandError(UNFIT[error.code].format(role=login.role)) from error
        except DatabaseError as error:
            raise CommandError(f"Nothing was changed: {error}") from error
        only_added = sum(granted == ADDING for granted in rights.values())
        self.stdout.write(f"{login.role}: {len(rights)} tables, {only_added} of them only to be added to.")


def _of_the_portal() -> Login:
    portal = settings.PORTAL_DATABASE
    if not portal.get("USER") or not portal.get("PASSWORD"):
        raise CommandError("Name the role by --to, or set PORTAL_DATABASE_URL with a user and a password.")
    return Login(portal["USER"], portal["PASSWORD"])
