"""Two people at the same moment: real threads, each with a connection of its own."""

import pytest
from django.http import HttpResponse

from core.faults import FaultyFile
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories.workforce import UPPER, group_named
from tests.plans.exchange.test_concurrent_imports import at_once
from tests.workforce.entry.test_import import HEAD, LINE
from tests.workforce.entry.typing_in import cell, counts_typed, held, page, shares, typed
from workforce.importing.percentages import import_percentages
from workforce.models import Snapshot
from workforce.ready_made import add_ready_made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ready_made() -> None:
    """The groups and lists: tests that commit empty every table."""
    add_ready_made()


def told(outcomes) -> list[HttpResponse]:
    """The pages of those who were told that somebody was sooner."""
    assert all(isinstance(each, HttpResponse) for each in outcomes), outcomes
    return [each for each in outcomes if each.status_code == 200]


def both_send(officer, address, sent) -> list:
    clients = [browser_of(user) for user in (officer, somebody_who_is("workforce_officer"))]
    forms = [sent(client, number) for number, client in enumerate(clients, start=1)]
    return at_once(
        *(
            lambda client=client, form=form: client.post(address, form)
            for client, form in zip(clients, forms, strict=True)
        )
    )


def test_of_two_who_enter_a_group_first_at_once_the_second_is_told(officer, counted):
    address = page("group_counts", counted.pk, group_named(UPPER).pk)
    outcomes = both_send(
        officer, address, lambda client, number: counts_typed(client, address, headcount=number)
    )
    [late] = told(outcomes)
    assert "saved this while you had it open" in late.content.decode()
    assert held(counted, UPPER)[0] in (1, 2)


def test_of_two_who_enter_percentages_at_once_the_second_is_told(officer, printed):
    address = page("percentages", printed.pk)
    outcomes = both_send(
        officer,
        address,
        lambda client, number: typed(client, address, **{cell(UPPER, "bme"): number}),
    )
    [late] = told(outcomes)
    assert "saved this while you had it open" in late.content.decode()
    assert shares(printed) in [{UPPER: (None, {"bme": text})} for text in ("1", "2")]


def test_of_two_who_begin_the_same_table_at_once_the_second_is_told(officer):
    address = page("add", "counts")
    day = {"day_day": "31", "day_month": "3", "day_year": "2026"}
    outcomes = both_send(officer, address, lambda client, _: typed(client, address) | day)
    [late] = told(outcomes)
    assert "There are figures of this organisation and day already" in late.content.decode()
    assert Snapshot.objects.count() == 1


def test_a_file_imported_several_times_at_once_makes_one_table():
    content = (HEAD + LINE).encode()
    outcomes = at_once(*[lambda: import_percentages(content, "old.csv", actor=None)] * 4)
    late = [each for each in outcomes if isinstance(each, Exception)]
    assert all(isinstance(each, FaultyFile) for each in late), late
    assert all("in this moment" in str(each) for each in late)
    row = Snapshot.objects.get()
    assert list(shares(row)) == [UPPER]
