"""What must be known of a profile before its tables: who is counted, and of how many is known."""

from __future__ import annotations

from core.dates import in_words
from workforce.analysis.main_table import base_in_words
from workforce.analysis.measures import Measure, Part, Teller
from workforce.analysis.organisations import Profile
from workforce.characteristics import Characteristic
from workforce.models import StaffGroup

THE_LAW = (
    "Public authorities with 150 or more employees must publish information about them each "
    "year (Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017)."
)


def about_figures(profile: Profile, teller: Teller) -> list[str]:
    """Sentences on who is counted, of whom percentages are, and the law."""
    told = [_who(profile), _of_schools(profile), base_in_words(profile)]
    return [*(each for each in told if each), *_known(profile, teller), THE_LAW]


def _who(profile: Profile) -> str:
    mine, *beside = profile.organisations
    day = in_words(profile.snapshot.day)
    whom = "the whole council" if profile.snapshot.directorate_id is None else mine.name
    words = f"These are the staff of {whom} on {day}"
    if beside:
        words += ", beside those of the whole council"
    if len(profile.days) > 1:
        words += ". Earlier years stand below them in italics"
    return f"{words}."


def _of_schools(profile: Profile) -> str:
    kinds = {group.kind for group in profile.groups}
    if StaffGroup.Kind.SCHOOLS in kinds:
        return (
            "Staff of maintained schools are shown apart from those whom the council employs "
            "directly."
        )
    return "Staff of maintained schools are not among these figures."


def _known(profile: Profile, teller: Teller) -> list[str]:
    """Of how many of the main group each characteristic is known, as it may be told."""
    group = profile.main_group
    held = profile.mine.of(group) if group else None
    if group is None or held is None:
        return []
    rates = {
        each: teller.tell(profile.mine, group, Measure(Part.KNOWN, each, is_share=True)).text
        for each in Characteristic
        if each in held.counted
    }
    told = [
        f"{each.label.lower()} {rate}" + ("" if rate.startswith("[") else "%")
        for each, rate in rates.items()
        if rate
    ]
    if not told:
        return []
    return [
        f"Disclosure rates, the share of everyone whose answer is known ({group}, "
        f"{profile.mine.snapshot.organisation}): {', '.join(told)}."
    ]
