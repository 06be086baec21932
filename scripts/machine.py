"""What only the machine can give: Pango for the PDFs, Chromium for the browser tests."""

import ctypes
import os
import shutil
import sys

from scripts import children
from scripts.console import Problem, say

PANGO = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def install(*packages: str) -> bool:
    """Install Debian packages where nobody need be asked: as root or by password-less sudo."""
    if not shutil.which("apt-get"):
        return False
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    if os.geteuid() != 0:
        if not shutil.which("sudo") or not _works("sudo", "--non-interactive", "true"):
            return False
        command.insert(0, "sudo")
    say(f"Installing {', '.join(packages)} from the system's packages …")
    add = [*command, "install", "--yes", "--no-install-recommends", *packages]
    # A list of packages that is missing or out of date is fetched, and only then.
    return _works(*add) or (_works(*command, "update") and _works(*add))


def prepare_pango() -> None:
    """WeasyPrint loads Pango from the system; without it the site works but makes no PDF."""
    if sys.platform != "linux":
        return
    missing = [package for library, package in PANGO.items() if not _loads(library)]
    if missing and not install(*missing):
        _report(f"No PDF can be made: install the packages {', '.join(missing)} (Pango).")


def browser() -> str:
    """The path of a Chromium that runs, or nothing where none can be had."""
    chosen = os.environ.get("BROWSER_PATH")
    if chosen:
        return chosen
    found = _find_browser()
    if not found and install("chromium"):
        found = _find_browser()
    if not found:
        _report("The browser tests are skipped: install the package chromium, or set BROWSER_PATH.")
    return found


def _find_browser() -> str:
    # Some of these names may be stubs that only print an advice, so each is tried.
    paths = filter(None, map(shutil.which, BROWSERS))
    return next((path for path in paths if _works(path, "--version")), "")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _works(*command: str) -> bool:
    return children.succeeds(command, quiet=True)


def _report(text: str) -> None:
    """In continuous integration nothing may be left out silently."""
    if os.environ.get("CI"):
        raise Problem(text)
    say(text)
