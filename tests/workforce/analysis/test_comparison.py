"""A profile beside the borough's population, and beside the targets of KPIs."""

import pytest

from core.supplied_figures import Target, register_taker
from tests.accounts.people import somebody_who_is
from tests.factories.workforce import DIRECT, SCHOOLS, UPPER, group_named
from tests.workforce.held import TRUE, borough, children, counted, lines, printed, three_years
from workforce.analysis.comparison import comparison, targets_beside
from workforce.analysis.measures import Cell
from workforce.analysis.organisations import Profile
from workforce.supplying import key_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_kpis(monkeypatch) -> None:
    monkeypatch.setattr("core.supplied_figures._TAKERS", {})


def table_of(snapshot, group=DIRECT):
    return comparison(Profile(snapshot), group_named(group), TRUE)


def test_the_difference_to_the_borough_stands_in_percentage_points():
    latest = three_years()
    borough(White_British=700, Indian=200, African=100)
    borough("sex", Female=710, Male=290)
    table = table_of(latest)
    assert [each.heading for each in table.column_groups] == [
        "Children",
        "Whole council",
        "Borough",
    ]
    assert lines(table) == {
        "Female %": ["71.0", "0", "56.8", "14.2 less", "71.0"],
        "Male %": ["29.0", "0", "43.2", "14.2 more", "29.0"],
        "BME %": ["25.7", "4.3 less", "25.7", "4.3 less", "30.0"],
        "Disabled %": ["9.1", "", "9.1", "", ""],
    }
    assert table.notes == [
        "Borough, sex: Census 2021, usual residents.",
        "Borough, ethnicity: Census 2021, usual residents.",
        "Borough, disability: no population is held.",
    ]


def test_percentages_as_published_are_compared_as_they_were_printed():
    snapshot = printed(None)
    borough(White_British=800, Indian=200)
    assert lines(table_of(snapshot))["BME %"] == ["24.10", "4.10 more", "20.0"]


def test_without_a_population_or_a_figure_there_is_nothing_to_compare():
    snapshot = counted(None)
    assert table_of(snapshot) is None
    borough(White_British=800, Indian=200)
    assert table_of(snapshot, SCHOOLS) is None
    without_shares = printed(None)
    without_shares.groups.get().shares.all().delete()
    assert table_of(without_shares) is None


def test_a_target_stands_beside_the_figure_that_its_kpi_takes():
    latest = three_years()
    user = somebody_who_is("workforce_officer")
    mine = key_of(children().pk, group_named(DIRECT), "bme")
    council = key_of(None, group_named(UPPER), "female")

    def taker(keys, asked_by):
        assert asked_by == user
        assert {mine, council} <= set(keys)
        yield Target(mine, "E1 Staff who are BME", "Children 2026/27", "/plans/1/", "2026/27", "28")
        yield Target(council, "E2 Women above", "Council 2026/27", "/plans/2/", "2026/27", "50")

    register_taker("plans", taker)
    told = targets_beside(Profile(latest), TRUE, user)
    assert [(each.organisation, each.figure, each.now) for each in told] == [
        ("Children", f"BME %, {DIRECT}", "25.7"),
        ("Whole council", f"Female %, {UPPER}", "24.4"),  # 22 of 90
    ]
    assert [each.target.text for each in told] == ["28", "50"]


def test_those_who_left_are_no_figure_of_a_kpi():
    user = somebody_who_is("workforce_officer")
    register_taker("plans", lambda keys, user: pytest.fail("nobody is asked"))
    leavers = counted(None)
    leavers.base = "leavers"
    assert targets_beside(Profile(leavers), TRUE, user) == []


class HidesTheCouncil:
    """A teller as of a publication: nothing of the whole council is let out."""

    def tell(self, figures, group, measure):
        hidden = figures.snapshot.directorate_id is None
        return Cell("[c]") if hidden else TRUE.tell(figures, group, measure)


def test_of_a_hidden_percentage_the_difference_is_not_told():
    latest = three_years()
    borough(White_British=700, Indian=200, African=100)
    table = comparison(Profile(latest), group_named(DIRECT), HidesTheCouncil())
    assert lines(table)["BME %"] == ["25.7", "4.3 less", "[c]", "", "30.0"]
