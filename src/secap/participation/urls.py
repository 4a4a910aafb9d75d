"""Addresses: `/<town>/participation/` for the desk, `/answer/<key>/` for people with a link."""

from __future__ import annotations

from django.urls import URLPattern, path

from secap.participation.views import answer, consultations, index, links, persons, polls, requests

app_name = "participation"
BASE = "<slug:slug>/participation/"
REQUEST = f"{BASE}requests/<slug:uid>/"
POLL = f"{BASE}polls/<slug:uid>/"

urlpatterns: list[URLPattern] = [
    path("answer/<str:key>/", answer.answer, name="answer"),
    path("answer/<str:key>/document/", answer.document, name="answer-document"),
    path(BASE, index.index, name="index"),
    path(f"{BASE}links/", links.links, name="links"),
    path(f"{BASE}links/new/", links.new, name="link-new"),
    path(f"{BASE}links/<int:key>/revoke/", links.shut, name="link-revoke"),
    path(f"{BASE}links/<int:key>/renew/", links.anew, name="link-renew"),
    path(f"{BASE}requests/from-plan/", requests.from_plan, name="request-from-plan"),
    path(REQUEST, requests.data_request, name="request"),
    path(f"{REQUEST}<int:key>/download/", requests.download, name="submission"),
    path(f"{REQUEST}<int:key>/import/", requests.take_in, name="submission-import"),
    path(POLL, polls.poll, name="poll"),
    path(f"{POLL}preview/", polls.preview, name="poll-preview"),
    path(f"{POLL}close/", polls.close, name="poll-close"),
    path(f"{POLL}questions/", polls.question, name="question-add"),
    path(f"{POLL}questions/<slug:question>/", polls.question, name="question"),
    path(f"{POLL}questions/<slug:question>/move/", polls.move, name="question-move"),
    path(f"{BASE}consultations/<slug:uid>/", consultations.consultation, name="consultation"),
    path(f"{BASE}moderation/", consultations.moderation, name="moderation"),
    path(f"{BASE}moderation/<int:key>/", consultations.decide, name="comment-decide"),
    path(f"{BASE}moderation/texts/<int:key>/", consultations.decide_text, name="text-decide"),
    path(f"{BASE}personal-data/", persons.persons, name="persons"),
    path(f"{BASE}personal-data/file/", persons.take_out, name="persons-file"),
    path(f"{BASE}personal-data/erase/", persons.forget, name="persons-erase"),
    path(f"{BASE}personal-data/overdue/", persons.clear, name="persons-overdue"),
]
