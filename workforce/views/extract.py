"""An HR extract: upload, what its codes mean, preview of the figures, confirm."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from accounts.models import User
from core.faults import Fault, FaultyFile
from core.text import counted
from workforce.extract.acts import (
    discard_extract,
    import_extract,
    keep_extract,
    preview_extract,
    read_file,
    remember,
)
from workforce.extract.mapping import Code, codes_of, unknown_in
from workforce.extract.meanings import Meanings
from workforce.extract.reading import Sums
from workforce.extract.telling import Read, told_while
from workforce.forms.extract import CodesForm, ExtractForm
from workforce.models import PendingExtract

CODES_A_PAGE = 100


@requires(Capability.KEEP_WORKFORCE)
def upload(request: SignedInRequest) -> HttpResponseBase:
    """The file and its day. A script is told how far the reading is, line by line."""
    form = ExtractForm(request.POST or None, request.FILES or None)
    faults: list[Fault] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        read = partial(read_file, file.file, file.name, Meanings(form.cleaned_data["day"]))
        if request.headers.get("Accept") == _LINES:
            lines = _lines_told(lambda progress: read(progress=progress), request.user)
            return StreamingHttpResponse(lines, content_type=_LINES, headers=_AT_ONCE)
        try:
            return redirect(_next_of(keep_extract(read(), actor=request.user)))
        except FaultyFile as faulty:
            faults = faulty.faults
            form.add_error("file", "Nothing was imported. The faults of the file are listed below")
    waiting = PendingExtract.objects.filter(kept_for=request.user).first()
    context = {"form": form, "faults": faults, "waiting": waiting, "title": "Import an HR extract"}
    return render(request, "workforce/extract_upload.html", context)


_LINES = "application/x-ndjson"
_AT_ONCE = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""What stands before the server shall not hold the lines back."""


def _lines_told(read: Read, user: User) -> Iterator[str]:
    """How far the reading is, and at the end where to go; nothing where the page must tell."""
    try:
        reading = told_while(read)
        while True:
            size, lines = next(reading)
            yield json.dumps({"bytes": size, "lines": lines}) + "\n"
    except StopIteration as end:
        extract = keep_extract(end.value, actor=user)
        yield json.dumps({"go": _next_of(extract)}) + "\n"
    except FaultyFile:
        yield json.dumps({"go": ""}) + "\n"


def _next_of(extract: PendingExtract) -> str:
    """Where somebody goes on: to the codes that are not known, or to the preview."""
    name = "extract_codes" if _has_unknown(extract) else "extract_preview"
    return reverse(f"workforce:{name}", args=[extract.pk])


def _has_unknown(extract: PendingExtract) -> bool:
    return bool(unknown_in(Sums.from_json(extract.sums), Meanings(extract.day)))


def _waiting(request: SignedInRequest, pk: int) -> PendingExtract:
    return get_object_or_404(PendingExtract, pk=pk, kept_for=request.user)


@requires(Capability.KEEP_WORKFORCE)
def codes(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the codes of the file mean, those that nobody knows first."""
    extract = _waiting(request, pk)
    sums, meanings = Sums.from_json(extract.sums), Meanings(extract.day)
    found = codes_of(sums, meanings)
    page = Paginator(found, CODES_A_PAGE).get_page(request.GET.get("page"))
    shown: list[Code] = list(page)
    if request.method == "POST":
        shown = [code for code in found if code.name in request.POST]
    form = CodesForm(shown, sums, meanings, request.POST or None)
    if form.is_valid():
        remember(extract, form.said, actor=request.user)
        return redirect(_next_of(extract))
    unknown = sum(code.is_unknown for code in found)
    context = {
        "extract": extract,
        "form": form,
        "page": page,
        "unknown": counted(unknown, "code") if unknown else "",
        "title": "What the codes mean",
    }
    return render(request, "workforce/extract_codes.html", context)


@requires(Capability.KEEP_WORKFORCE)
def preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The figures that will be made, and what looks wrong in them."""
    extract = _waiting(request, pk)
    context = {"extract": extract, "title": "Preview of the figures"}
    try:
        if request.method == "POST":
            made = import_extract(extract, actor=request.user)
            messages.success(request, f"Figures of {made.in_words} are made")
            return redirect(made.whole_council)
        result, tables = preview_extract(extract, actor=request.user)
        context |= {"result": result, "tables": tables}
    except ValidationError as told:
        messages.warning(request, told.message)
        return redirect("workforce:extract_upload")
    except FaultyFile as faulty:
        if _has_unknown(extract):
            return redirect("workforce:extract_codes", extract.pk)
        context["faults"] = faulty.faults
    return render(request, "workforce/extract_preview.html", context)


@requires(Capability.KEEP_WORKFORCE)
@require_POST
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave a preview without importing."""
    discard_extract(_waiting(request, pk), actor=request.user)
    messages.success(request, "Nothing was imported")
    return redirect("workforce:extract_upload")
