"""What a telephone number may hold, and what of it is dialled."""

from __future__ import annotations

import re

_EXTENSION = re.compile(r"(?:,\s*)?\b(?:extension|ext\.?|x)\s*([0-9]+)\s*$", re.IGNORECASE)
_FOREIGN = re.compile(r"[^0-9\s+()\-]+")
_FEWEST = 3
_NATIONAL_ZERO = re.compile(r"\(\s*0\s*\)")


def why_no_telephone(text: str) -> str:
    """What is wrong with a telephone number, as a sentence; empty where it is one.

    Digits, spaces, hyphens, brackets, a plus at the beginning and an extension at the end.
    """
    number = _EXTENSION.sub("", text.strip())
    if foreign := _FOREIGN.findall(number):
        found = ", ".join(f"“{each}”" for each in dict.fromkeys(foreign))
        return f"Remove {found}: a telephone number has digits, spaces and an extension only"
    if "+" in number[1:]:
        return "A plus stands only at the beginning of a telephone number"
    if number.count("(") != number.count(")"):
        return "Close the bracket in the telephone number"
    if sum(map(str.isdigit, number)) < _FEWEST:
        return f"Enter a telephone number with at least {_FEWEST} digits"
    return ""


def dialled(text: str) -> str:
    """A number as a link dials it: without its extension, which a person asks for, and without
    the zero that is left out after the code of a country."""
    number = _EXTENSION.sub("", text.strip())
    if number.startswith("+"):
        number = _NATIONAL_ZERO.sub("", number)
    return "".join(each for each in number if each.isdigit() or each == "+")
