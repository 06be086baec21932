"""Settings are safe by default."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

BASE = {"DATABASE_URL": "postgres://nobody@localhost/none", "PATH": os.environ["PATH"]}


def start(**environment: str) -> str:
    """What starting the site with this environment says."""
    run = subprocess.run(
        [sys.executable, "-c", "import config.settings"],
        cwd=settings.BASE_DIR,
        env=BASE | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stderr


def test_without_debug_the_site_refuses_the_built_in_secret_key():
    assert "Set SECRET_KEY" in start(ALLOWED_HOSTS="example.org")


def test_without_debug_the_site_refuses_to_start_without_allowed_hosts():
    assert "Set ALLOWED_HOSTS" in start(SECRET_KEY="x" * 60)


def test_with_both_it_starts():
    assert start(SECRET_KEY="x" * 60, ALLOWED_HOSTS="example.org") == ""


@pytest.mark.parametrize("address", ["", "sqlite:///x.sqlite3"])
def test_no_database_but_postgresql_will_do(address):
    assert "ImproperlyConfigured" in start(DEBUG="1", DATABASE_URL=address)
