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

app_name = "surveys"
SUBMISSION = "rounds/<slug:round_code>/<slug:agency_code>/"
urlpatterns = [
    path("", home.home, name="home"),
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
]
