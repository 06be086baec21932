from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from config.audit_actions import DEMO_LOADED
from config.demo.council import PASSWORD, load_council
from config.demo.incidents import load_incidents
from config.demo.papers import load_papers
from config.demo.plans import load_plans
from config.demo.thresholds import load_thresholds
from config.demo.workforce import load_workforce
from core.audit import act
from council.models import Council, Directorate


class Command(BaseCommand):
    """Fills an empty database with the demonstration council, and tells how to sign in."""

    help = "Load the demonstration council with its plans and users."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing, and complain of nothing, where there is data already",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if Council.objects.exists() or User.objects.exists() or Directorate.objects.exists():
            if not options["if_empty"]:
                raise CommandError("The database holds data already; nothing was loaded.")
        elif not settings.DEBUG:
            raise CommandError(
                "Demonstration users have a known password: they are made with DEBUG only."
            )
        else:
            with act(DEMO_LOADED, actor=None):
                load_council()
                load_plans()
                load_incidents()
                load_workforce()
                load_thresholds()
                load_papers()
        self._print_sign_ins()

    def _print_sign_ins(self) -> None:
        """Print who can sign in, where the users are those of the demonstration."""
        users = User.objects.filter(email__endswith=".example", is_active=True)
        rows = [
            (user.email, "; ".join(str(a) for a in user.role_assignments.all()))
            for user in users.prefetch_related("role_assignments")
            if user.role_assignments.all()
        ]
        if rows:
            self.stdout.write(f"Demonstration sign-ins, all with the password {PASSWORD}:")
            width = max(len(email) for email, _ in rows)
            for email, roles in sorted(rows, key=lambda row: row[1]):
                self.stdout.write(f"  {email:<{width}}  {roles}")
