"""The plan format as an XLSX workbook, and the blank template with guidance."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from plans.exchange.document import FORMAT, PlanDocument
from plans.exchange.xlsx_layout import (
    CONTACT_PREFIX,
    EMPTY_ROWS,
    GUIDANCE_SHEET,
    KPIS,
    SHEETS,
    YEAR_COLUMNS,
    Column,
)

Row = dict[str, str]

GUIDANCE = (
    "How to fill in this workbook",
    "Each sheet holds one kind of row. The note on each column heading says what belongs there.",
    "Fill in the sheet Plan first: directorate, title, start and finish are required. All else "
    "may stay empty.",
    "In Outcomes, write a row of the kind appendix, then its outcomes below it. Give each outcome "
    "an id, for example O1.",
    "In Objectives, name the outcome by its id, and give each objective an id of its own.",
    "In Actions, KPIs and Risks, name the objective by its id. The order of the rows is the order "
    "of the plan.",
    "Text is kept exactly as you write it. Where a figure or date is not known yet, write words: "
    "To follow.",
    "For targets and actuals of another year, add a column to KPIs, headed for example "
    "target 2029/30 or actual 2025/26.",
    "Formulas, macros and links to other workbooks are refused.",
)


def write_xlsx(document: PlanDocument) -> bytes:
    """The document as a workbook; the same document gives the same cells."""
    years = _years(document)
    return _workbook(dict(_rows(document)), years, guidance=False)


def write_template(first_year: int) -> bytes:
    """A blank workbook with guidance, notes and drop-downs, for a plan from that year on."""
    years = [f"target {year}/{(year + 1) % 100:02}" for year in range(first_year, first_year + 3)]
    return _workbook({"Plan": [{"format": FORMAT}]}, years, guidance=True)


def _workbook(rows: dict[str, list[Row]], years: list[str], *, guidance: bool) -> bytes:
    import xlsxwriter  # slow to load

    output = io.BytesIO()
    # Text that begins with "=" or looks like an address stays text.
    workbook = xlsxwriter.Workbook(
        output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = workbook.add_format(
        {"bold": True, "bg_color": "#1d3c6e", "font_color": "#ffffff", "valign": "top"}
    )
    text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    if guidance:
        _guidance_sheet(workbook)
    layout = SHEETS | {"KPIs": (*KPIS[:-1], *(Column(year, 14) for year in years), KPIS[-1])}
    for name, columns in layout.items():
        sheet = workbook.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, text)
            sheet.write_string(0, place, column.name, head)
            if column.note:
                sheet.write_comment(0, place, column.note)
            if column.choices:
                sheet.data_validation(
                    1,
                    place,
                    max(EMPTY_ROWS, len(rows.get(name, []))),
                    place,
                    {"validate": "list", "source": list(column.choices)},
                )
        for number, row in enumerate(rows.get(name, []), start=1):
            for place, column in enumerate(columns):
                if value := row.get(column.name, ""):
                    sheet.write_string(number, place, value, text)
    workbook.close()
    return output.getvalue()


def _guidance_sheet(workbook: Any) -> None:
    sheet = workbook.add_worksheet(GUIDANCE_SHEET)
    sheet.set_column(0, 0, 100)
    title = workbook.add_format({"bold": True, "font_size": 14})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    for number, line in enumerate(GUIDANCE):
        sheet.write_string(number, 0, line, body if number else title)


def _years(document: PlanDocument) -> list[str]:
    """The year columns of the sheet KPIs: actuals first, then targets, each in order."""
    found = {
        kind: sorted({year for kpi in _kpis(document) for year in getattr(kpi, part)})
        for kind, part in YEAR_COLUMNS.items()
    }
    return [f"{kind} {year}" for kind in ("actual", "target") for year in found[kind]]


def _kpis(document: PlanDocument) -> Iterator[Any]:
    for appendix in document.appendices:
        for outcome in appendix.outcomes:
            for objective in outcome.objectives:
                yield from objective.kpis


def _rows(document: PlanDocument) -> Iterator[tuple[str, list[Row]]]:
    contact = document.contact.model_dump()
    contact["address"] = "\n".join(contact["address"])
    plan = {
        "format": document.format,
        "council": document.council,
        "directorate": document.directorate,
        "title": document.title,
        "start": document.start.isoformat(),
        "finish": document.finish.isoformat(),
        **{f"{CONTACT_PREFIX}{key}": value for key, value in contact.items()},
    }
    yield "Plan", [plan]

    sections: list[Row] = []
    for section in document.sections:
        sections.append({"kind": "section", "number": section.number, "heading": section.heading})
        for paragraph in section.paragraphs:
            sections.append(
                {"kind": "paragraph", "number": paragraph.number, "text": paragraph.text}
            )
            sections += [{"kind": "bullet", "text": bullet} for bullet in paragraph.bullets]
    yield "Sections", sections

    outcomes: list[Row] = []
    objectives: list[Row] = []
    parts: dict[str, list[Row]] = {"Actions": [], "KPIs": [], "Risks": []}
    for appendix in document.appendices:
        outcomes.append({"kind": "appendix", **appendix.model_dump(exclude={"outcomes"})})
        for outcome in appendix.outcomes:
            outcome_id = f"O{sum(row['kind'] == 'outcome' for row in outcomes) + 1}"
            outcomes.append(
                {"kind": "outcome", "id": outcome_id, **outcome.model_dump(exclude={"objectives"})}
            )
            for objective in outcome.objectives:
                objective_id = f"B{len(objectives) + 1}"
                objectives.append(
                    {
                        "outcome": outcome_id,
                        "id": objective_id,
                        **objective.model_dump(exclude={"actions", "kpis", "risks"}),
                    }
                )
                belongs = {"objective": objective_id}
                parts["Actions"] += [belongs | a.model_dump() for a in objective.actions]
                parts["Risks"] += [belongs | risk.model_dump() for risk in objective.risks]
                parts["KPIs"] += [belongs | _kpi_row(kpi) for kpi in objective.kpis]
    yield "Outcomes", outcomes
    yield "Objectives", objectives
    yield from parts.items()


def _kpi_row(kpi: Any) -> Row:
    row = kpi.model_dump(exclude={"refs", "targets", "actuals"})
    row["refs"] = "\n".join(kpi.refs)
    for kind, part in YEAR_COLUMNS.items():
        row |= {f"{kind} {year}": text for year, text in getattr(kpi, part).items()}
    return row
