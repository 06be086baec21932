"""From true figures to what leaves the council: protect, print, audit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from core.disclosure.audit import Audit, audit
from core.disclosure.profile import Profile
from core.disclosure.protect import Method, Pattern, protect
from core.disclosure.quantities import Key, Quantities, Ratio
from core.disclosure.rates import base_of, tells_more, text_of
from core.disclosure.release import Release
from core.disclosure.rounding import controlled, in_print, words_of_rounding
from core.disclosure.task import Task

SECONDS = 2.0
ZEROS_ARE_HIDDEN = "{sign} can also stand for 0 in this table"


class NotSafe(ValueError):
    """The audit failed: nothing of this may leave the council."""

    def __init__(self, judged: Audit) -> None:
        self.audit = judged
        super().__init__("; ".join(str(one) for one in judged.findings if one.fails))


class Reason(Enum):
    """Why a figure is not shown as it is. For officers: the public sees one sign."""

    SMALL = "a small number"
    OFFICER = "an officer chose to hide it"
    EARLIER = "it would give away what an earlier release hides"
    SECONDARY = "a small number could be worked out from it"
    PART_HIDDEN = "one of its numbers is hidden"
    SMALL_BASE = "it stands on too few people"
    TELLS_MORE = "a number could be worked out from it"


@dataclass(frozen=True)
class Cell:
    """What is printed, and why it is not the figure."""

    text: str
    reason: Reason | None = None


@dataclass(frozen=True)
class Publication:
    """What may be printed, and how it came about.

    `release` is what to keep and to give as a past release next time: it holds the true
    figures and is not for the public, no more than the reasons of the cells.
    """

    cells: Mapping[Key, Cell]
    ratios: Mapping[Ratio, Cell]
    notes: tuple[str, ...]
    release: Release
    audit: Audit
    pattern: Pattern


def publish(
    quantities: Quantities,
    profile: Profile,
    *,
    past: Sequence[Release] = (),
    hide: Collection[Key] = (),
    keep: Mapping[Key, int] | None = None,
    seconds: float = SECONDS,
) -> Publication:
    """Protect a table by its profile, audit it beside what is public, and give what to print.

    `past`: every release that tells of the same people. `hide`: quantities that an officer
    hides whatever they are. `keep`: how many times as dear as usual it is to hide a quantity.
    After so many seconds a safe pattern is taken instead of the cheapest.

    Raises NotSafe where the audit fails, Contradiction where figures cannot all be true,
    KeyError where something is to be hidden or kept that is not published.
    """
    for key in (*hide, *(keep or {})):
        quantities.figures[key]  # a KeyError tells a name that is no quantity
    task = Task(quantities, profile, past, frozenset(hide), keep)
    release, judged, pattern = _rounded_to_add_up(task, seconds) or _protected(task, seconds)
    if not judged.passed:
        raise NotSafe(judged)
    return Publication(
        cells={
            key: Cell(text, _reason(key, task, pattern, release))
            for key, text in release.printed.items()
        },
        ratios={
            ratio: Cell(text, _reason_of_ratio(ratio, quantities, release))
            for ratio, text in release.ratios.items()
        },
        notes=_notes(release),
        release=release,
        audit=judged,
        pattern=pattern,
    )


def _rounded_to_add_up(task: Task, seconds: float) -> tuple[Release, Audit, Pattern] | None:
    """Controlled rounding, where the profile rounds instead of hiding and it is safe."""
    base = task.profile.base
    if base is None or not task.profile.rounds_instead or task.hide:
        return None
    rounded = controlled(task.quantities, base, seconds)
    if rounded is None:
        return None
    figures = task.quantities.figures
    printed = {k: in_print(v, task.profile, rounded.get(k)) for k, v in figures.items()}
    release = Release(task.profile, printed, figures, task.quantities.sums, controlled=True)
    release, judged = _with_ratios(task, release)
    nothing = Pattern(frozenset(), frozenset(), Method.NONE, 0, 0, False, _known(judged))
    return (release, judged, nothing) if judged.passed else None


def _protected(task: Task, seconds: float) -> tuple[Release, Audit, Pattern]:
    """Hiding by the rule, and rounding of what is shown where the profile asks for it."""
    pattern = protect(task, seconds)
    sign = task.profile.confidential.sign
    figures = task.quantities.figures
    printed = {
        key: sign if key in pattern.hidden else in_print(figure, task.profile)
        for key, figure in figures.items()
    }
    release = Release(
        task.profile,
        printed,
        figures,
        task.quantities.sums,
        forced=task.hide,
        zeros_hidden=pattern.zeros_hidden,
    )
    release, judged = _with_ratios(task, release)
    return release, judged, pattern


def _with_ratios(task: Task, release: Release) -> tuple[Release, Audit]:
    """Add percentages and rates; those of rounded counts only as far as the audit allows,
    the ones that stand on few people given up first."""
    texts = {ratio: text_of(ratio, task.quantities, release) for ratio in task.quantities.ratios}
    signs = {marker.sign for marker in release.profile.markers} - {release.profile.low.sign}
    risky = [r for r, t in texts.items() if t not in signs and tells_more(r, release)]
    risky.sort(key=lambda ratio: base_of(ratio, task.quantities))
    while True:
        with_ratios = replace(release, ratios=texts)
        judged = audit(with_ratios, task.past)
        if judged.passed or not risky:
            return with_ratios, judged
        half = (len(risky) + 1) // 2
        texts = texts | dict.fromkeys(risky[:half], release.profile.confidential.sign)
        risky = risky[half:]


def _known(judged: Audit) -> frozenset[Key]:
    return frozenset(finding.key for finding in judged.findings if not finding.fails)


def _reason(key: Key, task: Task, pattern: Pattern, release: Release) -> Reason | None:
    if not release.hides(key):
        return None
    count = task.counts[key]
    if task.profile.hides(count):
        return Reason.SMALL
    if key in task.hide:
        return Reason.OFFICER
    return Reason.EARLIER if key in pattern.primary else Reason.SECONDARY


def _reason_of_ratio(ratio: Ratio, quantities: Quantities, release: Release) -> Reason | None:
    if release.ratios[ratio] != release.profile.confidential.sign:
        return None
    if any(release.hides(key) for key in ratio.keys):
        return Reason.PART_HIDDEN
    too_few = base_of(ratio, quantities) < release.profile.smallest_base
    return Reason.SMALL_BASE if too_few else Reason.TELLS_MORE


def _notes(release: Release) -> tuple[str, ...]:
    """The lines under the table: the markers that were used, and how figures were changed."""
    profile = release.profile
    texts = {*release.printed.values(), *release.ratios.values()}
    used = [marker for marker in profile.markers if marker.sign in texts]
    notes = [f"{marker.sign} {marker.words}" for marker in used]
    if release.zeros_hidden:
        notes.append(ZEROS_ARE_HIDDEN.format(sign=profile.confidential.sign))
    if profile.base:
        notes.append(words_of_rounding(profile, adds_up=release.controlled))
    return tuple(notes)
