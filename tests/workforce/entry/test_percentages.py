"""Entering percentages as they were published: each text stays as it was typed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories.workforce import DIRECT, LOWER, SCHOOLS, UPPER, print_shares
from tests.workforce.entry.typing_in import cell, last_sentence, page, shares, text_of, typed
from workforce.acts_on_snapshots import save_percentages
from workforce.models import GroupCount, Snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(printed) -> str:
    return page("percentages", printed.pk)


def enter(client, address, cells):
    changes = {cell(*place): text for place, text in cells.items()}
    return client.post(address, typed(client, address, **changes))


def test_each_text_is_kept_as_it_was_typed(browser, printed, address):
    response = enter(
        browser,
        address,
        {
            (UPPER, "headcount"): "1,412",
            (UPPER, "female"): "62.4",
            (UPPER, "male"): "37.5",
            (LOWER, "female"): "24",
            (LOWER, "male"): "76.0",
            (LOWER, "bme"): " 9.30 %",
            (DIRECT, "disabled"): "0",
            (SCHOOLS, "headcount"): "0",
        },
    )
    assert response.url == page("profile", printed.pk)
    assert shares(printed) == {
        UPPER: (1412, {"female": "62.4", "male": "37.5"}),
        LOWER: (None, {"female": "24", "male": "76.0", "bme": "9.30"}),
        DIRECT: (None, {"disabled": "0"}),
        SCHOOLS: (0, {}),
    }
    assert last_sentence() == f"Nadia Rahman entered percentages of {printed}"
    form = browser.get(address).context["form"]
    assert form[cell(LOWER, "male")].value() == "76.0"
    assert form[cell(SCHOOLS, "headcount")].value() == 0


def test_what_is_emptied_is_held_no_more(browser, printed, address):
    print_shares(printed, UPPER, 412, female="62", male="38")
    print_shares(printed, LOWER, female="70")
    enter(
        browser,
        address,
        {(UPPER, "male"): "", (UPPER, "headcount"): "", (LOWER, "female"): ""},
    )
    assert shares(printed) == {UPPER: (None, {"female": "62"})}


REFUSED = {
    ("bme", "112"): f"{UPPER}, BME: 112 is more than 100",
    ("bme", "100.1"): f"{UPPER}, BME: 100.1 is more than 100",
    ("disabled", "-3"): f"{UPPER}, Disabled: -3 is less than 0",
    ("female", "24,3"): f"{UPPER}, Female: 24,3 has a decimal comma. Enter 24.3",
    ("male", "few"): f"{UPPER}, Male: “few” is no percentage. Enter a number, like 24 or 24.3",
    ("headcount", "12.5"): f"{UPPER}, Headcount must be a whole number, like 12",
}


@pytest.mark.parametrize("column", REFUSED, ids=" ".join)
def test_what_is_no_figure_is_told_beside_its_box_and_everything_typed_stays(
    browser, printed, address, column
):
    cells = {(LOWER, "female"): "70.0", (UPPER, column[0]): column[1]}
    form = enter(browser, address, cells).context["form"]
    assert form.errors == {cell(UPPER, column[0]): [REFUSED[column]]}
    assert form[cell(UPPER, column[0])].value() == column[1]
    assert form[cell(LOWER, "female")].value() == "70.0"
    assert not GroupCount.objects.exists()


def test_female_and_male_of_120_are_refused_and_of_99_9_are_not(browser, printed, address):
    form = enter(browser, address, {(UPPER, "female"): "60", (UPPER, "male"): "60.0"}).context[
        "form"
    ]
    words = f"{UPPER}: Female 60 and male 60.0 come to 120.0, which no rounding explains"
    assert form.errors == {cell(UPPER, "male"): [words]}
    for female, male in (("62.4", "37.5"), ("62", "47")):  # the second slip is for the checks
        cells = {(UPPER, "female"): female, (UPPER, "male"): male}
        assert enter(browser, address, cells).status_code == 302


def test_the_second_of_two_is_told_and_loses_nothing(browser, printed, address):
    mine = typed(browser, address, **{cell(UPPER, "female"): "62.4"})
    colleague = browser_of(somebody_who_is("workforce_officer", user__name="Owen Pryce"))
    enter(colleague, address, {(UPPER, "female"): "64.2"})
    response = browser.post(address, mine)
    words = text_of(response)
    assert "Owen Pryce saved this while you had it open" in words
    [difference] = response.context["form"].differences
    assert (difference.typed, difference.saved) == ("62.4", "64.2")
    assert shares(printed) == {UPPER: (None, {"female": "64.2"})}


def test_only_who_keeps_the_figures_saves_them_and_only_of_percentages(counted, printed, officer):
    for somebody in everybody_but("workforce_officer"):
        with pytest.raises(PermissionDenied):
            save_percentages(printed, {}, actor=somebody)
    with pytest.raises(ValidationError, match="counts are held"):
        save_percentages(counted, {}, actor=officer)
    assert set(Snapshot.objects.values_list("revision", flat=True)) == {1}
