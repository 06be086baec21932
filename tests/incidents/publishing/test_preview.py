"""What would leave the council: the rule, few schools, rates, and what officers rather keep."""

import pytest

from incidents.analysis.years import Scope, years_of
from incidents.publishing.preview import FEW_SCHOOLS, Preview
from tests.factories import (
    DisclosureProfileFactory,
    IncidentTypeFactory,
    SchoolReturnFactory,
    racist,
)
from tests.incidents.held import returned, several
from tests.incidents.publishing.reader import assert_nothing_can_be_worked_out
from tests.incidents.publishing.small import (
    GENDER,
    shown,
    small_council,
    text,
    three_schools,
    with_an_old_year,
)

pytestmark = pytest.mark.django_db

SECONDARY = "a small number could be worked out from it"


class TestTables:
    def test_the_rows_of_the_printed_table_then_phases_and_areas(self):
        small_council()
        tables = Preview(racist()).rows()
        assert [table["caption"] for table in tables] == [
            "Incidents by year",
            "By school phase",
            "By area",
        ]
        [first, *sections] = tables[0]["sections"]
        assert [row["label"] for row in first["rows"]] == [
            "Number of schools making a return",
            "Schools reporting no incidents",
            "Total number of incidents",
            "Incidents per 1,000 pupils",
        ]
        gender = next(each for each in sections if each["heading"] == GENDER)
        assert [row["label"] for row in gender["rows"]] == ["Female", "Male", "Not recorded"]
        assert [s["heading"] for s in tables[1]["sections"]] == ["Primary", "Secondary", "Special"]
        assert [row["label"] for row in tables[1]["sections"][0]["rows"]] == [
            "Incidents",
            "Incidents per 1,000 pupils",
            "Schools making a return",
        ]

    def test_years_of_different_lists_are_published_by_broad_groups(self):
        small_council()
        broad = [label for _, heading, label in shown() if heading == "Ethnicity of victims"]
        assert broad[:2] == ["Asian", "Black groups"]
        assert "Indian" not in broad

    def test_where_people_are_more_than_incidents_their_own_sum_is_printed(self):
        three_schools(30, {"victim_gender, Male": 20, "victim_gender, Female": 21})
        assert text("years", GENDER, "All of them") == "41"

    def test_nothing_is_said_of_a_year_in_which_nothing_is_held(self):
        with_an_old_year()
        small_council()
        [years, phases, _] = Preview(racist()).rows()
        first = {row["label"]: row["cells"][0].text for row in years["sections"][0]["rows"]}
        assert list(first.values()) == ["52", "", "139", ""]
        rows = [row for section in phases["sections"] for row in section["rows"]]
        assert {row["cells"][0].text for row in rows} == {""}

    def test_an_old_year_is_marked_and_noted(self):
        with_an_old_year()
        small_council()
        preview = Preview(racist())
        assert preview.headings == ["2020/21 (B)", "2026/27"]
        assert "2020/21: Held as totals of the borough only (source: Minutes)." in preview.notes

    def test_another_kind_of_incident_has_tables_of_its_own(self):
        small_council()
        assert Preview(IncidentTypeFactory()).years == []


