"""The plan format as a JSON file."""

from __future__ import annotations

import json
import re
from typing import Any

from core.document_parts import without_empty_parts
from core.faults import FaultyFile
from core.json_file import parse_json
from plans.exchange.document import PlanDocument, read_document

_NUMBER = re.compile(r"^(?:0|[1-9]\d{0,8})$", re.ASCII)
"""A step of a risk scale that is the same written as a number: 4, but not 04."""


def read_json(content: bytes) -> PlanDocument:
    """A plan document from the bytes of a JSON file; raises FaultyFile."""
    data, twice = parse_json(content, thing="a plan")
    try:
        document = read_document(data)
    except FaultyFile as faulty:
        raise FaultyFile(twice + faulty.faults, faulty.rest) from None
    if twice:
        raise FaultyFile(twice, document)
    return document


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
                        if _NUMBER.match(step):
                            risk[axis] = int(step)
