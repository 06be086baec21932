"""./dev lint: every check, all of them run, and what failed named at the end."""

import secrets
from collections.abc import Mapping

from scripts import children
from scripts.console import say
from scripts.paths import MANAGE, PYTHON, ROOT, VENV

Checks = dict[str, list[str]]

CODE: Checks = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "lint-imports": [str(VENV / "bin" / "lint-imports"), "--no-logo"],
    "djlint": ["-m", "djlint", "templates", "--lint"],
    "makemigrations --check": [str(MANAGE), "makemigrations", "--check", "--dry-run"],
}
DEPLOYMENT: Checks = {
    "check --deploy": [str(MANAGE), "check", "--deploy", "--fail-level=WARNING"],
}


def lint(env: Mapping[str, str]) -> int:
    """1 if any check failed."""
    production = {"DEBUG": "0", "SECRET_KEY": secrets.token_urlsafe(50)}
    production["ALLOWED_HOSTS"] = "example.org"
    failed = _failed(CODE, env) + _failed(DEPLOYMENT, {**env, **production})
    say(f"Failed: {', '.join(failed)}" if failed else "Every check passed.")
    return 1 if failed else 0


def _failed(checks: Checks, env: Mapping[str, str]) -> list[str]:
    failed = []
    for name, arguments in checks.items():
        say(f"– {name}")
        if children.run([str(PYTHON), *arguments], env, cwd=ROOT) != 0:
            failed.append(name)
    return failed
