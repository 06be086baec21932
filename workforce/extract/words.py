"""How the words of an extract are read, and what is said where it holds something of people."""

from core.csv_rows import as_typed

NOTHING_PERSONAL = "An extract holds no names or numbers of people"
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def tidied(cell: str) -> str:
    """A cell without odd spaces, characters that nobody sees, and the apostrophe of our files."""
    return " ".join(as_typed(cell.strip()).translate(_UNSEEN).split())


def line_ends_within(cell: str) -> bool:
    """Whether a cell runs over lines, as where a quotation mark is not closed."""
    return not {"\n", "\r"}.isdisjoint(cell.strip())
