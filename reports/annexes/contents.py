"""What a page paints, and how its parts are marked."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from .reading import bytes_of, dictionary_at

MARKED, POINT, END = ("BMC", "BDC"), ("MP", "DP"), "EMC"
ARTIFACT = "/Artifact"
PAINTING = ("Tj", "TJ", "'", '"', "Do", "sh", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*")
LOOKED_AT = (*MARKED, END, *PAINTING, "BI", "ID", "EI")


class Painted(NamedTuple):
    """What a page paints: under which numbers, as which forms, and whether without either.

    Artifacts (running titles, lines) are no part of it.
    """

    marks: frozenset[int]
    forms: frozenset[Any]
    is_loose: bool


def without_marks(content: bytes, pdf: pikepdf.Pdf) -> bytes:
    """The same painting; only the marks of layers are left, and each has its end."""
    if not any(word.encode() in content for word in (*MARKED, *POINT, END)):
        return content
    kept: list[Any] = []
    is_kept: list[bool] = []
    for instruction in _instructions(content, pdf):
        operator = str(instruction.operator)
        if operator in POINT:
            continue
        if operator in MARKED:
            is_kept.append(bool(instruction.operands) and instruction.operands[0] == "/OC")
            if not is_kept[-1]:
                continue
        elif operator == END and not (is_kept and is_kept.pop()):
            continue
        kept.append(instruction)
    end: Any = ([], pikepdf.Operator(END))
    return pikepdf.unparse_content_stream(kept + [end] * sum(is_kept))


def without_lone_ends(content: bytes, pdf: pikepdf.Pdf) -> bytes:
    """The same painting without each Q that no q begins.

    Readers pass over it or not: some forget then what was set before the content.
    """
    if not any(is_lone for _, is_lone in _with_lone_ends(_instructions(content, pdf, "q Q"))):
        return content
    instructions = _with_lone_ends(_instructions(content, pdf))
    return pikepdf.unparse_content_stream([item for item, is_lone in instructions if not is_lone])


def _with_lone_ends(instructions: Any) -> Iterator[tuple[Any, bool]]:
    depth = 0
    for instruction in instructions:
        operator = str(instruction.operator)
        is_lone = operator == "Q" and depth == 0
        depth += (operator == "q") - (operator == "Q" and not is_lone)
        yield instruction, is_lone


def painted_on(page: Any, pdf: pikepdf.Pdf) -> Painted:
    """Look at all that is painted on a page, and how it is marked."""
    resources = page.get("/Resources", pikepdf.Dictionary())
    marks, forms, is_loose = set(), set(), False
    stack: list[int | str | None] = []  # a number, an artifact, or another mark
    for instruction in _instructions(bytes_of(page), pdf, " ".join(LOOKED_AT)):
        operator = str(instruction.operator)
        if operator in MARKED:
            stack.append(_mark(instruction.operands, resources))
        elif operator == END:
            del stack[-1:]
        elif ARTIFACT in stack:
            continue
        elif numbers := [mark for mark in stack if isinstance(mark, int)]:
            marks.add(numbers[-1])
        elif operator == "Do" and (form := _form(instruction.operands, resources)):
            forms.add(form)
        else:
            is_loose = True
    return Painted(frozenset(marks), frozenset(forms), is_loose)


def _mark(operands: Any, resources: Any) -> int | str | None:
    if not operands or operands[0] == ARTIFACT:
        return ARTIFACT if operands else None
    properties = operands[1] if len(operands) > 1 else None
    if isinstance(properties, pikepdf.Name):
        properties = dictionary_at(resources, "/Properties").get(str(properties))
    number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
    return number if isinstance(number, int) else None


def _form(operands: Any, resources: Any) -> Any:
    """The form that is painted, as its object's number; None for a picture."""
    name = str(operands[0]) if operands else ""
    form = dictionary_at(resources, "/XObject").get(name)
    is_form = isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form"
    return form.objgen if is_form else None


def _instructions(content: bytes, pdf: pikepdf.Pdf, operators: str = "") -> Any:
    return pikepdf.parse_content_stream(pdf.make_stream(content), operators)
