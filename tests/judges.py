"""Is this PDF accessible? Two judges of PDF/UA-1, and what neither of them sees.

`assert_accessible_pdf(content)` is for the test of every kind of document.
"""

import io
import tempfile
from pathlib import Path
from typing import Any

import outloud
import page
import pikepdf
from outloud.registry import load_catalogue

PRINT = 1 << 2
# outloud takes a head that spans rows in the last column for a gap in the grid; the
# rules of page-validation on the same matter count right.
MISCOUNTED = {"TBL-004"}


def assert_accessible_pdf(content: bytes) -> None:
    """Fail with every fault that a judge finds, each with its place."""
    faults = [*page_faults(content), *outloud_faults(content), *own_faults(content)]
    assert not faults, "The PDF is not accessible:\n" + "\n".join(faults)


def page_faults(content: bytes) -> list[str]:
    """The machine rules of the PDF/UA-1 profile."""
    report = page.validate_pdf_bytes(content, profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def outloud_faults(content: bytes) -> list[str]:
    """The Matterhorn checkpoints; a check that breaks is a fault too."""
    rules = load_catalogue()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(content)
        result = outloud.check(str(path), layers={"conformance"}, skip=MISCOUNTED)
    faults = [
        f"{finding.rule} {rules[finding.rule].title}: {finding.message} (page {finding.page})"
        for finding in result.findings
        if finding.severity == "error"
    ]
    faults += [f"{run.rule} broke: {run.reason}" for run in result.runs if run.status == "crashed"]
    return faults + ([result.error] if result.error else [])


def own_faults(content: bytes) -> list[str]:
    """What a reader notices and no judge does."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root.StructTreeRoot
        elements = list(_elements(root.K[0]))
        return [
            *_page_faults(pdf, root),
            *_table_faults(root, elements),
            *_link_faults(pdf),
        ]


def _page_faults(pdf: Any, root: Any) -> list[str]:
    numbers = list(root.ParentTree.Nums)
    keys = [int(key) for key in numbers[::2]]
    pages = [int(sheet.StructParents) for sheet in pdf.pages]
    faults = []
    if len(set(pages)) < len(pages):
        faults.append("two pages share their place in the structure (StructParents)")
    if sorted(keys) != keys or len(set(keys)) < len(keys) or not set(pages) <= set(keys):
        faults.append("the way from content to structure (ParentTree) has doubles or gaps")
    return faults


def _table_faults(root: Any, elements: list[Any]) -> list[str]:
    ids = [str(element.ID) for element in elements if "/ID" in element]
    listed = [str(name) for name in list(root.get("/IDTree", {}).get("/Names", []))[::2]]
    faults = []
    if len(set(ids)) < len(ids) or sorted(ids) != listed:
        faults.append("names of header cells are not unique, or are not all in the IDTree")
    for element in elements:
        attributes = element.get("/A", {})
        if element.S == "/TH" and "/Scope" not in attributes:
            faults.append("a header cell without scope")
        faults += [
            f"a cell names a header that is not there: {name}"
            for name in attributes.get("/Headers", [])
            if str(name) not in ids
        ]
    return faults


def _link_faults(pdf: Any) -> list[str]:
    faults = []
    for number, sheet in enumerate(pdf.pages, start=1):
        for annotation in sheet.get("/Annots", []):
            words = str(annotation.get("/Contents", ""))
            target = str(annotation.get("/Dest", "")) or str(annotation.get("/A", {}).get("/URI"))
            if not words or (words == target and "." not in words):
                faults.append(f"a link on page {number} is not told in words: {words!r}")
            if not int(annotation.get("/F", 0)) & PRINT:
                faults.append(f"a link on page {number} is not printed")
    return faults


def _elements(element: Any) -> Any:
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _elements(kid)
