"""Who edits the framework, and a draft to edit."""

import pytest

from tests.accounts.people import browser_of, somebody_who_is
from tests.factories.thresholds import ContactFactory, filled


@pytest.fixture
def editor():
    return somebody_who_is("thresholds_editor")


@pytest.fixture
def browser(editor):
    return browser_of(editor)


@pytest.fixture
def draft():
    """A draft with an office to call and an indicator at levels 1 and 3 under Health."""
    framework = filled(level_1="Is well", level_3="Often absent")
    ContactFactory(framework=framework)
    return framework
