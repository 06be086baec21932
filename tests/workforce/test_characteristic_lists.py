"""Lists of characteristics as reference data: categories as lines, and the columns they print."""

from datetime import date

import pytest

from core.models import AuditAct
from tests.accounts.people import an_admin, browser_of
from tests.factories.workforce import (
    UPPER,
    PopulationCountFactory,
    SnapshotFactory,
    count_staff,
    staff_category,
)
from tests.workforce.pages import address, day, errors, text_of
from workforce.forms.characteristic_list import LONGEST, MOST
from workforce.models import CharacteristicList, StaffCategory

pytestmark = pytest.mark.django_db
COLUMNS = ("female", "male", "bme", "disabled")
KIND = "characteristic-lists"


@pytest.fixture
def admin():
    return browser_of(an_admin())


def list_of(name: str) -> CharacteristicList:
    return CharacteristicList.objects.get(name=name)


def typed(row: CharacteristicList | None = None, **changes) -> dict[str, str]:
    """What the form sends: of a list as it stands, else of ethnic groups of the years before."""
    columns = {each.headline: each.name for each in row.categories.all()} if row else {}
    values = {
        "characteristic": row.characteristic if row else "ethnicity",
        "name": row.name if row else "Old groups",
        "denominator": row.denominator if row else "known",
        "revision": row.revision if row else "",
        "lines": "\n".join(_lines(row)) if row else "White\nBME",
        **{each: columns.get(each, "") for each in COLUMNS},
        **day("valid_from", row.valid_from if row else date(1990, 4, 1)),
        **day("valid_until", row.valid_until if row else date(2000, 3, 31)),
    }
    for name, value in changes.items():
        values |= day(name, value) if name.startswith("valid") else {name: value}
    return values


def _lines(row: CharacteristicList) -> list[str]:
    return [
        f"{each} = {each.part_of}" if each.part_of else str(each)
        for each in row.categories.select_related("part_of")
    ]


def add(admin, **changes):
    return admin.post(address(KIND, "add"), typed(**changes))


def change(admin, row: CharacteristicList, **changes):
    return admin.post(address(KIND, "edit", row.pk), typed(row, **changes))


def categories(row: CharacteristicList) -> list[tuple[str, str, str]]:
    return [
        (each.name, each.part_of.name if each.part_of else "", each.headline)
        for each in row.categories.select_related("part_of")
    ]


