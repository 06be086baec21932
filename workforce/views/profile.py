"""A snapshot as the council itself sees it: its tables and charts with the true figures."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core import exports
from workforce.analysis.comparison import targets_beside
from workforce.analysis.detail_table import detail_table
from workforce.analysis.files import FiguresTable
from workforce.analysis.layout import PrintedTable
from workforce.analysis.measures import TrueTeller
from workforce.analysis.organisations import Profile
from workforce.analysis.trend import trend
from workforce.analysis.whole import WholeProfile
from workforce.characteristics import Characteristic, Denominator
from workforce.checking import checks_of
from workforce.forms.characteristic import ShownForm
from workforce.models import Snapshot
from workforce.series import staff_beside

TELLER = TrueTeller()
ENTERED_AT = {
    Snapshot.Way.COUNTS: "workforce:counts",
    Snapshot.Way.PERCENTAGES: "workforce:percentages",
}
"""The page on which figures are entered, by the way they are held."""


@requires(Capability.KEEP_WORKFORCE)
def profile(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The main table, the trends, the comparisons and the flows of a snapshot."""
    shown = _profile(pk)
    snapshot = shown.snapshot
    whole = WholeProfile(shown, TELLER)
    kind = request.GET.get(exports.FIELD, "")
    if kind in exports.KINDS and shown.mine.groups:
        return _file(request, snapshot, whole.tables, kind)
    context = {
        "snapshot": snapshot,
        "profile": shown,
        "whole": whole,
        "checks": checks_of([snapshot], shown.reference)[snapshot.pk],
        "is_public": all(each.is_public for each in shown.snapshots),
        "others": [each for each in shown.snapshots if each != snapshot],
        "targets": targets_beside(shown, TELLER, request.user),
        "belongs_to": staff_beside(snapshot) if snapshot.is_flow else None,
        "enters_at": ENTERED_AT.get(Snapshot.Way(snapshot.way), ""),
        "publishes": request.user.can(Capability.PUBLISH_WORKFORCE) and not snapshot.is_flow,
        "files": [(each, each.upper()) for each in exports.KINDS],
        "title": str(snapshot),
    }
    return render(request, "workforce/profile.html", context)


@requires(Capability.KEEP_WORKFORCE)
def characteristic(request: SignedInRequest, pk: int, characteristic: str) -> HttpResponseBase:
    """One characteristic in full, of a group of staff."""
    if characteristic not in Characteristic.values:
        raise Http404
    asked = Characteristic(characteristic)
    shown = _profile(pk)
    context = {
        "snapshot": shown.snapshot,
        "characteristic": asked,
        "title": f"{asked.label}: {shown.snapshot}",
    }
    usual = shown.main_group
    if usual is None or asked not in shown.characteristics:
        return render(request, "workforce/characteristic.html", context)
    held = shown.mine.lists.get(asked)
    usually = Denominator(held.list.denominator) if held else Denominator.KNOWN
    form = ShownForm(request.GET, [each.group for each in shown.mine.groups], usual, usually)
    group, among = form.group_shown, form.among
    if group is None or among is None:
        raise Http404
    context |= {
        "form": form,
        "group": group,
        "table": detail_table(shown, asked, group, TELLER, among),
        "chart": trend(shown, asked, group, TELLER),
        "usually": usually.in_words if among != usually else "",
    }
    return render(request, "workforce/characteristic.html", context)


def _profile(pk: int) -> Profile:
    return Profile(get_object_or_404(Snapshot.objects.select_related("directorate"), pk=pk))


def _file(
    request: SignedInRequest, snapshot: Snapshot, tables: Iterable[PrintedTable], kind: str
) -> HttpResponseBase:
    about = exports.About(
        name=str(snapshot),
        filters=[("Figures", "The true figures: they are not for publication")],
        order="as printed",
        made_by=str(request.user),
        address=request.build_absolute_uri(snapshot.get_absolute_url()),
    )
    return exports.file_of(FiguresTable.of(tables), kind, about)
