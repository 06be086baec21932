"""The demonstration plans as tests use them: imported, and all their printed texts."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan
from plans.models import Plan

FOLDER = Path(settings.BASE_DIR) / "config" / "demo"
NAMES = ["childrens-services-2025-26", "childrens-services-2026-27", "adult-social-care-2026-27"]

UNPRINTED = {"format", "layout", "polarity", "council"}
"""What stands in the file for the machine, or on the page in other words."""


def demo_plan(name: str) -> Plan:
    """A demonstration plan, imported."""
    file = FOLDER / f"{name}.json"
    return import_plan(read_plan_file(file.name, file.read_bytes()), actor=None).plan


def printed_texts(name: str, *, without: frozenset[str] = frozenset()) -> list[str]:
    """Every text of a demonstration plan that its page must show."""
    document = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    # The plan's own days are printed as a period in words.
    del document["start"], document["finish"]
    return list(_texts(document, UNPRINTED | without))


def _texts(value: Any, unprinted: set[str] | frozenset[str]) -> list[str]:
    if isinstance(value, dict):
        kept = [item for key, item in value.items() if key not in unprinted]
        return [text for item in kept for text in _texts(item, unprinted)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item, unprinted)]
    return [] if value is None or value == "" else [str(value)]
