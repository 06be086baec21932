"""The history of a plan and of each of its parts, told in sentences."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from core.lists import PER_PAGE
from core.models import AuditAct
from plans.access import plan_page
from plans.filters.history import HistoryFilter
from plans.history.entries import Entry, belongs, entries_of_part, entries_of_plan
from plans.history.parts import head_of
from plans.history.telling import tell
from plans.history.tree import Key, table_of
from plans.models import Plan
from plans.parts import KINDS
from plans.views.plan import plan_context


@plan_page(Capability.READ_PLANS)
def history(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """What was done to the plan and to everything in it, and its route to approval."""
    entries = entries_of_plan(plan)
    filters = HistoryFilter(
        request.GET, queryset=AuditAct.objects.none(), request=request, entries=entries
    )
    swapped = request.headers.get("HX-Target") == "results"
    context = plan_context(
        request,
        plan,
        filter=filters,
        steps=plan.route_steps.all(),
        clear_url=request.path,
        a_week_ago=_a_week_ago(plan),
        swapped=swapped,
        **_page(request, plan, filters.narrowed()),
    )
    template = "parts/history_results.html" if swapped else "history.html"
    response = render(request, f"plans/{template}", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@plan_page(Capability.READ_PLANS)
def part_history(request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int) -> HttpResponse:
    """What was done to one part, also to one that was removed."""
    if kind_key not in KINDS:
        raise Http404
    key = (table_of(KINDS[kind_key]), str(part_pk))
    if not belongs(plan, key):
        raise Http404
    entries = entries_of_part(plan, key)
    context = plan_context(
        request,
        plan,
        part=head_of(plan, key, entries),
        **_page(request, plan, entries, part=key),
    )
    return render(request, "plans/part_history.html", context)


def _a_week_ago(plan: Plan) -> str:
    """The plan's state a week ago, as the page of comparisons asks for it; empty for a new plan."""
    day = timezone.localdate() - timedelta(days=7)
    return f"state:{day.isoformat()}" if timezone.localdate(plan.created_at) <= day else ""


def _page(
    request: HttpRequest, plan: Plan, entries: list[Entry], part: Key | None = None
) -> dict[str, Any]:
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    return {
        "page": page,
        "count_words": f"{count:,} {'entry' if count == 1 else 'entries'}",
        "told": tell(plan, list(page.object_list), part=part),
    }
