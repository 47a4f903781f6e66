from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from agencies.queries import memberships_of


def roles(request: HttpRequest) -> dict[str, object]:
    """`own_roles`: the memberships of the person who looks at the page; read only where a page shows them."""
    return {"own_roles": SimpleLazyObject(lambda: memberships_of(request.user))}
