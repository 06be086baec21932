"""The first administrator of a new site."""

import pytest
from django.core.management import CommandError, call_command

from accounts.capabilities import Capability
from accounts.models import User
from core.models import AuditAct

pytestmark = pytest.mark.django_db
COMMAND = "accounts.management.commands.add_admin.getpass"


def answering(monkeypatch, *answers: str) -> None:
    given = iter(answers)
    monkeypatch.setattr(COMMAND, lambda _prompt: next(given))


def test_an_administrator_can_sign_in_and_manage_users(monkeypatch):
    answering(monkeypatch, "seven grey geese", "seven grey geese")
    call_command("add_admin", "Ada@council.example", "Ada Lovell")
    user = User.objects.get()
    assert user.check_password("seven grey geese")
    assert user.can(Capability.MANAGE_USERS)
    assert AuditAct.objects.get(action="user.added").target_name == "Ada Lovell"


@pytest.mark.parametrize(
    ("email", "answers", "message"),
    [
        ("ada@council.example", ("one password", "another one"), "not the same"),
        ("ada@council.example", ("short", "short"), "too short"),
        ("no address", ("seven grey geese", "seven grey geese"), "valid email"),
    ],
)
def test_what_is_wrong_is_told_and_nobody_is_added(monkeypatch, email, answers, message):
    answering(monkeypatch, *answers)
    with pytest.raises(CommandError, match=message):
        call_command("add_admin", email, "Ada Lovell")
    assert not User.objects.exists()


def test_an_address_that_is_taken_is_refused(monkeypatch):
    for _ in range(2):
        answering(monkeypatch, "seven grey geese", "seven grey geese")
        try:
            call_command("add_admin", "ada@council.example", "Ada Lovell")
        except CommandError as error:
            assert "already" in str(error)  # noqa: PT017
    assert User.objects.count() == 1
