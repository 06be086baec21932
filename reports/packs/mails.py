"""The mails of a pack's steps: who is told, and in which words."""

from __future__ import annotations

from collections.abc import Collection

from accounts.holders import holders_at
from accounts.models import User
from accounts.telling import tell
from reports.models import PackStep


def tell_of_step(step: PackStep, label: str, roles: Collection[str], actor: User) -> None:
    """Mail those whom a step concerns, once it is stored; not who took it."""
    pack = step.pack
    tell(
        holders_at(roles, directorate_id=pack.directorate_id, committee_id=pack.committee_id),
        f"{label}: {pack}",
        "papers/packs/step_mail.txt",
        {"step": step, "pack": pack, "label": label},
        besides=actor,
    )
