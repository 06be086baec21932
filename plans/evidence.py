"""Which files may stand as evidence: by what is in them, whatever they are called."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 200
KINDS_IN_WORDS = "PDF, Word, Excel, PowerPoint, OpenDocument, JPEG, PNG, CSV or plain text"


@dataclass(frozen=True)
class FileKind:
    """A kind of file that may be kept: how its content begins, or what its archive holds."""

    content_type: str
    begins: bytes = b""
    holds: str = ""


OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OFFICE = "application/vnd.openxmlformats-officedocument."
FILE_KINDS: dict[str, FileKind] = {
    ".pdf": FileKind("application/pdf", begins=b"%PDF-"),
    ".png": FileKind("image/png", begins=b"\x89PNG\r\n\x1a\n"),
    ".jpg": FileKind("image/jpeg", begins=b"\xff\xd8\xff"),
    ".jpeg": FileKind("image/jpeg", begins=b"\xff\xd8\xff"),
    ".docx": FileKind(f"{OFFICE}wordprocessingml.document", holds="word/document.xml"),
    ".xlsx": FileKind(f"{OFFICE}spreadsheetml.sheet", holds="xl/workbook.xml"),
    ".pptx": FileKind(f"{OFFICE}presentationml.presentation", holds="ppt/presentation.xml"),
    ".odt": FileKind(f"{OPEN_DOCUMENT}text", holds="content.xml"),
    ".ods": FileKind(f"{OPEN_DOCUMENT}spreadsheet", holds="content.xml"),
    ".odp": FileKind(f"{OPEN_DOCUMENT}presentation", holds="content.xml"),
    ".csv": FileKind("text/csv; charset=utf-8"),
    ".txt": FileKind("text/plain; charset=utf-8"),
}
"""By the ending of the name, which decides how a browser is told to treat the file."""


def check_evidence(file: UploadedFile) -> None:
    """Raises ValidationError for a file that is empty, too large, or of no kind that is kept."""
    if not file.size:
        raise ValidationError("The file is empty")
    if file.size > LARGEST:
        raise ValidationError("The file must be smaller than 10 MB")
    name = PurePath(file.name or "").name
    if len(name) > LONGEST_NAME:
        raise ValidationError("The name of the file is too long")
    kind = FILE_KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise ValidationError(f"The file must be {KINDS_IN_WORDS}")
    if not _is_of(kind, file):
        raise ValidationError("The file is damaged, or not what its name says")


def content_type_of(name: str) -> str:
    """What a browser is told about a kept file."""
    return FILE_KINDS[PurePath(name).suffix.lower()].content_type


def _is_of(kind: FileKind, file: UploadedFile) -> bool:
    file.seek(0)
    try:
        if kind.begins:
            return file.read(len(kind.begins)) == kind.begins
        if kind.holds:
            with ZipFile(file) as archive:
                names = archive.namelist()
            return kind.holds in names and not any("vbaproject" in n.lower() for n in names)
        return _is_text(file.read())
    except BadZipFile:
        return False
    finally:
        file.seek(0)


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # What Windows saves as text: each byte but five is a character.
        return not set(content) & {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return True
