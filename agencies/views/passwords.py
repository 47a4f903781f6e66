"""Changing a password, and getting a new one by mail."""

from typing import Any

from axes.utils import reset as unlock
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import FormView

from agencies.forms import ChangePasswordForm, NewPasswordForm, ResetRequestForm
from agencies.inviting.accepting import accept_by_password_link
from agencies.models import User
from agencies.password_links import ask_for_link
from agencies.second_factor.session import freshly_proved
from portal.client_address import client_address
from portal.requests import origin_of


class WithRules:
    """Tells the page the password rules, one text each."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"rules": password_validators_help_texts()}


class ChangePassword(WithRules, views.PasswordChangeView):
    template_name = "agencies/password_change.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("agencies:profile")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form asks for the password; who has a second factor proves that as well."""
        answer = super().dispatch
        has_second_factor = isinstance(request.user, User) and request.user.second_factor_at is not None
        return (freshly_proved(answer) if has_second_factor else answer)(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        messages.success(self.request, _("Your password is changed. Other devices have been logged out."))
        return response


@method_decorator(login_not_required, name="dispatch")
class ForgotPassword(FormView):
    """Says the same whether there is such an account or not, and whether it asked too often."""

    template_name = "agencies/password_reset.html"
    form_class = ResetRequestForm
    success_url = reverse_lazy("agencies:password_reset_done")

    def form_valid(self, form: ResetRequestForm) -> HttpResponse:
        ask_for_link(
            email=form.cleaned_data["email"],
            client=client_address(self.request),
            origin=origin_of(self.request),
        )
        return super().form_valid(form)


class MailSent(views.PasswordResetDoneView):
    template_name = "agencies/password_reset_done.html"


class NewPassword(WithRules, views.PasswordResetConfirmView):
    template_name = "agencies/password_reset_confirm.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("agencies:login")

    def form_valid(self, form: Any) -> HttpResponse:
        """Whoever reads the mails of an account may log in at once, even if it was locked."""
        response = super().form_valid(form)
        unlock(username=form.user.email)
        accept_by_password_link(user=form.user, now=timezone.now())
        messages.success(self.request, _("Your new password is set. You can log in with it now."))
        return response
