"""./dev run: the site, its worker and its database, for as long as the person lets it run."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from scripts import assets, children, setup
from scripts.console import Problem, say
from scripts.paths import MANAGE, PYTHON, ROOT

HOST = "127.0.0.1"
LONGEST_PAUSE = 60  # seconds before a worker that keeps dying is started once more


def require_free(port: int) -> None:
    """Told before anything that takes time."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise Problem(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Choose another, for example: ./dev run --port {port + 1}"
            ) from None


def serve(port: int, env: Mapping[str, str], keep_database: Callable[[], bool]) -> int:
    """Run the site until it ends or somebody stops it; gives its exit code."""
    sign_ins = _fill_database(env)
    env = {**env, "DJANGO_RUNSERVER_HIDE_WARNING": "true"}
    site = children.spawn([str(PYTHON), str(MANAGE), "runserver", f"{HOST}:{port}"], env)
    worker: Worker | None = None  # only when the site answers, so as not to hold it up
    style_sources = Watch(assets.styles)
    try:
        while site.poll() is None:
            if worker:
                worker.keep_running()
            elif _answers(port):
                address = f"The site is at http://{HOST}:{port}/ (Ctrl-C stops it)"
                print(f"\n{sign_ins}\n{address}\n", flush=True)
                worker = Worker(env)
            if keep_database():
                say("The database had stopped; it has been started again.")
            if style_sources.changed():
                _make_styles_again()
            time.sleep(1 if worker else 0.1)
        return site.returncode
    finally:
        children.stop_listening()
        children.stop(site, *([worker.process] if worker else []))


class Watch:
    """Tells whether any of some files has changed since it was last asked."""

    def __init__(self, files: Callable[[], Iterable[Path]]) -> None:
        self._files = files
        self._seen = self._look()

    def changed(self) -> bool:
        before, self._seen = self._seen, self._look()
        return before != self._seen

    def _look(self) -> dict[Path, int]:
        return {file: file.stat().st_mtime_ns for file in self._files() if file.exists()}


class Worker:
    """The program that does the background tasks; started again when it dies or its code changes.

    Its own reloader would kill it in the middle of a task; asked from here, it ends the task.
    """

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env
        self._code = Watch(_python_files)
        self._pause = 1
        self._start()

    def keep_running(self) -> None:
        if self._code.changed():
            self.process.terminate()
            self._pause = 1
        if self.process.poll() is None or time.monotonic() < self._started + self._pause:
            return
        say("Starting the worker again …")
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        self._start()

    def _start(self) -> None:
        command = [str(PYTHON), str(MANAGE), "worker", "--skip-checks"]
        self.process = children.spawn(command, self._env, apart=True)
        self._started = time.monotonic()


def _python_files() -> Iterable[Path]:
    for package in ROOT.glob("*/__init__.py"):
        yield from package.parent.rglob("*.py")


def _make_styles_again() -> None:
    try:
        setup.prepare_assets()
    except Problem as problem:
        say(str(problem))


def _fill_database(env: Mapping[str, str]) -> str:
    """Gives what the demonstration data has to say: the sign-ins."""
    command = [str(PYTHON), "-m", "scripts.fill_database"]
    env = {**env, "DJANGO_SETTINGS_MODULE": "config.settings"}
    result = subprocess.run(
        command, check=False, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )
    if result.returncode != 0:
        raise Problem(f"{result.stdout}the tables or the demonstration data failed: see above.")
    return result.stdout


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