class TestAList:
    def test_is_read_again_as_it_was_typed(self, admin):
        form = admin.get(address(KIND, "edit", list_of("Census of 2021").pk)).context["form"]
        lines = form["lines"].value().splitlines()
        assert lines[:2] == ["White", "White British = White"]
        assert "Asian or Asian British = BME" in lines
        assert form["bme"].value() == "BME"

    def test_keeps_its_tree_its_order_and_its_columns(self, admin):
        assert (
            change(admin, list_of("Census of 2021"), valid_until=date(2032, 3, 31)).status_code
            == 302
        )
        response = add(
            admin,
            name="Census of 2031",
            lines="Roma = traveller\n  Traveller =Global majority\nGlobal majority\nWhite",
            bme="global MAJORITY",
            valid_from=date(2032, 4, 1),
            valid_until=None,
            denominator="answered",
        )
        assert response.status_code == 302
        row = list_of("Census of 2031")
        assert categories(row) == [
            ("Roma", "Traveller", ""),
            ("Traveller", "Global majority", ""),
            ("Global majority", "", "bme"),
            ("White", "", ""),
        ]
        assert row.denominator == "answered"
        assert AuditAct.objects.get(action=f"{KIND}.added").target_name == str(row)

    def test_prints_the_category_of_the_columns_name_unless_another_is_named(self, admin):
        assert add(admin, characteristic="sex", lines="female\nMen", male="Men").status_code == 302
        assert categories(list_of("Old groups")) == [("female", "", "female"), ("Men", "", "male")]

    def test_of_another_characteristic_prints_no_column(self, admin):
        values = {"characteristic": "age", "lines": "Under 30\n30 and over"}
        assert add(admin, **values).status_code == 302
        assert {headline for _, _, headline in categories(list_of("Old groups"))} == {""}

    def test_is_laid_anew_until_staff_are_counted_by_it(self, admin):
        add(admin, lines="White\nBME\nAsian = BME\nIndian = Asian\nRoma = White")
        row = list_of("Old groups")
        kept = {each.name: each.pk for each in row.categories.all()}
        response = change(
            admin,
            row,
            lines="Indian\nASIAN = Indian\nWhite = Asian\nBlack",
            bme="Black",
        )
        assert response.status_code == 302
        assert categories(row) == [
            ("Indian", "", ""),
            ("ASIAN", "Indian", ""),
            ("White", "ASIAN", ""),
            ("Black", "", "bme"),
        ]
        assert row.categories.get(name="ASIAN").pk == kept["Asian"]

    def test_columns_may_change_places(self, admin):
        row = list_of("Female and male")
        assert change(admin, row, female="Male", male="Female").status_code == 302
        assert {name: headline for name, _, headline in categories(row)} == {
            "Female": "male",
            "Male": "female",
        }

    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            ("", "Enter at least one category"),
            (" \n \n", "Enter at least one category"),
            ("BME\nWhite\nbme", "“BME” stands twice"),
            ("BME\n= White", f"Each category has a name of up to {LONGEST} characters"),
            ("A" * (LONGEST + 1), f"Each category has a name of up to {LONGEST} characters"),
            ("\n".join(f"Group {n}" for n in range(MOST + 1)), f"no more than {MOST} categories"),
            ("BME\nIndian = Asian", "“Asian”, of which Indian is part, needs a line of its own"),
            ("BME = bme", "“BME” cannot be part of itself"),
            ("BME\nA = B\nB = C\nC = A", "“A” cannot be part of itself, as “A = B” says"),
            ("BME\nA = B\nB = B", "“A” cannot be part of itself"),
            ("a\x00b", "U+0000"),
        ],
    )
    def test_bad_lines_are_told_beside_their_box(self, admin, lines, said):
        assert said in errors(add(admin, lines=lines))
        assert not CharacteristicList.objects.filter(name="Old groups").exists()

    @pytest.mark.parametrize(
        ("values", "field", "said"),
        [
            ({"name": ""}, "name", "Enter the name of the list"),
            ({"name": "CENSUS of 2021"}, "name", "There is a list of this characteristic with"),
            ({"characteristic": ""}, "characteristic", "Select the characteristic"),
            ({"denominator": ""}, "denominator", "Select of whom percentages are"),
            ({"valid_from": None}, "valid_from", "Enter the first day"),
            ({"valid_until": date(1989, 1, 1)}, "valid_until", "The last day is before the first"),
            ({"valid_until": None}, "valid_from", "Another list of this characteristic holds"),
            ({"valid_until": date(2000, 4, 1)}, "valid_from", "End it first"),
            ({"lines": "White\nGlobal majority"}, "bme", "“BME” is none of the categories"),
            ({"bme": "Asian"}, "bme", "“Asian” is none of the categories"),
            ({"male": "White"}, "male", "“Male” is a column of sex"),
            (
                {"characteristic": "sex", "lines": "Female\nMen", "male": "Female"},
                "male",
                "“Female” is printed in the column “Female” already",
            ),
        ],
    )
    def test_bad_values_are_told_beside_theirs(self, admin, values, field, said):
        assert said in errors(add(admin, **values), field)
        assert not CharacteristicList.objects.filter(valid_from=date(1990, 4, 1)).exists()

    def test_that_begins_while_another_is_open_waits_for_its_end(self, admin):
        values = {"name": "Census of 2031", "valid_from": date(2032, 4, 1), "valid_until": None}
        assert "End it first" in errors(add(admin, **values), "valid_from")
        change(admin, list_of("Census of 2021"), valid_until=date(2032, 3, 31))
        assert add(admin, **values).status_code == 302

    def test_is_saved_once_of_two_who_change_it(self, admin):
        add(admin)
        row = list_of("Old groups")
        first, second = typed(row, lines="White\nBME\nRoma"), typed(row, lines="White\nBME\nArab")
        page = address(KIND, "edit", row.pk)
        assert admin.post(page, first).status_code == 302
        assert "Saved meanwhile" in text_of(browser_of(an_admin()).post(page, second))
        assert [name for name, _, _ in categories(row)] == ["White", "BME", "Roma"]

    def test_is_removed_with_its_tree(self, admin):
        row = list_of("Census of 2021")
        assert admin.post(address(KIND, "remove", row.pk)).status_code == 302
        assert not StaffCategory.objects.filter(list=row.pk).exists()


