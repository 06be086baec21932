"""Packs of growing length: seconds and memory a page; a frozen paper beside a static file."""

import os
import pickle
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import Client, RequestFactory
from django.views.static import serve

from accounts.models import RoleAssignment, User
from plans.exchange.importing import import_plan
from plans.models import Plan
from reports.binding import BoundPart, bind
from reports.documents.plan import KIND as PLAN
from reports.documents.writing import Written
from tests.bench.plans import plan_document
from tests.factories.papers import PublicationFactory, frozen_paper

FEW, MANY = 15, 60
SIZE = 2_000_000
TIMES = 50


def measure_papers() -> None:
    """Print what a pack costs, and how much longer than from the disk a paper takes."""
    user = User.objects.create_user("papers@council.example", "Papers")
    RoleAssignment.objects.create(user=user, role="plan_lead")
    plans = [
        import_plan(plan_document(count, year=year), actor=user, replace_draft=True).plan
        for count, year in ((FEW, 2031), (MANY, 2032))
    ]
    print(f"\n{'pack':24}{'pages':>8}{'seconds':>10}{'s a page':>10}{'MB a page':>11}")  # noqa: T201
    idle = _in_a_child(lambda: 0)[2]
    for plan in plans:
        pages, seconds, peak = _in_a_child(lambda plan=plan: _bound_pages(plan))
        each = (peak - idle) / 1024 / pages
        print(  # noqa: T201
            f"{'':24}{pages:>8}{seconds:>10.1f}{seconds / pages:>10.2f}{each:>11.1f}"
        )
    _measure_reading()


def _bound_pages(plan: Plan) -> int:
    facts = {"committee": "Scrutiny", "meeting": "17 March 2027", "side": "Part A (open)"}
    front = Written("pdf/pack.html", facts, "A pack")
    parts = [BoundPart(f"p{n}", PLAN.write(plan, "committee")) for n in (1, 2)]
    return bind(front, parts, draft=False).pages


def _in_a_child(work: Callable[[], int]) -> tuple[int, float, int]:
    """What some work gives, how long it took, and its peak of memory in kB, in a process of its
    own: a peak never goes down again in this one."""
    connection.close()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        start = time.perf_counter()
        told = work(), time.perf_counter() - start, _peak()
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(told, pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told: Any = pickle.load(pipe)  # noqa: S301
    os.waitpid(child, 0)
    result: tuple[int, float, int] = told
    return result


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _measure_reading() -> None:
    paper = frozen_paper(content=b"%PDF-1.7 " + os.urandom(SIZE))
    PublicationFactory(paper=paper, audience="public")
    content = bytes(paper.files.get(side="open", audience="public").content)
    client, asking = Client(), RequestFactory().get("/paper.pdf")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "paper.pdf").write_bytes(content)

        def from_database() -> int:
            answer = client.get(f"/papers/{paper.pk}/paper.pdf")
            return len(answer.getvalue() if answer.streaming else answer.content)

        def from_disk() -> int:
            answer = serve(asking, "paper.pdf", document_root=folder)
            return sum(len(piece) for piece in answer.streaming_content)

        ways = [("frozen paper, 2 MB", from_database), ("static file, 2 MB", from_disk)]
        seconds = []
        for name, way in ways:
            if way() != len(content):
                raise RuntimeError(f"{name}: these are not all of its bytes")
            start = time.perf_counter()
            for _ in range(TIMES):
                way()
            seconds.append((time.perf_counter() - start) / TIMES)
            print(f"{name:24}{seconds[-1] * 1000:>12.1f} ms")  # noqa: T201
        print(f"{'ratio':24}{seconds[0] / seconds[1]:>12.1f}")  # noqa: T201
