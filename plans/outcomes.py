"""Which spellings of an outcome are one outcome: for lists, dashboards and addresses.

Councils type the same outcome anew in each plan, so capitals and spaces differ.
"""

from __future__ import annotations

import hashlib

_LONGEST = 100
"""No key is longer, so that an address can be read and sent."""
_DIGEST = 8


def outcome_key(text: str) -> str:
    """What stands for an outcome, the same for all its spellings.

    A key is its own key. Of a long outcome the beginning stands, and a digest that tells it
    from others that begin alike.
    """
    key = " ".join(text.split()).casefold()
    if len(key) <= _LONGEST:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()[:_DIGEST]
    return f"{key[: _LONGEST - _DIGEST - 1].rstrip()}-{digest}"
