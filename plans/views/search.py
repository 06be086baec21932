"""The search page."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

from accounts.access import SignedInRequest, signed_in
from plans.excerpts import hits
from plans.filters.search import SearchFilter
from plans.models import SearchEntry
from plans.search import find, ranked, tidy_words

PER_PAGE = 20


@signed_in
def search(request: SignedInRequest) -> HttpResponse:
    """Search the text of all plans that one may read; the address can be kept and sent."""
    typed, cut = tidy_words(request.GET.get("q", ""))
    context: dict[str, Any] = {"typed": typed, "cut": cut}
    if typed:
        context |= _results(request, typed)
    swapped = request.headers.get("HX-Target") == "results"
    template = "plans/parts/search_results.html" if swapped else "plans/search.html"
    response = render(request, template, {**context, "swapped": swapped})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _results(request: SignedInRequest, typed: str) -> dict[str, Any]:
    finding = find(SearchEntry.objects.readable_by(request.user), typed)
    filters = SearchFilter(request.GET, queryset=finding.entries, request=request)
    paginator = Paginator(ranked(filters.qs, finding.question), PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    count = paginator.count
    return {
        "finding": finding,
        "filter": filters,
        "page": page,
        "hits": hits(page.object_list, finding.question),
        "count": count,
        "count_words": f"{count:,} result{'' if count == 1 else 's'}",
        "left_out_by_filters": not count and finding.entries.exists(),
        "clear_url": _address(typed),
        "meant_url": _address(finding.meant),
    }


def _address(words: str) -> str:
    return f"{reverse('plans:search')}?{urlencode({'q': words})}"
