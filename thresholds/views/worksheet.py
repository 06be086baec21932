"""The worksheet: what somebody ticked while reading. It never leaves their browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from thresholds.pages import framework_page, reader_response
from thresholds.reading import FrameworkReading


@framework_page
def worksheet(request: HttpRequest, reading: FrameworkReading) -> HttpResponse:
    """The whole version with a box at each indicator: the server is not told which are ticked,
    so the browser shows them, and paper without a script has all of them."""
    return reader_response(
        request,
        reading.framework,
        "thresholds/worksheet.html",
        title="Worksheet",
        here="worksheet",
        reading=reading,
        levels=[(level, reading.at_level(level)) for level in reading.levels],
    )
