"""Addresses of the committee's papers: how they are made, read and followed up."""

from reports.annual_reports.urls import urlpatterns as annual_reports
from reports.committee.urls import urlpatterns as committee
from reports.cover_reports.urls import urlpatterns as cover_reports
from reports.meetings.urls import urlpatterns as meetings
from reports.packs.urls import urlpatterns as packs
from reports.papers.urls import urlpatterns as papers
from reports.questions.urls import urlpatterns as questions
from reports.recommendations.urls import urlpatterns as recommendations

app_name = "papers"
urlpatterns = [
    *packs,
    *cover_reports,
    *annual_reports,
    *papers,
    *committee,
    *questions,
    *meetings,
    *recommendations,
]
