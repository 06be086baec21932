"""What a sentence is made of: words, names that are links, and words that came or went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from core.word_diff import words
from plans.history.tree import Key

LONG = 120
"""A longer text is told by its changed words only."""
_CONTEXT = 6
"""So many words are shown on each side of a change."""


@dataclass(frozen=True)
class Run:
    """Some words of a sentence. With an address they are a link."""

    text: str
    url: str = ""
    kind: Literal["same", "added", "removed"] = "same"


@dataclass(frozen=True)
class Sentence:
    """One thing that was done, without who did it, and the part that it is about."""

    runs: list[Run] = field(default_factory=list)
    about: Key | None = None

    @property
    def text(self) -> str:
        """The sentence in plain words, what went in [-…-] and what came in {+…+}."""
        marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
        return "".join(marks[run.kind].format(run.text) for run in self.runs)


def quoted(text: str, longest: int = LONG) -> str:
    """A text in quotation marks, in one line, cut where it is long."""
    line = " ".join(text.split())
    if len(line) > longest:
        whole_words = line[:longest].rpartition(" ")[0]
        line = f"{whole_words or line[:longest]} …"
    return f"“{line}”"


def full_stop(runs: Iterable[Run]) -> str:
    """The full stop of a sentence; none where the words quoted at its end have theirs."""
    said = "".join(run.text for run in runs)
    return "" if said.endswith((".”", "?”", "!”", "…”")) else "."


def listed(items: Iterable[str]) -> str:
    """ "3 actions, 2 KPIs and 1 risk"."""
    *most, last = items
    return f"{', '.join(most)} and {last}" if most else last


def from_to(name: Run, what: str, before: str, after: str) -> list[Run]:
    """A value of something that changed: set, cleared, or from what to what."""
    of = f" {what} of "
    if not before:
        return [Run(f"set{of}"), name, Run(f" to {quoted(after)}")]
    if not after:
        return [Run(f"cleared{of}"), name, Run(f" (was {quoted(before)})")]
    if before.split() == after.split():
        return [Run(f"changed{of}"), name, Run(" (only spaces or line breaks)")]
    if len(before) <= LONG and len(after) <= LONG:
        told = f" from {quoted(before)} to {quoted(after)}"
        return [Run(f"changed{of}"), name, Run(told)]
    return [Run(f"changed{of}"), name, Run(": "), *changed_words(before, after)]


def changed_words(before: str, after: str) -> list[Run]:
    """The changed words of a long text with some words around them."""
    pieces = words(before, after)
    runs: list[Run] = [Run("“")]
    for place, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == "same":
            text = _near(text, first=place == 0, last=place == len(pieces) - 1)
        elif piece.kind == "added" and place and pieces[place - 1].kind == "removed":
            runs.append(Run(" "))
        runs.append(Run(text, kind=piece.kind))
    return [*runs, Run("”")]


def _near(text: str, *, first: bool, last: bool) -> str:
    """The words next to a change; what lies further off is left out."""
    run = text.split()
    before = [] if first else run[:_CONTEXT]
    after = [] if last else run[-_CONTEXT:]
    if len(before) + len(after) >= len(run):
        return text
    lead = " " if text[:1].isspace() else ""
    trail = " " if text[-1:].isspace() else ""
    return lead + " ".join([*before, "…", *after]) + trail
