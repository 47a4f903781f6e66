from django.http import HttpRequest


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of ours asked, and not a reader."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
