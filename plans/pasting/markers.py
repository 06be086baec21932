"""What stands before a point of a list: a bullet, "1.", "1.5", "a)", "(iii)", "Action 3:"."""

from __future__ import annotations

import re

from core.dates import read_date

BULLETS = "•·◦▪▫■□●○‣⁃∙►➢✓✔*-–—o§\uf0b7\uf0a7\uf0d8\uf0fc"
"""Bullets; those at the end are what Word's own bullet fonts become as text."""
_NUMBER = r"\(?\d{1,3}(?:\.\d{1,3})+[.):]?|\(?\d{1,3}[.):]"
_LETTER = r"\([A-Za-z]\)|[A-Za-z]\)|[a-z]\.|\(?[ivxl]{1,6}\)|[ivxl]{2,6}\."
_NAMED = r"[A-Z][\w&]{0,9}(?: [A-Z][\w&]{0,9})? ?\d{1,3}(?:\.\d{1,3})*[a-z]?"
_IN_TEXT = re.compile(rf"({_NUMBER}|{_LETTER}|{_NAMED}[:.)])\s+(?=\S)")
_ALONE = re.compile(rf"\d{{1,3}}|{_NUMBER}|{_LETTER}|{_NAMED}[:.)]?")
_BULLET = re.compile(rf"([{re.escape(BULLETS)}])\s+(?=\S)")


def is_bullet(text: str) -> bool:
    return len(text) == 1 and text in BULLETS


def looks_like_ref(text: str) -> bool:
    """ "1.5", "a)", "(iii)", "E&D 3": a number or letter that an action is called by."""
    return bool(_ALONE.fullmatch(text)) and read_date(text) is None


def split_marker(line: str) -> tuple[str, str]:
    """What stands before a point of a list, and the point; no marker is an empty text."""
    line = line.strip()
    match = _BULLET.match(line) or _IN_TEXT.match(line)
    if match is None or read_date(match[1]) is not None:
        return "", line
    return match[1], line[match.end() :]


def as_ref(marker: str) -> str:
    """The ref that a marker gives: "1." is 1, a bullet is none."""
    return "" if is_bullet(marker) else marker.rstrip(".:").strip()


def rank_of(marker: str) -> int:
    """What stands under what: numbers and names first, letters under them, bullets last."""
    if is_bullet(marker):
        return 2
    return 1 if re.fullmatch(_LETTER, marker) else 0


def style_of(marker: str) -> str:
    """What the bullets or letters of one list have in common; those of sub-points differ."""
    return re.sub(r"[A-Za-z]+", "a", marker) if rank_of(marker) == 1 else marker
