"""The JSON of a file, with every key that it gives twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from core.faults import Fault, FaultyFile, Path, json_place


def parse_json(content: bytes, *, thing: str) -> tuple[Any, list[Fault]]:
    """What the bytes of a JSON file hold, and a fault for each key that stands twice.

    Figures are kept as written. Raises FaultyFile for what is no JSON; `thing` is what the file
    should be: "a plan".
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultyFile([Fault(f"byte {error.start + 1}", "the file is not UTF-8 text")]) from None
    try:
        data = json.loads(
            text,
            # NaN and Infinity are no figures, and told in their place.
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
        raise FaultyFile([Fault("", f"The file is nested too deeply to be {thing}")]) from None
    return data, [Fault(json_place(path), "stands twice in one object") for path in _twice(data)]


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