class TestAListByWhichStaffWereCounted:
    @pytest.fixture(params=["an answer is held", "none is held"])
    def used(self, request) -> CharacteristicList:
        held = {"Indian": 3} if request.param == "an answer is held" else {}
        count_staff(SnapshotFactory(), UPPER, 40, ethnicity=held)
        return list_of("Census of 2021")

    @pytest.mark.parametrize(
        "lines",
        [
            "{}\nWelsh Gypsy",
            "White\n{}".replace("White\n", "Welsh Gypsy\n"),
            "BME\nWhite",
        ],
    )
    def test_keeps_its_categories(self, admin, used, lines):
        response = change(admin, used, lines=lines.format("\n".join(_lines(used))))
        assert "Staff were counted by this list, so it stays" in errors(response)
        assert len(categories(used)) == 25

    def test_changes_its_last_day_and_denominator_and_nothing_else(self, admin, used):
        response = change(
            admin,
            used,
            name="Other",
            characteristic="age",
            valid_from=date(2023, 1, 1),
            bme="White",
            valid_until=date(2026, 3, 31),
            denominator="everyone",
        )
        assert response.status_code == 302
        row = CharacteristicList.objects.get(pk=used.pk)
        assert (row.valid_until, row.denominator) == (date(2026, 3, 31), "everyone")
        assert (row.name, row.characteristic) == ("Census of 2021", "ethnicity")
        assert row.valid_from == date(2022, 4, 1)
        assert row.categories.get(headline="bme").name == "BME"

    def test_does_not_end_before_its_staff_were_counted(self, admin, used):
        response = change(admin, used, valid_until=date(2026, 3, 30))
        said = "Staff were counted by this list on 31 March 2026"
        assert said in errors(response, "valid_until")

    def test_is_not_removed_and_the_page_says_why(self, admin, used):
        shown = text_of(admin.post(address(KIND, "remove", used.pk)))
        assert "Staff were counted by this list, so it stays" in shown
        assert "enter its last day instead" in shown
        assert list_of("Census of 2021")

    def test_leaves_lists_of_other_years_free(self, admin, used):
        for name in ("Census of 2011", "White and BME"):
            assert change(admin, list_of(name), name=f"{name}, old").status_code == 302

    def test_says_so_on_its_page(self, admin, used):
        shown = text_of(admin.get(address(KIND, "edit", used.pk)))
        assert "From 1 April 2022. Staff were counted by this list" in shown


class TestAListOfAPopulation:
    @pytest.fixture
    def row(self) -> CharacteristicList:
        return PopulationCountFactory(category=staff_category("Indian")).population.list

    def without(self, row, *names: str) -> str:
        return "\n".join(line for line in _lines(row) if line.partition(" =")[0] not in names)

    def test_loses_no_category_in_which_people_were_counted(self, admin, row):
        response = change(admin, row, lines=self.without(row, "Indian"))
        assert "“Indian” is used by 1 population count, so it stays" in errors(response)
        assert change(admin, row, lines=self.without(row, "Roma")).status_code == 302

    def test_gives_such_a_category_no_parts(self, admin, row):
        response = change(admin, row, lines="\n".join([*_lines(row), "Tamil = Indian"]))
        said = "The population of 2021 was counted in “Indian”, so Tamil cannot be part of it"
        assert said in errors(response)

    def test_stays_of_its_characteristic(self, admin, row):
        assert change(admin, row, characteristic="age").status_code == 302
        assert list_of("Census of 2021").characteristic == "ethnicity"

    def test_is_not_removed(self, admin, row):
        shown = text_of(admin.post(address(KIND, "remove", row.pk)))
        assert "is used by" in shown
        assert list_of("Census of 2021")


def test_the_list_counts_categories_and_is_found_by_one(admin):
    shown = text_of(admin.get(address(KIND, "list") + "?words=Roma"))
    assert "Census of 2021" in shown
    assert "Census of 2011" not in shown
    assert ">25<" in shown
