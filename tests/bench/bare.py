"""What the lists of the product are held against: django-tables2 as it comes.

A table of a model's own columns, in the library's own template, in a view of two lines:
no layout, no filters, no rules about who may see which row.
"""

import django_tables2 as tables
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from accounts.access import signed_in

MODELS: dict[str, type[Model]] = {}
"""The models to list, by the name in the address."""


def bare_table(model: type[Model]) -> type[tables.Table]:
    """A table of the columns that a row itself has; of other rows it would fetch one by one."""
    fields = [f.name for f in model._meta.concrete_fields if not f.is_relation]
    meta = type("Meta", (), {"model": model, "fields": fields})
    return type("BareTable", (tables.Table,), {"Meta": meta})


@signed_in
def bare(request: HttpRequest, name: str) -> HttpResponse:
    model = MODELS[name]
    table = bare_table(model)(model._default_manager.all(), template_name=TEMPLATE)
    tables.RequestConfig(request, paginate={"per_page": 25}).configure(table)
    return HttpResponse(table.as_html(request))


TEMPLATE = "django_tables2/table.html"
urlpatterns = [path("bare/<str:name>/", bare), path("", include("config.urls"))]
