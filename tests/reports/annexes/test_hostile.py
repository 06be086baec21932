"""Files made to break a reader of PDFs: each is refused soon, and nothing breaks."""

import subprocess
import sys
import time
import zlib
from collections.abc import Iterable

import pytest

from reports.annexes import RefusedAnnex, inspection
from reports.annexes.examination import examine
from reports.annexes.inspection import inspect
from tests.pdf_structure import read_structure
from tests.reports.annexes.samples import grafted, opened, plain

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>%s>>"
TAGGED = b"/StructTreeRoot 4 0 R/MarkInfo<</Marked true>>"
PAINTED = b"/P <</MCID 0>> BDC 0 0 m 9 9 l S EMC"


def stream(content: bytes, keys: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (keys, len(content), content)


def file_of(objects: Iterable[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1."""
    output, places = bytearray(b"%PDF-1.7\n"), []
    for number, item in enumerate(objects, start=1):
        places.append(len(output))
        output += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(places) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(output))
    return bytes(output) + table + end


def page_with(keys: bytes = b"", *more: bytes, root: bytes = b"") -> bytes:
    """A PDF of one page; `more` are the objects from number 4 on."""
    catalogue = b"<</Type/Catalog/Pages 2 0 R%s>>" % root
    return file_of([catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE % keys, *more])


def pages_in_a_circle() -> bytes:
    return file_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])


def pages_multiplied() -> bytes:
    """Twelve levels of ten kids each, which are all the same: a million million pages."""
    levels = [
        b"<</Type/Pages/Kids[%s]/Count 1>>" % (b"%d 0 R " % (number + 3) * 10)
        for number in range(12)
    ]
    return file_of([b"<</Type/Catalog/Pages 2 0 R>>", *levels, PAGE % b""])


def deep_array() -> bytes:
    return page_with(b"/X " + b"[" * 100_000 + b"]" * 100_000)


def long_chain() -> bytes:
    """Objects that hang on one another, so deep that copying them ends the process."""
    links = (b"<</X %d 0 R>>" % (number + 5) for number in range(40_000))
    return page_with(b"/Group 4 0 R", *links, b"<<>>")


def content_that_unpacks_without_end() -> bytes:
    packed = zlib.compress(zlib.compress(b" " * 110_000_000, 1))
    return page_with(b"/Contents 4 0 R", stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


def names_in_a_circle() -> bytes:
    return page_with(b"", b"<</Kids[4 0 R 4 0 R]>>", root=b"/Names<</Dests 4 0 R>>")


def table_without_end() -> bytes:
    """A cross-reference stream that says it lists two thousand million objects."""
    keys = b"/Type/XRef/Size 2000000000/W[1 4 1]/Index[0 2000000000]/Root 1 0 R"
    return b"%PDF-1.7\n1 0 obj\n" + stream(b"", keys) + b"\nendobj\nstartxref\n9\n%%EOF"


@pytest.mark.parametrize(
    "make",
    [
        pages_in_a_circle,
        pages_multiplied,
        deep_array,
        long_chain,
        content_that_unpacks_without_end,
        names_in_a_circle,
        table_without_end,
    ],
)
def test_a_hostile_file_is_refused_within_seconds(make):
    content = make()
    start = time.monotonic()
    with pytest.raises(RefusedAnnex):
        inspect(content)
    assert time.monotonic() - start < 30


def test_a_check_that_takes_too_long_is_a_refusal(monkeypatch):
    monkeypatch.setattr(inspection, "SECONDS", 0.001)
    with pytest.raises(RefusedAnnex, match="could not be checked"):
        inspect(plain())


def test_a_check_that_breaks_is_a_refusal(monkeypatch):
    run = subprocess.run

    def broken(command, **options):
        return run([sys.executable, "-c", "import os; os.abort()"], **options)

    monkeypatch.setattr(subprocess, "run", broken)
    with pytest.raises(RefusedAnnex, match="could not be checked"):
        inspect(plain())


@pytest.mark.parametrize(
    "content",
    [
        page_with(b"/Contents 7/Annots 5/Rotate(x)/UserUnit -1"),
        page_with(b"/Contents[3 0 R 4 0 R null 9 0 R]/Annots[null 5 (x)]", b"[4 0 R]"),
        page_with(b"/Contents 4 0 R", stream(bytes(range(256)) * 100)),
        page_with(b"", stream(b"<not xml", b"/Type/Metadata"), root=b"/Metadata 4 0 R"),
        page_with(b"", b"<</First 5 0 R>>", b"<</Title(x)/Next 5 0 R>>", root=b"/Outlines 4 0 R"),
        page_with(b"", b"<</First 4 0 R>>", root=b"/Outlines 4 0 R/OCProperties 4/Names 5/Dests 6"),
    ],
)
def test_odd_values_are_passed_over(content):
    assert not examine(content).is_tagged
    with opened(grafted(("Annex A", content)).content) as pdf:
        assert len(pdf.pages) == 4


@pytest.mark.parametrize(
    ("tree", "kids"),
    [
        (b"<</Type/StructTreeRoot/K 5 0 R>>", b"[0 5 0 R 4 0 R]"),
        (b"<</Type/StructTreeRoot/K[5 0 R 5 0 R 5 0 R]>>", b"[0 0 0]"),
        (b"<</Type/StructTreeRoot/K 5 0 R/RoleMap<</P/Q/Q/P>>>>", b"[0 -1 1.5 true (x) /N null]"),
        (b"<</Type/StructTreeRoot/K 5 0 R/ParentTree 7/IDTree 8/ClassMap 9>>", b"[0 2000000000]"),
    ],
)
def test_odd_tags_are_read_as_far_as_they_go(tree, kids):
    element = b"<</S/P/Pg 3 0 R/C/None/A[1 null(x)]/K%s>>" % kids
    content = page_with(
        b"/StructParents 0/Contents 6 0 R", tree, element, stream(PAINTED), root=TAGGED
    )
    assert examine(content).is_tagged
    made = grafted(("Annex A", content)).content
    (part,) = read_structure(made).all("Part")[1:]
    assert part.shape() == {"Part": ["P"]}


@pytest.mark.parametrize("kids", [b"5 0 R", b"[7]", b"[2000000000]", b"99 0 R"])
def test_tags_that_lead_to_nothing_painted_count_as_none(kids):
    element = b"<</S/P/Pg 3 0 R/K %s>>" % kids
    tree = b"<</Type/StructTreeRoot/K 5 0 R>>"
    content = page_with(
        b"/StructParents 0/Contents 6 0 R", tree, element, stream(PAINTED), root=TAGGED
    )
    assert not examine(content).is_tagged


def test_a_tree_without_bottom_counts_as_none():
    elements = (b"<</S/Sect/K %d 0 R>>" % (number + 6) for number in range(1_000))
    leaf = b"<</S/P/Pg 3 0 R/K 0>>"
    content = page_with(
        b"/StructParents 0/Contents 1006 0 R",
        b"<</Type/StructTreeRoot/K 5 0 R>>",
        *elements,
        leaf,
        stream(PAINTED),
        root=TAGGED,
    )
    assert not examine(content).is_tagged
