"""A whole profile: the main table, each characteristic in full, flows, comparisons, charts."""

from __future__ import annotations

from functools import cached_property

from core.column_chart import ColumnChart
from workforce.analysis.comparison import comparison
from workforce.analysis.detail_table import detail_table
from workforce.analysis.layout import PrintedTable
from workforce.analysis.main_table import flow_table, main_table
from workforce.analysis.measures import Teller
from workforce.analysis.organisations import Profile
from workforce.analysis.trend import trend
from workforce.characteristics import Characteristic


class WholeProfile:
    """The tables and charts of a profile, each cell told by one teller."""

    def __init__(self, profile: Profile, teller: Teller) -> None:
        self.profile = profile
        self.teller = teller

    @cached_property
    def tables(self) -> list[PrintedTable]:
        """All tables in the order in which they are printed."""
        beside, flows = self.comparisons, [self.flows] if self.flows else []
        return [self.main, *beside, *self._details, *flows]

    @cached_property
    def main(self) -> PrintedTable:
        return main_table(self.profile, self.teller)

    @cached_property
    def comparisons(self) -> list[PrintedTable]:
        """The groups that are shown in full, each beside the borough."""
        groups = self.profile.groups_in_full
        drawn = (comparison(self.profile, group, self.teller) for group in groups)
        return [table for table in drawn if table is not None]

    @cached_property
    def flows(self) -> PrintedTable | None:
        return flow_table(self.profile, self.teller)

    @cached_property
    def _details(self) -> list[PrintedTable]:
        found = []
        for characteristic in Characteristic:
            for group in self.profile.groups_in_full:
                table = detail_table(self.profile, characteristic, group, self.teller)
                if table is not None:
                    found.append(table)
        return found

    @cached_property
    def charts(self) -> list[ColumnChart]:
        """The trend of each characteristic of the main group."""
        group = self.profile.main_group
        if group is None:
            return []
        drawn = (trend(self.profile, each, group, self.teller) for each in Characteristic)
        return [chart for chart in drawn if chart is not None]
