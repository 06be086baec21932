"""Plans as trees and differences as short lines, for the tests of comparing."""

from plans.comparing.compare import compare
from plans.comparing.differences import Differences
from plans.comparing.outline import Outline, Part, outline_of
from plans.models import Plan
from plans.reading import PlanReading


def outline(plan: Plan) -> Outline:
    """The plan as it stands in the database."""
    return outline_of(PlanReading(Plan.objects.get(pk=plan.pk)))


def cells_of(tree: Outline) -> list:
    """Everything that is compared, as plain values."""
    return [tree.details, [(part.kind, part.key, part.cells) for part, _ in tree.flat()]]


def told(before: Outline, after: Outline) -> list[str]:
    """What changed, a line for each part or detail: "action 1.5 changed: Text"."""
    return lines(compare(before, after))


def lines(differences: Differences) -> list[str]:
    told = [f"details changed: {cell.label}" for cell in differences.changed_details]
    for part in (each for top in differences.parts for each in top.flat()):
        what = [part.state.value] if part.state_word else []
        what += [f"moved {part.moved}"] if part.moved else []
        if what:
            line = f"{part.kind} {part.heading} {', '.join(what)}"
            changed = [cell.label for cell in part.changed_cells]
            told.append(f"{line}: {', '.join(changed)}" if part.state == "changed" else line)
    return told


def tree(*parts: Part, plan: int = 1) -> Outline:
    return Outline(plan, [], parts)


_keys = iter(range(1, 10_000))


def part(kind: str, ref: str, text: str, *children: Part, **more) -> Part:
    """A part of a plan that nobody stored."""
    key = next(_keys)
    cells = [("Ref", ref), ("Text", text)]
    more = {"origin": key, "carried_from": None} | more
    return Part(kind, key, ref=ref, text=text, cells=cells, children=children, **more)
