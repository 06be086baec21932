"""The entries of the menu below "Committee papers"."""

from functools import partial
from typing import Any

from accounts.capabilities import Capability
from core.navigation import Subject, register
from reports.access import sees_packs


def offer_entries() -> None:
    """Offer each place of committee papers to whom it is for."""
    offer = partial(register, subject=Subject.PAPERS)
    offer(
        "Committee",
        "papers:home",
        order=70,
        open_to=_everybody,
        lands=4,
        lands_whom=lambda user: user.can(Capability.READ_PAPERS),
    )
    offer("Packs", "papers:packs", order=71, open_to=sees_packs)
    offer(
        "Annual reports",
        "papers:annual_reports",
        order=72,
        open_to=lambda user: user.can(Capability.WRITE_PAPERS),
    )
    offer("Meetings", "papers:meetings", order=73, open_to=_everybody)
    offer("Recommendations", "papers:recommendations", order=74, open_to=_everybody)
    offer("Documents", "reports:documents", order=78, open_to=_everybody)


def _everybody(_user: Any) -> bool:
    return True
