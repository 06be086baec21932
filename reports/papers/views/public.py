"""Papers for everybody: no sign-in, no cookie, and the same page for all who ask."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from accounts.access import View, public
from council.models import Council
from reports.models import Audience, PaperFile
from reports.papers.contents import contents_of
from reports.papers.public import by_directorate, publications, standing, versions_of, years
from reports.papers.serving import pdf_response

LATEST = 5


def public_page(view: View) -> View:
    """A page for everybody: it is asked for each time, and sent only where it has changed."""
    return public(require_safe(cache_control(public=True, no_cache=True)(conditional_page(view))))


def _page(template: str, title: str, **context: Any) -> HttpResponse:
    """A page that knows nothing of who asks: it is made without the request."""
    shared = {"council": Council.current(), "title": title}
    return HttpResponse(render_to_string(f"papers/public/{template}", {**shared, **context}))


@public_page
def index(request: HttpRequest) -> HttpResponse:
    """The years in which papers were published, and the latest of them."""
    return _page(
        "index.html",
        "Committee papers",
        years=[(label_of(year), count) for year, count in years()],
        latest=standing()[:LATEST],
    )


@public_page
def of_year(request: HttpRequest, year: int) -> HttpResponse:
    """The papers of a municipal year, by directorate."""
    found = by_directorate(publications().filter(paper__year=year))
    if not found:
        raise Http404
    return _page("year.html", f"Committee papers {label_of(year)}", directorates=found)


@public_page
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper to be read here, with the same words as PDF; of a replaced version this is said."""
    publication = get_object_or_404(publications(), paper=pk)
    file = get_object_or_404(_files(), paper=pk)
    versions = versions_of(publication.paper)
    return _page(
        "paper.html",
        publication.paper.title,
        paper=publication.paper,
        publication=publication,
        file=file,
        contents=contents_of(file),
        latest=versions[0],
        is_replaced=versions[0].pk != pk,
        others=[each for each in versions[1:] if each.pk != pk],
    )


def _files() -> Any:
    return PaperFile.objects.filter(
        side=PaperFile.Side.OPEN,
        audience=Audience.PUBLIC,
        paper__publications__audience=Audience.PUBLIC,
    ).defer("content")


@public
@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF of a public paper."""
    file = get_object_or_404(
        _files().select_related("paper").defer("content", "html", "paper__data"), paper=pk
    )
    return pdf_response(request, file, file.paper, for_everybody=True)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may look at: what is made for everybody."""
    sitemap = request.build_absolute_uri(reverse("papers:sitemap"))
    open_to_all = ("papers:public", "thresholds:home", "accessibility")
    lines = [
        "User-agent: *",
        *(f"Allow: {reverse(name)}" for name in open_to_all),
        "Allow: /static/",
        "Disallow: /",
        "",
        f"Sitemap: {sitemap}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def label_of(year: int) -> str:
    """ "2026/27"."""
    return f"{year}/{(year + 1) % 100:02}"
