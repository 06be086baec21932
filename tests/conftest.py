"""What every test has: quick passwords, files that go nowhere, and hypothesis at a steady pace.

HYPOTHESIS_PROFILE=thorough looks for odd plans for longer, and each time for others.
"""

import gc
import os
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.emptying import empty_quickly

hypothesis_settings.register_profile(
    "quick",
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.register_profile(
    "thorough", hypothesis_settings.get_profile("quick"), max_examples=1000, derandomize=False
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


TURN = count()


def pytest_collection_finish() -> None:
    """What was imported stays until the end: no need to look through it again and again."""
    gc.collect()
    gc.freeze()


def pytest_configure() -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True, scope="session")
def committed_rows_go_quickly() -> None:
    empty_quickly()


@pytest.fixture(scope="session")
def all_files(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(autouse=True)
def files_go_nowhere(settings, all_files) -> None:
    """What a test uploads never lands in the data directory of a running site.

    Each test has a folder of its own, which is only made when a file is put there.
    """
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": all_files / str(next(TURN))},
        }
    }
