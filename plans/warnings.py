"""What can be stored but looks wrong: kept, and pointed out.

Real papers have all of these, and nobody may lose a line over them. Each check is a
function that reads a plan and yields warnings; `CHECKS` is the list of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from core.dates import in_words
from plans.figures import TargetKind
from plans.models import CriticalAction, IndicatorTarget, Objective, Plan
from plans.rag import shortfall
from plans.reading import ObjectiveReading, PlanReading
from plans.warned.risks import (
    half_scored_risks,
    risks_not_accepted,
    risks_with_two_texts,
    scores_lowered_without_control,
    targets_above_the_score,
)
from plans.warned.warning import Check, PlanWarning, action_name, objective_name, short


def warnings_of(plan: Plan) -> list[PlanWarning]:
    """All warnings of a stored plan, check by check."""
    return warnings_in(PlanReading(plan))


def warnings_in(reading: PlanReading) -> list[PlanWarning]:
    """All warnings of a plan that has been read already."""
    return [warning for check in CHECKS for warning in check(reading)]


def refs_given_twice(reading: PlanReading) -> Iterator[PlanWarning]:
    """The same ref twice among the actions, KPIs or risks of one objective."""
    for part in reading.objectives():
        groups = {
            "action": [action.ref for action in part.actions],
            "KPI": [ref for row in part.kpis for ref in row.indicator.refs],
            "risk": [row.risk.ref for row in part.risks],
        }
        for kind, refs in groups.items():
            for ref, count in Counter(filter(None, refs)).items():
                if count > 1:
                    yield PlanWarning(
                        objective_name(part.objective),
                        f"the {kind} ref {ref} stands {count} times",
                        f"objective-{part.objective.pk}",
                    )


def objective_refs_given_twice(reading: PlanReading) -> Iterator[PlanWarning]:
    """The same objective ref twice in one appendix."""
    for appendix in reading.appendix_readings:
        refs = Counter(
            part.objective.ref
            for block in appendix.blocks
            for part in block.objectives
            if part.objective.ref
        )
        for ref, count in refs.items():
            if count > 1:
                yield PlanWarning(
                    appendix.appendix.heading,
                    f"the objective ref {ref} stands {count} times",
                    f"appendix-{appendix.appendix.pk}",
                )


def actions_without_something(reading: PlanReading) -> Iterator[PlanWarning]:
    """An action without text, owner or date."""
    for part in reading.objectives():
        for action in part.actions:
            lacking = [
                name
                for name, given in (
                    ("text", action.text),
                    ("owner", action.responsible),
                    ("date or milestone", action.when),
                )
                if not given
            ]
            if lacking:
                yield PlanWarning(
                    action_name(action),
                    f"has no {' and no '.join(lacking)}",
                    f"action-{action.pk}",
                )


def dates_outside_the_year(reading: PlanReading) -> Iterator[PlanWarning]:
    """A start or finish outside the plan's year."""
    for part in reading.objectives():
        dated: list[tuple[str, str, Objective | CriticalAction]] = [
            (objective_name(part.objective), f"objective-{part.objective.pk}", part.objective)
        ]
        dated += [(action_name(a), f"action-{a.pk}", a) for a in part.actions]
        for name, anchor, thing in dated:
            for word, day, text in (
                ("start", thing.start_on, thing.start_text),
                ("finish", thing.finish_on, thing.finish_text),
            ):
                if day is not None and not reading.plan.covers(day):
                    yield PlanWarning(
                        name,
                        f"the {word} {text} lies outside the plan's year "
                        f"({in_words(reading.plan.start)} to {in_words(reading.plan.finish)})",
                        anchor,
                    )


def easy_targets(reading: PlanReading) -> Iterator[PlanWarning]:
    """A KPI target that is easier than a figure already reported."""
    for part in reading.objectives():
        for row in part.kpis:
            indicator = row.indicator
            if indicator.polarity not in ("higher", "lower"):
                continue
            for target in indicator.targets.all():
                target.indicator = indicator
                yield from _easy_target(part, target)


