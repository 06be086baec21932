"""Every list of the product against a bare django-tables2 list of as many rows."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from accounts.models import RoleAssignment, User
from core.models import AuditAct, AuditChange
from council.models import Committee, Directorate, Division, Person, School, Strategy
from council.reference import KINDS
from plans.models import (
    CriticalAction,
    Indicator,
    OutcomeFramework,
    Plan,
    RagDefinition,
    Risk,
    RiskScale,
)
from reports.models import Document
from tests.bench import bare, rows

NUMBER = 5_000
RUNS = 15


@dataclass(frozen=True)
class Measured:
    """A list: its address, a filter of it, the rows it lists and what makes them."""

    url_name: str
    model: type[Model]
    add: Callable[[int, User], Any]
    filtered: str = ""
    kind: str = ""

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=[KINDS[self.kind]] if self.kind else [])


LISTS = {
    "plans": Measured("plans:list", Plan, rows.plans, "status=draft&words=plan"),
    "actions": Measured("plans:actions", CriticalAction, rows.actions, "status=overdue&lead={me}"),
    "KPIs": Measured("plans:kpis", Indicator, rows.kpis, "year=2026/27&words=review"),
    "KPIs by rating": Measured("plans:kpis", Indicator, rows.kpis, "status=red"),
    "risks": Measured("plans:risks_list", Risk, rows.risks, "band=Red&score=20"),
    "frameworks": Measured("plans_reference:frameworks", OutcomeFramework, rows.frameworks),
    "risk scales": Measured("plans_reference:risk_scales", RiskScale, rows.risk_scales),
    "RAG definitions": Measured(
        "plans_reference:rag_definitions", RagDefinition, rows.rag_definitions
    ),
    "committees": Measured("reference:list", Committee, rows.committees, "words=9", "committees"),
    "directorates": Measured(
        "reference:list", Directorate, rows.all_directorates, "words=9", "directorates"
    ),
    "divisions": Measured("reference:list", Division, rows.divisions, "words=9", "divisions"),
    "people": Measured("reference:list", Person, rows.people, "words=9&left=no", "people"),
    "strategies": Measured("reference:list", Strategy, rows.strategies, "words=9", "strategies"),
    "schools": Measured("reference:list", School, rows.schools, "phase=primary", "schools"),
    "users": Measured("accounts:users", User, rows.users, "role=officer"),
    "audit trail": Measured("accounts:audit", AuditAct, rows.acts, "words=plan"),
    "loose changes": Measured("accounts:audit_loose", AuditChange, rows.loose_changes),
    "documents": Measured("reports:documents", Document, rows.documents),
}


def fastest(get: Callable[[str], None], urls: list[str]) -> list[float]:
    """The best time of each address, in milliseconds.

    They take turns, so that a busy machine is as slow for one as for the others.
    """
    times: dict[str, list[float]] = {url: [] for url in urls}
    for _ in range(RUNS):
        for url in urls:
            start = time.perf_counter()
            get(url)
            times[url].append(time.perf_counter() - start)
    return [min(times[url]) * 1000 for url in urls]


@override_settings(ROOT_URLCONF="tests.bench.bare")
def measure_lists() -> None:
    """One line for each list; the rows of one are gone before the next."""
    user = User.objects.create_user("lists@council.example", "Lists")
    for role in ("plan_lead", "admin"):
        RoleAssignment.objects.create(user=user, role=role)
    print(f"\n{NUMBER:,} rows          bare       first page         filtered  queries")  # noqa: T201
    for name, measured in LISTS.items():
        with transaction.atomic():
            measured.add(NUMBER, user)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            print(_line(name, measured, user))  # noqa: T201
            transaction.set_rollback(True)


def _line(name: str, measured: Measured, user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    bare.MODELS[name] = measured.model

    def get(url: str) -> None:
        assert client.get(url).status_code == 200, url

    urls = [f"/bare/{name}/", measured.url]
    if measured.filtered:
        person = Person.objects.first()
        urls.append(f"{measured.url}?{measured.filtered.format(me=person.pk if person else '')}")
    with CaptureQueriesContext(connection) as queries:
        get(measured.url)
        count = len(connection.queries_log) - queries.initial_queries
    plain, *ours = fastest(get, urls)
    shown = "".join(f"{one:>8.1f} ms {one / plain:>4.1f} ×" for one in ours)
    return f"{name:16}{plain:>8.1f} ms{shown:36}{count:>5}"
