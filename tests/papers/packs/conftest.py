"""What the tests of packs share."""

from contextlib import nullcontext

import pytest

from reports.packs import freezing
from reports.packs.composing import Composition
from tests.papers.packs.making import bound_quickly, with_plain_cover_reports


@pytest.fixture(autouse=True)
def plain_cover_reports(monkeypatch):
    with_plain_cover_reports(monkeypatch)


@pytest.fixture
def quick_layout(monkeypatch):
    """Documents are not laid out: their words stand for them."""
    monkeypatch.setattr(Composition, "bind", bound_quickly)


@pytest.fixture
def in_a_test(monkeypatch):
    """A test is one transaction already, and no other can begin within it."""
    monkeypatch.setattr(freezing, "one_moment", nullcontext)
