"""A file of any length as text, never more of it in memory than a piece."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from core.csv_rows import NOT_CSV, refuse_workbook
from core.uploads import RefusedFile

MOST_BYTES = 50 * 1024 * 1024
LONGEST_LINE = 20_000
_PIECE = 64 * 1024
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@contextmanager
def opened(file: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """The text of a file; the file itself stays open.

    UTF-8 is read, UTF-16 (Excel's "Unicode text"), else Windows-1252. Raises RefusedFile for
    what is no text, is empty or is too large.
    """
    encoding = _encoding_of(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, "replace", newline="")
    try:
        yield text
    finally:
        text.detach()


def lines_of(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines one by one; one that would fill the memory is refused."""
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise RefusedFile(f"{NOT_CSV}, or has a line that is too long")
        yield line


def _encoding_of(file: BinaryIO) -> str:
    """The encoding by reading all of the file once, piece by piece."""
    file.seek(0)
    piece = file.read(_PIECE)
    if not piece:
        raise RefusedFile("The file is empty")
    refuse_workbook(piece)
    wide = piece.startswith(_WIDE)
    encoding = "utf-16" if wide else "utf-8-sig"
    decoder = codecs.getincrementaldecoder(encoding)()
    size = 0
    while True:
        size += len(piece)
        if size > MOST_BYTES:
            raise RefusedFile(f"The file must be smaller than {MOST_BYTES // 1024**2} MB")
        if encoding == "windows-1252":
            held = "\0" if b"\0" in piece else ""
        else:
            try:
                held = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError:
                if wide:
                    raise RefusedFile(NOT_CSV) from None
                encoding = "windows-1252"
                continue
        if "\0" in held:
            raise RefusedFile(NOT_CSV)
        if not piece:
            return encoding
        piece = file.read(_PIECE)
