"""Adding, changing, ordering and removing the parts of a pack."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, View, access_rule
from core.conflicts import row_to_edit
from reports.access import pack_page, pack_writing_page
from reports.models import Pack, PackPart
from reports.packs.acts_on_parts import add_annex, add_part, change_part, move_part, remove_part
from reports.packs.forms import AddPartForm, AnnexForm, PartForm
from reports.packs.obstacles import address
from reports.packs.sources import SOURCES, name_of, subjects_of

Kind = PackPart.Kind


def part_page(view: View) -> View:
    """A writing page on one part: `view(request, pack, part)`. Who comes to a part that
    somebody removed meanwhile is told so on the pack's page."""

    @wraps(view)
    def found(
        request: SignedInRequest, pack: Pack, part_pk: int, **kwargs: Any
    ) -> HttpResponseBase:
        part = pack.parts.select_related("annex").defer("annex__content").filter(pk=part_pk).first()
        if part is None:
            messages.warning(request, "Somebody removed this part meanwhile")
            return redirect(pack)
        part.pack = pack
        return view(request, pack, part, **kwargs)

    marked: View = access_rule("writes the pack")(pack_writing_page(found))
    return marked


@pack_writing_page
def kinds(request: SignedInRequest, pack: Pack) -> HttpResponse:
    """Which kind of part is added."""
    offered = [
        (source.kind.label, source.hint, reverse("papers:pack_part_add", args=[pack.pk, key]))
        for key, source in SOURCES.items()
        if source.kind != Kind.COVER_REPORT
    ]
    cover = SOURCES[Kind.COVER_REPORT]
    cover_url = address("cover_report_add", pack.pk)
    if not cover_url or cover.offered(pack, request.user).exists():
        cover_url = reverse("papers:pack_part_add", args=[pack.pk, Kind.COVER_REPORT.value])
    context = {
        "pack": pack,
        "title": "Add a part",
        "kinds": [
            (cover.kind.label, cover.hint, cover_url),
            *offered,
            (
                Kind.ANNEX.label,
                "A PDF of your own",
                reverse("papers:pack_annex_add", args=[pack.pk]),
            ),
            (
                Kind.ANSWERS.label,
                "Questions that members may ask, answered before they must",
                reverse("papers:pack_answers", args=[pack.pk]),
            ),
        ],
    }
    return render(request, "papers/packs/kinds.html", context)


@pack_writing_page
def add(request: SignedInRequest, pack: Pack, kind: str) -> HttpResponse:
    """Select what is added, among what one may read."""
    source = SOURCES.get(kind)
    if source is None:
        raise Http404
    new = PackPart(pack=pack, kind=kind)
    form = AddPartForm(
        request.POST or None, instance=new, source=source, pack=pack, user=request.user
    )
    if form.is_valid() and _stored(form, "subject", lambda: add_part(new, actor=request.user)):
        messages.success(request, f"{source.kind.label} added")
        return redirect(pack)
    write_url = address("cover_report_add", pack.pk) if kind == Kind.COVER_REPORT else ""
    context = {
        "form": form,
        "pack": pack,
        "title": f"Add: {source.kind.label.lower()}",
        "submit_label": "Add to the pack",
        "cancel_url": pack.get_absolute_url(),
        "nothing": not form.fields["subject"].queryset.exists(),  # type: ignore[attr-defined]
        "write_url": write_url,
    }
    return render(request, "papers/packs/add.html", context)


@pack_writing_page
def annex_add(request: SignedInRequest, pack: Pack) -> HttpResponse:
    """Upload a PDF; what its author should know of it is told at once."""
    new = PackPart(pack=pack, kind=Kind.ANNEX)
    form = AnnexForm(request.POST or None, request.FILES or None, instance=new)
    if form.is_valid() and _stored(
        form,
        "file",
        lambda: add_annex(
            new, form.content, form.cleaned_data["file"].name, form.found, actor=request.user
        ),
    ):
        messages.success(request, f"{new.annex} added")
        for notice in form.found.notices:
            messages.warning(request, notice)
        return redirect(pack)
    context = {
        "form": form,
        "pack": pack,
        "title": "Add: annex (PDF)",
        "submit_label": "Upload",
        "cancel_url": pack.get_absolute_url(),
    }
    return render(request, "papers/packs/form.html", context)


def _stored(form: PartForm, field: str, save: Callable[[], Any]) -> bool:
    """Whether it was saved; what stands against it is told beside its field."""
    try:
        save()
    except ValidationError as error:
        form.add_error(field, error)
        return False
    return True


@part_page
def edit(request: SignedInRequest, pack: Pack, part: PackPart) -> HttpResponse:
    """Change how a part is called, or on which side it stands."""
    rows = PackPart.objects.filter(pack=pack).select_related("pack")
    with row_to_edit(request, rows, pk=part.pk) as row:
        form = PartForm(request.POST or None, instance=row)
        if form.is_valid():
            change_part(form.save(commit=False), actor=request.user)
            messages.success(request, "Saved")
            return redirect(pack)
    context = {
        "form": form,
        "pack": pack,
        "title": "Change this part",
        "name": _name(part),
        "notices": part.annex.notices if part.annex else [],
        "cancel_url": pack.get_absolute_url(),
    }
    return render(request, "papers/packs/form.html", context)


@require_POST
@part_page
def move(request: SignedInRequest, pack: Pack, part: PackPart) -> HttpResponse:
    """Move a part up or down by one place."""
    try:
        words = move_part(part, up="up" in request.POST, actor=request.user)
    except ValidationError as error:
        messages.info(request, error.messages[0])
    else:
        messages.success(request, words)
    return redirect(f"{pack.get_absolute_url()}#part-{part.pk}")


@part_page
def remove(request: SignedInRequest, pack: Pack, part: PackPart) -> HttpResponse:
    """Take a part out of the pack."""
    name = _name(part)
    if request.method == "POST":
        remove_part(part, actor=request.user)
        messages.success(request, f"“{name}” is not in the pack any more")
        return redirect(pack)
    told = (
        "The file goes with it. To have it in the pack again it must be uploaded again."
        if part.annex
        else "What it is made of stays where it is, and can be added again."
    )
    context = {
        "pack": pack,
        "title": "Remove this part",
        "name": name,
        "told": told,
        "submit_label": "Remove the part",
        "cancel_url": pack.get_absolute_url(),
    }
    return render(request, "papers/packs/remove.html", context)


@pack_page()
def annex(request: SignedInRequest, pack: Pack, part_pk: int) -> HttpResponse:
    """The file of an annex as it was uploaded."""
    part = get_object_or_404(pack.parts.select_related("annex"), pk=part_pk, kind=Kind.ANNEX)
    return HttpResponse(
        bytes(part.annex.content) if part.annex else b"",
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="annex-{part.pk}.pdf"'},
    )


def _name(part: PackPart) -> str:
    return name_of(part, subjects_of([part]).get(part.pk))
