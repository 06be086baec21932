"""The editor's pages, as the tests name them."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import strip_tags


def page(name: str, *args: object) -> str:
    return reverse(f"thresholds:{name}", args=args)


def told(response: HttpResponse) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def errors(response: HttpResponse, field: str | None = None) -> str:
    """What a page says beside a box; None: of the form as a whole."""
    assert response.status_code == 200, "it was saved"
    return " ".join(response.context["form"].errors.get(field or "__all__", []))
