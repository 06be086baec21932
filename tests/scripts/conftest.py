"""A server of its own for the tests of the scripts, apart from the one that they run on."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts import children, postgres


@pytest.fixture(autouse=True)
def _signals_stay(monkeypatch) -> None:
    """The scripts turn a deaf ear while they put things away; pytest must still hear Ctrl-C."""
    monkeypatch.setattr(children, "stop_listening", lambda: None)


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory) -> Iterator[Path]:
    """As root it is out of the server's reach, since pytest's folders are private."""
    elsewhere = Path(tempfile.mkdtemp(prefix="equality-tests-"))
    elsewhere.chmod(0o755)
    before, postgres.ELSEWHERE = postgres.ELSEWHERE, elsewhere
    yield tmp_path_factory.mktemp("data")
    postgres.ELSEWHERE = before
    shutil.rmtree(elsewhere)
