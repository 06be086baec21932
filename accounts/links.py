"""The link by which a password is set: how it is made, and why one does not work any more.

Django's token stops matching once it was used, and then tells nothing. Ours carries a
seal besides, so that to somebody who really was sent a link the page can say what became
of it, and to anybody else nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int

from accounts.audit_actions import PASSWORD_SET
from accounts.models import User
from core.models import AuditAct

_SALT = "accounts.links.PasswordLinks"
_SEAL_LENGTH = 32


@dataclass(frozen=True)
class Fate:
    """What became of a link: one of these, or neither of them for a link that is not ours."""

    used_at: datetime | None = None
    """When a password was set after it was sent."""
    is_old: bool = False
    """Whether it was sent too long ago."""
    overtaken: bool = False
    """Whether a sign-in or another address of the user has made it void."""


class PasswordLinks(PasswordResetTokenGenerator):
    """Makes and checks the token in the address of the link."""

    def make_token(self, user: User) -> str:
        token = super().make_token(user)
        return f"{token}-{_seal(user, token)}"

    def check_token(self, user: User | None, token: str | None) -> bool:
        if user is None or not self._is_ours(user, token or ""):
            return False
        return super().check_token(user, (token or "").rpartition("-")[0])

    def fate(self, user: User | None, token: str) -> Fate:
        """Why a link that does not work any more does not."""
        if user is None or not self._is_ours(user, token):
            return Fate()
        made_at = self._made_at(token)
        used = AuditAct.objects.filter(
            action=PASSWORD_SET,
            target_model=user._meta.label_lower,
            target_id=user.pk,
            at__gte=made_at,
        ).last()
        if used is not None:
            return Fate(used_at=used.at)
        allowed = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        if timezone.now() - made_at > allowed:
            return Fate(is_old=True)
        return Fate(overtaken=True)

    def _is_ours(self, user: User, token: str) -> bool:
        inner, _, seal = token.rpartition("-")
        return bool(inner) and constant_time_compare(seal, _seal(user, inner))

    def _made_at(self, token: str) -> datetime:
        seconds = base36_to_int(token.partition("-")[0])
        return timezone.make_aware(datetime(2001, 1, 1) + timedelta(seconds=seconds))  # noqa: DTZ001


def _seal(user: User, token: str) -> str:
    return salted_hmac(_SALT, f"{user.pk} {token}", algorithm="sha256").hexdigest()[:_SEAL_LENGTH]


password_links = PasswordLinks()
