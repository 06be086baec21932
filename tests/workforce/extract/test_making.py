"""The figures that are made of an extract, and which of its codes decide."""

from collections import Counter
from datetime import date

import pytest

from core.faults import FaultyFile
from tests.factories import DirectorateFactory
from tests.factories.workforce import LOWER, SCHOOLS, UPPER, group_named
from tests.workforce.extract.lines import CODES, employees
from tests.workforce.extract.waiting import (
    DAY,
    category,
    directorate,
    group,
    held,
    imported,
    line,
    read,
    remembered,
)
from workforce.extract.making import make
from workforce.extract.mapping import codes_of
from workforce.extract.meanings import COUNCIL_ONLY, LEFT_OUT, NOT_HELD, YES, Meanings
from workforce.extract.reading import Sums
from workforce.models import CharacteristicList, GroupBand, Snapshot

pytestmark = pytest.mark.django_db


def of(row) -> Snapshot:
    return Snapshot.objects.get(directorate=row)


def faults(*lines: str, **options) -> list[str]:
    with pytest.raises(FaultyFile) as faulty:
        imported(*lines, **options)
    assert not Snapshot.objects.exists()
    return [str(fault) for fault in faulty.value.faults]


# Figures


def test_the_figures_are_those_that_one_counts_by_hand(homes, roads):
    whole = imported(
        line(sex="F", ethnicity="Indian"),
        line(sex="F", ethnicity="", disability="Yes"),
        line(sex="M", ethnicity="Prefer not to say", scale_point="34.5"),
        line(sex="F", scale_point="33", disability=""),
        line(sex="F", school_employed="Y", scale_point="12"),
        line(organisation="Roads", sex="M", ethnicity="African"),
    )
    assert held(of(homes)) == {
        UPPER: (
            3,
            {
                "sex: Female": 2,
                "sex: Male": 1,
                "ethnicity: Indian": 1,
                "ethnicity: Not held": 1,
                "ethnicity: Prefer not to say": 1,
                "disability: Disabled": 1,
                "disability: Not disabled": 2,
            },
        ),
        LOWER: (1, {"sex: Female": 1, "ethnicity: White British": 1, "disability: Not held": 1}),
        SCHOOLS: (
            1,
            {"sex: Female": 1, "ethnicity: White British": 1, "disability: Not disabled": 1},
        ),
    }
    assert held(of(roads)) == {
        UPPER: (1, {"sex: Male": 1, "ethnicity: African": 1, "disability: Not disabled": 1}),
        LOWER: (0, {}),
        SCHOOLS: (0, {}),
    }
    assert held(whole)[UPPER] == (
        4,
        {
            "sex: Female": 2,
            "sex: Male": 2,
            "ethnicity: Indian": 1,
            "ethnicity: African": 1,
            "ethnicity: Not held": 1,
            "ethnicity: Prefer not to say": 1,
            "disability: Disabled": 1,
            "disability: Not disabled": 3,
        },
    )


def test_the_figures_of_many_lines_are_those_of_a_plain_count():
    lines = employees(2_000, further=False)
    homes = {code: DirectorateFactory(name=code) for code in CODES["organisation"]}
    ethnic = {"WB": "White British", "WO": "Other White", "AP": "Pakistani", "BC": "Caribbean"}
    ethnic["MX"] = "Other mixed"
    for code, name in ethnic.items():
        remembered("ethnicity", code, category(name))
    whole = imported(*[",".join(each.values()) for each in lines])

    def group_of(each) -> str:
        if each["school_employed"] == "Y":
            return SCHOOLS
        return UPPER if float(each["scale_point"]) >= 34 else LOWER

    def shown(each) -> str:
        return ethnic.get(each["ethnicity"], each["ethnicity"] or "Not held")

    for organisation, snapshot in [*((code, of(row)) for code, row in homes.items()), ("", whole)]:
        some = [each for each in lines if organisation in ("", each["organisation"])]
        people, answers = Counter(map(group_of, some)), Counter()
        answers.update((group_of(each), f"ethnicity: {shown(each)}") for each in some)
        for name, (headcount, counts) in held(snapshot).items():
            assert headcount == people[name] > 0
            expected = {what: n for (where, what), n in answers.items() if where == name}
            assert {key: n for key, n in counts.items() if "ethnicity" in key} == expected


def test_further_columns_of_the_file_are_counted_and_others_are_not_held_at_all(homes):
    whole = imported(
        line() + ",16 to 24", line() + ",", line() + ",Prefer not to say", heading="age_band"
    )
    _, counts = held(whole)[UPPER]
    assert {what: n for what, n in counts.items() if what.startswith("age")} == {
        "age: 16 to 24": 1,
        "age: Not held": 1,
        "age: Prefer not to say": 1,
    }
    characteristics = set(whole.groups.values_list("counts__characteristic", flat=True))
    assert characteristics == {"sex", "ethnicity", "disability", "age"}


def test_who_is_in_no_directorate_counts_in_the_whole_council_alone(homes):
    remembered("organisation", "CX", COUNCIL_ONLY)
    whole = imported(line(), line(organisation="CX"))
    assert held(of(homes))[UPPER][0] == 1
    assert held(whole)[UPPER][0] == 2
    assert Snapshot.objects.count() == 2


