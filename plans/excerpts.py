"""What a part that was found is called and says, with the words that were looked for marked.

PostgreSQL's own `ts_headline` marks words in HTML that it does not escape, and knows one
text only; here the database is asked once, for all results of a page, which of their words
have a stem that was looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

from django.db import connection
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from plans.models import SearchEntry
from plans.search import STEMMED, Question

_WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+(?:['’ʼ][^\W_]+)*")
_LENGTH = 240
_BEFORE = 60
_TITLE = 100
_MOST_PLACES = 200


@dataclass(frozen=True)
class Hit:
    """A part that was found, as it is listed."""

    kind: str
    place: str
    """The directorate and the year of its plan."""
    title: SafeString
    excerpt: SafeString
    url: str


def hits(entries: Iterable[SearchEntry], question: Question) -> list[Hit]:
    """The parts of one page of results."""
    shown = [(entry, *_texts(entry)) for entry in entries]
    texts = [text for _, *both in shown for text in both]
    found = found_words(texts, question.lexemes)
    return [
        Hit(
            kind=entry.get_kind_display(),
            place=str(entry.plan),
            title=_title(entry, title, question, found),
            excerpt=excerpt(body, found),
            url=f"{entry.plan.get_absolute_url()}#{entry.anchor}",
        )
        for entry, title, body in shown
    ]


def _texts(entry: SearchEntry) -> tuple[str, str]:
    """What a part is called behind its ref, and its text as far as that does not say it all."""
    called = entry.heading or shorten(entry.main, _TITLE, placeholder="…")
    said = not entry.heading and called == " ".join(entry.main.split())
    lines = [entry.others] if said else [entry.main, entry.others]
    body = " · ".join(line.strip() for text in lines for line in text.splitlines() if line.strip())
    return called, body


def _title(entry: SearchEntry, called: str, question: Question, found: set[str]) -> SafeString:
    ref = entry.ref
    if entry.kind == SearchEntry.Kind.APPENDIX:
        ref = f"Appendix {ref}".strip()
    is_it = question.key in entry.keys
    parts = [format_html("<mark>{}</mark>", ref) if is_it else mark(ref, found)]
    parts.append(mark(called, found))
    title = format_html_join(" ", "{}", ((part,) for part in parts if part))
    return title or format_html("{} without text", entry.get_kind_display())


def found_words(texts: list[str], lexemes: list[str], config: str = STEMMED) -> set[str]:
    """Which words of these texts have one of these stems, as a configuration stems them."""
    words = {word for text in texts for word in _WORD.findall(text)}
    if not words or not lexemes:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s) AS word"
            " WHERE tsvector_to_array(to_tsvector(%s, plans_search_plain(word))) && %s",
            [list(words), config, lexemes],
        )
        return {word for (word,) in cursor.fetchall()}


def mark(text: str, found: set[str]) -> SafeString:
    """A text with the words that were found marked."""
    pieces: list[tuple[SafeString | str]] = []
    end = 0
    for match in _WORD.finditer(text):
        if match[0] in found:
            pieces += [(text[end : match.start()],), (format_html("<mark>{}</mark>", match[0]),)]
            end = match.end()
    return format_html_join("", "{}", [*pieces, (text[end:],)])


def excerpt(text: str, found: set[str]) -> SafeString:
    """The stretch of a text in which most of the words found stand, marked."""
    places = [match for match in _WORD.finditer(text) if match[0] in found][:_MOST_PLACES]
    start = 0
    if places:
        best = max(places, key=lambda place: _different_words(places, place.start()))
        start = min(best.start() - _BEFORE, len(text) - _LENGTH)
    start = 0 if start <= 0 else text.find(" ", start, start + _BEFORE) + 1 or start
    stop = len(text)
    if stop - start > _LENGTH:
        stop = max(text.rfind(" ", start, start + _LENGTH), start + _LENGTH // 2)
    before, after = "… " if start else "", " …" if stop < len(text) else ""
    return format_html("{}{}{}", before, mark(text[start:stop], found), after)


def _different_words(places: list[re.Match[str]], start: int) -> int:
    stop = start + _LENGTH - _BEFORE
    return len({place[0].lower() for place in places if start <= place.start() < stop})
