"""Reading a document of one of our formats: its texts, lists and days, with words for faults.

Missing, null and empty mean the same. Text is trimmed and otherwise kept as given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from core.dates import read_date
from core.faults import Path
from core.text import LINE, TEXT, tidy, unstorable_characters


def fault(message: str) -> PydanticCustomError:
    """What a reader raises for a value that cannot be kept."""
    # Braces would be taken for fields of a template.
    return PydanticCustomError("format", message.replace("{", "(").replace("}", ")"))


def text_up_to(limit: int) -> Callable[[Any], str]:
    """A reader of texts up to a length."""

    def read(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise fault("must be text")
        words = tidy(str(value))
        if len(words) > limit:
            raise fault(f"has {len(words):,} characters; the limit is {limit:,}")
        if bad := unstorable_characters(words):
            raise fault(f"holds characters that cannot be kept: {', '.join(bad)}")
        return words

    return read


def single_line(value: Any, limit: int = LINE) -> str:
    """A text of one line."""
    words = text_up_to(limit)(value)
    if "\n" in words:
        raise fault("must be a single line")
    return words


def filled(value: Any, limit: int = LINE) -> str:
    """A text that must be there."""
    words = text_up_to(limit)(value)
    if not words:
        raise fault("is required")
    return words


def iso_day(value: Any) -> date:
    """A day that must be there, such as 2026-04-01."""
    if not isinstance(value, str) or not value.strip():
        raise fault("is required, as a date such as 2026-04-01")
    span = read_date(value)
    if span is None or span.first != span.last:
        raise fault("must be a date such as 2026-04-01")
    return span.first


def is_empty(value: Any) -> bool:
    """Whether a value says nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def list_of(value: Any) -> Any:
    """A list, or nothing as an empty one."""
    return [] if is_empty(value) else value


def without_empty(texts: list[str]) -> list[str]:
    """The texts of a list that say something."""
    return [each for each in texts if each]


Line = Annotated[str, BeforeValidator(text_up_to(LINE))]
Text = Annotated[str, BeforeValidator(text_up_to(TEXT))]
SingleLine = Annotated[str, BeforeValidator(single_line)]
Filled = Annotated[str, BeforeValidator(filled)]
Day = Annotated[date, BeforeValidator(iso_day)]
Texts = Annotated[list[Text], BeforeValidator(list_of), AfterValidator(without_empty)]


class Part(BaseModel):
    """A part of a document with the keys of its format and no others."""

    # Built when the first file is read, not at each start: that takes a tenth of it.
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, defer_build=True)


_MESSAGES = {
    "missing": "is required",
    "list_type": "must be a list",
    "model_type": "must be an object with named parts",
    "model_attributes_type": "must be an object with named parts",
    "string_type": "must be text",
}


def faults_of(error: ValidationError, messages: Mapping[str, str]) -> list[tuple[Path, str]]:
    """Where a document is at fault, and what is wrong there in words; `messages` are those of
    the format by pydantic's name for the kind of error."""
    told = _MESSAGES | dict(messages)
    found = []
    for details in error.errors(include_url=False, include_input=False):
        path = tuple(details["loc"])
        if path[-1:] == ("[key]",):
            path = path[:-1]
        found.append((path, told.get(details["type"], details["msg"])))
    return found


def without_empty_parts(value: Any) -> Any:
    """A dumped document without its empty keys, as it is exported and compared."""
    if isinstance(value, dict):
        kept = {key: without_empty_parts(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ("", [], {}, None)}
    if isinstance(value, list):
        return [without_empty_parts(item) for item in value]
    return value
