"""Looking for words in the framework."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from thresholds.pages import framework_page, page_of
from thresholds.reading import FrameworkReading
from thresholds.searching import LONGEST, find


@framework_page
def search(request: HttpRequest, reading: FrameworkReading) -> HttpResponse:
    """What of the framework has the words that were typed, by level. They are kept nowhere."""
    typed = request.GET.get("q", "")
    return page_of(
        request,
        reading,
        "thresholds/search.html",
        title="Search",
        here="search",
        longest=LONGEST,
        finding=find(reading, typed),
    )
