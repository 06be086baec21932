"""Only who keeps the workforce figures opens a page of them, and changes anything."""

import pytest
from django.test import Client

from tests.accounts.people import browser_of, everybody_but
from tests.factories.workforce import UPPER, group_named
from tests.workforce.entry.typing_in import page
from workforce.models import KeptPercentages, Snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(counted, printed, officer) -> dict[str, str]:
    group = group_named(UPPER).pk
    kept = KeptPercentages.objects.create(
        name="old.csv",
        content=b"organisation,group,snapshot_date,headcount\nCouncil,School employed,2010-03-31,9",
        kept_for=officer,
    )
    return {
        "the list": page("snapshots"),
        "beginning counts": page("add", "counts"),
        "beginning percentages": page("add", "percentages"),
        "the profile": page("profile", counted.pk),
        "changing": page("edit", counted.pk),
        "removing": page("remove", counted.pk),
        "the groups": page("counts", counted.pk),
        "a group": page("group_counts", counted.pk, group),
        "percentages": page("percentages", printed.pk),
        "a file": page("import_percentages"),
        "its preview": page("import_preview", kept.pk),
        "its sums": page("group_sums", counted.pk, group),
        "letting it go": page("import_discard", kept.pk),
    }


ONLY_POSTED = ("its sums", "letting it go")


def test_who_keeps_the_figures_opens_every_page(browser, addresses):
    expected = {name: 405 if name in ONLY_POSTED else 200 for name in addresses}
    assert {name: browser.get(each).status_code for name, each in addresses.items()} == expected


def test_nobody_else_opens_or_sends_any(addresses):
    for somebody in everybody_but("workforce_officer"):
        client = browser_of(somebody)
        for name, address in addresses.items():
            assert client.post(address).status_code == 403, name
    for name, address in addresses.items():
        assert client.get(address).status_code == 403, name
    assert Snapshot.objects.count() == 2
    assert KeptPercentages.objects.exists()


def test_nobody_opens_any_without_signing_in(addresses):
    for name, address in addresses.items():
        assert Client().post(address).status_code == 302, name
    assert Snapshot.objects.count() == 2


def test_the_menu_shows_it_to_who_keeps_the_figures(browser):
    def menu(client):
        return [each["label"] for each in client.get("/account/").context["navigation"]]

    assert "Workforce" in menu(browser)
    for somebody in everybody_but("workforce_officer"):
        assert "Workforce" not in menu(browser_of(somebody))


def test_counts_are_not_entered_of_percentages_nor_percentages_of_counts(browser, counted, printed):
    group = group_named(UPPER).pk
    for address in (
        page("counts", printed.pk),
        page("group_counts", printed.pk, group),
        page("percentages", counted.pk),
        page("add", "extract"),
    ):
        assert browser.get(address).status_code == 404, address
        assert browser.post(address).status_code == 404, address


def test_a_total_has_no_counts_to_enter(browser, counted):
    for name in ("Total directly employed", "Total with schools"):
        address = page("group_counts", counted.pk, group_named(name).pk)
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"headcount": "3"}).status_code == 404


def test_who_keeps_the_figures_lands_on_them(browser):
    assert browser.get("/").url == page("snapshots")
