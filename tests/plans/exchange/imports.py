"""Importing a plan in a test, without the round through a file."""

from typing import Any

from plans.exchange.importing import ImportResult, import_plan
from tests.plans.documents import document, whole


def imported(
    data: dict[str, Any] | None = None, *, actor: Any = None, **options: Any
) -> ImportResult:
    """What came of a document, a whole one if none is given."""
    return import_plan(document(data or whole()), actor=actor, **options)
