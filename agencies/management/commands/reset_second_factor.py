from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from agencies.models import User
from agencies.second_factor.resetting import reset_second_factor


class Command(BaseCommand):
    help = "Takes the second factor of an account away, for a manager whom no other manager can help."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("reason", help="kept for good; name nobody in it")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        reset_second_factor(user=user, reason=options["reason"], by=None, now=timezone.now())
        self.stdout.write("The second factor is taken away, and every session of the account has ended.")
