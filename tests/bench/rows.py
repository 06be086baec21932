"""Rows for the lists, some thousand of each kind, in a council of the usual size."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from accounts.models import RoleAssignment, User
from core.models import AuditAct, AuditChange
from council.models import Committee, Directorate, Division, Person, School, Strategy
from plans.models import (
    Appendix,
    CriticalAction,
    Indicator,
    IndicatorActual,
    IndicatorTarget,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
    OutcomeFramework,
    Plan,
    RagDefinition,
    Risk,
    RiskAssessment,
    RiskScale,
)
from reports.models import Document
from tests.bench.plans import TEXT

DIRECTORATES, YEARS, OBJECTIVES = 10, 10, 10
PEOPLE = 60


def many(model: type[Model], number: int, row: Callable[[int], dict[str, Any]]) -> list[Any]:
    """So many rows of a model, each from its number."""
    return model._default_manager.bulk_create(model(**row(n)) for n in range(number))


def named(model: type[Model]) -> Callable[[int, User], None]:
    """Rows that need no more than a name."""
    return lambda number, _user: void(many(model, number, lambda n: {"name": f"{model} {n}"}))


def void(_rows: object) -> None:
    """For what is made and not looked at."""


def directorates(number: int = DIRECTORATES) -> list[Directorate]:
    return many(Directorate, number, lambda n: {"name": f"Directorate {n:05}"})


def plans(number: int, _user: User | None = None) -> list[Plan]:
    """Plans of some directorates, year after year."""
    homes = directorates()
    scale, definition = RiskScale.in_force(), RagDefinition.in_force()

    def row(n: int) -> dict[str, Any]:
        year = 2030 - n // DIRECTORATES
        return {
            "directorate": homes[n % DIRECTORATES],
            "title": f"Plan {n}",
            "start": date(year, 4, 1),
            "finish": date(year + 1, 3, 31),
            "risk_scale": scale,
            "rag_definition": definition,
        }

    return many(Plan, number, row)


def objectives() -> list[Objective]:
    made = plans(DIRECTORATES * YEARS)
    appendices = many(Appendix, len(made), lambda n: {"plan": made[n], "position": 1})
    blocks = many(
        OutcomeBlock,
        len(made) * 2,
        lambda n: {
            "appendix": appendices[n // 2],
            "position": n % 2,
            "outcome_text": f"Outcome {n % 12}",
        },
    )
    return many(
        Objective,
        len(made) * OBJECTIVES,
        lambda n: {
            "block": blocks[n * 2 // OBJECTIVES],
            "position": n,
            "ref": f"Ob {n % 10}",
            "text": TEXT,
        },
    )


def name_people(model: Any, made: list[Any], column: str) -> None:
    """Each row names somebody and a division."""
    people = many(Person, PEOPLE, lambda n: {"name": f"Person {n:02}"})
    home = Directorate.objects.earliest("pk")
    divisions = many(Division, 20, lambda n: {"directorate": home, "code": f"D{n}"})
    for field, others, other in (
        ("people", people, "person"),
        ("divisions", divisions, "division"),
    ):
        through = getattr(model, field).through
        through.objects.bulk_create(
            through(**{column: row, other: others[n % len(others)]}) for n, row in enumerate(made)
        )


def actions(number: int, _user: User) -> None:
    under = objectives()
    statuses = CriticalAction.Status.values

    def row(n: int) -> dict[str, Any]:
        finish = date(2024, 4, 1) + timedelta(days=n % 1500)
        return {
            "objective": under[n % len(under)],
            "position": n,
            "ref": f"{n}",
            "text": TEXT,
            "responsible": "Ada Lovell / TF",
            "finish_text": finish.isoformat(),
            "finish_on": finish,
            "status": statuses[n % len(statuses)],
        }

    name_people(CriticalAction, many(CriticalAction, number, row), "criticalaction")


def kpis(number: int, _user: User) -> None:
    under = objectives()
    made = many(
        Indicator,
        number,
        lambda n: {
            "objective": under[n % len(under)],
            "position": n,
            "refs": [f"NI {n}"],
            "measure": TEXT,
            "unit": "%",
            "polarity": "higher",
            "baseline_text": "50%",
        },
    )
    years = {kpi.pk: kpi.objective.block.appendix.plan.year for kpi in made}
    for model, sign in ((IndicatorTarget, 55), (IndicatorActual, 45)):
        many(
            model,
            number,
            lambda n, sign=sign: {
                "indicator": made[n],
                "year": years[made[n].pk],
                "text": f"{sign + n % 17}%",
            },
        )
    name_people(Indicator, made, "indicator")


def risks(number: int, _user: User) -> None:
    under = objectives()
    scale = RiskScale.in_force()
    impacts, chances = scale.steps_of("impact"), scale.steps_of("probability")
    made = many(
        Risk,
        number,
        lambda n: {
            "plan": under[n % len(under)].block.appendix.plan,
            "ref": f"R {n}",
            "text": TEXT,
            "responsible": "Ada Lovell / TF",
        },
    )
    many(
        ObjectiveRisk,
        number,
        lambda n: {"objective": under[n % len(under)], "risk": made[n], "position": n},
    )
    many(
        RiskAssessment,
        number,
        lambda n: {
            "risk": made[n],
            "impact": impacts[n % 5],
            "probability": chances[n // 5 % 5],
            "assessed_on": date(2026, 4, 1),
        },
    )
    name_people(Risk, made, "risk")


def users(number: int, _user: User) -> None:
    made = many(User, number, lambda n: {"name": f"U {n}", "email": f"u{n}@council.example"})
    home = directorates(1)[0]
    many(
        RoleAssignment,
        number,
        lambda n: {"user": made[n], "role": "officer", "directorate": home},
    )


def people(number: int, _user: User) -> None:
    homes = directorates()
    many(
        Person,
        number,
        lambda n: {"name": f"Person {n}", "post": "Officer", "directorate": homes[n % 10]},
    )


def divisions(number: int, _user: User) -> None:
    homes = directorates()
    many(Division, number, lambda n: {"directorate": homes[n % 10], "code": f"D{n}"})


def schools(number: int, _user: User) -> None:
    many(School, number, lambda n: {"name": f"S {n}", "urn": f"{n:06}", "phase": "primary"})


def strategies(number: int, _user: User) -> None:
    many(Strategy, number, lambda n: {"name": f"Strategy {n}", "code": f"S{n}"})


def rag_definitions(number: int, _user: User) -> None:
    many(
        RagDefinition,
        number,
        lambda n: {"name": "Bench", "version": n + 1, "in_force_from": date(2026, 4, 1)},
    )


def risk_scales(number: int, _user: User) -> None:
    many(
        RiskScale,
        number,
        lambda n: {"name": "Bench", "version": n + 1, "in_force_from": date(2026, 4, 1)},
    )


def acts(number: int, user: User) -> None:
    many(
        AuditAct,
        number,
        lambda n: {
            "action": "plan.edited",
            "actor_id": user.pk,
            "actor_name": user.name,
            "target_model": "plans.plan",
            "target_id": n,
            "target_name": f"Plan {n}",
        },
    )


def loose_changes(number: int, _user: User) -> None:
    many(
        AuditChange,
        number,
        lambda n: {"table_name": "plans_plan", "row_id": str(n), "operation": "U"},
    )


def documents(number: int, user: User) -> None:
    many(
        Document,
        number,
        lambda n: {
            "kind": "plan",
            "target_id": n,
            "title": f"Plan {n}",
            "requested_by": user,
        },
    )


committees, frameworks = named(Committee), named(OutcomeFramework)


def all_directorates(number: int, _user: User) -> None:
    directorates(number)
