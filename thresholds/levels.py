"""The levels of need that other apps may name: those of the version in force."""

from thresholds.models import Framework, Level


def levels_in_force() -> list[tuple[int, str]]:
    """The number and the words of each level; none where no version is in force."""
    found = Level.objects.filter(framework__state=Framework.State.IN_FORCE).order_by("number")
    return [(level.number, str(level)) for level in found]
