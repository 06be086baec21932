"""Everything that the commands need, made once and then only checked."""

from scripts import assets, environment, machine
from scripts.locks import exclusive
from scripts.paths import ROOT

LOCK = ROOT / ".setup.lock"
WAITING = "Another ./dev is preparing this checkout; waiting for it …"


def prepare() -> None:
    with exclusive(LOCK, WAITING):
        environment.prepare()
        assets.prepare()
        machine.prepare_pango()


def prepare_assets() -> None:
    with exclusive(LOCK, WAITING):
        assets.prepare()
