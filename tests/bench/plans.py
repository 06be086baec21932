"""Plan documents of any size, as rich as a real one in every objective."""

from plans.exchange.document import FORMAT, PlanDocument

TEXT = (
    "Review with schools and families how the service reaches those who use it least, publish "
    "what was found, and change what keeps people away"
)


def plan_document(objectives: int, *, year: int) -> PlanDocument:
    """A plan with so many objectives, each with three actions, three KPIs and two risks."""
    this, following = f"{year}/{(year + 1) % 100:02}", f"{year + 1}/{(year + 2) % 100:02}"
    return PlanDocument.model_validate(
        {
            "format": FORMAT,
            "directorate": "Bench Services",
            "title": f"Plan of {objectives} objectives",
            "start": f"{year}-04-01",
            "finish": f"{year + 1}-03-31",
            "sections": [
                {
                    "number": str(section),
                    "heading": f"Section {section}",
                    "paragraphs": [
                        {"number": f"{section}.{paragraph}", "text": TEXT, "bullets": [TEXT]}
                        for paragraph in range(1, 5)
                    ],
                }
                for section in range(1, 7)
            ],
            "appendices": [
                {
                    "number": "1",
                    "title": "Actions",
                    "layout": "detailed",
                    "framework": "Every Child Matters",
                    "outcomes": [
                        {
                            "outcome": "Stay safe",
                            "lead": "Ada Lovell / TF",
                            "objectives": [
                                {
                                    "ref": f"Ob {number}",
                                    "text": TEXT,
                                    "start": f"Apr {year}",
                                    "finish": f"Mar {year + 1}",
                                    "lead": "Ada Lovell / TF",
                                    "linkages": "CYPP, LSCB",
                                    "actions": [
                                        {
                                            "ref": f"{number}.{action}",
                                            "text": TEXT,
                                            "start": f"Apr {year}",
                                            "finish": f"Mar {year + 1}",
                                            "responsible": "Bert Finch / C&F",
                                        }
                                        for action in range(1, 4)
                                    ],
                                    "kpis": [
                                        {
                                            "refs": [f"K {number}.{kpi}"],
                                            "measure": TEXT,
                                            "unit": "%",
                                            "polarity": "higher",
                                            "baseline": "50%",
                                            "targets": {this: "55%", following: "+10%"},
                                            "responsible": "Cora Dunn / TF",
                                        }
                                        for kpi in range(1, 4)
                                    ],
                                    "risks": [
                                        {
                                            "ref": f"R {number}.{risk}",
                                            "text": TEXT,
                                            "impact": str(number % 5 + 1),
                                            "probability": str(risk),
                                            "responsible": "Ada Lovell / TF",
                                        }
                                        for risk in range(1, 3)
                                    ],
                                }
                                for number in range(1, objectives + 1)
                            ],
                        }
                    ],
                }
            ],
        }
    )
