"""A release as it is kept: through JSON and the database it comes back as it was."""

import json

import pytest

from core.disclosure import (
    Kind,
    Profile,
    Quantities,
    Ratio,
    Release,
    audit,
    by_years,
    kept,
    publish,
    release_of,
)
from incidents.models import PublishedReturns
from tests.core.disclosure.tables import cell, table
from tests.factories import racist

SMALL = table([3, 12, 9], [20, 6, 2])
RATIOS = (
    Ratio(cell("a", 2), cell("a", "total")),
    Ratio(cell("b", 1), 1_250, per=1000, decimals=1),
)
RELEASES = {
    "hidden": publish(SMALL, Profile()),
    "rates": publish(Quantities(SMALL.figures, SMALL.sums, RATIOS), Profile(smallest_base=5)),
    "rounded": publish(SMALL, Profile(base=5)),
    "rounded instead": publish(SMALL, Profile(threshold=0, base=5)),
    "zeros hidden": publish(table([0, 12], [20, 6]), Profile(zero_shown=False)),
    "hidden by an officer": publish(table([0, 12, 8], [20, 6, 7]), Profile(), hide=[cell("a", 1)]),
    "not held": publish(table([None, 12], [20, 6]), Profile()),
    "not applicable": publish(
        Quantities({("a",): Kind.NOT_APPLICABLE, ("b",): 12, ("c",): None}), Profile()
    ),
    "by years": publish(
        by_years({"2025/26": 20}, {"gender": {"Male": {"2025/26": 3}, "Female": {"2025/26": 9}}}),
        Profile(),
    ),
}


@pytest.mark.parametrize("name", RELEASES)
def test_it_comes_back_from_json_as_it_was(name):
    release = RELEASES[name].release
    again = release_of(json.loads(json.dumps(kept(release))))
    assert again == release
    assert again.profile == release.profile
    assert list(again.printed) == list(release.printed)
    assert {key: type(figure) for key, figure in again.figures.items()} == {
        key: type(figure) for key, figure in release.figures.items()
    }


@pytest.mark.parametrize("name", RELEASES)
def test_the_audit_says_the_same_of_it(name):
    release = RELEASES[name].release
    assert audit(release_of(kept(release))) == audit(release)


@pytest.mark.parametrize("name", RELEASES)
def test_as_a_past_release_it_binds_as_before(name):
    """The same table is published with it as with the one that never was kept."""
    first = RELEASES[name]
    quantities = Quantities(first.release.figures, first.release.sums, tuple(first.ratios))
    again = release_of(kept(first.release))
    options = {"hide": first.release.forced}
    with_kept, with_first = (
        publish(quantities, first.release.profile, past=[past], **options)
        for past in (again, first.release)
    )
    assert with_kept.cells == with_first.cells
    assert with_kept.ratios == with_first.ratios


@pytest.mark.django_db
@pytest.mark.parametrize("name", RELEASES)
def test_it_comes_back_from_the_database_as_it_was(name):
    release = RELEASES[name].release
    row = PublishedReturns.objects.create(
        type=racist(),
        first_year="2025/26",
        last_year="2025/26",
        record={"release": kept(release)},
        published_by_name="Tamsin Ridley",
    )
    row.refresh_from_db()
    assert release_of(row.record["release"]) == release


def test_what_was_hidden_by_an_officer_and_how_zeros_were_treated_is_kept():
    release = RELEASES["hidden by an officer"].release
    assert isinstance(release, Release)
    assert release_of(kept(release)).forced == {cell("a", 1)}
    assert release_of(kept(release)).zeros_hidden
    assert release_of(kept(RELEASES["rounded instead"].release)).controlled == (
        RELEASES["rounded instead"].release.controlled
    )
