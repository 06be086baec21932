"""The format of threshold frameworks as a JSON file."""

from __future__ import annotations

import json

from core.document_parts import without_empty_parts
from core.faults import Fault, FaultyFile
from core.json_file import parse_json
from core.uploads import RefusedFile, check_size, is_zip
from thresholds.exchange.document import FrameworkDocument, read_document


def read_json(content: bytes) -> FrameworkDocument:
    """A framework from the bytes of a file. Raises FaultyFile with every fault."""
    try:
        check_size(content)
    except RefusedFile as refused:
        raise FaultyFile([Fault("", str(refused))]) from None
    if is_zip(content):
        raise FaultyFile([Fault("", "The file must be a threshold framework as .json")])
    data, twice = parse_json(content, thing="a threshold framework")
    try:
        document = read_document(data)
    except FaultyFile as faulty:
        raise FaultyFile(twice + faulty.faults) from None
    if twice:
        raise FaultyFile(twice)
    return document


def write_json(document: FrameworkDocument) -> str:
    """The document as JSON, without its empty keys; the same document gives the same text."""
    data = without_empty_parts(document.model_dump(mode="json"))
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
