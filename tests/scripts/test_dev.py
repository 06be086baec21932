"""./dev as a person meets it, before anything is set up."""

# ruff: noqa: S603 - the programs started here are our own

import os
import socket
import subprocess

import pytest

from scripts.paths import ROOT


def dev(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ROOT / "dev"), *arguments],
        check=False,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
    )


def test_alone_prints_help():
    result = dev()
    assert (result.returncode, result.stderr) == (0, "")
    for word in ("run", "test", "lint", "bench", "manage", "setup"):
        assert f"\n  {word} " in result.stdout


def test_an_unknown_word_prints_help_on_stderr():
    result = dev("runn")
    assert (result.returncode, result.stdout) == (2, "")
    assert "Usage: ./dev WORD" in result.stderr


def test_a_python_that_does_not_run_is_told():
    result = dev("setup", PYTHON="no-such-python")
    assert result.returncode == 1
    assert result.stderr == (
        "./dev: PYTHON=no-such-python does not run, or is older than Python 3.11.\n"
    )


def test_a_port_in_use_is_told_first():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = dev("run", "--port", str(port))
    assert result.returncode == 1
    assert result.stderr == (
        f"./dev run: Port {port} cannot be used (Address already in use). "
        f"Choose another, for example: ./dev run --port {port + 1}\n"
    )


@pytest.mark.parametrize("port", ["http", "0", "65536"])
def test_a_port_that_is_none_is_told(port):
    result = dev("run", "--port", port)
    assert result.returncode == 2
    assert "a port is a number from 1 to 65535" in result.stderr
