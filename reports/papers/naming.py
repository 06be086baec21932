"""The names and addresses of officers in a text, and the posts that stand for them in public.

People whom the council does not name in public papers are called by their post. A name that
somebody named in public bears too stays: nobody could tell the two apart, and the paper would name
the senior officer by the post of another. Only whole names as the council writes them are found:
initials or a first name alone are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from council.models import Council, Person
from council.naming import name_key

NO_POST = "an officer"
NO_ADDRESS = "address not published"
INVISIBLE = "\u200b\u00ad"
SPACE = rf"[\s{INVISIBLE}]+"
WITHIN_A_WORD = rf"[{INVISIBLE}]*"
NOT_BEFORE = r"(?<!\w)(?<!\w-)(?<!\w['’])"
NOT_AFTER = r"(?!\w|-\w|['’](?!s\b)\w)"
NOTHING = r"(?!)"
SENTENCE_ENDS = ("", ".", "!", "?")
EDGES = "/;,:()|•\n"
Found = tuple[int, int, str]


class Officers:
    """All people whom the council knows, read once."""

    def __init__(self) -> None:
        self.people = list(Person.objects.order_by("left_on", "pk"))
        self.kept = {_key(person.name) for person in self.people if person.named_in_public}
        self.address = Council.current().email or NO_ADDRESS

    def names_in(self, told: str) -> Names | None:
        """Those whose name or address may be in a text; a search for hundreds of names that are
        not there would take seconds."""
        plain = unquote(told)
        letters, folded = _letters(plain), plain.casefold()
        present = [
            person
            for person in self.people
            if ((name := _letters(person.name)) and name in letters)
            or (person.email and person.email.casefold() in folded)
        ]
        return Names(present, self) if present else None


class Names:
    """The names and addresses of some people, found at once, the longest first."""

    def __init__(self, people: Sequence[Person], officers: Officers) -> None:
        self.address = officers.address
        self.kept = officers.kept
        self.posts: dict[str, str] = {}
        spellings: set[str] = set()
        emails: set[str] = set()
        for person in people:
            key = _key(person.name)
            written = " ".join(_visible(person.name))
            # In no other case: "will grant" is no Will Grant.
            spellings |= {written, written.upper()} - {""}
            if key in self.kept:
                continue
            self.posts[key] = self.posts.get(key) or person.post.strip()
            if key:
                emails.add(_mailbox_of(name_key(written)))
            if person.email:
                emails.add(re.escape(person.email))
        longest_first = sorted(spellings, key=lambda name: (-len(name), name))
        either = "|".join(map(_pattern, longest_first)) or NOTHING
        self.names = re.compile(f"{NOT_BEFORE}(?:{either}){NOT_AFTER}")
        addresses = "|".join(sorted(emails))
        ours = rf"(?<![\w.+-])(?:{addresses})(?![\w-])" if emails else NOTHING
        self.emails = re.compile(ours, re.IGNORECASE)

    def found(self, text: str) -> list[Found]:
        """Where something is replaced, and by what, in the order of the text."""
        found = [(one.start(), one.end(), self.address) for one in self.emails.finditer(text)]
        for one in self.names.finditer(text):
            start, end = one.span()
            if any(start < theirs and ours < end for ours, theirs, _ in found):
                continue
            key = _key(one[0])
            if key in self.kept:
                continue
            if not re.search(SPACE, one[0]) and not _stands_alone(text, start, end):
                continue
            post = self.posts[key]
            again = re.compile(rf"(?:\s*[,–-]\s*|\s*\(){re.escape(post)}(?!\w)\)?")
            if post and (told_again := again.match(text, end)):
                end = told_again.end()
            instead = post or NO_POST
            if text[:start].rstrip()[-1:] in SENTENCE_ENDS:
                instead = instead[:1].upper() + instead[1:]
            found.append((start, end, instead))
        return sorted(found)


def refusal(text: str) -> str:
    """Why what everybody will read may not say a text: it names somebody; empty if it may."""
    names = Officers().names_in(text)
    for start, end, _ in names.found(text) if names else ():
        return f"This is read by everybody: name posts, not people. It says “{text[start:end]}”"
    return ""


def _visible(name: str) -> list[str]:
    """The words of a name; what is not seen parts words, or is nothing within one."""
    return name.replace("\u00ad", "").replace("\u200b", " ").split()


def _key(text: str) -> str:
    """How a name is known again however it is printed: by its letters alone. In capitals first,
    since letters such as "ı" have the same capital as another."""
    return re.sub(SPACE, "", text.replace("’", "'")).upper().casefold()


def _pattern(name: str) -> str:
    """A name with whatever spaces and apostrophes stand in it."""
    return SPACE.join(WITHIN_A_WORD.join(map(_character, word)) for word in name.split())


def _character(character: str) -> str:
    return "['’]" if character in "'’" else re.escape(character)


def _letters(text: str) -> str:
    """A text as names and the addresses made of them have it in common."""
    return re.sub(r"[\W_]+", "", _key(text))


def _mailbox_of(key: str) -> str:
    """The address that councils make of a name, at whatever place."""
    words = (re.escape(re.sub(r"\W", "", word)) for word in key.split())
    return "[._-]?".join(words) + r"@[\w.-]*\w"


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name of one word is all that is said, so that it is no other word."""
    before, after = text[:start].rstrip(" \u00a0"), text[end:].lstrip(" \u00a0")
    return (not before or before[-1] in EDGES) and (not after or after[0] in EDGES)
