"""Every page of the editor: who may open it, of which versions, and what it costs."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from accounts.capabilities import Capability
from tests.accounts.people import browser_of, everybody_but
from tests.factories.thresholds import (
    ContactFactory,
    IndicatorFactory,
    SocialCareParagraphFactory,
    filled,
)
from tests.thresholds.editing.pages import page, told
from thresholds.acts import put_in_force
from thresholds.editable import EDITABLE
from thresholds.models import Framework, Heading

pytestmark = pytest.mark.django_db


def first_cell(framework: Framework) -> tuple[int, int]:
    heading = Heading.objects.filter(domain__framework=framework).first()
    return framework.levels.first().pk, heading.pk


def forms_of(framework: Framework) -> dict[str, str]:
    """The addresses of the forms of what only a draft lets change."""
    found = {name: page(name, framework.pk) for name in ("texts", "put_in_force", "remove")}
    found["cell"] = page("cell", framework.pk, *first_cell(framework))
    for kind, editable in EDITABLE.items():
        row = editable.rows(framework).first()
        found[f"add {kind}"] = page("add_part", framework.pk, kind)
        found[f"change {kind}"] = page("part", framework.pk, kind, row.pk)
        found[f"remove {kind}"] = page("remove_part", framework.pk, kind, row.pk)
    return found


def moves_of(framework: Framework) -> dict[str, str]:
    return {
        kind: page("move_part", framework.pk, kind, editable.rows(framework).first().pk)
        for kind, editable in EDITABLE.items()
        if editable.ordered
    }


@pytest.fixture
def draft(draft):
    SocialCareParagraphFactory(framework=draft)
    return draft


def test_only_who_edits_the_framework_opens_its_pages(draft, browser):
    shown = [page("begin"), page("compare", draft.pk), *forms_of(draft).values()]
    posted = [page(name, draft.pk) for name in ("new_version", "out_of_use", "readers")]
    for address in shown:
        assert browser.get(address).status_code == 200, address
    for address in (*shown, *posted, *moves_of(draft).values()):
        rule = resolve(address).func.access_rule
        assert rule == f"requires: {Capability.EDIT_THRESHOLDS}", address
    for somebody in everybody_but("thresholds_editor"):
        others = browser_of(somebody)
        assert others.get(page("versions")).status_code == 403
        assert others.post(page("remove", draft.pk)).status_code == 403
    assert Framework.objects.exists()


def test_of_a_version_in_force_only_the_offices_can_be_changed(draft, browser, editor):
    put_in_force(draft, date(2026, 9, 1), still_used=False, actor=editor)
    for name, address in {**forms_of(draft), **moves_of(draft)}.items():
        found = 302 if name == "contact" else 200 if "contact" in name else 404
        method = browser.post if address.endswith("/move/") else browser.get
        assert method(address).status_code == found, address
    shown = told(browser.get(page("framework", draft.pk)))
    assert "Add an office" in shown
    assert "Add a level" not in shown


def test_a_part_of_another_version_is_not_found_under_this_one(draft, browser):
    other = filled()
    for kind, editable in EDITABLE.items():
        if row := editable.rows(other).first():
            assert browser.get(page("part", draft.pk, kind, row.pk)).status_code == 404
    (level, heading), (others_level, others_heading) = first_cell(draft), first_cell(other)
    assert browser.get(page("cell", draft.pk, others_level, heading)).status_code == 404
    assert browser.get(page("cell", draft.pk, level, others_heading)).status_code == 404
    assert browser.get(page("add_part", draft.pk, "nothing")).status_code == 404


def test_the_pages_cost_the_same_however_long_the_framework_is(
    draft, browser, django_assert_num_queries
):
    addresses = [page("framework", draft.pk), page("cell", draft.pk, *first_cell(draft))]
    costs = []
    for address in addresses:
        browser.get(address)
        with CaptureQueriesContext(connection) as cost:
            browser.get(address)
        costs.append(len(cost))
    level = draft.levels.first()
    for heading in Heading.objects.filter(domain__framework=draft):
        IndicatorFactory(level=level, heading=heading)
        ContactFactory(framework=draft)
    for address, cost in zip(addresses, costs, strict=True):
        with django_assert_num_queries(cost):
            browser.get(address)
