from argparse import ArgumentParser
from typing import Any

from django_tasks_db.management.commands import db_worker

from core.background.worker import Worker, logger


class Command(db_worker.Command):
    """Does what waits in the background, until it is asked to stop. Any number may run."""

    help = "Do what waits in the background: make PDFs, for example."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="end when nothing waits any more")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.configure_logging(options["verbosity"])
        logger.setLevel("INFO" if options["verbosity"] else "CRITICAL")
        worker = Worker(batch=options["batch"])
        worker.configure_signals()
        worker.run()
