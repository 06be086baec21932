"""Entering the counts of a group: what an empty box says, and that nobody's work is lost."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories.workforce import (
    DIRECT,
    LOWER,
    SCHOOLS,
    UPPER,
    SnapshotFactory,
    count_staff,
    group_named,
)
from tests.workforce.entry.typing_in import (
    box,
    counts_typed,
    held,
    last_sentence,
    page,
    text_of,
)
from workforce.acts_on_snapshots import save_counts
from workforce.models import GroupBand, GroupCount, StaffCount
from workforce.writing import GroupEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(counted) -> str:
    return page("group_counts", counted.pk, group_named(UPPER).pk)


def enter(client, address, *, then=None, **counts):
    more = {then: "1"} if then else {}
    return client.post(address, counts_typed(client, address, **counts) | more)


class TestGroups:
    def test_each_group_of_the_day_is_shown_with_its_headcount(self, browser, counted):
        count_staff(counted, LOWER, 1204)
        words = text_of(browser.get(page("counts", counted.pk)))
        assert "1,204" in words
        assert words.count("Not entered") == 2
        assert DIRECT not in words

    def test_a_band_that_holds_on_another_day_is_not_asked_for(self, browser, counted):
        GroupBand.objects.filter(group__name=LOWER).update(valid_until=date(2025, 3, 31))
        context = browser.get(page("counts", counted.pk)).context
        assert [str(group) for group, _ in context["groups"]] == [UPPER, SCHOOLS]
        address = page("group_counts", counted.pk, group_named(LOWER).pk)
        assert browser.get(address).status_code == 404


class TestSaving:
    def test_what_is_left_of_the_headcount_is_not_held(self, browser, counted, address):
        told = {"Female": 22, "Male": 10, "sex, prefer_not": 3, "Indian": 5}
        response = enter(browser, address, headcount=40, **told)
        assert response.url == page("counts", counted.pk)
        assert held(counted, UPPER) == (
            40,
            {
                "Female": 22,
                "Male": 10,
                "sex, prefer_not": 3,
                "sex, not_held": 5,
                "Indian": 5,
                "ethnicity, not_held": 35,
            },
        )
        assert last_sentence() == f"Nadia Rahman entered counts of {counted}"
        assert "Sum: 35. Not held: 5" in text_of(browser.get(address))

    def test_an_empty_box_is_0_where_something_was_entered_and_else_nothing(
        self, browser, counted, address
    ):
        enter(browser, address, headcount=40, Female=40)
        assert set(StaffCount.objects.values_list("characteristic", flat=True)) == {"sex"}
        form = browser.get(address).context["form"]
        assert (form[box("Male")].value(), form[box("sex, prefer_not")].value()) == (0, 0)
        assert form[box("Indian")].value() in (None, "")
        assert "Not counted" in text_of(browser.get(address))

    def test_a_characteristic_whose_boxes_are_emptied_is_not_counted_any_more(
        self, browser, counted, address
    ):
        count_staff(counted, UPPER, 40, sex={"Female": 40}, disability={"Disabled": 2})
        empty = {"Disabled": "", "Not disabled": "", "disability, prefer_not": ""}
        enter(browser, address, **empty)
        assert held(counted, UPPER) == (40, {"Female": 40})

    def test_one_goes_on_to_the_next_group(self, browser, counted, address):
        response = enter(browser, address, then="next", headcount=4)
        lower = page("group_counts", counted.pk, group_named(LOWER).pk)
        assert response.url == lower
        schools = page("group_counts", counted.pk, group_named(SCHOOLS).pk)
        assert enter(browser, lower, then="next", headcount=4).url == schools
        assert "Save and go to the next group" not in text_of(browser.get(schools))
        assert enter(browser, schools, then="next", headcount=4).url == page("counts", counted.pk)

    def test_nobody_in_a_group_is_a_headcount_of_0(self, browser, counted, address):
        enter(browser, address, headcount="0", Female="0")
        assert held(counted, UPPER) == (0, {})

    def test_further_characteristics_are_folded_until_they_are_used(
        self, browser, counted, address
    ):
        assert '<details class="govuk-details govuk-!-margin-top-6">' in text_of(
            browser.get(address)
        )
        enter(browser, address, headcount=9, Buddhist=2)
        form = browser.get(address).context["form"]
        assert form.further_is_used
        assert [block.label for block in form.always] == ["Sex", "Disability", "Ethnicity"]
        assert [block.label for block in form.further] == [
            "Age",
            "Religion or belief",
            "Sexual orientation",
        ]

    def test_the_boxes_are_those_of_the_lists_of_the_day(self, browser):
        old = SnapshotFactory(day=date(2011, 3, 31))
        form = browser.get(page("group_counts", old.pk, group_named(UPPER).pk)).context["form"]
        [ethnicity] = [block for block in form.always if block.key == "ethnicity"]
        assert [place.label for place in ethnicity.places] == ["White", "BME", "Prefer not to say"]
        assert all(place.box for place in ethnicity.places)

    def test_broad_groups_are_headings_over_their_boxes(self, browser, address):
        form = browser.get(address).context["form"]
        [ethnicity] = [block for block in form.always if block.key == "ethnicity"]
        bme = next(place for place in ethnicity.places if place.label == "BME")
        assert bme.box is None
        asian = bme.parts[0]
        assert (asian.label, asian.box) == ("Asian or Asian British", None)
        assert [place.label for place in asian.parts][:2] == ["Indian", "Pakistani"]


WRONG = {
    "-1": "0 or more",
    "1.5": "whole number",
    "1,5": "whole number",
    "many": "whole number",
    "1000000": "999999",
}


class TestFaults:
    @pytest.mark.parametrize("number", WRONG)
    def test_what_is_no_count_is_told_beside_its_box_and_stays(
        self, browser, counted, address, number
    ):
        response = enter(browser, address, headcount=40, Female=30, Indian=number)
        form = response.context["form"]
        [told] = form.errors[box("Indian")]
        assert told.startswith("Ethnicity: Indian must be")
        assert WRONG[number] in told
        assert (form[box("Indian")].value(), form[box("Female")].value()) == (number, "30")
        assert not GroupCount.objects.exists()

    def test_more_answers_than_people_are_told_beside_the_first_box(
        self, browser, counted, address
    ):
        response = enter(browser, address, headcount=40, Female=30, Male=11, Indian=40)
        form = response.context["form"]
        assert form.errors == {box("Female"): ["Sex: the boxes come to 41, the headcount is 40"]}
        assert form[box("Male")].value() == "11"
        assert "Sum: 41, which is 1 more than the headcount" in text_of(response)
        assert not GroupCount.objects.exists()

    def test_without_a_headcount_it_is_asked_for(self, browser, address):
        response = enter(browser, address, Female=30)
        assert response.context["form"].errors == {"headcount": ["Enter the headcount"]}
        assert "Sum: 30" in text_of(response)

    def test_what_is_being_typed_is_added_up_and_not_kept(self, browser, counted, address):
        typed = counts_typed(browser, address, headcount="1,040", Female="1,030", Indian="x")
        words = text_of(browser.post(f"{address}sums/", typed))
        assert "Sum: 1,030. Not held: 10" in words
        assert words.count('hx-swap-oob="true"') == 6
        assert not GroupCount.objects.exists()


class TestTwoPeople:
    def test_the_second_of_two_sees_both_versions_and_saves_again(self, browser, counted, address):
        count_staff(counted, UPPER, 40, sex={"Female": 20, "Male": 20})
        mine = counts_typed(browser, address, Female=25, Male=15)
        colleague = browser_of(somebody_who_is("workforce_officer", user__name="Owen Pryce"))
        enter(colleague, address, Female=24, Male=16)
        response = browser.post(address, mine)
        words = text_of(response)
        assert "Owen Pryce saved this while you had it open" in words
        assert held(counted, UPPER)[1] == {"Female": 24, "Male": 16}
        form = response.context["form"]
        assert [(each.label, each.typed, each.saved) for each in form.differences] == [
            ("Sex: Female", "25", "24"),
            ("Sex: Male", "15", "16"),
        ]
        browser.post(address, {name: form[name].value() or "" for name in form.fields})
        assert held(counted, UPPER)[1] == {"Female": 25, "Male": 15}

    def test_of_a_group_that_both_enter_first_too(self, browser, counted, address):
        mine = counts_typed(browser, address, headcount=40, Indian=5)
        colleague = browser_of(somebody_who_is("workforce_officer"))
        enter(colleague, address, headcount=41, Indian=5)
        response = browser.post(address, mine)
        assert "saved this while you had it open" in text_of(response)
        [headcount] = response.context["form"].differences  # an empty box is no other version
        assert (headcount.typed, headcount.saved) == ("40", "41")
        assert held(counted, UPPER)[0] == 41

    def test_who_saves_the_same_again_is_not_asked(self, browser, counted, address):
        mine = counts_typed(browser, address, headcount=40)
        assert browser.post(address, mine).status_code == 302
        assert browser.post(address, mine).status_code == 302

    def test_another_group_is_no_conflict(self, browser, counted, address):
        mine = counts_typed(browser, address, headcount=40)
        count_staff(counted, LOWER, 9)
        assert browser.post(address, mine).status_code == 302

    def test_figures_removed_meanwhile_are_not_found(self, browser, counted, address):
        mine = counts_typed(browser, address, headcount=40)
        counted.delete()
        assert browser.post(address, mine).status_code == 404


class TestTheAct:
    def test_only_who_keeps_the_figures_saves(self, counted):
        for somebody in everybody_but("workforce_officer"):
            with pytest.raises(PermissionDenied):
                save_counts(counted, group_named(UPPER), GroupEntry(3), actor=somebody)

    def test_it_refuses_totals_more_answers_than_people_and_percentages(
        self, counted, printed, officer
    ):
        upper = group_named(UPPER)
        refused = [
            (counted, group_named(DIRECT), GroupEntry(3), "worked out of its parts"),
            (counted, upper, GroupEntry(3, {"sex": {"prefer_not": 4}}), "More people by sex"),
            (printed, upper, GroupEntry(3), "only percentages are held"),
        ]
        for snapshot, group, entry, words in refused:
            with pytest.raises(ValidationError, match=words):
                save_counts(snapshot, group, entry, actor=officer)
        assert not GroupCount.objects.exists()
