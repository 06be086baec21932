"""A list page: a query, a table, a filter set and one template."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from core.filters import FilterSet
from core.tables import Table

PER_PAGE = 25


def list_page(
    request: HttpRequest,
    *,
    queryset: QuerySet[Any],
    table_class: type[Table],
    filterset_class: type[FilterSet] | None = None,
    template_name: str,
    context: Mapping[str, Any] | None = None,
    per_page: int = PER_PAGE,
) -> HttpResponse:
    """The list as the address asks for it: filtered, sorted, one page of it.

    A script that asks for new results (HX-Target: results) is sent only those. An
    address that makes no sense (page 0, a sort by nothing) shows the list all the same.
    """
    filters = None
    if filterset_class is not None:
        filters = filterset_class(request.GET, queryset=queryset, request=request)
        queryset = filters.qs
    table = table_class(queryset)
    if wanted := request.GET.get(table.prefixed_order_by_field):
        table.order_by = wanted
    table.settle_order()
    table.live = True
    table.before_render(request)
    table.paginate(per_page=per_page)
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
    count = table.paginator.count
    if filters is not None and filters.chosen:
        table.empty_text = f"No {table.counted(0).partition(' ')[2]} match these filters."
    everything = {
        **(context or {}),
        "table": table,
        "filter": filters,
        "count": count,
        "count_words": table.counted(count),
        "sort": request.GET.get(table.prefixed_order_by_field, ""),
        "clear_url": request.path,
    }
    swapped = request.headers.get("HX-Target") == "results"
    response = render(
        request,
        "components/results.html" if swapped else template_name,
        {**everything, "swapped": swapped},
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response
