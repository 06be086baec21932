"""Telling who else has a part of a plan open."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from plans.access import plan_page
from plans.models import Plan, Presence
from plans.parts import KINDS
from plans.presence import ByPart, close_forms, others_by_part, touch


def presence_context(
    request: SignedInRequest,
    plan: Plan,
    kind_key: str,
    part_pk: int,
    page: str,
    others: ByPart | None = None,
) -> dict[str, Any]:
    """Note that one has a part open; who else has, and where to ask again."""
    touch(plan, request.user, kind=kind_key, part_pk=part_pk, page=page)
    if others is None:
        others = others_by_part(plan, request.user)
    return {
        "others": others.get((kind_key, part_pk), []),
        "presence_url": reverse("plans:part_presence", args=[plan.pk, kind_key, part_pk, page]),
    }


def others_on_writing_page(request: SignedInRequest, plan: Plan) -> ByPart:
    """Who else has which part open, on a page where one has no form open oneself."""
    close_forms(plan, request.user)
    return others_by_part(plan, request.user)


@plan_page(Capability.EDIT_PLANS)
def part_presence(
    request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int, page: str
) -> HttpResponse:
    """Asked by an open page every 20 seconds: a sign that it is open, and who else is there."""
    if kind_key not in KINDS or page not in Presence.Page.values:
        raise Http404
    context = presence_context(request, plan, kind_key, part_pk, page)
    return render(request, "plans/write/presence_names.html", context)
