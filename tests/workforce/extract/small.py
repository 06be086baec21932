"""Small extracts of a few lines, and what is told of those that are not taken."""

import io

import pytest

from core.faults import FaultyFile
from tests.workforce.extract.lines import COLUMNS
from workforce.extract.reading import Sums, read_extract

HEAD = ",".join(COLUMNS)
LINE = "ASC,Homes,34,N,F,WB,N"


def summed(content: str | bytes, **options) -> Sums:
    """The sums of a file."""
    content = content.encode() if isinstance(content, str) else content
    return read_extract(io.BytesIO(content), "extract.csv", **options)


def faults(content: str | bytes, **options) -> list[str]:
    """All that is told of a file that is not taken."""
    with pytest.raises(FaultyFile) as faulty:
        summed(content, **options)
    return [str(fault) for fault in faulty.value.faults]


def line(**cells: str) -> str:
    """A line as usual, save for these cells."""
    return ",".join((dict(zip(COLUMNS, LINE.split(","), strict=True)) | cells).values())


def file(*lines: str) -> str:
    """A file of these lines below the usual headings."""
    return "\n".join([HEAD, *lines]) + "\n"
