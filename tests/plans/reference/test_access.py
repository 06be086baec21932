"""Everybody reads plans' reference data; administrators make new ones."""

import pytest

from plans.models import RagDefinition, RiskScale
from tests.accounts.people import an_admin, browser_of, everybody_but
from tests.factories import (
    OutcomeFrameworkFactory,
)
from tests.plans.reference.pages import at

pytestmark = pytest.mark.django_db


def test_everybody_reads_and_only_administrators_make_new_ones():
    framework = OutcomeFrameworkFactory()
    reading = [
        at("frameworks"),
        at("framework", framework.pk),
        at("risk_scales"),
        at("risk_scale", RiskScale.in_force().pk),
        at("rag_definitions"),
        at("rag_definition", RagDefinition.in_force().pk),
    ]
    making = [
        at("framework_add"),
        at("framework_edit", framework.pk),
        at("risk_scale_add"),
        at("risk_scale_preview"),
        at("rag_definition_add"),
    ]
    for somebody in everybody_but("admin"):
        browser = browser_of(somebody)
        assert {browser.get(page).status_code for page in reading} == {200}
        assert {browser.get(page).status_code for page in making} == {403}
        assert {browser.post(page).status_code for page in making} == {403}
    admin = browser_of(an_admin())
    assert {admin.get(page, follow=True).status_code for page in [*reading, *making]} == {200}
