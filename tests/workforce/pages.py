"""What administrators and workforce officers do on pages, as the tests say it."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from council.reference import KINDS


def address(kind: str, name: str, *more: int) -> str:
    """A page of a kind of reference data."""
    return reverse(f"reference:{name}", args=[KINDS[kind], *more])


def day(field: str, when: date | None) -> dict[str, str]:
    """A date as its three boxes send it."""
    parts = (str(when.day), str(when.month), str(when.year)) if when else ("", "", "")
    return dict(zip((f"{field}_day", f"{field}_month", f"{field}_year"), parts, strict=True))


def errors(response: HttpResponse, field: str | None = "lines") -> str:
    """What a page says beside a box; None: of the form as a whole."""
    assert response.status_code == 200, "it was saved"
    return " ".join(response.context["form"].errors.get(field or "__all__", []))


def text_of(response: HttpResponse) -> str:
    """What a page says, its spaces as one reads them."""
    return " ".join(response.content.decode().split())
