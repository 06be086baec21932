"""What a council officer is told of an uploaded annex."""

from dataclasses import dataclass

MAXIMUM_PAGES = 200
MAXIMUM_SIZE = 25 * 1024 * 1024

DAMAGED = "The PDF is damaged. Open it, save it as a PDF again and upload that"
TOO_COMPLICATED = (
    "The PDF could not be checked: it is damaged or far too complicated. "
    "Print it to a new PDF and upload that"
)


class RefusedAnnex(Exception):
    """The file cannot be an annex; the message says why, and what to do."""


@dataclass(frozen=True)
class Annex:
    """A PDF that can be put into a pack."""

    pages: int
    is_tagged: bool
    is_accessible: bool
    """Whether it is tagged, says itself that it keeps PDF/UA-1, and has all its fonts."""
    title: str
    language: str
    sizes: tuple[tuple[int, int], ...]
    """Width and height of each page as it is shown, in millimetres."""
    notices: tuple[str, ...]
    """What the officer should know, a sentence each."""


def check_size(content: bytes) -> None:
    """Refuse what is too large, or no PDF at all."""
    if len(content) > MAXIMUM_SIZE:
        limit = MAXIMUM_SIZE // 1024**2
        raise RefusedAnnex(f"The file is too large: an annex may have at most {limit} MB")
    if b"%PDF-" not in content[:1024]:
        raise RefusedAnnex("The file is not a PDF")


def check_pages(count: int) -> None:
    """Refuse an annex without pages, or with too many."""
    if count == 0:
        raise RefusedAnnex("The PDF has no pages")
    if count > MAXIMUM_PAGES:
        raise RefusedAnnex(
            f"The PDF has {count} pages: an annex may have at most {MAXIMUM_PAGES}. "
            "Split it, or publish it beside the pack"
        )
