"""Each annex is examined in this process, as most of these tests are not of another one."""

import pytest

from reports.annexes import grafting
from reports.annexes.examination import examine


@pytest.fixture(autouse=True)
def annexes_are_examined_here(monkeypatch) -> None:
    monkeypatch.setattr(grafting, "inspect", examine)
