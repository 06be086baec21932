"""Old totals of the borough in CSV: `section,row,2006-07,…`."""

import pytest
from django.core.exceptions import PermissionDenied

from core.faults import FaultyFile
from core.models import AuditAct
from incidents.importing.totals import import_totals
from incidents.models import BoroughTotal, BoroughYear
from tests.accounts.people import everybody_but
from tests.factories import BoroughTotalFactory, BoroughYearFactory, CollectionFactory

pytestmark = pytest.mark.django_db
HEAD = "section,row,2006-07,2007-08\n"
WHOLE = (
    HEAD + ",Number of schools making a return,52,49\n"
    ",Schools reporting no incidents,21,19\n"
    ',Total number of incidents,"1,118",126\n'
    "Ethnicity of victims,Asian,41,\n"
    "Ethnicity of perpetrators,Black groups,0,31\n"
    "Location of incidents,Other areas,80,83\n"
)


@pytest.fixture
def load(officer):
    def load(content: str | bytes, **options) -> list[BoroughYear]:
        content = content.encode() if isinstance(content, str) else content
        import_totals(content, "t.csv", **{"actor": officer, **options})
        return list(BoroughYear.objects.order_by("year"))

    return load


@pytest.fixture
def faults(load):
    def faults(content: str | bytes, **options) -> list[str]:
        with pytest.raises(FaultyFile) as faulty:
            load(content, **options)
        assert not BoroughYear.objects.exists()
        assert not AuditAct.objects.filter(action="borough_totals.imported").exists()
        return [str(fault) for fault in faulty.value.faults]

    return faults


def held(year: str) -> dict[str, int]:
    totals = BoroughTotal.objects.filter(borough_year__year=year)
    return {str(each).rpartition(": ")[0]: each.count for each in totals}


def test_each_year_is_held_with_its_rows(load):
    assert [each.year for each in load(WHOLE, source="Annual report 2011")] == [
        "2006/07",
        "2007/08",
    ]
    assert held("2006/07") == {
        "Number of schools making a return": 52,
        "Schools reporting no incidents": 21,
        "Total number of incidents": 1118,
        "Ethnicity of victims, Asian": 41,
        "Ethnicity of alleged perpetrators, Black groups": 0,
        "Location of incidents, Other areas": 80,
    }
    assert set(BoroughYear.objects.values_list("source", flat=True)) == {"Annual report 2011"}


def test_an_empty_cell_is_nothing_held_and_not_0(load):
    load(WHOLE)
    assert "Ethnicity of victims, Asian" not in held("2007/08")
    assert held("2006/07")["Ethnicity of alleged perpetrators, Black groups"] == 0


def test_it_is_told_in_the_trail_for_each_year(load):
    load(WHOLE)
    entries = AuditAct.objects.filter(action="borough_totals.imported").order_by("pk")
    assert [(each.sentence, each.note) for each in entries] == [
        (
            f"Tamsin Ridley imported old totals of Racist incidents {year}, totals of the borough",
            f"{year}, from t.csv",
        )
        for year in ("2006/07", "2007/08")
    ]


def test_without_a_source_the_file_is_the_source(load):
    load(WHOLE)
    assert BoroughYear.objects.first().source == "t.csv"


def test_a_year_that_was_held_is_replaced_and_others_stay(load):
    BoroughTotalFactory(count=1)  # of 2006/07
    BoroughTotalFactory(borough_year=BoroughYearFactory(year="2005/06"), count=2)
    load("section,row,2006-07\nGender of victims,Male,64\n")
    assert held("2006/07") == {"Gender of victims, Male": 64}
    assert held("2005/06") == {"Total number of incidents": 2}


def test_a_column_without_a_figure_makes_no_year(load):
    load(HEAD + ",Total,139,\n")
    assert [each.year for each in BoroughYear.objects.all()] == ["2006/07"]


@pytest.mark.parametrize("head", ["2006-07", "2006/07", "2006–07"])
def test_a_year_may_be_written_in_several_ways(load, head):
    load(f"Section;Row;{head}\n;total;139\n")
    assert held("2006/07") == {"Total number of incidents": 139}


