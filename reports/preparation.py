"""The HTML of a document made ready to print, before any layout.

Text that people typed is shown whatever it is: characters without a sign are
replaced and told, and words too long for a line or a column can break.
"""

import re
from collections import Counter
from xml.etree.ElementTree import Element

from .contents import fill_contents
from .fonts import replace_missing

BREAK = "\N{ZERO WIDTH SPACE}"  # a place to break; painted as nothing, copied as nothing
LONGEST = 30
LONG_WORD = re.compile(rf"[^\s{BREAK}]{{{LONGEST + 1},}}")
# An address is best cut after its own signs; anything else is cut by length.
PIECE = re.compile(rf".{{1,{LONGEST}}}?[/.,;:@?&=_)-](?![/.,;:@?&=_)-])|.{{1,{LONGEST}}}")
NOT_TEXT = ("style", "script")
WHOLE_ROW = 1200  # characters of its longest cell: about a page of the narrowest column


def prepare(root: Element) -> Counter[str]:
    """Prepare the whole document; tells the characters that no font has."""
    missing: Counter[str] = Counter()
    for element in root.iter():
        if element.text and isinstance(element.tag, str) and element.tag not in NOT_TEXT:
            element.text, found = replace_missing(element.text)
            element.text = break_long_words(element.text)
            missing += found
        if element.tail:
            element.tail, found = replace_missing(element.tail)
            element.tail = break_long_words(element.tail)
            missing += found
        for name, value in element.attrib.items():
            # The only attributes whose words reach a page or its tags.
            if name in ("alt", "title") or name.startswith("data-"):
                element.set(name, replace_missing(value)[0])
    for row in root.iter("tr"):
        if any(len("".join(cell.itertext())) > WHOLE_ROW for cell in row):
            row.set("class", f"{row.get('class', '')} long".strip())
    fill_contents(root)
    return missing


def break_long_words(text: str) -> str:
    """Let every word of more than thirty characters break.

    Layout also needs this: its time grows with the square of a word's length, and
    someone will paste a hundred thousand characters without a space.
    """
    if len(text) <= LONGEST:
        return text
    return LONG_WORD.sub(lambda word: BREAK.join(PIECE.findall(word[0])), text)
