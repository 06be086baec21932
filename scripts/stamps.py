"""A stamp is a small file, written last, that says what a set-up step was made from.

A step whose stamp is right is skipped; an interrupted one has no stamp and is done again.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(*texts: str, files: Iterable[Path] = ()) -> str:
    """One short name for the inputs of a step: any change to them changes it."""
    total = hashlib.sha256(repr(texts).encode())
    for file in sorted(files):
        total.update(f"\0{file.name}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:20]


def read(stamp: Path) -> str:
    """What the stamp says; an absent one says nothing."""
    return stamp.read_text() if stamp.exists() else ""
