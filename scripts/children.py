"""Starting programs so that none outlives ./dev and each is stopped gently."""

import ctypes
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from scripts.paths import ROOT

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
PATIENCE = 10  # seconds from asking a program to stop to killing it


class Terminated(BaseException):
    """Somebody asked ./dev to stop, other than by Ctrl-C."""


def listen() -> None:
    """Let a request to stop unwind the program as Ctrl-C does, so that all is put away."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Terminated

    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # as under nohup
            signal.signal(number, stop)


def stop_listening() -> None:
    """From here on the program is putting things away and must not be disturbed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: None)


def spawn(
    command: Sequence[str],
    env: Mapping[str, str],
    *,
    cwd: Path | None = None,
    apart: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a program that ends when ./dev does, even by kill -9.

    One that is `apart` is out of reach of the terminal's Ctrl-C, and only asked by ./dev.
    """
    return subprocess.Popen(
        command,
        env=env,
        cwd=cwd,
        process_group=0 if apart else None,
        preexec_fn=_die_with_parent,  # noqa: PLW1509 - ./dev has a single thread
    )


def run(command: Sequence[str], env: Mapping[str, str], cwd: Path | None = None) -> int:
    """Run a program in the foreground and return its exit code.

    Ctrl-C reaches it from the terminal; it decides what that means, and ./dev waits.
    """
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        child = spawn(command, env, cwd=cwd)
        try:
            code = child.wait()
        except Terminated:
            stop(child)
            raise
    finally:
        signal.signal(signal.SIGINT, before)
    return code if code >= 0 else 128 - code


def succeeds(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, quiet: bool = False
) -> bool:
    """Run a step of the set-up; what it prints goes to stderr, or if quiet nowhere."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    result = subprocess.run(
        command,
        check=False,
        env=env,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
    )
    return result.returncode == 0


def stop(*children: subprocess.Popen[bytes]) -> None:
    """Ask all, then wait for each; one that takes too long is killed."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
