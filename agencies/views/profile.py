"""What people see and change about themselves."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agencies.forms import ProfileForm
from agencies.models import User
from agencies.services import change_profile
from agencies.typed import forget_typed, kept_typed


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    # A copy, so that the header keeps the true name while the form has a refused one.
    user = get_object_or_404(User, pk=request.user.pk)
    restored = None if request.method == "POST" else kept_typed(request)
    form = ProfileForm(request.POST or restored, instance=user)
    if request.method == "POST" and form.is_valid():
        return _save(request, user, form)
    return render(request, "agencies/profile.html", {"form": form, "restored": restored})


def _save(request: HttpRequest, user: User, form: ProfileForm) -> HttpResponse:
    forget_typed(request)
    change_profile(user=user, **form.cleaned_data)
    response = redirect("agencies:profile")
    if "language" not in form.changed_data:
        messages.success(request, _("Your profile is saved."))
        return response
    # This browser's own choice gives way to the one just made.
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
    with translation.override(user.language):
        messages.success(request, _("Your profile is saved."))
    return response
