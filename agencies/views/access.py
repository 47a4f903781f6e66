"""What every view behind the log-in check starts from."""

from django.http import HttpRequest

from agencies.models import User


class PersonRequest(HttpRequest):
    """A request behind the log-in check."""

    user: User
