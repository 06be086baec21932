"""Search over all text that somebody may read: from words typed to the parts that hold them.

Why a table filled by triggers (`SearchEntry`; the migration that made it holds the SQL): a
part's text lies in several tables (a paragraph and its bullets, an action and its progress),
so that no index on one of them could serve, and a view over all would be read whole at each
search. Signals would miss bulk changes and what is put back from the audit trail; triggers on
the tables miss nothing.

`SearchEntry.objects.readable_by` is the only way in, for results, counts and suggestions
alike: what one may not read does not exist here, not even as a word to be offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    TrigramDistance,
)
from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from core.text import unstorable_characters
from plans.models import SearchWord
from plans.models.search_index import SearchEntryQuerySet

STEMMED = "plans_stemmed"
LONGEST = 200
"""How much of what is typed is searched for, in characters."""
FEW = 3
"""With fewer results than this a word may have been mistyped."""
_WEIGHTS = [0.1, 0.2, 0.4, 1.0]  # of D, C (others), B (the text), A (ref and heading)
_FAR = 0.8
"""How far apart the threes of letters of two words may be, for the database to name them."""
_LIKE = 0.75
"""How alike two words must be for one to be offered in place of the other."""
_MOST_WORDS = 6
_LEXEME = re.compile(r"(!?)'((?:[^']|'')*)'")
_WORD = re.compile(r"(?<![\w-])[^\W\d_]{4,}(?:['’][^\W\d_]+)*(?!\w)")


@dataclass(frozen=True)
class Question:
    """What somebody typed, and how the database reads it."""

    typed: str
    plain: str
    key: str
    """As the ref of a part, if it is one."""
    lexemes: list[str]
    """The stems that are looked for, those ruled out left aside."""
    has_words: bool
    """False where it has none that can be looked for ("the", "?!")."""


@dataclass(frozen=True)
class Finding:
    """The parts found, and what was searched for instead or could be."""

    question: Question
    entries: SearchEntryQuerySet
    instead_of: str = ""
    """What was typed, where nothing was found for it and a near word is searched for."""
    meant: str = ""
    """What may have been meant, where little was found."""


def find(readable: SearchEntryQuerySet, typed: str) -> Finding:
    """The parts that hold what was typed; words that stand nowhere give way to near ones."""
    question = ask(typed)
    found = matching(readable, question)
    number = found[:FEW].count()
    better = corrected(readable, question, number) if number < FEW else typed
    if better != typed:
        meant = ask(better)
        others = matching(readable, meant)
        if others[: number + 1].count() > number:
            if number == 0:
                return Finding(meant, others, instead_of=typed)
            return Finding(question, found, meant=better)
    return Finding(question, found)


def tidy_words(typed: str) -> tuple[str, bool]:
    """What was typed without what no text can hold, and whether some of it was left off."""
    kept = (" " if unstorable_characters(character) else character for character in typed)
    words = " ".join("".join(kept).split())
    return words[:LONGEST].strip(), len(words) > LONGEST


def ask(typed: str) -> Question:
    """Let the database read what was typed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT plain, plans_search_key(%s), websearch_to_tsquery(%s, plain)::text"
            " FROM plans_search_plain(%s) AS plain",
            [typed, STEMMED, typed],
        )
        plain, key, query = cursor.fetchone()
    return Question(typed, plain, key, looked_for(query), has_words=bool(query))


def looked_for(query: str) -> list[str]:
    """The stems of a query as the database writes it, those ruled out left aside."""
    return [lexeme for ruled_out, lexeme in _LEXEME.findall(query) if not ruled_out]


def _query(question: Question) -> SearchQuery:
    return SearchQuery(question.plain, config=STEMMED, search_type="websearch")


def matching(readable: SearchEntryQuerySet, question: Question) -> SearchEntryQuerySet:
    """The parts of that ref, and those with the words; in no order yet."""
    rule = Q(keys__contains=[question.key])
    if question.has_words:
        rule |= Q(words=_query(question))
    return readable.filter(rule)


def ranked(entries: SearchEntryQuerySet, question: Question) -> SearchEntryQuerySet:
    """The best first: the very ref, then by where and how often the words stand; newest plans."""
    return (
        entries.annotate(
            exact=Case(When(keys__contains=[question.key], then=1), default=0),
            rank=SearchRank(F("words"), _query(question), weights=_WEIGHTS)
            if question.has_words
            else Value(0.0),
        )
        .select_related("plan__directorate")
        .order_by("-exact", "-rank", "-plan__start", "pk")
    )


# A typing slip


def corrected(readable: SearchEntryQuerySet, question: Question, number: int) -> str:
    """What was typed with near words in place of those that stand in no more than `number` parts.

    Words ruled out, short ones and numbers stay as they are.
    """
    return with_near_words(question.typed, lambda word: _nearest(readable, word, number))


def with_near_words(typed: str, nearest: Callable[[str], str | None]) -> str:
    """What was typed, with each word that may be a slip as `nearest` has it."""
    words = list(dict.fromkeys(_WORD.findall(typed)))[:_MOST_WORDS]
    found = {word: nearest(word) for word in words}
    return _WORD.sub(lambda match: found.get(match[0]) or match[0], typed)


def _nearest(readable: SearchEntryQuerySet, word: str, number: int) -> str | None:
    """The readable word that is most like this one; None where it is no slip."""
    itself = SearchQuery(word, config=STEMMED, search_type="plain")
    if readable.filter(words=itself)[: number + 1].count() > number:
        return None
    like = like_words(word)
    there = Exists(readable.filter(forms__contains=[OuterRef("word")]))
    offered = set(SearchWord.objects.filter(there, word__in=like).values_list("word", flat=True))
    return next((near_word for near_word in like if near_word in offered), None)


def like_words(word: str) -> list[str]:
    """The words of any plan that look like this one and are none of its forms, the most alike
    first. Offer only those that stand in what somebody may read."""
    itself = SearchQuery(word, config=STEMMED, search_type="plain")
    near = (
        SearchWord.objects.annotate(
            distance=TrigramDistance("word", word),
            stem=SearchVector("word", config=STEMMED),
        )
        .filter(distance__lte=_FAR)
        .exclude(stem=itself)
        .order_by("distance", "word")
    )
    words = dict.fromkeys(near.values_list("word", flat=True)[:100])
    return get_close_matches(word.lower(), words, cutoff=_LIKE, n=10)
