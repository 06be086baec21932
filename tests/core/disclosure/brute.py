"""The reader of a small table who tries every possibility, without any program."""

from collections.abc import Iterator

from core.disclosure import Key, Range, Release, Sum

WITHOUT_END = 10**6


def possible(release: Release, *past: Release, most: int = 9) -> dict[Key, set[int]]:
    """For each key the counts that occur in some table that fits all that is printed.

    What has no end is tried up to `most` and then only as a sum of others: a reader who tries
    less finds less, so a range that is wide enough here is wide enough.
    """
    told: dict[Key, Range] = {}
    sums: dict[Sum, None] = {}
    for one in [*past, release]:
        sums |= dict.fromkeys(one.sums)
        for key in one.printed:
            told[key] = told.get(key, Range(0, None)).also(one.meaning(key))
    for one in sums:
        for key in (one.total, *one.parts):
            told.setdefault(key, Range(0, None))
    found: dict[Key, set[int]] = {key: set() for key in told}
    for table in _tables(told, list(sums), most, {}):
        for key, count in table.items():
            found[key].add(count)
    return found


def _tables(
    told: dict[Key, Range], sums: list[Sum], most: int, table: dict[Key, int]
) -> Iterator[dict[Key, int]]:
    known = _worked_out(told, sums, table)
    if known is None:
        return
    open_keys = [key for key in told if key not in known]
    if not open_keys:
        yield known
        return
    totals = {one.total for one in sums}

    def last(key: Key) -> int:
        ends = [max(most, told[key].least) if told[key].greatest is None else told[key].greatest]
        for one in sums:
            if key in one.parts and one.total in known:
                ends.append(known[one.total] - sum(known.get(part, 0) for part in one.parts))
        return min(ends)

    key = min(open_keys, key=lambda one: (one in totals, last(one) - told[one].least))
    for count in range(told[key].least, 1 + last(key)):
        yield from _tables(told, sums, most, known | {key: count})


def _worked_out(
    told: dict[Key, Range], sums: list[Sum], table: dict[Key, int]
) -> dict[Key, int] | None:
    """What follows by sums with one count left; None where something does not fit."""
    known = dict(table) | {key: one.least for key, one in told.items() if one.exact}
    changed = True
    while changed:
        changed = False
        for one in sums:
            left = [key for key in (one.total, *one.parts) if key not in known]
            parts = sum(known[part] for part in one.parts if part in known)
            if one.total in known and parts > known[one.total]:
                return None
            if not left and parts != known[one.total]:
                return None
            if len(left) == 1:
                known[left[0]] = parts if left[0] == one.total else known[one.total] - parts
                changed = True
    fits = all(one.least <= known.get(key, one.least) for key, one in told.items()) and all(
        known.get(key, 0) <= (WITHOUT_END if one.greatest is None else one.greatest)
        for key, one in told.items()
    )
    return known if fits else None


def holds(counts: set[int], wanted: Range) -> bool:
    """Every wanted count lies between the least and the greatest that occurs."""
    return min(counts) <= wanted.least and max(counts) >= (wanted.greatest or 0)