@pytest.mark.parametrize("column", ["organisation", "scale_point", "school_employed"])
def test_who_is_left_out_is_counted_nowhere(homes, column):
    remembered(column, "AGY", LEFT_OUT)
    whole = imported(line(), line(**{column: "AGY", "ethnicity": "unheard of"}))
    assert held(whole)[UPPER][0] == 1


def test_a_directorate_of_which_everybody_is_left_out_gets_no_figures(homes, roads):
    remembered("scale_point", "AGY", LEFT_OUT)
    imported(line(), line(organisation="Roads", scale_point="AGY"))
    assert set(Snapshot.objects.values_list("directorate", flat=True)) == {homes.pk, None}


def test_where_everybody_is_left_out_there_are_no_figures(homes):
    remembered("school_employed", "AGY", LEFT_OUT)
    assert faults(line(school_employed="AGY")) == ["everybody in the extract is left out"]


def test_each_code_that_nobody_knows_is_told_with_its_lines(homes):
    assert faults(
        *[line(ethnicity="BAME-03")] * 2, line(scale_point="SCP34"), line(organisation="XY")
    ) == [
        "column “organisation”: “XY” (1 line): nobody has said what it means",
        "column “scale_point”: “SCP34” (1 line): nobody has said what it means",
        "column “ethnicity”: “BAME-03” (2 lines): nobody has said what it means",
    ]


def test_before_there_are_groups_no_figures_can_be_made(homes):
    told = faults(line(), day=date(1999, 3, 31))
    assert told == ["no group of staff has scale points on 31 March 1999"]


def test_a_column_without_a_list_on_the_day_is_not_counted(homes):
    CharacteristicList.objects.filter(characteristic="age").update(valid_until=date(2020, 1, 1))
    whole = imported(line() + ",whatever", heading="age_band")
    assert "age" not in set(whole.groups.values_list("counts__characteristic", flat=True))


def test_where_groups_changed_since_it_was_read_it_no_longer_fits(homes):
    extract = read(line())
    GroupBand.objects.filter(group=group_named(UPPER)).update(first_point=41)
    GroupBand.objects.filter(group=group_named(LOWER)).update(last_point=40)
    with pytest.raises(FaultyFile, match="changed since it was read"):
        make(Sums.from_json(extract.sums), Meanings(DAY))


# Codes


def codes(*lines: str):
    sums = Sums.from_json(read(*lines).sums)
    return {code.code: code for code in codes_of(sums, Meanings(DAY))}


def test_what_is_not_known_stands_first_by_column_then_by_people(homes):
    lines = [line(ethnicity="WO"), *[line(ethnicity="WB")] * 2, line(organisation="XY")]
    assert list(codes(*lines)) == ["XY", "WB", "WO", "N", "F", "White British", "No"]
    assert codes(*lines)["WB"].people == 2


def test_the_scale_point_of_who_is_employed_by_a_school_decides_nothing(homes):
    found = codes(line(scale_point="M3", school_employed="Y"), line(scale_point="SCP34"))
    assert not found["M3"].is_unknown
    assert found["SCP34"].is_unknown
    both = codes(
        line(scale_point="M3", school_employed="Y"), line(scale_point="M3", school_employed="N")
    )
    assert both["M3"].is_unknown


def test_what_is_told_of_people_who_are_left_out_decides_nothing(homes):
    remembered("organisation", "XY", LEFT_OUT)
    found = codes(
        line(organisation="XY", ethnicity="E", scale_point="S", school_employed="?"), line()
    )
    assert [code for code, each in found.items() if each.is_unknown] == []
    assert found["E"].meaning is None


def test_while_an_organisation_is_not_known_all_else_of_it_decides(homes):
    found = codes(line(organisation="XY", ethnicity="E"))
    assert found["XY"].is_unknown
    assert found["E"].is_unknown


def test_a_code_keeps_its_name_in_the_form_when_others_become_known(homes):
    lines = [line(ethnicity=code) for code in ("A", "B", "C")]
    before = codes(*lines)
    remembered("ethnicity", "A", NOT_HELD)
    assert codes(*lines)["B"].name == before["B"].name
    assert len({code.name for code in before.values()}) == len(before)


def test_codes_that_are_known_by_themselves_and_decide_a_place_are_not_asked(homes):
    assert set(codes(line())) == {"N", "F", "White British", "No"}


def test_what_somebody_is_about_to_say_is_weighed_with_the_rest(homes, roads):
    sums = Sums.from_json(read(line(organisation="RD", school_employed="S", scale_point="M")).sums)
    said = {("organisation", "RD"): directorate(roads), ("school_employed", "S"): YES}
    meanings = Meanings(DAY)
    assert [c.code for c in codes_of(sums, meanings.saying(said)) if c.is_unknown] == []
    assert [c.code for c in codes_of(sums, meanings) if c.is_unknown] == ["RD", "M", "S"]
    said[("school_employed", "S")] = group(UPPER)
    assert "S" in [c.code for c in codes_of(sums, meanings.saying(said)) if c.is_unknown]