class TestTheRule:
    @pytest.mark.parametrize("count", [1, 2, 3, 4])
    def test_1_to_4_are_hidden(self, count):
        three_schools(30, {"victim_gender, Male": count, "victim_gender, Female": 15})
        cell = shown()["years", GENDER, "Male"]
        assert (cell.text, cell.true, cell.reason) == ("[c]", str(count), "a small number")

    @pytest.mark.parametrize("count", [0, 5])
    def test_0_and_5_are_shown(self, count):
        three_schools(30, {"victim_gender, Male": count, "victim_gender, Female": 15})
        cell = shown()["years", GENDER, "Male"]
        assert (cell.text, cell.reason) == (str(count), "")

    def test_the_councils_own_threshold_holds(self):
        DisclosureProfileFactory(threshold=9)
        three_schools(60, {"victim_gender, Male": 9, "victim_gender, Female": 25})
        assert text("years", GENDER, "Male") == "[c]"

    def test_of_another_kind_of_table_it_does_not(self):
        DisclosureProfileFactory(threshold=9, used_for="workforce")
        three_schools(60, {"victim_gender, Male": 9, "victim_gender, Female": 25})
        assert text("years", GENDER, "Male") == "9"

    def test_a_council_may_hide_0(self):
        DisclosureProfileFactory(zero_shown=False)
        three_schools(30, {"victim_gender, Female": 15})
        assert text("years", GENDER, "Male") == "[c]"

    def test_a_council_may_round_what_it_does_not_hide(self):
        DisclosureProfileFactory(base=5)
        three_schools(31, {"victim_gender, Male": 12, "victim_gender, Female": 12})
        assert text("years", "", "Total number of incidents") == "30"
        assert text("years", GENDER, "Male") == "10"

    def test_or_round_instead_of_hiding(self):
        DisclosureProfileFactory(threshold=0, base=5)
        several(2026, 10, 10, 11, counts={"victim_gender, Male": 1})
        texts = {cell.text for cell in shown().values()}
        assert "[c]" not in texts
        assert text("years", GENDER, "Male") in ("[low]", "5")

    def test_how_figures_were_hidden_is_told(self):
        small_council()
        preview = Preview(racist())
        assert any(note.startswith("[c] confidential") for note in preview.notes)
        hidden = [cell for cell in preview.publication.cells.values() if cell.reason]
        told = [int(word) for word in preview.hidden_in_words.split() if word.isdigit()]
        assert sum(told) == len(hidden)
        assert told[1] == len([one for one in hidden if one.reason.value == SECONDARY])


class TestFewSchools:
    @pytest.mark.parametrize("total", [0, 3, 40])
    def test_fewer_than_three_of_a_phase_are_hidden_whatever_they_had(self, total):
        several(2026, 20, 21, 22, 23, phase="primary")
        several(2026, 24, 25, 26, phase="secondary")
        several(2026, total, 0 if not total else 7, phase="special")
        cell = shown()["phase", "Special", "Incidents"]
        assert cell.text == "[c]"
        assert cell.reason == FEW_SCHOOLS

    def test_three_are_not(self):
        several(2026, 20, 21, 22, phase="primary")
        several(2026, 24, 25, 26, phase="special")
        assert text("phase", "Special", "Incidents") == "75"

    def test_it_is_schools_that_returned_that_count(self):
        several(2026, 20, 21, 22, phase="primary")
        several(2026, 24, 25, 26, phase="secondary")
        rows = several(2026, 24, 25, phase="special")
        SchoolReturnFactory(
            collection=rows[0].collection, school__phase="special", in_progress=True
        )
        assert text("phase", "Special", "Incidents") == "[c]"

    def test_an_area_too(self):
        small_council()
        several(2026, 9, 9)
        assert shown()["area", "No area", "Incidents"].reason == FEW_SCHOOLS

    def test_where_a_hidden_figure_may_be_0_the_note_says_so(self):
        several(2026, 20, 21, 22, phase="primary")
        several(2026, 24, 25, 26, phase="secondary")
        several(2026, 0, phase="special")
        assert "[c] can also stand for 0 in this table" in Preview(racist()).notes

    def test_what_could_be_worked_out_from_the_total_is_hidden_with_it(self):
        small_council()
        hidden = {
            heading: cell.reason
            for (table, heading, label), cell in shown().items()
            if table == "phase" and label == "Incidents"
        }
        assert hidden == {"Primary": SECONDARY, "Secondary": "", "Special": FEW_SCHOOLS}


