from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from portal import health

urlpatterns = [
    path("", include("agencies.urls")),
    path("", include("surveys.urls")),
    path("", include("reports.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("health/processes", health.processes, name="health-processes"),
]

handler400 = "portal.error_pages.bad_request"
handler403 = "portal.error_pages.permission_denied"
handler404 = "portal.error_pages.page_not_found"
handler500 = "portal.error_pages.server_error"
