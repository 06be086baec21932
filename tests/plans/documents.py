"""Plan documents for tests, as a file holds them."""

import json
from copy import deepcopy
from typing import Any

from django.conf import settings

from core.document_parts import without_empty_parts
from plans.exchange.document import FORMAT, PlanDocument

DEMO = sorted((settings.BASE_DIR / "config" / "demo").glob("*-20*.json"))
"""The three plans that the demonstration data holds."""

OBJECTIVE = "appendices[0].outcomes[0].objectives[0]"
"""Where the one objective of a whole plan stands in its file."""

WHOLE: dict[str, Any] = {
    "format": FORMAT,
    "council": "Ellenshaw Metropolitan Borough Council",
    "directorate": "Children's Services",
    "title": "Equality and Diversity Action Plan 2012/13",
    "start": "2012-04-01",
    "finish": "2013-03-31",
    "contact": {
        "name": "Ian McGuff",
        "post": "Assistant Director",
        "address": ["Westox House", "1, Trinity Road"],
        "telephone": "01384 814387",
        "email": "ian.mcguff@ellenshaw.example",
    },
    "sections": [
        {
            "number": "1",
            "heading": "Introduction",
            "paragraphs": [
                {"number": "1.1", "text": "All directorates make a plan.", "bullets": ["One"]},
            ],
        }
    ],
    "appendices": [
        {
            "number": "1",
            "title": "Actions from the strategic plan",
            "introduction": "All outcomes are priorities.",
            "layout": "detailed",
            "framework": "Every Child Matters",
            "outcomes": [
                {
                    "number": "1",
                    "outcome": "Stay safe",
                    "aim": "Safe from accidental injury and death",
                    "lead": "Pauline Sharratt",
                    "objectives": [
                        {
                            "ref": "Ob 1",
                            "text": "Children are safe",
                            "start": "Apr 2012",
                            "finish": "Mar 2013",
                            "lead": "Dave Perrett / EP&L",
                            "linkages": "CYPP, LSCB",
                            "actions": [
                                {
                                    "ref": "1.5",
                                    "text": "Develop early intervention",
                                    "equality_action": "Translate the leaflet",
                                    "start": "Apr 2012",
                                    "finish": "Mar 2013",
                                    "milestones": "Sept 07 – ongoing",
                                    "responsible": "Mike Galikowski / TF",
                                    "linkages": "SEN Strategy",
                                    "planned_outcome": "Fewer first offences",
                                    "progress": "Begun in May",
                                }
                            ],
                            "kpis": [
                                {
                                    "refs": ["NI 111", "T_F 001"],
                                    "measure": "First time entrants",
                                    "unit": "number",
                                    "polarity": "lower",
                                    "baseline": "901",
                                    "targets": {"2012/13": "869", "2013/14": "To follow"},
                                    "actuals": {"2011/12": "900"},
                                    "responsible": "Mike Galikowski / TF",
                                }
                            ],
                            "risks": [
                                {
                                    "ref": "CSC 0L00 02",
                                    "text": "Fewer staff",
                                    "impact": "4",
                                    "probability": "3",
                                    "responsible": "Pauline Sharratt / C&F",
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    ],
}
"""A plan with one of everything."""

BARE: dict[str, Any] = {
    key: WHOLE[key] for key in ("format", "directorate", "title", "start", "finish")
}
"""A plan with nothing but what is required."""


def whole(**changes: Any) -> dict[str, Any]:
    return deepcopy(WHOLE) | changes


def bare(**changes: Any) -> dict[str, Any]:
    return deepcopy(BARE) | changes


def objective_of(data: dict[str, Any]) -> dict[str, Any]:
    """The one objective of a whole plan."""
    return data["appendices"][0]["outcomes"][0]["objectives"][0]


def with_objectives(number: int, **changes: Any) -> dict[str, Any]:
    """A whole plan with so many objectives, sections and risks, each of its own."""
    data = whole(**changes)
    [objective], [section] = objective_of_list(data), data["sections"]
    data["sections"] = [section | {"number": str(n)} for n in range(number)]
    objective_of_list(data)[:] = [
        deepcopy(objective)
        | {"ref": f"Ob {n}", "risks": [objective["risks"][0] | {"ref": f"R {n}"}]}
        for n in range(number)
    ]
    return data


def objective_of_list(data: dict[str, Any]) -> list[dict[str, Any]]:
    return data["appendices"][0]["outcomes"][0]["objectives"]


def document(data: dict[str, Any]) -> PlanDocument:
    return PlanDocument.model_validate(deepcopy(data))


def canonical(read: PlanDocument) -> dict[str, Any]:
    """A document as it is compared: without its empty parts."""
    return without_empty_parts(read.model_dump(mode="json"))


def as_file(data: Any) -> bytes:
    return json.dumps(data).encode()


def with_objective(**values: Any) -> dict[str, Any]:
    """A whole plan whose one objective has these values."""
    data = whole()
    objective_of(data).update(values)
    return data


def with_first(key: str, **values: Any) -> dict[str, Any]:
    """A whole plan whose first action, KPI or risk has these values."""
    data = whole()
    objective_of(data)[key][0].update(values)
    return data
