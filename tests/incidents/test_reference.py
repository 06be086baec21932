"""Reference data of returns: category lists as lines, and kinds of incident."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import AuditAct
from council.reference import KINDS
from incidents.analysis.table import MultiYearTable
from incidents.analysis.years import Scope, years_of
from incidents.forms.category_list import LONGEST, MOST
from incidents.models import Category, CategoryList, IncidentType
from tests.accounts.people import an_admin, browser_of, everybody_but
from tests.factories import (
    BoroughTotalFactory,
    CategoryFactory,
    CategoryListFactory,
    CollectionFactory,
    IncidentFactory,
    IncidentTypeFactory,
    SchoolReturnFactory,
    category_named,
    racist,
)
from tests.incidents.answering import text_of
from tests.incidents.held import returned

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return browser_of(an_admin())


def address(kind: str, name: str, *more) -> str:
    return reverse(f"reference:{name}", args=[KINDS[kind], *more])


def day(field: str, when: date | None) -> dict[str, str]:
    parts = (str(when.day), str(when.month), str(when.year)) if when else ("", "", "")
    return dict(zip((f"{field}_day", f"{field}_month", f"{field}_year"), parts, strict=True))


def typed(row: CategoryList | None = None, **changes) -> dict[str, str]:
    """What the form of a list sends: of a row as it stands, else of a list of 1999."""
    values = {
        "dimension": row.dimension if row else "ethnicity",
        "name": row.name if row else "Old groups",
        "revision": row.revision if row else "",
        "lines": "\n".join(_lines(row)) if row else "One\nTwo",
        **day("valid_from", row.valid_from if row else date(1999, 4, 1)),
        **day("valid_until", row.valid_until if row else date(2000, 3, 31)),
    }
    for name, value in changes.items():
        values |= day(name, value) if name.startswith("valid") else {name: value}
    return values


def _lines(row: CategoryList) -> list[str]:
    return [
        f"{each} = {each.counts_as}" if each.counts_as else str(each)
        for each in row.categories.select_related("counts_as")
    ]


def change(admin, row: CategoryList, **changes):
    return admin.post(address("category-lists", "edit", row.pk), typed(row, **changes))


def errors(response, field: str | None = "lines") -> str:
    form = response.context["form"]
    return " ".join(form.errors.get(field or "__all__", []))


def list_of(name: str) -> CategoryList:
    return CategoryList.objects.get(name=name)


def names(row: CategoryList) -> list[str]:
    return [each.name for each in row.categories.all()]


class TestAList:
    def test_is_read_again_as_it_was_typed(self, admin):
        row = list_of("Census of 2021")
        form = admin.get(address("category-lists", "edit", row.pk)).context["form"]
        assert form["lines"].value().splitlines()[:2] == ["Indian = Asian", "Pakistani = Asian"]

    def test_keeps_names_order_and_what_they_count_as(self, admin):
        ended(list_of("Census of 2021"), date(2030, 3, 31))
        response = admin.post(
            address("category-lists", "add"),
            typed(
                name="Census of 2031",
                lines="Roma = white irish\n  Welsh Gypsy =White groups\nOther",
                valid_from=date(2030, 4, 1),
                valid_until=None,
            ),
        )
        assert response.status_code == 302
        row = list_of("Census of 2031")
        assert [(c.name, str(c.counts_as)) for c in row.categories.all()] == [
            ("Roma", "White Irish"),
            ("Welsh Gypsy", "White groups"),
            ("Other", "None"),
        ]
        assert AuditAct.objects.get(action="category-lists.added").changes.count() == 4

    def test_changes_until_schools_are_asked_by_it(self, admin):
        row = CategoryListFactory(name="Old groups")
        for place, name in enumerate(("A", "B", "C")):
            CategoryFactory(list=row, name=name, position=place)
        kept = row.categories.get(name="C").pk
        assert change(admin, row, lines="C\nA\nD").status_code == 302
        assert names(row) == ["C", "A", "D"]
        assert row.categories.get(name="C").pk == kept

    def test_a_spelling_may_be_mended(self, admin):
        row = CategoryListFactory(name="Old groups")
        CategoryFactory(list=row, name="asian", position=0)
        assert change(admin, row, lines="Asian").status_code == 302
        assert names(row) == ["Asian"]

    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            ("", "Enter at least one category"),
            (" \n \n", "Enter at least one category"),
            ("Asian\nBlack\nASIAN", "“Asian” stands twice"),
            ("Asian\n= Black", f"Each category has a name of up to {LONGEST} characters"),
            ("A" * (LONGEST + 1), f"Each category has a name of up to {LONGEST} characters"),
            ("\n".join(f"Group {n}" for n in range(MOST + 1)), f"no more than {MOST} categories"),
            ("Roma = Martian", "“Martian”, as which Roma counts, is in no earlier list"),
            ("Indian\nRoma = Indian", "“Indian”, as which Roma counts, is in no earlier list"),
            ("Roma = White groups", "is in no earlier list of this kind"),
            ("Roma = Male", "is in no earlier list of this kind"),
            ("a\x00b", "U+0000"),
        ],
    )
    def test_bad_lines_are_told_beside_their_box(self, admin, lines, said):
        """A list of 1999 stands before all others, and so counts as none of theirs."""
        response = admin.post(address("category-lists", "add"), typed(lines=lines))
        assert response.status_code == 200
        assert said in errors(response)
        assert not CategoryList.objects.filter(name="Old groups").exists()

    @pytest.mark.parametrize(
        ("values", "field", "said"),
        [
            ({"name": ""}, "name", "Enter the name of the list"),
            ({"name": "broad GROUPS"}, "name", "There is a list of this kind with this name"),
            ({"dimension": ""}, "dimension", "what is broken down"),
            ({"valid_from": None}, "valid_from", "Enter the first day"),
            ({"valid_until": date(1998, 1, 1)}, "valid_until", "The last day is before the first"),
            ({"valid_until": None}, "valid_from", "End it first"),
            ({"valid_until": date(2000, 4, 1)}, "valid_from", "End it first"),
        ],
    )
    def test_bad_values_are_told_beside_theirs(self, admin, values, field, said):
        response = admin.post(address("category-lists", "add"), typed(**values))
        assert response.status_code == 200
        assert said in errors(response, field)
        assert not CategoryList.objects.filter(valid_from=date(1999, 4, 1)).exists()

    def test_two_who_edit_the_lines_are_told_of_each_other(self, admin):
        row = CategoryListFactory(name="Old groups")
        CategoryFactory(list=row, name="A", position=0)
        first, second = typed(row, lines="A\nB"), typed(row, lines="A\nC")
        page = address("category-lists", "edit", row.pk)
        assert admin.post(page, first).status_code == 302
        response = browser_of(an_admin()).post(page, second)
        assert response.status_code == 200
        assert "Saved meanwhile" in response.content.decode()
        assert names(row) == ["A", "B"]


def ended(row: CategoryList, last_day: date) -> None:
    row.valid_until = last_day
    row.save()


class TestAListThatIsUsed:
    @pytest.fixture
    def asked(self) -> CategoryList:
        CollectionFactory(opened=True)
        return list_of("Census of 2021")

    @pytest.mark.parametrize(
        "more", ["{}\nRoma", "Roma\n{}"], ids=["added at the end", "added first"]
    )
    def test_takes_no_category_more(self, admin, asked, more):
        response = change(admin, asked, lines=more.format("\n".join(_lines(asked))))
        assert "Schools were asked by this list, so its categories stay" in errors(response)
        assert len(names(asked)) == 15

    def test_loses_none_and_keeps_its_order(self, admin, asked):
        lines = _lines(asked)
        for other in (lines[1:], lines[::-1], ["Indian or Tamil", *lines[1:]]):
            response = change(admin, asked, lines="\n".join(other))
            assert "its categories stay" in errors(response)

    def test_what_a_category_counts_as_may_be_mended_and_years_follow(self, admin, asked):
        returned(2026, 9, counts={"victim_ethnicity, Chinese": 4})
        lines = "\n".join(_lines(asked)).replace("Chinese = Chinese or other", "Chinese = Asian")
        assert change(admin, asked, lines=lines).status_code == 302
        assert category_named("Chinese").counts_as == category_named("Asian")
        table = MultiYearTable(years_of(racist(), Scope()))
        ethnicity = next(s for s in table.sections if s.breakdown.key == "victim_ethnicity")
        assert {row.label: row.values for row in ethnicity.rows}["Asian"] == [4]

    def test_may_be_ended_and_renamed(self, admin, asked):
        last = date(2027, 3, 31)
        assert change(admin, asked, valid_until=last, name="Groups of 2021").status_code == 302
        asked.refresh_from_db()
        assert (asked.valid_until, asked.name) == (last, "Groups of 2021")

    def test_stays_what_it_breaks_down(self, admin, asked):
        """A list of places asked by as one of gender makes nonsense of what was counted."""
        places = list_of("Supervision")
        shown = admin.get(address("category-lists", "edit", places.pk)).context["form"]
        assert not {"dimension", "valid_from"} & set(shown.fields)
        assert change(admin, places, dimension="gender", name="Places").status_code == 302
        places.refresh_from_db()
        assert (places.dimension, places.name) == ("location", "Places")

    def test_is_not_removed_and_the_page_says_why(self, admin, asked):
        response = admin.post(address("category-lists", "remove", asked.pk))
        shown = text_of(response)
        assert "is used by" in shown
        assert "enter its last day instead" in shown
        assert CategoryList.objects.filter(pk=asked.pk).exists()


class TestCategoriesThatSomethingCountsOn:
    """A list by which no collection asked, whose categories something else names."""

    def removed(self, admin, row: CategoryList) -> str:
        response = change(admin, row, lines="Another")
        assert response.status_code == 200
        return errors(response)

    def test_finer_groups_that_count_as_them(self, admin):
        broad = list_of("Broad groups")
        assert "“Asian” is used by 4 categories, so it stays" in self.removed(admin, broad)
        assert len(names(broad)) == 5

    def test_old_totals_of_the_borough(self, admin):
        row = list_of("Supervision")
        BoroughTotalFactory(
            row="category", breakdown="location", category=category_named("Other areas")
        )
        assert "“Other areas” is used" in self.removed(admin, row)

    def test_an_incident_in_a_log(self, admin):
        row = list_of("Female and male")
        IncidentFactory(victims=[{"gender": "Female"}])
        assert "“Female” is used" in self.removed(admin, row)

    @pytest.mark.parametrize("name", ["Broad groups", "Supervision"])
    def test_the_whole_list_is_not_removed_either(self, admin, name):
        BoroughTotalFactory(
            row="category", breakdown="location", category=category_named("Other areas")
        )
        row = list_of(name)
        response = admin.post(address("category-lists", "remove", row.pk))
        assert "is used by" in text_of(response)
        assert len(names(row)) in (2, 5)

    def test_a_list_that_nothing_names_is_removed_with_its_categories(self, admin):
        category = CategoryFactory()
        admin.post(address("category-lists", "remove", category.list.pk))
        assert not Category.objects.filter(pk=category.pk).exists()


class TestKindsOfIncident:
    def test_one_is_added(self, admin):
        values = {
            "name": "Incidents about age",
            "key": "age",
            "definition": "Any incident which is perceived to be about somebody’s age.",
            "position": "7",
        }
        assert admin.post(address("incident-types", "add"), values).status_code == 302
        assert IncidentType.objects.get(key="age").name == "Incidents about age"

    @pytest.mark.parametrize(
        ("changed", "field", "said"),
        [
            ({"name": ""}, "name", "Enter the name"),
            ({"name": "RACIST incidents"}, "name", "There is a kind of incident with this name"),
            ({"key": ""}, "key", "Enter the short name"),
            ({"key": "racist"}, "key", "There is a kind with this short name already"),
            ({"key": "no spaces"}, "key", ""),
            ({"definition": ""}, "definition", "Enter the definition"),
            ({"position": "-1"}, "position", ""),
        ],
    )
    def test_bad_input_is_told_beside_its_box(self, admin, changed, field, said):
        values = {"name": "About age", "key": "age", "definition": "x", "position": "7"}
        response = admin.post(address("incident-types", "add"), values | changed)
        assert response.status_code == 200
        assert errors(response, field)
        assert said in errors(response, field)
        assert not IncidentType.objects.filter(key="age").exists()

    def test_its_short_name_stays(self, admin):
        row = IncidentTypeFactory(key="age")
        page = address("incident-types", "edit", row.pk)
        assert "key" not in admin.get(page).context["form"].fields
        values = {"name": "About age", "definition": "x", "position": "7", "key": "other"}
        assert admin.post(page, values | {"revision": 1}).status_code == 302
        row.refresh_from_db()
        assert (row.key, row.name) == ("age", "About age")

    def test_what_returns_are_of_is_not_removed(self, admin):
        kind = IncidentTypeFactory()
        collection = CollectionFactory(types=[kind], opened=True)
        SchoolReturnFactory(collection=collection, type=kind)
        response = admin.post(address("incident-types", "remove", kind.pk))
        assert "is used by" in text_of(response)

    def test_what_a_collection_asks_for_is_not_removed(self, admin):
        kind = IncidentTypeFactory()
        CollectionFactory(types=[kind])
        response = admin.post(address("incident-types", "remove", kind.pk))
        assert "is used by" in text_of(response)
        assert IncidentType.objects.filter(pk=kind.pk).exists()

    def test_racist_incidents_are_always_asked_for_and_stay(self, admin):
        response = admin.post(address("incident-types", "remove", racist().pk))
        assert response.status_code == 200
        assert "always asked for" in text_of(response)
        assert racist()

    def test_one_that_nothing_uses_is_removed(self, admin):
        kind = IncidentTypeFactory()
        admin.post(address("incident-types", "remove", kind.pk))
        assert not IncidentType.objects.filter(pk=kind.pk).exists()


@pytest.mark.parametrize("kind", ["category-lists", "incident-types"])
def test_only_administrators_change_them(kind):
    row = CategoryListFactory() if kind == "category-lists" else IncidentTypeFactory()
    for somebody in everybody_but("admin"):
        browser = browser_of(somebody)
        for name, more in (("add", ()), ("edit", (row.pk,)), ("remove", (row.pk,))):
            assert browser.post(address(kind, name, *more)).status_code == 403
