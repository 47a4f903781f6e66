"""Addresses of what people read. `<round>` and `<agency>` are codes."""

from django.urls import path

from reports.views import agencies, agency, dashboard, exports, results, showing

app_name = "reports"
ROUND = "dashboard/<slug:round_code>/"
AGENCY = ROUND + "agencies/<slug:agency_code>/"
urlpatterns = [
    path(ROUND, dashboard.dashboard, name="dashboard"),
    path(ROUND + "agencies/", agencies.agencies, name="agencies"),
    path(AGENCY, agency.agency, name="agency"),
    path(AGENCY + "more-time/", agency.give_more_time, name="more_time"),
    path(AGENCY + "return/", agency.give_back, name="give_back"),
    path(ROUND + "results/", results.results, name="results"),
    path(ROUND + "results/showing/", showing.showing, name="showing"),
    path(ROUND + "workbooks/", exports.exports, name="exports"),
    path(ROUND + "workbooks/list/", exports.export_list, name="export_list"),
    path(ROUND + "workbooks/<int:export_id>/", exports.download, name="download"),
]
