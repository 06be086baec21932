"""Looks at a PDF and tells what it is. `inspection.py` runs this as its own process."""

import io
import json
import logging
import resource
import sys
from dataclasses import asdict

import pikepdf

from .annex import DAMAGED, TOO_COMPLICATED, Annex, RefusedAnnex, check_pages
from .dangers import refuse_dangers
from .description import describe
from .preparation import Place, prepare
from .reading import bytes_of, items_of

logger = logging.getLogger(__name__)

MEMORY = 1024**3
SECONDS = 20
HARMLESS = ("repairing", "removing")  # a value of a page that makes no sense
STACK = 4 * 1024**2  # half of what `graft` has: what is deep enough to break it breaks here
UNPACKED = 100 * 1024**2


def examine(content: bytes) -> Annex:
    """Tell what a PDF is, or refuse it."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise pikepdf.PasswordError
            check_pages(len(pdf.pages))
            refuse_dangers(pdf)
            _check_unpacked(pdf)
            annex = describe(pdf)
            _try_out(pdf, annex)
            if not all(str(warning).endswith(HARMLESS) for warning in pdf.get_warnings()):
                raise RefusedAnnex(DAMAGED)
            return annex
    except pikepdf.PasswordError:
        raise RefusedAnnex(
            "The PDF is encrypted. Save it without a password and without restrictions"
        ) from None
    except (MemoryError, RecursionError):
        raise RefusedAnnex(TOO_COMPLICATED) from None
    except (
        pikepdf.PdfError,
        pikepdf.PikepdfError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        RuntimeError,
    ):
        # What pikepdf raises where a value is not what its place in the file asks for.
        logger.warning("A PDF is taken for damaged", exc_info=True)
        raise RefusedAnnex(DAMAGED) from None


def _check_unpacked(pdf: pikepdf.Pdf) -> None:
    """Refuse pages of a few kilobytes that unpack to far more than anybody wrote."""
    total, seen = 0, set()
    for page in pdf.pages:
        for stream in items_of(page.obj.get("/Contents")):
            if isinstance(stream, pikepdf.Stream) and stream.objgen not in seen:
                seen.add(stream.objgen)
                total += len(stream.read_bytes())
            if total > UNPACKED:
                raise RefusedAnnex(TOO_COMPLICATED)


def _try_out(pdf: pikepdf.Pdf, annex: Annex) -> None:
    """Do with it what `graft` will do, where it may break."""
    for page in pdf.pages:
        bytes_of(page.obj)
    prepared = prepare(pdf, annex.is_tagged, Place("annex", 0, 0, ""))
    other = pikepdf.new()
    other.Root.Annex = other.copy_foreign(prepared.holder)
    other.save(io.BytesIO())


def main() -> None:
    """Examine what comes in; tell it, or why it is refused, as JSON."""
    content = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
    try:
        answer = asdict(examine(content))
    except RefusedAnnex as refused:
        answer = {"refused": str(refused)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
