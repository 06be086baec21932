"""The copying slips of a published workforce table, found by arithmetic.

Each is a warning that can be answered. What an innocent reading of rounding, of uneven
disclosure or of small numbers explains is never one.
"""

from __future__ import annotations

from collections.abc import Sequence

from workforce.checks.common_weights import no_common_weights
from workforce.checks.jumps import jumps
from workforce.checks.parts import directorate_above_council, headcount_sum, outside_parts
from workforce.checks.repeats import repeated_rows
from workforce.checks.rows import female_and_male, mixed_decimals, no_such_count
from workforce.checks.tables import Row, Share, Table
from workforce.checks.warning import Kind, Slip

__all__ = ["Kind", "Row", "Share", "Slip", "Table", "slips_in"]


def slips_in(table: Table, others: Sequence[Table] = ()) -> list[Slip]:
    """What looks wrong in a table. `others` are those of other organisations and days, which
    it is compared with."""
    others = [other for other in others if other.key != table.key]
    badly_mixed = [] if table.is_counted else list(no_common_weights(table))
    beside_others = [
        *repeated_rows(table, others, {slip.group for slip in badly_mixed}),
        *jumps(table, others),
        *directorate_above_council(table, others),
    ]
    if table.is_counted:
        return beside_others
    return [
        *female_and_male(table),
        *outside_parts(table),
        *badly_mixed,
        *beside_others,
        *mixed_decimals(table),
        *headcount_sum(table),
        *no_such_count(table),
    ]
