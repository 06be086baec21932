"""Addresses: see `reports.paper_urls`."""

from django.urls import URLPattern, path

from reports.meetings import views

urlpatterns: list[URLPattern] = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/add/", views.add, name="meeting_add"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", views.edit, name="meeting_edit"),
    path("meetings/<int:pk>/remove/", views.remove, name="meeting_remove"),
    path("meetings/<int:pk>/resolution/<int:pack_pk>/", views.resolve, name="resolution"),
]
