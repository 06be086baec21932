"""Addresses: see `reports.paper_urls`."""

from django.urls import URLPattern, path

from reports.questions.views import answers, questions

urlpatterns: list[URLPattern] = [
    path("committee/questions/", questions.questions, name="questions"),
    path("committee/questions/<int:pk>/", questions.question, name="question"),
    path("packs/<int:pk>/answers/", answers.pack_answers, name="pack_answers"),
]
