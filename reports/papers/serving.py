"""Sending the bytes of a frozen document as they are: whole, in part, or not at all where the
reader has them already."""

from __future__ import annotations

import re

from django.db.models import BinaryField, Func, Value
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from reports.models import Paper, PaperFile

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"
"""Who may read it may change, so a browser asks each time."""
# More digits than the size of any file has are no range, and would not be read as a number.
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


def file_name(file: PaperFile, paper: Paper) -> str:
    """What a downloaded document is called: the meeting, the paper, its version and its part."""
    part = "part-b-exempt" if file.side == PaperFile.Side.EXEMPT else "part-a"
    title = slugify(paper.title)[:80].rstrip("-") or "paper"
    return f"{paper.meeting_day.isoformat()}-{title}-version-{paper.version}-{part}.pdf"


def pdf_response(
    request: HttpRequest, file: PaperFile, paper: Paper, *, for_everybody: bool
) -> HttpResponseBase:
    """A frozen PDF; its hash is the mark by which a browser knows that it has it."""
    headers = {
        "ETag": f'"{file.sha256}"',
        "Cache-Control": FOR_EVER if for_everybody else ASK_AGAIN,
        "Accept-Ranges": "bytes",
        "Content-Disposition": content_disposition_header(
            as_attachment=False, filename=file_name(file, paper)
        )
        or "",
    }
    unchanged = get_conditional_response(request, etag=headers["ETag"])
    if unchanged is not None:
        for name in ("ETag", "Cache-Control"):
            unchanged[name] = headers[name]
        return unchanged
    response = _answer(request, file, headers)
    # The browser's own viewer of PDFs is the page here, and is not ours to restrict.
    response._csp_exempt = True  # type: ignore[attr-defined]
    return response


def _answer(request: HttpRequest, file: PaperFile, headers: dict[str, str]) -> HttpResponse:
    if request.method == "HEAD":
        headers["Content-Length"] = str(file.size)
        return HttpResponse(content_type="application/pdf", headers=headers)
    asked = _range_of(request, file)
    if asked is None:
        content = PaperFile.objects.values_list("content", flat=True).get(pk=file.pk)
        return HttpResponse(bytes(content), content_type="application/pdf", headers=headers)
    first, last = asked
    if first > last:
        headers["Content-Range"] = f"bytes */{file.size}"
        return HttpResponse(status=416, headers=headers)
    headers["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    part = Func(
        "content",
        Value(first + 1),
        Value(last - first + 1),
        function="substr",
        output_field=BinaryField(),
    )
    content = PaperFile.objects.values_list(part, flat=True).get(pk=file.pk)
    return HttpResponse(bytes(content), status=206, content_type="application/pdf", headers=headers)


def _range_of(request: HttpRequest, file: PaperFile) -> tuple[int, int] | None:
    """The first and last byte that are asked for; the first after the last where there are none,
    None where the whole file is to be sent (as for several ranges at once)."""
    match = ONE_RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if not match or match[0] == "bytes=-":
        return None
    if request.headers.get("If-Range", f'"{file.sha256}"') != f'"{file.sha256}"':
        return None
    begins, ends = match[1], match[2]
    if not begins:  # so many bytes at the end
        return (file.size if int(ends) == 0 else max(file.size - int(ends), 0)), file.size - 1
    first, last = int(begins), min(int(ends or file.size), file.size - 1)
    if ends and int(ends) < first:
        return None
    return min(first, file.size), last
