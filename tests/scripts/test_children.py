"""No program outlives ./dev, and each is asked before it is killed."""

# ruff: noqa: S603 - the programs started here are our own

import os
import signal
import subprocess
import sys
import time

from scripts import children
from scripts.paths import ROOT


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_exit_code_is_handed_on():
    assert children.run(python("raise SystemExit(3)"), os.environ) == 3


def test_a_signal_is_told_as_a_shell_tells_it():
    code = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    assert children.run(python(code), os.environ) == 128 + signal.SIGTERM


def test_one_that_does_not_stop_is_killed(monkeypatch):
    monkeypatch.setattr(children, "PATIENCE", 0.2)
    code = "import signal, time; signal.signal(15, signal.SIG_IGN); print(); time.sleep(60)"
    stubborn = subprocess.Popen(python(code), stdout=subprocess.PIPE)
    assert stubborn.stdout is not None
    stubborn.stdout.readline()
    children.stop(stubborn)
    assert stubborn.returncode == -signal.SIGKILL
    stubborn.stdout.close()


def test_none_outlives_a_killed_dev():
    code = (
        "import os, sys; from scripts import children;"
        "child = children.spawn([sys.executable, '-c', 'import time; time.sleep(60)'], os.environ);"
        "print(child.pid, flush=True); child.wait()"
    )
    parent = subprocess.Popen(python(code), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert is_there(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while is_there(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_there(child)