class TestRates:
    def test_a_rate_is_hidden_with_its_numerator(self):
        small_council()
        found = shown()
        for phase in ("Primary", "Secondary", "Special"):
            counts = found["phase", phase, "Incidents"]
            rate = found["phase", phase, "Incidents per 1,000 pupils"]
            assert (counts.text == "[c]") == (rate.text == "[c]"), phase
        assert found["phase", "Secondary", "Incidents per 1,000 pupils"].text == "18.0"
        primary = found["phase", "Primary", "Incidents per 1,000 pupils"]
        assert (primary.true, primary.reason) == ("12.0", "one of its numbers is hidden")

    def test_it_is_that_of_the_analysis_to_the_last_digit(self):
        several(2026, 2, 0, 0, pupils=2666)  # 0.25
        returned(2026, 0, pupils=2)
        DisclosureProfileFactory(threshold=1)
        [year] = years_of(racist(), Scope())
        assert text("years", "", "Incidents per 1,000 pupils") == str(year.rate) == "0.3"

    def test_incidents_of_schools_without_a_roll_leave_no_rate(self):
        small_council()
        returned(2026, 9, phase="primary")
        assert text("years", "", "Incidents per 1,000 pupils") == ""
        assert text("phase", "Primary", "Incidents per 1,000 pupils") == ""
        assert text("phase", "Secondary", "Incidents per 1,000 pupils") != ""
        [note] = [n for n in Preview(racist()).notes if "roll" in n]
        assert note.endswith("1 school that returned has no roll and is left out.")

    def test_which_roll_was_used_is_told(self):
        small_council()
        assert (
            "2026/27: The rate uses the 3,500 pupils on roll in 2026/27 of the schools that "
            "returned." in Preview(racist()).notes
        )


class TestRatherKeep:
    @staticmethod
    def hidden(*keep: str) -> dict[str, bool]:
        return {
            label: cell.text == "[c]"
            for (table, heading, label), cell in shown(Preview(racist(), keep)).items()
            if heading == GENDER
        }

    def test_an_officers_choice_changes_what_is_hidden_besides(self):
        small_council()
        assert self.hidden() == {"Female": False, "Male": True, "Not recorded": True}
        [key] = [
            cell.key for (_, heading, _), cell in shown().items() if heading == GENDER and cell.key
        ]
        kept = Preview(racist(), [key])
        assert self.hidden(key) == {"Female": True, "Male": True, "Not recorded": False}
        cell = shown(kept)["years", GENDER, "Not recorded"]
        assert (cell.text, cell.key, cell.kept) == ("18", key, True)
        assert_nothing_can_be_worked_out(kept.record())

    def test_where_nothing_else_would_do_it_is_hidden_all_the_same(self):
        small_council()
        keep: set[str] = set()
        while more := {cell.key for cell in shown(Preview(racist(), keep)).values()} - {"", *keep}:
            keep |= more
        preview = Preview(racist(), keep)
        hidden = {key for key, cell in shown(preview).items() if cell.text == "[c]"}
        assert "2026/27 / total" in keep
        assert len({key for key in hidden if key[1] in (GENDER, "")}) >= 2
        assert preview.publication.audit.passed

    def test_a_small_number_cannot_be_kept(self):
        small_council()
        found = shown(Preview(racist(), ["2026/27 / victim_gender / Male"]))
        assert found["years", GENDER, "Male"].text == "[c]"

    def test_what_is_no_figure_is_passed_over(self):
        small_council()
        assert shown(Preview(racist(), ["no such thing"])) == shown()


def test_nothing_hidden_can_be_worked_out_by_trying_every_possibility():
    with_an_old_year()
    small_council()
    several(2025, 11, 12, 13, counts={"victim_age, Under 8": 1, "victim_age, 8 to 10": 2})
    assert_nothing_can_be_worked_out(Preview(racist()).record())


@pytest.mark.parametrize("schools", [6, 18])
def test_the_database_is_asked_equally_often(schools, django_assert_num_queries):
    small_council()
    several(2026, *range(5, schools), pupils=100)
    kind = racist()
    with django_assert_num_queries(16):
        Preview(kind).rows()
