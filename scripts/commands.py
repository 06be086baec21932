"""The words of ./dev."""

import argparse
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import children, machine, serve, setup
from scripts.console import Problem, say
from scripts.lint import lint as run_checks
from scripts.paths import MANAGE, PYTHON, ROOT, VENV
from scripts.postgres import Server

MOST_TEST_PROCESSES = 4


def main(arguments: list[str]) -> int:
    """Do what the first word says; gives the exit code."""
    word, *rest = arguments
    children.listen()
    try:
        return COMMANDS[word](rest)
    except Problem as problem:
        say(f"./dev {word}: {problem}")
        return 1
    except PermissionError as error:
        say(f"./dev {word}: no permission for {error.filename}: was it made by another account?")
        return 1
    except KeyboardInterrupt:
        return 130
    except children.Terminated:
        return 0 if word == "run" else 143


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev run")
    parser.add_argument("--port", type=port_number, default=8000, help="8000 if not given")
    port = parser.parse_args(arguments).port
    serve.require_free(port)
    setup.prepare()
    with django() as (env, keep_database):
        return serve.serve(port, env, keep_database)


def port_number(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def test(arguments: list[str]) -> int:
    """The whole suite runs in several processes; tests picked by the person run in one.

    Their databases are thrown away, so that no commit waits for the disk.
    """
    setup.prepare()
    processes = min(os.cpu_count() or 1, MOST_TEST_PROCESSES)
    spread = [] if arguments else [f"--numprocesses={processes}", "--dist=worksteal"]
    browser = machine.browser()
    waits_for_no_disk = "-c synchronous_commit=off"
    with django(BROWSER_PATH=browser, PGOPTIONS=waits_for_no_disk) as (env, _):
        command = [str(PYTHON), "-m", "pytest", *spread, *arguments]
        return children.run(command, env, cwd=ROOT)


def lint(arguments: list[str]) -> int:
    setup.prepare()
    with django() as (env, _):
        return run_checks(env)


def bench(arguments: list[str]) -> int:
    setup.prepare()
    with django() as (env, _):
        return children.run([str(PYTHON), "-m", "tests.bench", *arguments], env, cwd=ROOT)


def manage(arguments: list[str]) -> int:
    """In the person's own folder, so that paths among the arguments mean what they expect."""
    setup.prepare()
    with django() as (env, _):
        return children.run([str(PYTHON), str(MANAGE), *arguments], env)


def prepare(arguments: list[str]) -> int:
    setup.prepare()
    return 0


COMMANDS = {
    "run": run,
    "test": test,
    "lint": lint,
    "bench": bench,
    "manage": manage,
    "setup": prepare,
}


@contextmanager
def django(**extra: str) -> Iterator[tuple[dict[str, str], Callable[[], bool]]]:
    """The environment for Django, and a function that starts the database again if it died.

    What the person has set stays as it is: with a DATABASE_URL no server is started.
    """
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    path = f"{VENV / 'bin'}:{os.environ.get('PATH', os.defpath)}"
    env = {"DEBUG": "1", **os.environ, "DATA_DIR": str(data_dir), "PATH": path, **extra}
    if env.get("DATABASE_URL"):
        yield env, lambda: False
        return
    server = Server(data_dir)
    env["PATH"] += f":{server.programs}"  # psql and pg_dump
    with server.use() as url:
        yield {**env, "DATABASE_URL": url}, server.keep_running
