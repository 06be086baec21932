"""Asking for a PDF, seeing that it is under way, and downloading it."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, access_rule, signed_in
from core.background import workers_running
from core.lists import list_page
from reports.documents import KINDS
from reports.filters import DocumentFilter
from reports.making import request_document
from reports.models import Document
from reports.tables import DocumentTable


@signed_in
def document_list(request: SignedInRequest) -> HttpResponseBase:
    """The PDFs that one asked for."""
    return list_page(
        request,
        queryset=request.user.documents.defer("content"),
        table_class=DocumentTable,
        filterset_class=DocumentFilter,
        template_name="reports/document_list.html",
        context={"title": "Documents"},
    )


@access_rule("may read what it is made of")
@require_POST
def make(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Ask for a document of something that one may read."""
    if kind not in KINDS:
        raise Http404
    chosen = KINDS[kind]
    parameters = {name: request.POST[name] for name in chosen.parameters if name in request.POST}
    if chosen.subject_for(request.user, pk, parameters) is None:
        raise Http404
    subject = chosen.subjects().get(pk=pk)
    document = request_document(chosen, subject, actor=request.user, parameters=parameters)
    return redirect("reports:document", document.pk)


@access_rule("own documents only")
def document(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far a document is; the page asks again by itself until it is ready."""
    found = get_object_or_404(request.user.documents.defer("content"), pk=pk)
    subject = KINDS[found.kind].subject_for(request.user, found.target_id, found.parameters)
    swapped = request.headers.get("HX-Target") == "document-state"
    template = "reports/document_state.html" if swapped else "reports/document.html"
    context = {
        "document": found,
        "subject": subject,
        "swapped": swapped,
        "waits_for_a_worker": found.is_under_way and not workers_running(),
    }
    return render(request, template, context)


@access_rule("own documents only, of what one may still read")
def download(request: SignedInRequest, pk: int) -> HttpResponse:
    """The PDF itself."""
    found = get_object_or_404(
        Document, pk=pk, requested_by=request.user, state=Document.State.READY
    )
    kind = KINDS[found.kind]
    subject = kind.subject_for(request.user, found.target_id, found.parameters)
    if subject is None:
        raise Http404
    return HttpResponse(
        bytes(found.content or b""),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{kind.file_name(subject)}"'},
    )
