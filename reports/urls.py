"""Addresses of what people read. `<round>` and `<agency>` are codes."""

from django.urls import path

from reports.views import (
    agencies,
    agency,
    contacts,
    dashboard,
    exports,
    item_agencies,
    items,
    journal,
    published,
    released,
    releasing,
    results,
    robustness,
    run_comparison,
    runs,
    showing,
    system,
)

app_name = "reports"
ROUND = "dashboard/<slug:round_code>/"
AGENCY = ROUND + "agencies/<slug:agency_code>/"
urlpatterns = [
    path("manage/journal/", journal.journal, name="journal"),
    path("manage/system/", system.system, name="system"),
    path("manage/system/<slug:kind>/<int:pk>/again/", system.again, name="again"),
    path(ROUND, dashboard.dashboard, name="dashboard"),
    path(ROUND + "agencies/", agencies.agencies, name="agencies"),
    path(ROUND + "contacts/", contacts.contacts, name="contacts"),
    path(AGENCY, agency.agency, name="agency"),
    path(AGENCY + "more-time/", agency.give_more_time, name="more_time"),
    path(AGENCY + "return/", agency.give_back, name="give_back"),
    path(ROUND + "results/", results.results, name="results"),
    path(ROUND + "items/", items.items, name="items"),
    path(ROUND + "items/<slug:question_name>/", item_agencies.item, name="item"),
    path(ROUND + "results/showing/", showing.showing, name="showing"),
    path("results/<slug:round_code>/", released.released, name="released"),
    path(ROUND + "results/release/", releasing.releasing, name="releasing"),
    path(ROUND + "results/release/<int:release_id>/withdraw/", releasing.withdraw, name="release_withdraw"),
    path("published/<slug:code>/", published.published, name="published"),
    path("published/<slug:code>/<slug:figure_code>/", published.behind, name="published_behind"),
    path(ROUND + "runs/", runs.runs, name="runs"),
    path(ROUND + "runs/list/", runs.run_list, name="run_list"),
    path(ROUND + "runs/compared/", run_comparison.run_comparison, name="run_comparison"),
    path(ROUND + "runs/<int:run_id>/stop/", runs.stop, name="run_stop"),
    path(ROUND + "runs/<int:run_id>/use/", runs.use, name="run_use"),
    path(ROUND + "runs/<int:run_id>/robustness/", robustness.robustness, name="robustness"),
    path(ROUND + "workbooks/", exports.exports, name="exports"),
    path(ROUND + "workbooks/list/", exports.export_list, name="export_list"),
    path(ROUND + "workbooks/<int:export_id>/", exports.download, name="download"),
]
