"""Addresses of the questionnaire. `<round>` and `<agency>` are codes."""

from django.urls import path

from surveys.views import (
    answer,
    dimension,
    evidence,
    explanation,
    give_back,
    history,
    home,
    overview,
    receipt,
    review,
    score,
    sign,
)
from surveys.views.previewing import answer as preview_answer
from surveys.views.previewing import dimension as preview_dimension
from surveys.views.previewing import overview as preview
from surveys.views.previewing import review as preview_review
from surveys.views.previewing.score import preview_score
from surveys.views.questionnaires import crosswalk, differences, listing, problems, using, version
from surveys.views.rounds import days, detail, planning, stepping
from surveys.views.rounds import listing as round_listing

app_name = "surveys"
ROUND = "manage/rounds/<slug:round_code>/"
SUBMISSION = "rounds/<slug:round_code>/<slug:agency_code>/"
QUESTIONNAIRES = "manage/questionnaires/"
VERSION = QUESTIONNAIRES + "<int:number>/"
PREVIEW = VERSION + "preview/<slug:audience>/"
urlpatterns = [
    path("", home.home, name="home"),
    path("manage/rounds/", round_listing.rounds, name="rounds"),
    path("manage/rounds/new/", planning.create, name="round_new"),
    path(ROUND, detail.survey_round, name="round"),
    path(ROUND + "copy/", planning.copy, name="round_copy"),
    path(ROUND + "settings/", planning.edit, name="round_edit"),
    path(ROUND + "days/", days.days, name="round_days"),
    path(ROUND + "<slug:name>/", stepping.step, name="round_step"),
    path(SUBMISSION, overview.overview, name="overview"),
    path(SUBMISSION + "dimensions/<slug:code>/", dimension.dimension, name="dimension"),
    path(SUBMISSION + "answers/<slug:name>/", answer.save, name="save"),
    path(SUBMISSION + "answers/<slug:name>/block/", answer.block, name="block"),
    path(SUBMISSION + "answers/<slug:name>/history/", history.history, name="history"),
    path(SUBMISSION + "answers/<slug:name>/evidence/", evidence.upload, name="evidence_upload"),
    path(SUBMISSION + "evidence/<int:number>/", evidence.download, name="evidence_download"),
    path(SUBMISSION + "evidence/<int:number>/remove/", evidence.remove, name="evidence_remove"),
    path(SUBMISSION + "review/", review.review, name="review"),
    path(SUBMISSION + "submit/", review.submit, name="submit"),
    path(SUBMISSION + "sign/", sign.sign, name="sign"),
    path(SUBMISSION + "return/", give_back.give_back, name="return"),
    path(SUBMISSION + "receipt/", receipt.receipt, name="receipt"),
    path(SUBMISSION + "receipt/answers.json", receipt.snapshot, name="snapshot"),
    path(SUBMISSION + "score/", score.score, name="score"),
    path(SUBMISSION + "score/explained/", explanation.explanation, name="explanation"),
    path(QUESTIONNAIRES, listing.questionnaires, name="questionnaires"),
    path(QUESTIONNAIRES + "mistakes/", problems.problems, name="questionnaire_problems"),
    path(QUESTIONNAIRES + "mistakes.xlsx", problems.download, name="questionnaire_problems_file"),
    path(VERSION, version.version, name="questionnaire"),
    path(VERSION + "workbook.xlsx", version.download, name="questionnaire_file"),
    path(VERSION + "differences/", differences.differences, name="questionnaire_differences"),
    path(VERSION + "differences.xlsx", differences.download, name="questionnaire_differences_file"),
    path(VERSION + "codes/<int:before>/", crosswalk.crosswalk, name="crosswalk"),
    path(VERSION + "use/<slug:round_code>/", using.use, name="questionnaire_use"),
    path(PREVIEW, preview.overview, name="preview_overview"),
    path(PREVIEW + "clear/", preview.clear, name="preview_clear"),
    path(PREVIEW + "dimensions/<slug:code>/", preview_dimension.dimension, name="preview_dimension"),
    path(PREVIEW + "answers/<slug:name>/", preview_answer.save, name="preview_save"),
    path(PREVIEW + "review/", preview_review.review, name="preview_review"),
    path(PREVIEW + "score/", preview_score, name="preview_score"),
]