def _easy_target(part: ObjectiveReading, target: IndicatorTarget) -> Iterator[PlanWarning]:
    meant = target.target
    indicator = target.indicator
    reported = indicator.latest_actual_before(target.year)
    if not meant.has_figure or reported is None or reported.figure is None:
        return
    missed_by, _ = shortfall(reported.figure.value, meant, indicator.polarity)
    if missed_by == 0 and reported.figure.value != meant.low:
        yield PlanWarning(
            objective_name(part.objective),
            f"KPI “{short(indicator.measure)}”: the target {target.text} for {target.year} is "
            f"easier than the {reported.text} reported for {reported.year}",
            f"kpi-{indicator.pk}",
        )


def changes_without_baseline(reading: PlanReading) -> Iterator[PlanWarning]:
    """A target given as a change, with no baseline to work it out from."""
    for part in reading.objectives():
        for row in part.kpis:
            for target in row.indicator.targets.all():
                target.indicator = row.indicator
                meant = target.target
                if meant.kind is TargetKind.CHANGE and not meant.has_figure:
                    yield PlanWarning(
                        objective_name(part.objective),
                        f"KPI “{short(row.indicator.measure)}”: the target {target.text} is a "
                        "change, but there is no baseline to work it out from",
                        f"kpi-{row.indicator.pk}",
                    )
                    break


_LAST_NUMBER = re.compile(r"^(.*?)([0-9]+)\.?$")


def skipped_numbers(reading: PlanReading) -> Iterator[PlanWarning]:
    """Paragraph numbers that skip, repeat or run backwards within a section."""
    for section in reading.sections:
        before: tuple[str, int, str] | None = None
        for paragraph in section.paragraphs.all():
            number = reading.paragraph_number(paragraph)
            match = _LAST_NUMBER.match(number)
            if not match:
                continue
            head, count = match[1], int(match[2])
            if before and before[0] == head and count != before[1] + 1:
                yield PlanWarning(
                    f"Section {section}".strip(),
                    f"paragraph {number} follows {before[2]}",
                    f"paragraph-{paragraph.pk}",
                )
            before = (head, count, number)


_PARTY = re.compile(r"\s*[/;\n]\s*")


def leads_spelt_in_two_ways(reading: PlanReading) -> Iterator[PlanWarning]:
    """A lead who is spelt in two ways, such as "Galikowski" and "Galikowsky"."""
    where: dict[str, str] = {}
    for cell, anchor in _responsible_cells(reading):
        for token in filter(None, _PARTY.split(cell)):
            where.setdefault(" ".join(token.split()), anchor)
    names = sorted(where)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            if _spelt_alike(one, other):
                yield PlanWarning(
                    "Leads", f"“{one}” and “{other}” look like the same lead", where[other]
                )


def _responsible_cells(reading: PlanReading) -> Iterator[tuple[str, str]]:
    for appendix in reading.appendix_readings:
        for block in appendix.blocks:
            yield block.block.responsible, f"outcome-{block.block.pk}"
    for part in reading.objectives():
        yield part.objective.responsible, f"objective-{part.objective.pk}"
        for action in part.actions:
            yield action.responsible, f"action-{action.pk}"
        for row in part.kpis:
            yield row.indicator.responsible, f"kpi-{row.indicator.pk}"
        for risk in part.risks:
            yield risk.link.responsible, f"risk-{risk.link.pk}"


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two names differ only by case or spaces, or are long and nearly the same."""
    if re.sub(r"\s", "", one).casefold() == re.sub(r"\s", "", other).casefold():
        return True
    if min(len(one), len(other)) < 8 or len(one.split()) != len(other.split()):
        return False
    one, other = one.casefold(), other.casefold()
    return _likeness(one, other) >= 0.9 and all(
        a == b or _word_spelt_alike(a, b) for a, b in zip(one.split(), other.split(), strict=True)
    )


def _word_spelt_alike(one: str, other: str) -> bool:
    """ "Marc" and "Mark", but not "East" and "West", "A" and "B", or two numbers."""
    if min(len(one), len(other)) < 3 or re.search(r"\d", one + other):
        return False
    return _likeness(one, other) >= (0.75 if one[0] == other[0] else 0.85)


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.7 else 0.0  # the quick one is never less


CHECKS: list[Check] = [
    refs_given_twice,
    objective_refs_given_twice,
    actions_without_something,
    dates_outside_the_year,
    easy_targets,
    changes_without_baseline,
    half_scored_risks,
    risks_with_two_texts,
    targets_above_the_score,
    scores_lowered_without_control,
    risks_not_accepted,
    skipped_numbers,
    leads_spelt_in_two_ways,
]
