"""The set-up does what is missing, says what it cannot do, and otherwise touches nothing."""

# ruff: noqa: S603 - the programs started here are our own

import json
import subprocess
import sys

import pytest

from scripts import assets, children, environment, machine, stamps
from scripts.console import Problem
from scripts.locks import Users
from scripts.paths import ROOT
from scripts.serve import Watch


@pytest.fixture
def requirements(tmp_path, monkeypatch):
    """A checkout with requirements of its own, and an environment that notes what it is asked."""
    file = tmp_path / "requirements.txt"
    file.write_text("one==1\n")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(environment, "REQUIREMENTS", [file])
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / ".stamp")
    return file


@pytest.fixture
def done(monkeypatch):
    steps: list[str] = []
    monkeypatch.setattr(environment, "_create", lambda: steps.append("create"))
    monkeypatch.setattr(environment, "pip_install", lambda *_: steps.append("install"))
    return steps


def test_packages_are_installed_once(requirements, done):
    environment.prepare()
    environment.prepare()
    assert done == ["create", "install"]


def test_changed_requirements_are_installed_into_the_environment_at_hand(requirements, done):
    environment.prepare()
    requirements.write_text("one==2\n")
    environment.prepare()
    assert done == ["create", "install", "install"]


def test_an_interrupted_installation_is_begun_anew(requirements, done, monkeypatch):
    def interrupted(*_: str) -> None:
        raise KeyboardInterrupt

    environment.prepare()
    requirements.write_text("one==2\n")
    with monkeypatch.context() as patch:
        patch.setattr(environment, "pip_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            environment.prepare()
    environment.prepare()
    assert done == ["create", "install", "create", "install"]


def test_another_python_gets_a_new_environment(requirements, done, monkeypatch):
    environment.prepare()
    monkeypatch.setattr(environment, "_python", lambda: "Python 3.99")
    environment.prepare()
    assert done == ["create", "install", "create", "install"]


def test_a_stamp_changes_with_names_and_contents(tmp_path):
    file = tmp_path / "a"
    file.write_text("text")
    first = stamps.digest("3.11", files=[file])
    assert stamps.digest("3.11", files=[file]) == first
    assert stamps.digest("3.12", files=[file]) != first
    assert stamps.digest("3.11", files=[file.rename(tmp_path / "b")]) != first


def test_the_assets_are_all_there():
    for name in (*assets.FILES, "app.css"):
        assert (assets.ASSETS / name).stat().st_size > 0


def test_the_lock_file_names_no_registry():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not any("resolved" in package for package in lock["packages"].values())


def test_the_first_browser_that_runs_is_taken(tmp_path, monkeypatch):
    for name, code in (("chromium", 1), ("google-chrome", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {code}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.browser() == str(tmp_path / "google-chrome")


def test_no_browser_is_told_and_in_continuous_integration_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.browser() == ""
    assert "The browser tests are skipped" in capsys.readouterr().err
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Problem, match="install the package chromium"):
        machine.browser()


def test_missing_pango_is_told_with_the_packages_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(machine, "_loads", lambda library: "subset" not in library)
    machine.prepare_pango()
    assert "install the packages libharfbuzz-subset0 (Pango)" in capsys.readouterr().err


def test_the_last_user_knows_to_be_the_last(tmp_path):
    first, second = Users(tmp_path / "users"), Users(tmp_path / "users")
    assert not first.leave()
    assert second.leave()


def test_a_killed_user_counts_no_more(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from scripts.locks import Users;"
        "users = Users(Path(sys.argv[1])); print(flush=True); time.sleep(60)"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "users")], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    other.stdout.readline()
    assert not Users(tmp_path / "users").leave()
    other.kill()
    other.wait()
    other.stdout.close()
    assert Users(tmp_path / "users").leave()


def test_a_change_of_a_watched_file_is_seen_once(tmp_path):
    watch = Watch(lambda: tmp_path.glob("*.scss"))
    assert not watch.changed()
    (tmp_path / "app.scss").write_text("p {}")
    assert watch.changed()
    assert not watch.changed()


def test_a_step_that_fails_is_known(capfd):
    assert children.succeeds(["sh", "-c", "echo words"])
    assert not children.succeeds(["sh", "-c", "exit 1"])
    out, err = capfd.readouterr()
    assert (out, err) == ("", "words\n")
