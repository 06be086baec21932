"""Staff groups as reference data: who is in them, and their scale points as lines."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.models import AuditAct
from tests.accounts.people import an_admin, browser_of
from tests.factories.workforce import (
    DIRECT,
    LOWER,
    SCHOOLS,
    UPPER,
    WHOLE,
    SnapshotFactory,
    count_staff,
    group_named,
)
from tests.workforce.pages import address, errors, text_of
from workforce.band_lines import lines_of, read_band_lines
from workforce.models import GroupBand, StaffGroup

pytestmark = pytest.mark.django_db
ALWAYS = {UPPER: "1 April 2000: 34 and above", LOWER: "1 April 2000: 33 and below"}


@pytest.fixture
def admin():
    return browser_of(an_admin())


@pytest.fixture
def entered():
    """Figures of 31 March 2026, of the upper band."""
    count_staff(SnapshotFactory(), UPPER, 40, sex={"Female": 22, "Male": 18})
    return group_named(UPPER)


def typed(group: StaffGroup | None = None, **changes) -> dict[str, str]:
    """What the form sends: of a group as it stands, else of apprentices without points."""
    values = {"name": "Apprentices", "kind": "band", "part_of": "", "position": "9", "lines": ""}
    if group:
        values = {
            "name": group.name,
            "kind": group.kind,
            "part_of": group.part_of_id or "",
            "position": group.position,
            "lines": lines_of(group.bands.all()),
            "revision": group.revision,
        }
    return values | changes


def add(admin, **changes):
    return admin.post(address("staff-groups", "add"), typed(**changes))


def change(admin, group: StaffGroup, **changes):
    return admin.post(address("staff-groups", "edit", group.pk), typed(group, **changes))


def points(group: StaffGroup) -> list[str]:
    return [f"{band.valid_from}: {band.points_in_words}" for band in group.bands.all()]


class TestLines:
    @pytest.mark.parametrize(
        ("line", "meant"),
        [
            ("34 and above", (34, None)),
            ("22 and below", (None, 22)),
            ("22 OR  below", (None, 22)),
            ("23 to 45", (23, 45)),
            ("23-45", (23, 45)),
            ("23 – 45", (23, 45)),
            ("7", (7, 7)),
            ("every point", (None, None)),
        ],
    )
    def test_points_are_read_as_they_are_written(self, line, meant):
        (band,) = read_band_lines(f"1 April 2019: {line}")
        assert (band.begins, band.until, band.points) == (date(2019, 4, 1), None, meant)

    def test_a_line_holds_until_the_day_before_the_next_and_none_ends_it(self):
        text = "1 April 2000: 34 and above\n\n1 April 2019: 23 to 45\n1 April 2026: none\n"
        assert [(each.until, each.points) for each in read_band_lines(text)] == [
            (date(2019, 3, 31), (34, None)),
            (date(2026, 3, 31), (23, 45)),
        ]

    def test_a_band_may_begin_again(self):
        text = "1 April 2000: 1\n1 April 2010: none\n1 April 2020: 2"
        assert [each.until for each in read_band_lines(text)] == [date(2010, 3, 31), None]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("34 and above", "Begin each line with its first day"),
            ("April 2019: 34 and above", "Begin each line with its first day"),
            ("31 June 2019: 34 and above", "Begin each line with its first day"),
            ("1 April 2019: many", "Write the scale points of “1 April 2019: many” like"),
            ("1 April 2019:", "Write the scale points of"),
            ("1 April 2019: -5 to 7", "Write the scale points of"),
            ("1 April 2019: 45 to 23", "the last scale point is before the first"),
            ("1 April 2019: 1\n1 April 2019: 2", "1 April 2019 stands twice"),
            ("1 April 2019: 1\n1 April 2018: 2", "1 April 2018 stands after 1 April 2019"),
            ("1 April 2019: none", "The first line says which scale points"),
        ],
    )
    def test_what_is_not_understood_is_told(self, text, said):
        with pytest.raises(ValidationError, match=said):
            read_band_lines(text)

    @pytest.mark.parametrize(
        ("line", "meets"),
        [
            ("1 April 2010: 23 to 45", True),
            ("31 March 2019: 45 to 60\n1 April 2030: none", True),
            ("1 April 2000: 1 to 23\n2 April 2010: none", True),
            ("1 April 2000: 1 to 23\n1 April 2010: none", False),
            ("1 April 2019: 23 to 45", False),
            ("1 April 2010: 46 and above", False),
            ("1 April 2010: 45 and above", True),
            ("1 April 2010: 22 and below", False),
            ("1 April 2010: 23 and below", True),
            ("1 April 2010: every point", True),
        ],
    )
    def test_a_line_meets_a_band_with_one_of_its_points_on_one_of_its_days(self, line, meets):
        """The band: 23 to 45, from 1 April 2010 to 31 March 2019."""
        band = GroupBand(
            valid_from=date(2010, 4, 1),
            valid_until=date(2019, 3, 31),
            first_point=23,
            last_point=45,
        )
        assert read_band_lines(line)[0].meets(band) is meets


class TestAGroup:
    def test_is_added_with_its_points_by_year(self, admin):
        change(admin, group_named(LOWER), lines=f"{ALWAYS[LOWER]}\n1 April 2027: 10 to 33")
        response = add(
            admin, part_of=group_named(DIRECT).pk, lines="1 April 2027: 9 and below\n2/5/2031: none"
        )
        assert response.status_code == 302
        group = group_named("Apprentices")
        assert points(group) == ["2027-04-01: 9 and below"]
        assert group.bands.get().valid_until == date(2031, 5, 1)
        assert group.part_of == group_named(DIRECT)
        assert AuditAct.objects.filter(action="staff-groups.added").count() == 1

    def test_is_read_again_as_it_was_typed(self, admin):
        lines = "1 April 2000: 34 and above\n1 April 2019: none\n1 April 2021: 35 to 60"
        assert change(admin, group_named(UPPER), lines=lines).status_code == 302
        page = admin.get(address("staff-groups", "edit", group_named(UPPER).pk))
        assert page.context["form"]["lines"].value() == lines

    def test_changes_its_points_line_by_line(self, admin):
        upper = group_named(UPPER)
        first = upper.bands.get().pk
        lines = f"{ALWAYS[UPPER]}\n1 April 2019: 40 and above\n1 April 2021: 50 and above"
        assert change(admin, upper, lines=lines).status_code == 302
        lines = f"{ALWAYS[UPPER]}\n1 April 2020: 40 and above\n1 April 2021: 45 and above"
        assert change(admin, group_named(UPPER), lines=lines).status_code == 302
        assert points(upper) == [
            "2000-04-01: 34 and above",
            "2020-04-01: 40 and above",
            "2021-04-01: 45 and above",
        ]
        assert upper.bands.first().pk == first
        assert upper.bands.first().valid_until == date(2020, 3, 31)

    def test_that_is_no_band_loses_its_points(self, admin):
        upper = group_named(UPPER)
        assert change(admin, upper, kind="total", lines="").status_code == 302
        assert not upper.bands.exists()

    @pytest.mark.parametrize(
        ("values", "field", "said"),
        [
            ({"name": ""}, "name", "Enter the name of the group"),
            ({"name": "SCHOOL employed"}, "name", "There is a staff group with this name already"),
            ({"kind": ""}, "kind", "Select who is in it"),
            ({"kind": "schools"}, "kind", "There is a group for staff of schools already"),
            ({"kind": "total", "lines": "1 April 2000: 1"}, "lines", "Only a band has scale"),
            ({"position": "-1"}, "position", "Place in tables must be 0 or more"),
            ({"lines": ""}, "lines", "Enter the scale points of the band"),
            ({"lines": "34"}, "lines", "Begin each line with its first day"),
            (
                {"lines": "1 April 1990: 34 and above"},
                "lines",
                f"“{UPPER}” has some of these scale points from 1 April 2000 on (34 and above)",
            ),
            ({"lines": "1 April 2020: 20 to 33"}, "lines", f"“{LOWER}” has some of these"),
        ],
    )
    def test_bad_values_are_told_beside_their_box(self, admin, values, field, said):
        assert said in errors(add(admin, **values), field)
        assert not StaffGroup.objects.filter(name="Apprentices").exists()

    def test_takes_points_that_are_in_no_other_group_on_its_days(self, admin):
        assert add(admin, lines="1 April 1990: 1 to 60\n1 April 2000: none").status_code == 302

    @pytest.mark.parametrize("other", [UPPER, SCHOOLS])
    def test_is_part_of_a_total_only(self, admin, other):
        response = add(admin, part_of=group_named(other).pk)
        assert "Select a total that is not part of this group" in errors(response, "part_of")

    @pytest.mark.parametrize("other", [WHOLE, DIRECT])
    def test_is_never_part_of_itself_by_way_of_others(self, admin, other):
        response = change(admin, group_named(WHOLE), part_of=group_named(other).pk)
        assert "Select a total that is not part of this group" in errors(response, "part_of")

    @pytest.mark.parametrize("kind", ["band", "schools"])
    def test_with_parts_stays_a_total(self, admin, kind):
        StaffGroup.objects.filter(kind="schools").delete()
        response = change(admin, group_named(DIRECT), kind=kind, lines="1 April 1990: 1")
        assert "Other groups are part of this one" in errors(response, "kind")

    def test_is_saved_once_of_two_who_change_it(self, admin):
        upper = group_named(UPPER)
        page = address("staff-groups", "edit", upper.pk)
        first = typed(upper, lines=f"{ALWAYS[UPPER]}\n1 April 2027: 40 and above")
        second = typed(upper, lines=f"{ALWAYS[UPPER]}\n1 April 2027: 50 and above")
        assert admin.post(page, first).status_code == 302
        response = browser_of(an_admin()).post(page, second)
        assert "Saved meanwhile" in text_of(response)
        assert points(upper)[-1] == "2027-04-01: 40 and above"


class TestAGroupOfWhichFiguresWereEntered:
    @pytest.mark.parametrize(
        "lines",
        [
            "1 April 2000: 35 and above",
            "1 April 2001: 34 and above",
            f"{ALWAYS[UPPER]}\n31 March 2026: 40 and above",
            f"{ALWAYS[UPPER]}\n1 April 2020: none",
        ],
    )
    def test_keeps_the_points_they_were_entered_by(self, admin, entered, lines):
        said = errors(change(admin, entered, lines=lines))
        assert "Figures of 31 March 2026 were entered by the points of 1 April 2000" in said
        assert "add one from a later day" in said
        assert points(entered) == ["2000-04-01: 34 and above"]

    @pytest.mark.parametrize("later", ["40 and above", "none"])
    def test_takes_a_line_of_a_later_day(self, admin, entered, later):
        lines = f"{ALWAYS[UPPER]}\n1 April 2026: {later}"
        assert change(admin, entered, lines=lines).status_code == 302
        assert entered.bands.first().valid_until == date(2026, 3, 31)

    def test_changes_points_of_years_without_figures(self, admin):
        upper = group_named(UPPER)
        now = "1 April 2019: 34 and above"
        change(admin, upper, lines=f"1 April 2001: 50 and above\n{now}")
        count_staff(SnapshotFactory(), UPPER, 40)
        response = change(admin, group_named(UPPER), lines=f"1 April 2002: 60 and above\n{now}")
        assert response.status_code == 302
        assert points(upper)[0] == "2002-04-01: 60 and above"

    def test_stays_what_it_is_but_may_be_renamed_and_moved(self, admin, entered):
        response = change(admin, entered, kind="total", lines="")
        assert "Figures were entered for this group, so it stays" in errors(response, "kind")
        whole = group_named(WHOLE).pk
        assert change(admin, entered, name="Managers", part_of=whole).status_code == 302

    def test_is_not_removed_and_the_page_says_why(self, admin, entered):
        shown = text_of(admin.post(address("staff-groups", "remove", entered.pk)))
        assert f"Figures were entered for {UPPER}, so it stays" in shown
        assert "end its scale points instead" in shown
        assert group_named(UPPER)


def test_a_total_is_not_removed_while_it_has_parts(admin):
    response = admin.post(address("staff-groups", "remove", group_named(DIRECT).pk))
    assert "is used by 2 staff groups" in text_of(response)


def test_a_group_without_figures_is_removed_with_its_points(admin):
    upper = group_named(UPPER)
    assert admin.post(address("staff-groups", "remove", upper.pk)).status_code == 302
    assert not GroupBand.objects.filter(group=upper.pk).exists()


def test_the_list_shows_the_points_of_today(admin, monkeypatch):
    monkeypatch.setattr("workforce.reference.timezone.localdate", lambda: date(2026, 4, 1))
    change(admin, group_named(UPPER), lines=f"{ALWAYS[UPPER]}\n1 April 2026: 41 and above")
    shown = text_of(admin.get(address("staff-groups", "list")))
    assert "41 and above" in shown
    assert "34 and above" not in shown.replace(UPPER, "")
    assert SCHOOLS not in text_of(admin.get(address("staff-groups", "list") + "?kind=band"))
