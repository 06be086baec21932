"""The demonstration pages. They stand for what the apps write."""

from pathlib import Path
from typing import Any

import django_filters
from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines

from core.filters import FilterSet
from core.lists import list_page
from core.models import AuditAct
from core.tables import Column, NumberColumn, Table
from core.templatetags.components import tag
from tests.core.screens_demo.forms import EveryField

NAVIGATION = [
    {"label": "Plans", "url": "/list/", "current": "true"},
    {"label": "Settings", "url": "/form/", "current": ""},
]
WITHIN = {
    "label": "Plans",
    "entries": [
        {"label": "Plans", "url": "/list/", "current": "page"},
        {"label": "Risks", "url": "/document/", "current": ""},
    ],
}
COUNCIL = {
    "name": "Wrensham Metropolitan Borough Council",
    "telephone": "01632 960 001",
    "email": "equality@wrensham.example",
    "website": "https://www.wrensham.example",
    "address_lines": ["Town Hall", "Market Square", "Wrensham WR1 1AA"],
}


OURS = "screens"
"""Marks the rows of the list's tests: a new database has acts of its own."""
PROBABILITIES = ["Rare", "Unlikely", "Moderate", "Likely", "Almost certain"]


class Somebody(str):
    """A signed-in user, as far as the header looks."""

    is_authenticated = True


EVERYWHERE = {
    "council": COUNCIL,
    "navigation": NAVIGATION,
    "subject_navigation": WITHIN,
    "user": Somebody("Amina Yusuf"),
}


class ActTable(Table):
    caption = "What was done"
    one, many = "act", "acts"

    target_name = Column(verbose_name="What it was about")
    actor_name = Column(verbose_name="Who")
    action = Column()
    note = Column(orderable=False)
    actor_id = NumberColumn(verbose_name="Figure")

    def render_action(self, value: str) -> str:
        return tag(value.capitalize(), {"approved": "green", "amended": "yellow"}.get(value, ""))


class FigureTable(Table):
    caption = "Figures by year"
    caption_visible = True
    stacked = False
    measure = Column(footer="Total")
    y2022, y2023, y2024, y2025 = (
        NumberColumn(verbose_name=f"{year}/{year - 1999}", footer="1,204")
        for year in (2022, 2023, 2024, 2025)
    )


class ActFilters(FilterSet):
    target_name = django_filters.CharFilter(label="Words", lookup_expr="icontains")
    action = django_filters.MultipleChoiceFilter(
        choices=[("approved", "Approved"), ("amended", "Amended"), ("imported", "Imported")],
        widget=CheckboxSelectMultiple,
        label="What was done",
    )
    actor_name = django_filters.ChoiceFilter(
        choices=[("Amina Yusuf", "Amina Yusuf"), ("Tom Price", "Tom Price")], label="Who"
    )
    figure = django_filters.NumberFilter(field_name="actor_id", label="Figure")
    has_note = django_filters.BooleanFilter(
        field_name="note", lookup_expr="gt", label="With a note", method="with_note"
    )
    since = django_filters.DateFilter(field_name="at", lookup_expr="date__gte", label="Since")

    def with_note(self, queryset: Any, _name: str, value: bool) -> Any:
        return queryset.exclude(note="") if value else queryset.filter(note="")


def shown(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    source = Path(__file__).with_name(name).read_text()
    page = engines["django"].from_string(source)
    return HttpResponse(page.render({**EVERYWHERE, **context}, request))


def parts(request: HttpRequest) -> HttpResponse:
    if "message" in request.GET:
        messages.success(request, "The plan was saved")
        messages.warning(request, "Two risks have no score yet")
        messages.error(request, "The file was not imported")
    figures = FigureTable(
        [
            {"measure": "Children looked after", "y2022": 0, "y2023": 12, "y2024": 1204},
            {"measure": "Schools with a travel plan", "y2022": 31, "y2023": 38, "y2025": 71},
        ]
    )
    page = Paginator(range(200), 10).get_page(request.GET.get("page", 7))
    facts = [
        ("Directorate", "Children’s Services", "/form/"),
        ("Period", "April 2026 to March 2027", "/form/", "Move"),
        ("Contact", "", "/form/", "Add"),
        ("Paragraphs", 0),
    ]
    return shown(request, "parts.html", {"figures": figures, "page": page, "facts": facts})


def document(request: HttpRequest) -> HttpResponse:
    impacts = ["Insignificant", "Minor", "Moderate", "Significant", "Major"]
    rows = []
    words = {"green": "Low", "yellow": "Medium", "amber": "High", "red": "Very high"}
    for probability in range(5, 0, -1):
        cells = []
        for impact in range(1, 6):
            score = impact * probability
            band = "green" if score < 5 else "yellow" if score < 10 else "amber"
            band = "red" if score > 15 else band
            count = {12: 3, 20: 1, 6: 2}.get(score, 0)
            cells.append({"score": score, "band": band, "word": words[band], "count": count})
        rows.append((probability, PROBABILITIES[probability - 1], cells))
    return shown(request, "document.html", {"impacts": impacts, "matrix": rows})


def every_field(request: HttpRequest) -> HttpResponse:
    form = EveryField(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return HttpResponse("saved")
    context = {**EVERYWHERE, "form": form, "title": "Add a plan", "cancel_url": "/list/"}
    return render(request, "form_page.html", context)


def acts(request: HttpRequest) -> HttpResponse:
    return list_page(
        request,
        queryset=AuditAct.objects.filter(target_model=OURS),
        table_class=ActTable,
        filterset_class=ActFilters,
        template_name="list_page.html",
        context={**EVERYWHERE, "title": "What was done"},
        per_page=5,
    )


for view in (parts, document, every_field, acts):
    view.access_rule = "public"  # type: ignore[attr-defined]
