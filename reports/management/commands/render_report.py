from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.documents import AUDIENCES, KINDS, Kind
from reports.packs.composing import NotComposed


class Command(BaseCommand):
    """Makes a printed document: what a committee gets, from the command line."""

    help = "Render a document as a PDF (PDF/UA-1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=sorted(KINDS))
        parser.add_argument("subject", type=int, metavar="ID")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE.pdf")
        parser.add_argument(
            "--with",
            metavar="OTHER",
            default="",
            help="of a comparison: the ID of another plan, or state:2026-05-04 for the plan "
            "itself; of a pack: exempt, for its part B",
        )
        parser.add_argument("--audience", choices=AUDIENCES, default="officer")

    def handle(self, *_args: Any, **options: Any) -> None:
        kind = KINDS[options["kind"]]
        subject = kind.subjects().filter(pk=options["subject"]).first()
        if subject is None:
            name = kind.subjects().model._meta.verbose_name
            raise CommandError(f"There is no {name} {options['subject']}.")
        try:
            pdf = kind.compose(_made_of(kind, subject, options["with"]), options["audience"])
        except NotComposed as problem:
            raise CommandError(str(problem)) from None
        try:
            options["output"].write_bytes(pdf.content)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from None
        for notice in pdf.notices:
            self.stdout.write(f"Warning: {notice.message} ({notice.count})")


def _made_of(kind: Kind, subject: Any, other: str) -> Any:
    """What the document is made of: the subject, or the subject beside another."""
    if "side" in kind.parameters:
        return _side_of(kind, subject, other)
    if bool(other) != ("with" in kind.parameters):
        raise CommandError(f"--with is {'not for' if other else 'needed for'} this kind.")
    choice = f"plan:{other}" if other.isdigit() else other
    made_of = kind.made_of(subject, {"with": choice} if other else {}, None)
    if made_of is None:
        raise CommandError(f"There is no plan or state “{choice}” to compare {subject} with.")
    return made_of


def _side_of(kind: Kind, subject: Any, side: str) -> Any:
    """A side of a pack, the open one unless another is named."""
    made_of = kind.made_of(subject, {"side": side}, None)
    if made_of is None:
        raise CommandError(f"{subject} has no part “{side or 'open'}”.")
    return made_of
