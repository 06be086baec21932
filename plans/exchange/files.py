"""A plan file by its content and name: JSON or XLSX."""

from __future__ import annotations

from pathlib import PurePath

from core.faults import Fault, FaultyFile
from core.uploads import RefusedFile, check_size, is_locked, is_zip
from plans.exchange.document import PlanDocument
from plans.exchange.json_file import read_json
from plans.exchange.scores import score_faults
from plans.models import RiskScale

LOCKED = (
    "The workbook is protected by a password, or in the old format of Excel. "
    "Save it as .xlsx without a password"
)


def read_plan_file(name: str, content: bytes) -> PlanDocument:
    """The document in a file; raises FaultyFile, also where it is not what its name says."""
    try:
        return _read(name, content)
    except FaultyFile as faulty:
        # Whoever mends the file is told of its wrong scores at once with all the rest.
        if faulty.rest is not None:
            faulty.faults += score_faults(faulty.rest, RiskScale.in_force())
        raise


def _read(name: str, content: bytes) -> PlanDocument:
    try:
        check_size(content)
    except RefusedFile as refused:
        raise FaultyFile([Fault("", str(refused))]) from None
    suffix = PurePath(name).suffix.lower()
    if suffix == ".xlsx":
        if is_locked(content):
            raise FaultyFile([Fault("", LOCKED)])
        if not is_zip(content):
            raise FaultyFile([Fault("", "The file is named .xlsx but is not a workbook")])
        # The library that reads workbooks is slow to load.
        from plans.exchange.xlsx_read import read_xlsx

        return read_xlsx(content)
    if suffix == ".json":
        if is_zip(content):
            raise FaultyFile([Fault("", "The file is named .json but is not a JSON file")])
        return read_json(content)
    raise FaultyFile([Fault("", "The file must be a plan as .xlsx or .json")])
