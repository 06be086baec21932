"""What is bound: documents of ours, and annexes that somebody uploaded."""

from dataclasses import dataclass

from reports.documents.writing import Written


@dataclass(frozen=True)
class BoundPart:
    """A document of ours, under its own title or the one that its pack gives it."""

    key: str
    """What its ids begin with, so that no two parts share one."""
    written: Written

    @property
    def title(self) -> str:
        return self.written.title


@dataclass(frozen=True)
class BoundAnnex:
    """An uploaded PDF with the divider that goes before it."""

    key: str
    written: Written
    """The divider, followed by an empty page for each page of the annex."""
    content: bytes
    pages: int

    @property
    def title(self) -> str:
        return self.written.title
