"""What every page shows of the council."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from council.models import Council


def council(_request: HttpRequest) -> dict[str, Any]:
    """Template context: the council, asked for only by pages that show it."""
    return {"council": SimpleLazyObject(Council.current)}
