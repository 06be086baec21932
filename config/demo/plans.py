"""The demonstration plans: imported by their officers, taken along the route to approval, and
lived in for their years, each act on its day.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from accounts.telling import nobody_told
from config.demo.clock import on_day
from config.demo.council import FOLDER
from config.demo.people import holder
from config.demo.taken_figures import let_kpis_take
from config.demo.year import PlanYear
from plans.models import Plan
from plans.route import STEPS, record_step

ROUTES: dict[str, list[tuple[str, str, date]]] = {
    "childrens-services-2025-26": [
        ("consider", "Directorate strategic leadership team", date(2025, 2, 11)),
        ("submit", "Deborah Ashworth, Director of Children's Services", date(2025, 2, 24)),
        ("approve", "Cabinet Member for Children and Young People", date(2025, 3, 18)),
        ("publish", "Deborah Ashworth, Director of Children's Services", date(2025, 3, 25)),
    ],
    "childrens-services-2026-27": [],
    "adult-social-care-2026-27": [
        ("consider", "Directorate leadership team", date(2026, 2, 10)),
        ("submit", "Alistair Brough, Director of Adult Social Care", date(2026, 2, 23)),
        ("approve", "Cabinet Member for Adults and Health", date(2026, 3, 24)),
        ("publish", "Alistair Brough, Director of Adult Social Care", date(2026, 3, 30)),
    ],
}
"""What was decided of each plan, by whom and when. The draft is there to be worked on."""

MEETINGS: dict[tuple[str, str], str] = {
    ("childrens-services-2025-26", "submit"): (
        "Children's Services Scrutiny Committee, 4 March 2025"
    ),
    ("adult-social-care-2026-27", "submit"): (
        "Health and Adult Social Care Scrutiny Committee, 10 March 2026"
    ),
}
"""Where it was decided, where that is on record."""


@dataclass(frozen=True)
class Event:
    """Something that somebody did on a day."""

    day: date
    do: Callable[[], object]


def load_plans() -> None:
    """Everything that happened to the plans, one day after the other."""
    events = [event for name in ROUTES for event in _events(name)]
    events.sort(key=lambda event: event.day)  # stable: what happened on one day keeps its order
    with nobody_told():
        for event in events:
            with on_day(event.day):
                event.do()


def _events(name: str) -> Iterator[Event]:
    story = json.loads((FOLDER / "years" / f"{name}.json").read_text(encoding="utf-8"))
    year = PlanYear(name, story)
    imported = date.fromisoformat(story["imported"])
    yield Event(imported, year.load)
    yield Event(imported, lambda: let_kpis_take(name, year.plan))
    for key, decided_by, decided_on in ROUTES[name]:
        yield Event(decided_on, _step(year, key, decided_by, decided_on))
    for day, do in year.events():
        yield Event(day, do)


def _step(year: PlanYear, key: str, decided_by: str, decided_on: date) -> Callable[[], object]:
    def record() -> None:
        plan: Plan = year.plan
        record_step(
            plan,
            STEPS[key],
            decided_by=decided_by,
            decided_on=decided_on,
            meeting=MEETINGS.get((year.name, key), ""),
            note="",
            actor=holder("plan_lead", plan.directorate.name),
        )

    return record
