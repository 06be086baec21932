import pytest

from tests.plans.levels.named import Framework, in_force


@pytest.fixture
def framework(monkeypatch) -> Framework:
    """A framework in force with two levels."""
    return in_force(monkeypatch)
