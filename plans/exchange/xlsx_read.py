"""Reading a plan from an XLSX workbook, each fault named by sheet, row and column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from core.dates import read_year
from core.faults import Fault, FaultyFile, Path, json_place
from core.sheets import SheetRow, read_rows
from core.uploads import RefusedFile, check_workbook
from core.workbook import Workbook
from plans.exchange.document import PlanDocument, read_document
from plans.exchange.xlsx_layout import CONTACT_PREFIX, GUIDANCE_SHEET, SHEETS, YEAR_COLUMNS


def read_xlsx(content: bytes) -> PlanDocument:
    """A plan document from the bytes of a workbook; raises FaultyFile."""
    reader = _Reader()
    try:
        check_workbook(content)
        with Workbook(content) as workbook:
            reader.read_sheets(workbook)
    except RefusedFile as refused:
        raise FaultyFile([Fault("", str(refused))]) from None
    # What has no place in the document does not hide what is wrong with the rest.
    try:
        document = read_document(reader.assemble(), reader.locate)
    except FaultyFile as more:
        raise FaultyFile(reader.faults + more.faults, more.rest) from None
    if reader.faults:
        raise FaultyFile(reader.faults, document)
    return document


class _Reader:
    """Collects the rows, nests them into a document and remembers where each part came from."""

    def __init__(self) -> None:
        self.rows: dict[str, list[SheetRow]] = {name: [] for name in SHEETS}
        self.faults: list[Fault] = []
        self.sources: dict[Path, SheetRow] = {}

    # Reading cells

    def read_sheets(self, workbook: Workbook) -> None:
        for name in workbook.names:
            if name not in SHEETS and name != GUIDANCE_SHEET:
                self.faults.append(Fault(f"Sheet {name}", "is not a sheet of the plan format"))
        for name in SHEETS:
            if name in workbook.names:
                rows, faults = read_rows(workbook, name, self._knows(name))
                self.rows[name] = rows
                self.faults += faults
        if not self.rows["Plan"]:
            self.faults.append(Fault("Plan, row 2", "the plan's title and period are missing"))
        for extra in self.rows["Plan"][1:]:
            self.faults.append(Fault(extra.place(), "the sheet Plan holds one row only"))

    @staticmethod
    def _knows(name: str) -> Callable[[str], bool]:
        known = {column.name for column in SHEETS[name]}
        return lambda column: column in known or (name == "KPIs" and bool(_year_column(column)))

    # Nesting rows

    def assemble(self) -> dict[str, Any]:
        """The document as nested dictionaries, with the source of each part remembered."""
        data: dict[str, Any] = {}
        for row in self.rows["Plan"][:1]:
            self.sources[()] = row
            contact: dict[str, Any] = {}
            for column, value in row.cells.items():
                if column.startswith(CONTACT_PREFIX):
                    contact[column.removeprefix(CONTACT_PREFIX)] = value
                else:
                    data[column] = value
            if "address" in contact:
                contact["address"] = contact["address"].split("\n")
            if contact:
                data["contact"] = contact
                self.sources[("contact",)] = row
        data["sections"] = self._sections()
        outcomes: dict[str, tuple[dict[str, Any], Path]] = {}
        data["appendices"] = self._appendices(outcomes)
        objectives: dict[str, tuple[dict[str, Any], Path]] = {}
        for row in self.rows["Objectives"]:
            part = self._under(row, "outcome", outcomes, "objectives", "Outcomes")
            self._keep_id(row, part, objectives)
        for sheet, key in (("Actions", "actions"), ("KPIs", "kpis"), ("Risks", "risks")):
            for row in self.rows[sheet]:
                part = self._under(row, "objective", objectives, key, "Objectives")
                if part and sheet == "KPIs":
                    _nest_kpi(part[0])
        return data

    def _sections(self) -> list[dict[str, Any]]:
        sections: list[dict[str, Any]] = []
        for row in self.rows["Sections"]:
            kind, values = self._kind(row, ("section", "paragraph", "bullet"))
            if kind == "section":
                self._refuse(row, values, "text", "a section")
                values["paragraphs"] = []
                sections.append(values)
                self.sources["sections", len(sections) - 1] = row
            elif kind and not sections:
                self.faults.append(Fault(row.place("kind"), f"a {kind} before the first section"))
            elif kind == "paragraph":
                self._refuse(row, values, "heading", "a paragraph")
                values["bullets"] = []
                paragraphs = sections[-1]["paragraphs"]
                paragraphs.append(values)
                path = ("sections", len(sections) - 1, "paragraphs", len(paragraphs) - 1)
                self.sources[path] = row
            elif kind == "bullet":
                self._refuse(row, values, "heading", "a bullet")
                self._refuse(row, values, "number", "a bullet")
                paragraphs = sections[-1]["paragraphs"]
                if not paragraphs:
                    self.faults.append(
                        Fault(row.place("kind"), "a bullet before the section's first paragraph")
                    )
                    continue
                bullets = paragraphs[-1]["bullets"]
                bullets.append(values.get("text", ""))
                path = ("sections", len(sections) - 1, "paragraphs", len(paragraphs) - 1)
                self.sources[(*path, "bullets", len(bullets) - 1)] = row
        return sections

    def _appendices(self, outcomes: dict[str, tuple[dict[str, Any], Path]]) -> list[dict[str, Any]]:
        appendices: list[dict[str, Any]] = []
        for row in self.rows["Outcomes"]:
            kind, values = self._kind(row, ("appendix", "outcome"))
            identity = values.pop("id", "")
            if kind == "appendix":
                for column in ("outcome", "aim", "lead"):
                    self._refuse(row, values, column, "an appendix")
                values["outcomes"] = []
                appendices.append(values)
                self.sources["appendices", len(appendices) - 1] = row
            elif kind == "outcome":
                for column in ("title", "introduction", "layout", "framework"):
                    self._refuse(row, values, column, "an outcome")
                if not appendices:
                    self.faults.append(
                        Fault(row.place("kind"), "an outcome before the first appendix")
                    )
                    continue
                siblings = appendices[-1]["outcomes"]
                siblings.append(values)
                path = ("appendices", len(appendices) - 1, "outcomes", len(siblings) - 1)
                self.sources[path] = row
                self._keep_id(row, (values, path), outcomes, identity)
        return appendices

    def _kind(self, row: SheetRow, allowed: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
        values: dict[str, Any] = dict(row.cells)
        kind = values.pop("kind", "").casefold()
        if kind not in allowed:
            self.faults.append(Fault(row.place("kind"), f"must be one of: {', '.join(allowed)}"))
            return "", values
        return kind, values

    def _refuse(self, row: SheetRow, values: dict[str, Any], column: str, whom: str) -> None:
        if values.pop(column, ""):
            self.faults.append(Fault(row.place(column), f"{whom} has none; leave it empty"))

    def _keep_id(
        self,
        row: SheetRow,
        part: tuple[dict[str, Any], Path] | None,
        index: dict[str, tuple[dict[str, Any], Path]],
        identity: str | None = None,
    ) -> None:
        if part is None:
            return
        identity = part[0].pop("id", "") if identity is None else identity
        if identity in index:
            self.faults.append(Fault(row.place("id"), f"the id “{identity}” stands twice"))
        elif identity:
            index[identity] = part

    def _under(
        self,
        row: SheetRow,
        column: str,
        parents: dict[str, tuple[dict[str, Any], Path]],
        key: str,
        sheet: str,
    ) -> tuple[dict[str, Any], Path] | None:
        """Put a row under the parent that its column names."""
        values: dict[str, Any] = dict(row.cells)
        named = values.pop(column, "")
        if named not in parents:
            problem = f"no row of {sheet} has the id “{named}”" if named else "is required"
            self.faults.append(Fault(row.place(column), problem))
            return None
        parent, parent_path = parents[named]
        siblings = parent.setdefault(key, [])
        siblings.append(values)
        path = (*parent_path, key, len(siblings) - 1)
        self.sources[path] = row
        return values, path

    # Telling where

    def locate(self, path: Path) -> str:
        """The cell behind a path of the document."""
        for length in range(len(path), -1, -1):
            if row := self.sources.get(path[:length]):
                rest = path[length:]
                column = str(rest[0]) if rest else ""
                if row.sheet == "Plan" and path[:1] == ("contact",):
                    column = f"{CONTACT_PREFIX}{path[1]}" if len(path) > 1 else ""
                elif rest[:1] in (("targets",), ("actuals",)) and len(rest) > 1:
                    column = f"{str(rest[0]).removesuffix('s')} {rest[1]}"
                elif column not in row.letters and "text" in row.letters:
                    column = "text" if "bullets" in path else column
                return row.place(column)
        return json_place(path)


def _year_column(column: str) -> tuple[str, str] | None:
    """ "target 2026/27" as ("targets", "2026/27"); None for any other heading."""
    kind, _, year = column.partition(" ")
    if kind in YEAR_COLUMNS and read_year(year) is not None:
        return YEAR_COLUMNS[kind], year.strip()
    return None


def _nest_kpi(values: dict[str, Any]) -> None:
    if "refs" in values:
        values["refs"] = values["refs"].split("\n")
    for column in list(values):
        if found := _year_column(column):
            part, year = found
            values.setdefault(part, {})[year] = values.pop(column)
