from argparse import ArgumentParser
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction
from django.utils import timezone

from agencies.models import Agency, Ministry, Province, Role, User
from agencies.services import AccountExists, WrongScope, create_account, grant_membership

Place = TypeVar("Place", Agency, Ministry, Province)


class Command(BaseCommand):
    help = (
        "Creates an account with one role, for example the first manager. Its person sets the password by "
        "the mail of “Forgot your password, or have none yet?” on the log-in page."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("full_name")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("--agency", metavar="CODE", help="for an officer, approver or reader")
        parser.add_argument("--ministry", metavar="CODE", help="for a monitor of a ministry")
        parser.add_argument("--province", metavar="CODE", help="for a monitor of a province")
        parser.add_argument("--language", choices=User.Language.values, default=User.Language.THAI)

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            user = create_account(
                email=options["email"],
                full_name=options["full_name"],
                language=options["language"],
                by=None,
                now=now,
            )
            grant_membership(
                user=user,
                role=Role(options["role"]),
                agency=_find(Agency.objects, options["agency"]),
                ministry=_find(Ministry.objects, options["ministry"]),
                province=_find(Province.objects, options["province"]),
                by=None,
                now=now,
            )
        except AccountExists:
            raise CommandError("There is already an account with this address.") from None
        except ValidationError as error:
            raise CommandError(f"The name cannot stand in a signature: {error.message}") from None
        except WrongScope:
            raise CommandError("This role does not go with what it was given for.") from None
        self.stdout.write(f"{user.email}: {options['role']}")


def _find(records: models.Manager[Place], code: str | None) -> Place | None:
    if code is None:
        return None
    try:
        return records.get(code=code)
    except records.model.DoesNotExist:
        raise CommandError(f"There is no {records.model.__name__.lower()} with the code {code}.") from None
