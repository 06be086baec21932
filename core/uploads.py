"""Checking an uploaded workbook before anything opens it."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

MAX_UPLOAD = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_FILES = 1_000


class RefusedFile(Exception):
    """The file is not opened; the message says why."""


def check_size(content: bytes) -> None:
    """Refuses what is over 10 MB, or empty."""
    if len(content) > MAX_UPLOAD:
        raise RefusedFile("The file must be smaller than 10 MB")
    if not content:
        raise RefusedFile("The file is empty")


def is_zip(content: bytes) -> bool:
    """Whether the content is a ZIP archive, as every XLSX workbook is."""
    return content[:4] == b"PK\x03\x04"


def is_locked(content: bytes) -> bool:
    """Whether Excel stored the workbook encrypted with a password, or as it did before XLSX."""
    return content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def check_workbook(content: bytes) -> None:
    """Refuses what is no XLSX, a zip bomb, and workbooks with macros or external links.

    The sizes are those that the archive states; zipfile itself stops reading an entry
    that turns out longer.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if len(entries) > MAX_FILES or sum(e.file_size for e in entries) > MAX_UNPACKED:
                raise RefusedFile("The workbook is too large when unpacked")
            if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
                raise RefusedFile("The file is not an XLSX workbook")
            types = archive.read("[Content_Types].xml")
            outside = any(
                _links_outside(archive.read(name)) for name in names if name.endswith(".rels")
            )
    except (ParseError, DefusedXmlException):
        raise RefusedFile("The file is damaged, or not an XLSX workbook") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        LookupError,
        ValueError,
    ):
        raise RefusedFile("The file is damaged, or not an XLSX workbook") from None
    if b"macroenabled" in types.lower() or any(
        word in name.lower() for name in names for word in ("vbaproject", "macrosheets/")
    ):
        raise RefusedFile("The workbook holds macros. Save it as .xlsx without macros")
    if outside or any(name.lower().startswith("xl/externallinks/") for name in names):
        raise RefusedFile(
            "The workbook links to something outside itself. Break the links and save it again"
        )


def _links_outside(relations: bytes) -> bool:
    """Whether a part draws on something outside; a hyperlink in a cell is only words."""
    return any(
        relation.get("TargetMode") == "External"
        and not relation.get("Type", "").endswith("/hyperlink")
        for relation in fromstring(relations)
    )
