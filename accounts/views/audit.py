"""The audit trail: who did what, and what it changed."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from accounts.access import SignedInRequest, requires
from accounts.audit_reading import ChangeReader, moment_in_words
from accounts.capabilities import Capability
from accounts.filters import AuditFilter
from accounts.tables import ActTable, LooseChangeTable
from core.lists import list_page
from core.models import AuditAct, AuditChange

CHANGES_ON_A_PAGE = 50


@requires(Capability.READ_AUDIT)
def audit(request: SignedInRequest) -> HttpResponseBase:
    """Every act, the latest first."""
    return list_page(
        request,
        queryset=AuditAct.objects.all(),
        table_class=ActTable,
        filterset_class=AuditFilter,
        template_name="accounts/audit.html",
        context={"title": "Audit trail"},
        export_name="Audit trail",
    )


@requires(Capability.READ_AUDIT)
def audit_act(request: SignedInRequest, pk: int) -> HttpResponse:
    """One act with its changes in the order in which they were made."""
    act = get_object_or_404(AuditAct, pk=pk)
    facts = [
        ("When", moment_in_words(act.at)),
        ("Who", act.actor_name or "The system"),
        ("Note", act.note),
    ]
    context = {"act": act, "facts": facts, **_changes(request, act.changes.order_by("pk"))}
    return render(request, "accounts/audit_act.html", context)


@requires(Capability.READ_AUDIT)
def loose_changes(request: SignedInRequest) -> HttpResponseBase:
    """Changes that were made in the database without any act of the product."""
    return list_page(
        request,
        queryset=AuditChange.objects.filter(act=None),
        table_class=LooseChangeTable,
        template_name="accounts/audit_loose.html",
        context={"title": "Changes outside the product"},
    )


@requires(Capability.READ_AUDIT)
def audit_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """One change that belongs to no act."""
    change = AuditChange.objects.filter(pk=pk, act=None)
    get_object_or_404(change)
    return render(request, "accounts/audit_change.html", _changes(request, change))


def _changes(request: HttpRequest, changes: QuerySet[AuditChange]) -> dict[str, Any]:
    page = Paginator(changes, CHANGES_ON_A_PAGE).get_page(request.GET.get("page"))
    count = page.paginator.count
    return {
        "page": page,
        "count_words": "1 row changed" if count == 1 else f"{count:,} rows changed",
        "changes": ChangeReader(page.object_list).readings(),
    }
