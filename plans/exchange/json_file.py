"""The plan format as a JSON file."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from plans.exchange.document import PlanDocument, read_document, without_empty_parts
from plans.exchange.faults import Fault, FaultyFile


def read_json(content: bytes) -> PlanDocument:
    """A plan document from the bytes of a JSON file; raises FaultyFile."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultyFile(
            [Fault(f"byte {error.start + 1}", "the file is not UTF-8 text")]
        ) from None
    try:
        data = json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_once_each,
        )
    except json.JSONDecodeError as error:
        raise FaultyFile(
            [Fault(f"line {error.lineno}, column {error.colno}", f"not JSON: {error.msg}")]
        ) from None
    except (RecursionError, ValueError) as error:
        message = str(error) if isinstance(error, ValueError) else "nested too deeply"
        raise FaultyFile([Fault("", f"The file cannot be read: {message}")]) from None
    return read_document(data)


def write_json(document: PlanDocument) -> str:
    """The document as JSON, without its empty keys; the same document gives the same text."""
    data = without_empty_parts(document.model_dump(mode="json"))
    _scores_as_numbers(data)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _scores_as_numbers(data: dict[str, Any]) -> None:
    for appendix in data.get("appendices", []):
        for outcome in appendix.get("outcomes", []):
            for objective in outcome.get("objectives", []):
                for risk in objective.get("risks", []):
                    for axis in ("impact", "probability"):
                        step = risk.get(axis, "")
                        if step.isascii() and step.isdigit():
                            risk[axis] = int(step)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no figure")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key “{key}” stands twice in one object")
        found[key] = value
    return found
