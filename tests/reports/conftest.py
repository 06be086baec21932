"""Documents that many tests read are printed once.

Equal input gives equal bytes (`test_rendering.py` sees to that), so a document of the same words
need not be laid out again.
"""

from collections.abc import Iterator
from typing import Any

import pytest

import reports.rendering
from reports.rendering import Pdf

MOST_KEPT = 100


@pytest.fixture(autouse=True, scope="session")
def equal_documents_are_printed_once() -> Iterator[None]:
    """Kinds of document find `render_pdf` in its module, where this one takes its place."""
    kept: dict[str, Pdf] = {}
    render = reports.rendering.render_pdf

    def render_once(html: str, *, progress: Any = None, **how: Any) -> Pdf:
        asked = repr((html, sorted(how.items())))
        if asked not in kept:
            if len(kept) >= MOST_KEPT:
                kept.pop(next(iter(kept)))
            kept[asked] = render(html, progress=progress, **how)
        return kept[asked]

    reports.rendering.render_pdf = render_once
    yield
    reports.rendering.render_pdf = render
