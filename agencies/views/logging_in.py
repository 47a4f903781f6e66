"""Logging in and out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies import demo
from agencies.forms import LogInForm
from agencies.second_factor.session import note_proof
from agencies.typed import forget_typed_of_others


class LogIn(LoginView):
    template_name = "agencies/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        forget_typed_of_others(self.request, form.get_user())
        note_proof(self.request, timezone.now())
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | _demonstration() if settings.DEMO else context


class LogOut(LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        # What was typed and not yet sent waits in the browser's storage, and is nobody else's business.
        response.headers["Clear-Site-Data"] = '"storage"'
        messages.success(request, _("You have logged out."))
        return response


def _demonstration() -> dict[str, Any]:
    return {"demo_accounts": demo.listed_accounts(), "demo_password": demo.PASSWORD}
