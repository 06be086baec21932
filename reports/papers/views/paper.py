"""A frozen paper for who has signed in: what it is, its documents, whether they are genuine."""

from __future__ import annotations

import json

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from accounts.access import SignedInRequest
from reports.access import paper_page
from reports.models import Audience, Paper, PaperFile
from reports.papers.acts import why_not_published
from reports.papers.checking import check_upload, recomputed
from reports.papers.contents import contents_of
from reports.papers.forms import CheckForm
from reports.papers.links import links_of
from reports.papers.record import deeds
from reports.papers.rights import may_publish, readable_files
from reports.papers.serving import pdf_response
from reports.questions.reading import for_paper


@paper_page
def paper(request: SignedInRequest, paper: Paper) -> HttpResponse:
    """Everything about a paper; each document is verified while the page is made."""
    files = list(recomputed(readable_files(request.user, paper)))
    versions = Paper.objects.readable_by(request.user).filter(pack=paper.pack_id).defer("data")
    publications = list(paper.publications.all())
    reads_as_committee = any(file.audience == Audience.COMMITTEE for file in files)
    publishes = may_publish(request.user, paper)
    asked = for_paper(paper, request.user)
    context = {
        "paper": paper,
        "title": paper.title,
        "files": files,
        "deeds": deeds(paper),
        "publications": publications,
        "versions": versions.order_by("-version"),
        "later": next((each for each in versions if each.replaces_id == paper.pk), None),
        "links": links_of(paper, files, publications),
        "plans": _plans_of(paper) if reads_as_committee else [],
        "answered": [each for each in asked if each.answer],
        "unanswered": [each for each in asked if not each.answer],
        "publishes": publishes and len(publications) < len(Audience),
        "why_not": why_not_published(paper) if publishes else "",
    }
    return render(request, "papers/papers/paper.html", context)


def _plans_of(paper: Paper) -> list[tuple[str, str]]:
    """The plans whose data was frozen with a paper: number and title."""
    return [(number, str(plan.get("title", ""))) for number, plan in paper.data.items()]


@paper_page
def paper_file(request: SignedInRequest, paper: Paper, side: str) -> HttpResponseBase:
    """A document of a paper as PDF, as one may read it."""
    file = get_object_or_404(readable_files(request.user, paper), side=side)
    return pdf_response(request, file, paper, for_everybody=False)


@paper_page
def paper_text(request: SignedInRequest, paper: Paper, side: str) -> HttpResponse:
    """A document of a paper as a web page, as one may read it."""
    file = get_object_or_404(readable_files(request.user, paper), side=side)
    context = {
        "paper": paper,
        "file": file,
        "title": paper.title,
        "contents": contents_of(file),
        "html": PaperFile.objects.values_list("html", flat=True).get(pk=file.pk),
    }
    return render(request, "papers/papers/paper_text.html", context)


@paper_page
def paper_data(request: SignedInRequest, paper: Paper, plan: int) -> HttpResponse:
    """The data behind a paper: one of its plans in the plan format, as it was frozen."""
    may_read = readable_files(request.user, paper).filter(audience=Audience.COMMITTEE)
    if str(plan) not in paper.data or not may_read.exists():
        raise Http404
    data = paper.data[str(plan)]
    name = slugify(str(data.get("title", "")))[:80] or "plan"
    disposition = content_disposition_header(
        as_attachment=True, filename=f"{paper.meeting_day.isoformat()}-{name}.json"
    )
    return HttpResponse(
        json.dumps(data, ensure_ascii=False, indent=1) + "\n",
        content_type="application/json",
        headers={"Content-Disposition": disposition or "attachment"},
    )


@paper_page
def check(request: SignedInRequest, paper: Paper) -> HttpResponse:
    """Whether a file that somebody holds is this paper; nothing of it is kept."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CheckForm(*sent)
    checked = None
    if request.method == "POST" and form.is_valid():
        checked = check_upload(form.cleaned_data["file"], paper, request.user)
    context = {
        "paper": paper,
        "form": form,
        "checked": checked,
        "title": "Check a file",
        "submit_label": "Check it",
        "cancel_url": paper.get_absolute_url(),
    }
    return render(request, "papers/papers/check.html", context)
