"""Comments in the history of a plan: that somebody commented, and in which words."""

from __future__ import annotations

from collections.abc import Iterator

from plans.history.runs import Run, Sentence, quoted
from plans.history.touched import Touched
from plans.models import Comment

COMMENTS = Comment._meta.db_table


def told_comments(touched: Touched) -> Iterator[Sentence]:
    """ "commented: “…”", "resolved a thread of comments"."""
    for key, comment in touched.added.items():
        if key[0] == COMMENTS:
            yield Sentence([Run(f"commented: {quoted(comment['text'], 300)}")])
    for key, (_, after) in touched.altered.items():
        if key[0] != COMMENTS:
            continue
        if "text" in after:
            yield Sentence([Run(f"changed a comment to {quoted(after['text'], 300)}")])
        elif "resolved_at" in after:
            verb = "resolved" if after["resolved_at"] else "took up again"
            yield Sentence([Run(f"{verb} a thread of comments")])
