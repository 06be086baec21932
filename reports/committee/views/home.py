"""Where a committee member lands, and the archive of papers."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from accounts.access import SignedInRequest, signed_in
from core.lists import list_page
from reports.committee.filters import ArchiveFilter
from reports.committee.home import read_home
from reports.committee.readable import shown_papers
from reports.committee.tables import ArchiveTable


@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """The papers of the next and the last meeting of one's committees, and the ways further."""
    reading = read_home(request.user, timezone.localdate())
    return render(request, "papers/committee/home.html", {"reading": reading})


@signed_in
def archive(request: SignedInRequest) -> HttpResponseBase:
    """All papers that one may read."""
    return list_page(
        request,
        queryset=shown_papers(request.user),
        table_class=ArchiveTable,
        filterset_class=ArchiveFilter,
        template_name="papers/committee/archive.html",
        context={"title": "Archive of papers"},
    )
