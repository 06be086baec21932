"""A list page: a query, a table, a filter set and one template."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from core import exports
from core.columns import ColumnMemory, choices_of, remember_choice, show_chosen
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
    columns_for: ColumnMemory | None = None,
    export_name: str = "",
) -> HttpResponseBase:
    """The list as the address asks for it: filtered, sorted, one page of it.

    A script that asks for new results (HX-Target: results) is sent only those. An
    address that makes no sense (page 0, a sort by nothing) shows the list all the same.

    With `columns_for` each person chooses the columns, with `export_name` (which also
    names the files) the whole list can be downloaded.
    """
    if columns_for is not None and request.method == "POST":
        return remember_choice(request, table_class(queryset.none()), columns_for)
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
    if columns_for is not None:
        show_chosen(table, columns_for)
    table.paginate(per_page=per_page)
    count = table.paginator.count
    may_export = bool(export_name) and 0 < count <= exports.MOST_ROWS
    kind = request.GET.get(exports.FIELD, "")
    if may_export and kind in exports.KINDS:
        return exports.file_of(table, kind, _about(request, export_name, table, filters))
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
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
        "column_choices": choices_of(table) if columns_for is not None else [],
        "files": [(kind, kind.upper()) for kind in exports.KINDS] if may_export else [],
        "most_rows": exports.MOST_ROWS if export_name and count > exports.MOST_ROWS else None,
    }
    swapped = request.headers.get("HX-Target") == "results"
    response = render(
        request,
        "components/results.html" if swapped else template_name,
        {**everything, "swapped": swapped},
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _about(
    request: HttpRequest, name: str, table: Table, filters: FilterSet | None
) -> exports.About:
    query = request.GET.copy()
    query.pop(exports.FIELD, None)
    address = request.build_absolute_uri(request.path)
    chosen = filters.chosen if filters is not None else []
    return exports.About(
        name=name,
        filters=[(one.label, one.text) for one in chosen],
        order=table.order_in_words,
        made_by=str(request.user),
        address=f"{address}?{query.urlencode()}" if query else address,
    )
