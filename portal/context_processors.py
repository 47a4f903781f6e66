from django.conf import settings
from django.http import HttpRequest


def demo(request: HttpRequest) -> dict[str, bool]:
    """`demo`: whether this is a demonstration, for the banner that says so."""
    return {"demo": settings.DEMO}
