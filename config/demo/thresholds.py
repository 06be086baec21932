"""The demonstration's threshold framework: the guidance that is in force, and next year's draft.

The file is one of the format, written for the demonstration.
"""

from __future__ import annotations

from datetime import date

from accounts.models import User
from config.demo.clock import on_day
from config.demo.council import FOLDER
from config.demo.levels_of_need import name_levels
from config.demo.people import named
from thresholds.acts import begin_new_version, put_in_force, remove_part, save_part
from thresholds.exchange.importing import import_file
from thresholds.models import Framework, Indicator

IN_FORCE_FROM = date(2025, 9, 1)


def load_thresholds() -> None:
    """Everything that happened to the framework, each on its day."""
    editor = named("rosalind.peake")
    with on_day(date(2025, 7, 14)):
        content = (FOLDER / "thresholds.json").read_bytes()
        number = import_file(content, actor=editor).record
    framework = Framework.objects.get(pk=number)
    with on_day(IN_FORCE_FROM):
        put_in_force(framework, IN_FORCE_FROM, still_used=False, actor=editor)
    with on_day(date(2026, 5, 26)):
        name_levels()
    with on_day(date(2026, 10, 5)):
        draft = begin_new_version(Framework.objects.get(pk=number), actor=editor)
        _revise(draft, editor)


def _revise(draft: Framework, editor: User) -> None:
    """What the partnership has in mind for the next year, as far as it has come."""
    level = draft.levels.get(number=2)
    level.name = "Early help"
    level.key_services = [*level.key_services, "Supporting Dads group, at each Family Hub"]
    save_part(draft, level, actor=editor)
    attendance = _indicator(draft, "Attendance is below 90 per cent")
    attendance.text = (
        "Attendance is below 92 per cent, or the child is often late or taken out early"
    )
    save_part(draft, attendance, actor=editor)
    save_part(draft, _after(attendance, "Avoids school because of worry or low mood"), actor=editor)
    remove_part(draft, _indicator(draft, "Is too familiar with strangers"), actor=editor)
    _moved_up(draft, editor)


def _moved_up(draft: Framework, editor: User) -> None:
    """An indicator that now stands at a higher level."""
    moved = _indicator(draft, "There are few toys")
    above = draft.levels.get(number=moved.level.number + 1)
    cell = Indicator.objects.filter(level=above, heading=moved.heading, kind=moved.kind)
    moved.level, moved.position = above, cell.count()
    save_part(draft, moved, actor=editor)


def _after(indicator: Indicator, text: str) -> Indicator:
    """A new indicator at the end of the cell in which another one stands."""
    cell = Indicator.objects.filter(
        level=indicator.level, heading=indicator.heading, kind=indicator.kind
    )
    return Indicator(
        level=indicator.level, heading=indicator.heading, text=text, position=cell.count()
    )


def _indicator(draft: Framework, begins: str) -> Indicator:
    return Indicator.objects.get(level__framework=draft, text__startswith=begins)
