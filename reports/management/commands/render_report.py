from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.documents import AUDIENCES, KINDS


class Command(BaseCommand):
    """Makes a printed document: what a committee gets, from the command line."""

    help = "Render a document as a PDF (PDF/UA-1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(KINDS))
        parser.add_argument("subject", type=int, metavar="ID")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE.pdf")
        parser.add_argument("--audience", choices=AUDIENCES, default="officer")

    def handle(self, *_args: Any, **options: Any) -> None:
        kind = KINDS[options["kind"]]
        subject = kind.subjects().filter(pk=options["subject"]).first()
        if subject is None:
            raise CommandError(f"There is no {kind.name.lower()} {options['subject']}.")
        pdf = kind.compose(subject, options["audience"])
        try:
            options["output"].write_bytes(pdf.content)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from None
        for notice in pdf.notices:
            self.stdout.write(f"Warning: {notice.message} ({notice.count})")
