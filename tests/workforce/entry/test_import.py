"""Percentages from a file: understood as people write them, or refused with every fault."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from core.faults import FaultyFile
from core.models import AuditAct
from tests.accounts.people import everybody_but
from tests.factories import CouncilFactory
from tests.factories.workforce import (
    DIRECT,
    LOWER,
    SCHOOLS,
    UPPER,
    SnapshotFactory,
    print_shares,
)
from tests.workforce.entry.typing_in import shares
from workforce.importing.percentages import import_percentages
from workforce.models import Snapshot

pytestmark = pytest.mark.django_db

HEAD = "organisation,group,snapshot_date,headcount,female,male,bme,disabled\n"
LINE = f"Council,{UPPER},2010-03-31,412,62.4,37.6,11.0,2.2\n"


def read(content, **told):
    content = content if isinstance(content, bytes) else content.encode()
    return import_percentages(content, "old.csv", actor=None, **told)


def faults_of(content) -> list[str]:
    with pytest.raises(FaultyFile) as refused:
        read(content)
    return [str(fault) for fault in refused.value.faults]


class TestWhatIsUnderstood:
    def test_one_table_for_each_organisation_and_day(self, children):
        result = read(
            HEAD + LINE + f"children’s  services,{LOWER},2010-03-31,,24,76.0,,\n"
            f"Whole council,{LOWER},2011-03-31,300,81,,,\n"
            f"COUNCIL,{DIRECT},2010-03-31,,,,9.30,\n",
            source="Report of 2012",
        )
        first, theirs, last = Snapshot.objects.order_by("pk")
        assert (first.directorate, first.day) == (None, date(2010, 3, 31))
        assert (theirs.directorate, theirs.day) == (children, date(2010, 3, 31))
        assert {each.way for each in (first, theirs, last)} == {"percentages"}
        assert all(each.is_public and each.source == "Report of 2012" for each in (first, last))
        assert shares(first) == {
            UPPER: (412, {"female": "62.4", "male": "37.6", "bme": "11.0", "disabled": "2.2"}),
            DIRECT: (None, {"bme": "9.30"}),
        }
        assert shares(theirs) == {LOWER: (None, {"female": "24", "male": "76.0"})}
        assert (result.words, result.record) == ("3 tables of percentages imported", last.pk)
        assert result.facts[0] == (str(first), "2 groups, 5 percentages")
        # Each percentage is kept as it was printed, and the checks tell where it looks odd.
        assert ["decimal" in words for words in result.warnings] == [True, True]

    @pytest.mark.parametrize("words", ["Council", "whole council", "Ellenshaw MBC", "ELLENSHAW"])
    def test_the_council_goes_by_several_names(self, words):
        CouncilFactory(name="Ellenshaw MBC", short_name="Ellenshaw")
        read(HEAD + LINE.replace("Council", words))
        assert Snapshot.objects.get().directorate is None

    @pytest.mark.parametrize("day", ["2010-03-31", "31/03/2010", "31 March 2010"])
    def test_a_day_is_written_in_several_ways(self, day):
        read(HEAD + LINE.replace("2010-03-31", day))
        assert Snapshot.objects.get().day == date(2010, 3, 31)

    def test_windows_1252_semicolons_and_signs_are_understood(self, children):
        line = f"Children’s Services;{UPPER};31/03/2010;1,412;62.4%;37.6 %;;\n"
        read((HEAD.replace(",", ";") + line).encode("windows-1252"))
        expected = {UPPER: (1412, {"female": "62.4", "male": "37.6"})}
        assert shares(Snapshot.objects.get(directorate=children)) == expected

    def test_figures_need_not_be_all_there(self):
        read(f"organisation,group,snapshot_date,bme\nCouncil,{SCHOOLS},2010-03-31,11\n")
        assert shares(Snapshot.objects.get()) == {SCHOOLS: (None, {"bme": "11"})}

    def test_female_and_male_of_99_9_are_fine(self):
        assert read(HEAD + f"Council,{UPPER},2010-03-31,,62.4,37.5,,\n").warnings == []


class TestWhatIsHeldAlready:
    def test_percentages_are_replaced_and_a_warning_says_so(self, printed):
        print_shares(printed, UPPER, female="60")
        print_shares(printed, LOWER, female="70")
        result = read(HEAD + LINE)
        assert result.warnings == [
            "Whole council: staff on 31 March 2010: the percentages held of 2 groups are replaced"
        ]
        assert list(shares(printed)) == [UPPER]
        printed.refresh_from_db()
        assert (printed.source, printed.revision) == ("old.csv", 2)

    def test_what_is_not_public_stays_so(self):
        row = SnapshotFactory(way="percentages", day=date(2010, 3, 31))
        read(HEAD + LINE)
        assert not Snapshot.objects.get(pk=row.pk).is_public

    @pytest.mark.parametrize("way", ["counts", "extract"])
    def test_counts_are_never_replaced(self, way):
        SnapshotFactory(way=way, day=date(2010, 3, 31))
        assert faults_of(HEAD + LINE) == [
            "old.csv, row 2, column A (organisation): counts are held of Whole council: staff on "
            "31 March 2010"
        ]

    def test_leavers_of_the_same_day_are_another_table(self):
        SnapshotFactory(base="leavers", day=date(2010, 3, 31))
        read(HEAD + LINE)
        assert Snapshot.objects.filter(base="staff").count() == 1


FAULTS = {
    f"Shoes,{UPPER},2010-03-31,,60,40,,": (
        "row 2, column A (organisation): “Shoes” is not known. Known are: Whole council"
    ),
    f",{UPPER},2010-03-31,,60,40,,": "column A (organisation): the organisation is missing",
    "Council,Hats,2010-03-31,,60,40,,": f"(group): “Hats” is not known. Known are: {UPPER}; ",
    "Council,,2010-03-31,,60,40,,": "column B (group): the group is missing",
    f"Council,{UPPER},March 2010,,60,40,,": "column C (snapshot_date): “March 2010” is no day",
    f"Council,{UPPER},,,60,40,,": "column C (snapshot_date): the date is missing",
    f"Council,{UPPER},2030-03-31,,60,40,,": "(snapshot_date): The day must not be in the future",
    f"Council,{UPPER},2010-03-31,many,60,40,,": "D (headcount): “many” is no number of people",
    f"Council,{UPPER},2010-03-31,,112,,,": "column E (female): 112 is more than 100",
    f"Council,{UPPER},2010-03-31,,,,-1,": "column G (bme): -1 is less than 0",
    f'Council,{UPPER},2010-03-31,,,,"24,3",': "(bme): 24,3 has a decimal comma. Enter 24.3",
    f"Council,{UPPER},2010-03-31,,,,,n/a": "H (disabled): “n/a” is no percentage",
    f"Council,{UPPER},2010-03-31,,60,60,,": (
        "F (male): Female 60 and male 60 come to 120, which no rounding explains"
    ),
    f"Council,{UPPER},2010-03-31,,,,,": "row 2: there is no figure in this row",
    HEAD.strip(): "row 2: the headings stand here again",
}


class TestFaults:
    @pytest.mark.parametrize("line", FAULTS)
    def test_a_line_is_refused_with_its_place(self, line):
        [told] = faults_of(HEAD + line + "\n")
        assert told.startswith("old.csv, row 2")
        assert FAULTS[line] in told
        assert not Snapshot.objects.exists()

    def test_all_of_a_file_are_told_at_once_and_nothing_is_imported(self):
        lines = "\n".join(FAULTS)
        told = faults_of(HEAD + LINE + lines)
        assert {int(each.split("row ")[1].split(",")[0].split(":")[0]) for each in told} == set(
            range(3, 3 + len(FAULTS))
        )
        assert not Snapshot.objects.exists()

    def test_two_rows_of_one_group_and_day_name_the_first(self):
        again = LINE.replace("Council", "Whole council").replace("2010-03-31", "31/3/2010")
        other = LINE.replace("2010", "2011")
        assert faults_of(HEAD + LINE + other + again) == [
            "old.csv, row 4, column B (group): row 2 tells of the same organisation, group and date"
        ]

    def test_also_where_the_first_is_faulty(self):
        told = faults_of(HEAD + LINE.replace("62.4", "x") + LINE)
        assert any("row 2 tells of the same" in each for each in told)

    def test_headings_that_are_unknown_missing_or_there_twice(self):
        told = faults_of("organisation,group,shoe,female,female\nCouncil,x,1,60,40\n")
        assert "old.csv, row 1, column C: “shoe” is not a column of this sheet" in told
        assert "old.csv, row 1, column E: the column “female” stands twice" in told
        assert "old.csv, row 1: there is no column “snapshot_date”" in told
        assert not any("the date is missing" in each for each in told)

    @pytest.mark.parametrize("content", ["", HEAD, "\n\n", "PK\x03\x04", "\0\0"])
    def test_a_file_without_figures_is_told(self, content):
        assert faults_of(content)

    def test_an_empty_file_is_called_so(self):
        assert faults_of("") == ["The file is empty"]
        assert faults_of(HEAD) == ["old.csv: there is no figure in the file"]


class TestTheAct:
    def test_only_who_keeps_the_figures_imports(self):
        for somebody in everybody_but("workforce_officer"):
            with pytest.raises(PermissionDenied):
                import_percentages((HEAD + LINE).encode(), "old.csv", actor=somebody)

    def test_the_trail_tells_it_of_each_table(self, officer, children):
        content = HEAD + LINE + LINE.replace("Council", str(children))
        import_percentages(content.encode(), "old.csv", actor=officer)
        told = [act.sentence for act in AuditAct.objects.filter(action="snapshot.imported")]
        assert told == [
            "Nadia Rahman imported percentages of Children's Services: staff on 31 March 2010",
            "Nadia Rahman imported percentages of Whole council: staff on 31 March 2010",
        ]
