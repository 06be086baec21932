"""The page on which the papers are searched."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

from accounts.access import SignedInRequest, signed_in
from plans.search import tidy_words
from reports.committee.filters import PassageFilter
from reports.committee.readable import passages_readable_by
from reports.committee.search import find, has_words, hits, ranked

PER_PAGE = 20


@signed_in
def search(request: SignedInRequest) -> HttpResponse:
    """Search the text of all papers that one may read; the address can be kept and sent."""
    typed, cut = tidy_words(request.GET.get("q", ""))
    context: dict[str, Any] = {"typed": typed, "cut": cut}
    if typed:
        context |= _results(request, typed)
    swapped = request.headers.get("HX-Target") == "results"
    template = f"papers/committee/{'search_results' if swapped else 'search'}.html"
    response = render(request, template, {**context, "swapped": swapped})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _results(request: SignedInRequest, typed: str) -> dict[str, Any]:
    finding = find(passages_readable_by(request.user), typed)
    filters = PassageFilter(request.GET, queryset=finding.passages, request=request)
    paginator = Paginator(ranked(filters.qs, finding.words), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    count = paginator.count
    return {
        "finding": finding,
        "filter": filters,
        "page": page,
        "hits": hits(page.object_list, finding.words),
        "count_words": f"{count:,} passage{'' if count == 1 else 's'}",
        "has_words": bool(count) or has_words(typed),
        "clear_url": f"{reverse('papers:search')}?{urlencode({'q': typed})}",
    }
