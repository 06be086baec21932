"""The year of a demonstration plan, as its story tells it: who did what on which day."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, partial
from typing import Any

from accounts.models import User
from config.demo import amendments, reporting, risks, talk
from config.demo.council import FOLDER
from config.demo.people import Officers, holder
from plans.acts_on_parts import save_part
from plans.amending.cells import filled_with
from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan
from plans.forms.of_part import form_of
from plans.kpis.matching import KpiNames, kpis_of
from plans.models import Amendment, CriticalAction, Plan, ReportingPeriod
from plans.parts import KINDS
from plans.reporting.acts_on_periods import close_period, lay_out, open_period
from plans.reporting.calendar import suggested_periods

Row = dict[str, Any]
Act = tuple[date, Callable[[], object]]
Status = CriticalAction.Status

SAID: dict[str, str] = {
    "Complete": Status.COMPLETE,
    "Partly complete": Status.SLIPPING,
    "Not started": Status.NOT_STARTED,
}
"""How year-end progress begins, and the status that it means."""
NEXT = "What is left is carried forward into next year's plan."


class PlanYear:
    """A plan from its file, and what its people do. The plan is there once it was loaded."""

    plan: Plan

    def __init__(self, name: str, story: Row) -> None:
        self.name = name
        self.story = story
        self.progress: dict[str, list[str]] = {}
        self.outturns: dict[str, str] = {}
        self.proposed: dict[int, Amendment] = {}

    @cached_property
    def lead(self) -> User:
        """The lead, who is another one than the first officer."""
        directorate = self.plan.directorate.name
        return holder("plan_lead", directorate, other_than=self.officers.users[0])

    @cached_property
    def officers(self) -> Officers:
        return Officers(self.plan)

    def load(self) -> None:
        """Import the plan as it was written, before anything was reported of its year."""
        data = json.loads((FOLDER / f"{self.name}.json").read_text(encoding="utf-8"))
        self._take_out_what_came_later(data)
        content = json.dumps(data).encode()
        document = read_plan_file(f"{self.name}.json", content)
        self.plan = import_plan(document, actor=holder("officer", document.directorate)).plan

    def _take_out_what_came_later(self, data: Row) -> None:
        """Progress and outturns of the plan's own year: its people report them at its end."""
        first = int(data["start"][:4])
        year = f"{first}/{(first + 1) % 100:02}"
        for appendix in data["appendices"]:
            for outcome in appendix["outcomes"]:
                for objective in outcome["objectives"]:
                    for action in objective.get("actions", []):
                        if said := action.pop("progress", ""):
                            name = f"{objective['ref']} / {action['ref']}"
                            self.progress[name] = _report_of_year(said)
                    for kpi in objective.get("kpis", []):
                        if text := kpi.get("actuals", {}).pop(year, ""):
                            self.outturns[kpi["measure"]] = text

    def events(self) -> Iterator[Act]:
        """Each act with its day; those of one day in the order in which they were done."""
        story = self.story
        if counted := story.get("counted"):
            yield date.fromisoformat(counted["on"]), partial(self._count, counted["kpis"])
        for row in [*story.get("scored", []), *story.get("reviews", [])]:
            yield _day(row), partial(self._with_officers, risks.review, row)
        for row in story.get("controls", []):
            yield _day(row), partial(self._with_officers, risks.control, row)
        for row in story.get("acceptances", []):
            yield _day(row), partial(self._with_plan, risks.accept, row)
        if row := story.get("leaver"):
            yield _day(row), partial(self._leave, row)
        for place, row in enumerate(story.get("amendments", [])):
            yield from self._amendment(place, row)
        for row in story.get("comments", []):
            yield from self._thread(row)
        if periods := story.get("periods"):
            yield date.fromisoformat(periods[0]["opens"]), self._lay_out
        for row in periods or []:
            yield from self._period(row)

    def _leave(self, row: Row) -> None:
        talk.leave(row, lead=self.lead)

    def _with_plan(self, do: Callable[..., object], *told: Any) -> None:
        do(self.plan, *told)

    def _with_officers(self, do: Callable[..., object], row: Row) -> None:
        do(self.plan, self.officers, row)

    def _count(self, kpis: dict[str, dict[str, str]]) -> None:
        """Say of KPIs how often they are counted, and what a figure of them is."""
        kind, names = KINDS["kpi"], KpiNames(kpis_of(self.plan))
        for ref, typed in kpis.items():
            part = names.find(ref)
            unsent = form_of(kind, self.plan, None, part=part)
            data = filled_with(unsent, {name: [text] for name, text in typed.items()})
            form = form_of(kind, self.plan, data, part=part)
            form.full_clean()
            save_part(kind, form, plan=self.plan, actor=self.officers.of(part))

    def _amendment(self, place: int, row: Row) -> Iterator[Act]:
        def propose() -> None:
            actor = self.officers.users[0]
            self.proposed[place] = amendments.propose(self.plan, row, actor=actor)

        yield date.fromisoformat(row["proposed"]), propose
        if agreed := row.get("agreed"):
            yield (
                date.fromisoformat(agreed),
                lambda: amendments.decide(self.proposed[place], row, actor=self.lead),
            )

    def _thread(self, row: Row) -> Iterator[Act]:
        yield _day(row), partial(self._with_plan, talk.begin, row)
        for day, by, text in row.get("replies", []):
            yield date.fromisoformat(day), partial(self._with_plan, talk.reply, row, by, text)
        if resolved := row.get("resolved"):
            day, by = resolved
            yield date.fromisoformat(day), partial(self._with_plan, talk.settle, row, by)

    def _lay_out(self) -> None:
        """The council's own calendar where it has one, else the suggested quarters."""
        days = ("start", "finish", "due_on")
        periods = [
            ReportingPeriod(
                plan=self.plan,
                name=row["name"],
                kind=row["kind"],
                **{name: date.fromisoformat(row[name]) for name in days},
            )
            for row in self.story.get("calendar", [])
        ]
        lay_out(self.plan, periods or suggested_periods(self.plan), actor=self.lead)

    def _period(self, row: Row) -> Iterator[Act]:
        def period() -> ReportingPeriod:
            return reporting.period_of(self.plan, row)

        yield (
            date.fromisoformat(row["opens"]),
            lambda: open_period(period(), actor=self.lead),
        )
        for text in row["reported"]:
            day = date.fromisoformat(text)
            yield day, partial(self._report_on, day, row)
        if "figures" in row:
            outturns = self.outturns if "from_plan" in row else {}
            yield (
                date.fromisoformat(row["reported"][-1]),
                lambda: reporting.report_figures_of(self.officers, row, outturns),
            )
        if back := row.get("sent_back"):
            yield _day(back), lambda: reporting.send_one_back(self.plan, row, lead=self.lead)
            again = date.fromisoformat(back["again"][0])
            yield again, lambda: reporting.report_again(self.officers, row)
        if confirmed := row.get("confirmed"):
            yield (
                date.fromisoformat(confirmed),
                lambda: reporting.confirm_all(self.plan, row, lead=self.lead),
            )
        if closes := row.get("closes"):
            yield (
                date.fromisoformat(closes),
                lambda: close_period(period(), actor=self.lead),
            )

    def _report_on(self, day: date, row: Row) -> None:
        updates = self.progress if "from_plan" in row else row["updates"]
        reporting.report_on(day, self.officers, row, updates)


def _day(row: Row) -> date:
    return date.fromisoformat(row["on"])


def _report_of_year(said: str) -> list[str]:
    status = next(status for words, status in SAID.items() if said.startswith(words))
    return [status, said, NEXT if status == Status.SLIPPING else ""]
