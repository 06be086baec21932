from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from accounts.audit_actions import USER_ADDED
from accounts.models import RoleAssignment, User
from core.audit import act


class Command(BaseCommand):
    """The first administrator of a new site, who adds everybody else on screen."""

    help = "Add an administrator; the password is asked for."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = User(email=options["email"], name=options["name"])
        password = getpass("Password: ")
        if getpass("Once more: ") != password:
            raise CommandError("The two passwords are not the same.")
        try:
            user.clean_fields(exclude=["password"])
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        try:
            with act(USER_ADDED, actor=None) as entry:
                user.set_password(password)
                user.save()
                RoleAssignment.objects.create(user=user, role="admin")
                entry.about(user)
        except IntegrityError:
            raise CommandError(f"There is a user {user.email} already.") from None
        self.stdout.write(f"{user.name} can sign in as {user.email}.")
