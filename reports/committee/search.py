"""Search inside the text of papers: which passages somebody may read hold the words typed.

The passages are those of the documents that one may read, so what is exempt is found by who
may read part B, and a name by who may read the version that prints it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.safestring import SafeString

from plans.excerpts import excerpt, found_words, mark
from plans.models import SearchWord
from plans.search import like_words, looked_for, with_near_words
from reports.committee.places import passage_url
from reports.models import Paper, PaperFile, PaperText

_CONFIG = "english"
"""As `PaperText.searched` was made."""
_BY_LENGTH = 1
"""Of two passages with the same words the shorter one comes first."""


@dataclass(frozen=True)
class Finding:
    """The passages found, and what was searched for instead of what was typed."""

    words: str
    passages: QuerySet[PaperText]
    instead_of: str = ""


@dataclass(frozen=True)
class Hit:
    """A passage as it is listed."""

    paper: Paper
    part: str
    heading: SafeString
    excerpt: SafeString
    page: int
    is_exempt: bool
    url: str


def find(readable: QuerySet[PaperText], typed: str) -> Finding:
    """The passages with the words typed; where there are none, with words near to them."""
    found = readable.filter(searched=_query(typed))
    if not found.exists():
        meant = with_near_words(typed, lambda word: _nearest(readable, word))
        near = readable.filter(searched=_query(meant))
        if meant != typed and near.exists():
            return Finding(meant, near, instead_of=typed)
    return Finding(typed, found)


def has_words(typed: str) -> bool:
    """Whether there is a word in it that can be looked for ("the" and "?!" cannot)."""
    return bool(_as_read(typed))


def ranked(passages: QuerySet[PaperText], words: str) -> QuerySet[PaperText]:
    """The best first; of equals that of the newest paper."""
    rank = SearchRank(F("searched"), _query(words), normalization=_BY_LENGTH)
    return (
        passages.annotate(rank=rank)
        .select_related("file__paper")
        .defer("file__content", "file__html", "file__paper__data", "searched")
        .order_by("-rank", "-file__paper__meeting_day", "file_id", "position")
    )


def hits(passages: Iterable[PaperText], words: str) -> list[Hit]:
    """One page of results with the words marked: one query, however many there are."""
    shown = list(passages)
    texts = [text for each in shown for text in (each.heading, each.text)]
    found = found_words(texts, looked_for(_as_read(words)), _CONFIG)
    return [
        Hit(
            paper=each.file.paper,
            part=each.part,
            heading=mark(each.heading, found),
            excerpt=excerpt(" ".join(each.text.split()), found),
            page=each.page,
            is_exempt=each.file.side == PaperFile.Side.EXEMPT,
            url=passage_url(each),
        )
        for each in shown
    ]


def _query(words: str) -> SearchQuery:
    return SearchQuery(words, config=_CONFIG, search_type="websearch")


def _as_read(words: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT websearch_to_tsquery(%s, %s)::text", [_CONFIG, words])
        read: str = cursor.fetchone()[0]
    return read


def _nearest(readable: QuerySet[PaperText], word: str) -> str | None:
    """The word most like this one that stands in a readable passage; None where it is no slip."""
    if readable.filter(searched=SearchQuery(word, config=_CONFIG)).exists():
        return None
    like = like_words(word)
    there = Exists(readable.filter(searched=SearchQuery(OuterRef("word"), config=_CONFIG)))
    offered = set(SearchWord.objects.filter(there, word__in=like).values_list("word", flat=True))
    return next((near for near in like if near in offered), None)
