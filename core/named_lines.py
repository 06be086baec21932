"""Names typed one to a line, each with another name after an equals sign where it has one."""

from django.core.exceptions import ValidationError

from core.text import counted, tidy


def read_named_lines(text: str, *, noun: str, most: int, longest: int) -> list[tuple[str, str]]:
    """ "Indian = Asian" as a pair; the second is empty where a line has no equals sign.

    Raises ValidationError where no line holds a name, or too many do, or one stands twice.
    """
    pairs = [line.partition("=") for line in text.splitlines() if line.strip()]
    typed = [(tidy(name), tidy(other)) for name, _, other in pairs]
    names = [name for name, _ in typed]
    if not names:
        raise ValidationError(f"Enter at least one {noun}")
    if len(names) > most:
        raise ValidationError(f"Enter no more than {counted(most, noun)}")
    plain = [name.casefold() for name in names]
    for name in names:
        if plain.count(name.casefold()) > 1:
            raise ValidationError(f"“{name}” stands twice")
    if any(not name or len(name) > longest for name in names):
        raise ValidationError(f"Each {noun} has a name of up to {longest} characters")
    return typed
