"""Addresses: see `reports.paper_urls`."""

from django.urls import URLPattern, path

from reports.recommendations import responding, views

urlpatterns: list[URLPattern] = [
    path("meetings/<int:pk>/recommendations/add/", views.add, name="recommendation_add"),
    path("recommendations/", views.recommendations, name="recommendations"),
    path("recommendations/<int:pk>/", views.recommendation, name="recommendation"),
    path("recommendations/<int:pk>/words/", views.correct, name="recommendation_correct"),
    path("recommendations/<int:pk>/answer/", responding.answer, name="recommendation_answer"),
    path(
        "recommendations/<int:pk>/hand-over/",
        responding.hand_over,
        name="recommendation_hand_over",
    ),
    path("recommendations/<int:pk>/close/", responding.close, name="recommendation_close"),
    path(
        "recommendations/<int:pk>/open-again/",
        responding.open_again,
        name="recommendation_open_again",
    ),
]
