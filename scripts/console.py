"""What ./dev itself says goes to stderr, so that stdout stays the command's own."""

import sys


class Problem(Exception):
    """Something the person has to put right; its text is all that they are shown."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
