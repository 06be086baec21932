from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.reminders.sending import Outcome, mails_due, send_due


class Command(BaseCommand):
    """Tells people by e-mail what waits for them; run it once a day."""

    help = "Send reminders of what waits for people. Safe to run twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="show who would get what, and send nothing"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        today = timezone.localdate()
        if options["dry_run"]:
            for mail in mails_due(today):
                self.stdout.write(f"{mail.recipient.name} <{mail.recipient.email}>: {mail.subject}")
                for item in mail.items:
                    self.stdout.write(f"  {item.what}")
            return
        failed = 0
        for mail, outcome in send_due(today):
            failed += outcome is Outcome.FAILED
            self.stdout.write(f"{mail.recipient.email}: {outcome}")
        if failed:
            raise CommandError(f"{failed} could not be sent; the next run tries again.")
