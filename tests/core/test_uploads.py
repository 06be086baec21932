"""What is looked at before anything opens an uploaded workbook."""

import io
import struct
import zipfile

import openpyxl
import pytest

from core import uploads
from core.uploads import (
    MAX_UPLOAD,
    RefusedFile,
    check_size,
    check_workbook,
    is_locked,
    is_zip,
)

RELATIONS = (
    '<?xml version="1.0"?><Relationships'
    ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook():
    """A small workbook as a person would save it."""
    book = openpyxl.Workbook()
    book.active["A1"] = "amina.yusuf@ellenshaw.example"
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def with_parts(content, parts, compression=zipfile.ZIP_DEFLATED):
    """The archive with some of its files replaced or added."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", compression) as archive:
        for name, data in (kept | parts).items():
            archive.writestr(name, data)
    return changed.getvalue()


def relation(kind, target):
    return RELATIONS.format(
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    )


def refusal_of(content):
    with pytest.raises(RefusedFile) as refused:
        check_workbook(content)
    return str(refused.value)


def test_a_workbook_as_saved_is_let_through():
    check_workbook(workbook())


def test_the_smallest_and_the_largest_file_are_let_through():
    check_size(b"x")
    check_size(b"x" * MAX_UPLOAD)


def test_ten_megabytes_is_the_limit_and_is_named():
    assert MAX_UPLOAD == 10 * 1024 * 1024
    with pytest.raises(RefusedFile, match="10 MB"):
        check_size(b"x" * (MAX_UPLOAD + 1))


def test_an_empty_file_is_refused():
    with pytest.raises(RefusedFile, match="empty"):
        check_size(b"")


def test_what_a_file_is_shows_in_its_first_bytes():
    assert is_zip(workbook())
    assert not is_zip(b'{"format": "equality-plan/1"}')
    assert not is_zip(b"\x89PNG\r\n\x1a\n")
    assert is_locked(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    assert not is_locked(workbook())


@pytest.mark.parametrize(
    "part",
    [
        {"xl/vbaProject.bin": b"macros"},
        {"xl/VBAPROJECT.BIN": b"macros"},
        {"xl/macrosheets/sheet1.xml": b"<macrosheet/>"},
    ],
)
def test_a_workbook_with_macros_is_refused(part):
    assert "macros" in refusal_of(with_parts(workbook(), part))


def test_a_workbook_that_says_it_may_hold_macros_is_refused():
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        types = archive.read("[Content_Types].xml")
    types = types.replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert "macros" in refusal_of(with_parts(workbook(), {"[Content_Types].xml": types}))


@pytest.mark.parametrize(
    "part",
    [
        {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"},
        {"xl/worksheets/_rels/sheet1.xml.rels": relation("oleObject", "file:///etc/passwd")},
        {"xl/_rels/workbook.xml.rels": relation("externalLinkPath", "other.xlsx")},
        {"xl/drawings/_rels/drawing1.xml.rels": relation("image", "http://example.org/a.png")},
    ],
)
def test_a_workbook_that_draws_on_something_outside_is_refused(part):
    assert "outside" in refusal_of(with_parts(workbook(), part))


def test_a_hyperlink_in_a_cell_is_only_words():
    """Excel makes one of each e-mail address that somebody types."""
    link = relation("hyperlink", "mailto:amina.yusuf@ellenshaw.example")
    check_workbook(with_parts(workbook(), {"xl/worksheets/_rels/sheet1.xml.rels": link}))


def test_a_small_file_that_unpacks_to_a_large_one_is_refused():
    bomb = with_parts(workbook(), {"xl/worksheets/sheet2.xml": bytes(uploads.MAX_UNPACKED)})
    assert len(bomb) < MAX_UPLOAD
    assert "too large when unpacked" in refusal_of(bomb)


def test_a_file_that_lies_about_its_unpacked_size_is_refused():
    """The archive says that the part has 10 bytes; reading must not go on past them."""
    part = "[Content_Types].xml"
    bomb = with_parts(workbook(), {part: bytes(5_000_000)})
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        offset = archive.getinfo(part).header_offset
    lying = bytearray(bomb)
    lying[offset + 22 : offset + 26] = struct.pack("<I", 10)
    directory = lying.rindex(b"PK\x01\x02", 0, lying.rindex(part.encode()) + 1)
    lying[directory + 24 : directory + 28] = struct.pack("<I", 10)
    assert "damaged" in refusal_of(bytes(lying))


def test_an_archive_of_very_many_files_is_refused():
    many = {f"xl/media/{number}": b"" for number in range(uploads.MAX_FILES)}
    assert "too large when unpacked" in refusal_of(with_parts(workbook(), many))


def test_an_archive_that_is_no_workbook_is_refused():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("word/document.xml", "<document/>")
    assert "not an XLSX workbook" in refusal_of(archive.getvalue())


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04",
        b"PK\x03\x04" + b"\xff" * 1000,
        workbook()[:2000],
        with_parts(workbook(), {"_rels/.rels": b"<Relationships>"}),
        with_parts(workbook(), {"_rels/.rels": b'<?xml version="1.0" encoding="no such"?><a/>'}),
        with_parts(
            workbook(),
            {"_rels/.rels": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'},
        ),
    ],
    ids=["cut", "rubbish", "half", "not XML", "unknown encoding", "entity"],
)
def test_a_damaged_workbook_is_refused(content):
    assert "damaged" in refusal_of(content)


def test_no_damage_whatever_gets_past_as_another_error():
    """Each byte of the small parts in turn is broken; it is a workbook still, or refused."""
    content = with_parts(workbook(), {})
    refused = 0
    for place in range(0, len(content), 7):
        broken = bytearray(content)
        broken[place] ^= 0x5A
        try:
            check_workbook(bytes(broken))
        except RefusedFile:
            refused += 1
    assert refused > 20


def test_an_encrypted_archive_is_refused():
    content = bytearray(with_parts(workbook(), {}))
    for marker, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(marker)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(marker, place + 4)
    assert "damaged" in refusal_of(bytes(content))
