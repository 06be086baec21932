import os
import time
from collections.abc import Callable
from datetime import timedelta
from functools import cache

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_databases,
    teardown_databases,
)
from django.utils import timezone  # noqa: E402

from accounts.models import RoleAssignment, User  # noqa: E402
from council.models import Person  # noqa: E402
from plans.exchange.document import PlanDocument  # noqa: E402
from plans.exchange.exporting import export_plan  # noqa: E402
from plans.exchange.importing import import_plan  # noqa: E402
from plans.exchange.xlsx_read import read_xlsx  # noqa: E402
from plans.exchange.xlsx_write import write_xlsx  # noqa: E402
from plans.models import Plan, ReportingPeriod  # noqa: E402
from plans.parts import KINDS  # noqa: E402
from reports.documents.plan import KIND as PLAN  # noqa: E402
from tests.bench.disclosure import measure_disclosure  # noqa: E402
from tests.bench.extract import measure_extract  # noqa: E402
from tests.bench.incidents import measure_incidents  # noqa: E402
from tests.bench.lists import measure_lists  # noqa: E402
from tests.bench.papers import measure_papers  # noqa: E402
from tests.bench.plans import plan_document  # noqa: E402
from tests.bench.profiles import measure_profiles  # noqa: E402
from tests.bench.thresholds import measure_thresholds  # noqa: E402

USUAL, FACTOR = 15, 4


def timed(work: Callable[[], object]) -> float:
    """The better of two runs, in seconds."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def officer_of(plan: Plan) -> Client:
    """The browser of somebody who is named for every action of a plan with an open quarter."""
    person = Person.objects.create(name=f"Officer {plan.pk}", directorate=plan.directorate)
    user = User.objects.create_user(f"{plan.pk}@council.example", "Officer")
    user.person = person
    user.save()
    for action in KINDS["action"].parts_of(plan):
        action.people.add(person)
    ReportingPeriod.objects.create(
        plan=plan,
        name="Quarter 1",
        start=plan.start,
        finish=plan.start + timedelta(days=90),
        due_on=plan.start + timedelta(days=120),
        opened_at=timezone.now(),
    )
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def my_work(officer: Client) -> None:
    """The page with the boxes of every action; an empty one would measure nothing."""
    page = officer.get("/plans/my-work/")
    if b"app-work__form" not in page.content:
        raise RuntimeError("My work is empty")


def measure() -> None:
    user = User.objects.create_user("bench@council.example", "Bench")
    RoleAssignment.objects.create(user=user, role="plan_lead")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    small = plan_document(USUAL, year=2026)
    large = plan_document(USUAL * FACTOR, year=2027)

    def imported(document: PlanDocument) -> Plan:
        return import_plan(document, actor=user, replace_draft=True).plan

    plans = imported(small), imported(large)
    books = write_xlsx(small), write_xlsx(large)

    @cache  # after the imports, which lay the plans' parts anew
    def officer(i: int) -> Client:
        return officer_of(plans[i])

    jobs: list[tuple[str, Callable[[int], object]]] = [
        ("import of a document", lambda i: imported((small, large)[i])),
        ("reading a workbook", lambda i: read_xlsx(books[i])),
        ("export of a document", lambda i: export_plan(plans[i])),
        ("page of a plan", lambda i: client.get(plans[i].get_absolute_url())),
        ("my work, with its boxes", lambda i: my_work(officer(i))),
        ("figures of all KPIs", lambda i: client.get(f"/plans/{plans[i].pk}/kpi-figures/")),
        ("dashboard of a plan", lambda i: client.get(f"/plans/{plans[i].pk}/dashboard/")),
        ("PDF of a plan", lambda i: PLAN.compose(plans[i], "officer")),
    ]
    print(f"{'':24}{USUAL:>6} objectives{USUAL * FACTOR:>6} objectives   ratio")  # noqa: T201
    for name, job in jobs:
        few, many = (timed(lambda i=i, job=job: job(i)) for i in (0, 1))
        print(f"{name:24}{few:>15.3f} s{many:>15.3f} s{many / few:>8.1f}")  # noqa: T201
    counts = []
    for plan in plans:
        with CaptureQueriesContext(connection) as queries:
            client.get(plan.get_absolute_url())
        counts.append(len(queries))
    print(f"queries of the page      {counts[0]:>14}{counts[1]:>17}")  # noqa: T201


def main() -> None:
    # Django's test environment would note every template, which takes longer than some of them.
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["testserver"]
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measure()
        measure_lists()
        measure_disclosure()
        measure_incidents()
        measure_extract()
        measure_profiles()
        measure_thresholds()
        measure_papers()
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
