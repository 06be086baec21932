"""The plan format as a JSON file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from core.faults import Fault, FaultyFile
from plans.exchange.document import PlanDocument, read_document, without_empty_parts
from plans.exchange.places import Path, json_place

_NUMBER = re.compile(r"^(?:0|[1-9]\d{0,8})$", re.ASCII)
"""A step of a risk scale that is the same written as a number: 4, but not 04."""


def read_json(content: bytes) -> PlanDocument:
    """A plan document from the bytes of a JSON file; raises FaultyFile."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultyFile([Fault(f"byte {error.start + 1}", "the file is not UTF-8 text")]) from None
    try:
        data = json.loads(
            text,
            # Figures are kept as written; NaN and Infinity are none, and told in their place.
            parse_int=str,
            parse_float=str,
            parse_constant=float,
            object_pairs_hook=_Object,
        )
    except json.JSONDecodeError as error:
        raise FaultyFile(
            [Fault(f"line {error.lineno}, column {error.colno}", f"not JSON: {error.msg}")]
        ) from None
    except RecursionError:
        raise FaultyFile([Fault("", "The file is nested too deeply to be a plan")]) from None
    twice = [Fault(json_place(path), "stands twice in one object") for path in _twice(data)]
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


class _Object(dict[str, Any]):
    """An object of the file that remembers which of its keys it gives twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.twice: list[str] = []
        if len(self) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            self.twice = [key for key, count in counts.items() if count > 1]


def _twice(data: Any) -> Iterator[Path]:
    """Where the file gives a key twice: one of the two would be lost."""
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, _Object):
            yield from ((*path, key) for key in value.twice)
            waiting += [((*path, key), item) for key, item in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [((*path, place), value[place]) for place in reversed(range(len(value)))]
