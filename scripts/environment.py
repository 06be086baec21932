"""The virtual environment in .venv, with every package of the two requirements files."""

import importlib.util
import shutil
import sys

from scripts import children, machine, stamps
from scripts.console import Problem, say
from scripts.paths import PYTHON, ROOT, VENV

REQUIREMENTS = [ROOT / "requirements.txt", ROOT / "requirements-dev.txt"]
STAMP = VENV / ".stamp"


def prepare() -> None:
    """Install the packages, unless they are those of the stamp.

    Changed requirements are installed into the environment at hand; one of another Python,
    or one whose first installation was interrupted, is made anew.
    """
    version = _python()
    wanted = f"{version}, packages {stamps.digest(files=REQUIREMENTS)}"
    found = stamps.read(STAMP)
    if found == wanted:
        return
    if not found.startswith(f"{version},"):
        _create()
    say(f"Installing the packages for {version} (about a minute) …")
    STAMP.unlink(missing_ok=True)
    pip_install("--requirement", str(REQUIREMENTS[-1]))
    STAMP.write_text(wanted)


def _python() -> str:
    return f"Python {sys.version_info.major}.{sys.version_info.minor}"


def pip_install(*arguments: str) -> None:
    """Install into the environment; pip's own words are shown when it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--quiet", "--no-input"]
    command += ["--disable-pip-version-check", *arguments]
    if not children.succeeds(command):
        raise Problem("The Python packages could not be installed: pip says why above.")


def _create() -> None:
    package = f"python3.{sys.version_info.minor}-venv"
    if not importlib.util.find_spec("ensurepip") and not machine.install(package):
        raise Problem(
            f"This Python cannot make virtual environments: install the package {package}."
        )
    if VENV.exists():
        shutil.rmtree(VENV)
    if not children.succeeds([sys.executable, "-m", "venv", str(VENV)]):
        raise Problem("The virtual environment could not be made: Python says why above.")
