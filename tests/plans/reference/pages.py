"""What the tests of plans' reference data have in common."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


def at(name: str, *args) -> str:
    """The address of a page of plans' reference data."""
    return reverse(f"plans_reference:{name}", args=args)


def shown(response) -> str:
    """Every message of a form that came back."""
    errors = response.context["form"].errors
    return " ".join(message for messages in errors.values() for message in messages)


def queries(browser, page: str) -> int:
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(page).status_code == 200
    return len(asked)
