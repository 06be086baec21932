"""How a breakdown compares with the total number of incidents, in words.

A difference is information and never an error: somebody may not be identified, and an
incident may have several victims (handbook, racist incident returns).
"""

from __future__ import annotations

from incidents.breakdowns import Breakdown, Subject


def difference_in_words(breakdown: Breakdown, recorded: int | None, total: int | None) -> str:
    """ "135 of 139 recorded; 4 not recorded", or "143 for 139 incidents: more than one victim
    in some". Empty where either is not known, and where categories do not add up anyway."""
    if recorded is None or total is None or breakdown.several:
        return ""
    if recorded == total:
        return f"All {total:,} recorded" if total else ""
    if recorded < total:
        return f"{recorded:,} of {total:,} recorded; {total - recorded:,} not recorded"
    incidents = "1 incident" if total == 1 else f"{total:,} incidents"
    if breakdown.subject == Subject.INCIDENTS:
        return f"{recorded:,} for {incidents}: more than one place in some"
    return f"{recorded:,} for {incidents}: more than one {breakdown.subject.label} in some"