def test_categories_are_those_of_each_year(load, faults):
    """Broad groups until 2021/22, those of the census of 2021 from 2022/23 on."""
    rows = "section,row,2021-22,2022-23\nEthnicity of victims,Asian,41,44\n"
    assert faults(rows) == [
        "t.csv, row 2, column D (2022-23): “Asian” is no category of Ethnicity of victims "
        "in 2022/23"
    ]
    load("section,row,2021-22,2022-23\nEthnicity of victims,Asian,41,\n")


FAULTS = {
    "an unknown section": (
        "Shoe size,Male,1,2",
        ["row 2, column A (section): “Shoe size” is not known"],
    ),
    "an unknown row": (",Average,1,2", ["row 2, column B (row): “Average” is not known"]),
    "an unknown category": (
        "Gender of victims,Other,1,2",
        [
            "row 2, column C (2006-07): “Other” is no category of Gender of victims in 2006/07",
            "row 2, column D (2007-08): “Other” is no category of Gender of victims in 2007/08",
        ],
    ),
    "words": (",Total,many,2", ["row 2, column C (2006-07): “many” is no whole number"]),
    "a negative": (",Total,-1,2", ["row 2, column C (2006-07): “-1” is no whole number"]),
    "a half": (",Total,1,1.5", ["row 2, column D (2007-08): “1.5” is no whole number"]),
    "a comma that is no thousand": (
        ',Total,"1,5",2',
        ["row 2, column C (2006-07): “1,5” is no whole number"],
    ),
    "too many": (
        f",Total,{'9' * 5000},2",
        [f"row 2, column C (2006-07): “{'9' * 40}” is no whole number"],
    ),
    "two rows for one": (
        ",Total,1,2\n,Total,1,2",
        ["row 3, column B (row): row 2 tells of the same row"],
    ),
    "two rows for one in other words": (
        ",Total,1,2\nTotal number of incidents,,3,4",
        ["row 3, column B (row): row 2 tells of the same row"],
    ),
    "two categories for one in other words": (
        "Ages of perpetrators,8 to 10,1,2\nages of alleged perpetrators,8-TO-10,3,4",
        ["row 3, column B (row): row 2 tells of the same row"],
    ),
    "more nil returns than returns": (
        ",Number of schools making a return,5,9\n,Schools reporting no incidents,6,9",
        [
            "column 2006-07: 6 schools report no incidents in 2006/07, but only 5 made a return",
        ],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_row_and_column(faults, fault):
    row, told = FAULTS[fault]
    good = "Gender of victims,Male,1,2"
    assert faults(f"{HEAD}{row}\n{good}\n") == [f"t.csv, {words}" for words in told]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        (HEAD, "there is no figure in the file"),
        (HEAD + ",Total,,\n", "there is no figure in the file"),
        ("section,row\n,Total\n", "there is no figure in the file"),
        ("section,row,2006\n,Total,1\n", "“2006” is not a column"),
        ("section,row,2006-08\n,Total,1\n", "“2006-08” is not a column"),
        ("section,row,2006-07,2006/07\n,Total,1,2\n", "the year 2006/07 stands twice"),
        ("section,row,shoe\n,Total,1\n", "“shoe” is not a column of this sheet"),
        ("PK\x03\x04 a workbook", "Save it as CSV"),
    ],
)
def test_what_is_no_file_of_totals_is_refused(faults, content, words):
    assert words in " ".join(faults(content))


def test_every_fault_of_a_file_is_told_at_once(faults):
    rows = [row for row, _ in FAULTS.values()]
    assert len(faults(HEAD + "\n".join(rows))) > 10


def test_a_year_that_is_collected_here_is_counted_from_its_returns(faults, load):
    CollectionFactory(first_year=2006, closed=True)
    assert faults(WHOLE) == ["t.csv, row 1: the returns of 2006/07 are collected here"]
    load("section,row,2007-08\n,Total,126\n")


@pytest.mark.parametrize("values", [{}, {"opened": True, "period": "school"}])
def test_what_is_only_prepared_or_of_another_time_does_not_count(load, values):
    CollectionFactory(first_year=2006, **values)
    assert len(load(WHOLE)) == 2


def test_only_who_collects_imports(load, respondent):
    for somebody in [respondent, *everybody_but("returns_officer")]:
        with pytest.raises(PermissionDenied):
            load(WHOLE, actor=somebody)
    assert not BoroughYear.objects.exists()
