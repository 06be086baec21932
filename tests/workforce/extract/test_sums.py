"""What an extract comes to: the sums of its lines, however the file is written."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workforce.extract.lines import CODES, COLUMNS, FURTHER, employees, written
from tests.workforce.extract.small import HEAD, LINE, file, line, summed
from workforce.extract.headings import PLACE
from workforce.extract.reading import Sums

HERE = ("ASC", "34", "N")
ONE = Sums(
    1,
    {HERE: 1},
    {(HERE, "sex", "F"): 1, (HERE, "ethnicity", "WB"): 1, (HERE, "disability", "N"): 1},
    ("sex", "ethnicity", "disability"),
)


def counted(lines) -> Sums:
    """The sums by a plain count of the lines, to compare with."""
    people, answers = Counter(), Counter()
    columns = tuple(column for column in lines[0] if column not in (*PLACE, "unit"))
    for each in lines:
        place = tuple(each[column] for column in PLACE)
        people[place] += 1
        answers.update((place, column, each[column]) for column in columns)
    return Sums(len(lines), people, answers, columns)


@st.composite
def any_lines(draw):
    columns = draw(st.permutations(COLUMNS)) + draw(st.lists(st.sampled_from(FURTHER), unique=True))
    one = st.fixed_dictionaries({column: st.sampled_from(CODES[column]) for column in columns})
    return draw(st.lists(one, min_size=1, max_size=29))


@given(any_lines(), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_the_sums_are_those_of_a_plain_count(lines, delimiter, encoding):
    sums = summed(written(lines, delimiter=delimiter, encoding=encoding))
    expected = counted(lines)
    assert set(sums.columns) == set(expected.columns)
    assert (sums.lines, sums.people) == (expected.lines, expected.people)
    assert sums.answers == expected.answers
    assert Sums.from_json(json.loads(json.dumps(sums.as_json()))) == sums


def test_the_sums_of_many_lines_are_those_of_a_plain_count():
    lines = employees(3_000, further=True)
    assert summed(written(lines)) == counted(lines)


def test_what_is_not_held_is_counted_as_such():
    sums = summed(file(line(sex="", ethnicity=" ", disability="")))
    assert sums.answers == dict.fromkeys(
        [(HERE, "sex", ""), (HERE, "ethnicity", ""), (HERE, "disability", "")], 1
    )


def test_the_unit_is_not_kept():
    assert "Homes" not in json.dumps(summed(file(LINE)).as_json())


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\n{LINE}\n",
        f"{HEAD}\r\n{LINE}",
        f"{HEAD}\r{LINE}\r",
        f"{HEAD}\n\n,,,,,,\n{LINE}\n\n",
        f"{HEAD},,\n{LINE},,\n",
        f"{HEAD}\n{LINE},,\n",
        f"{HEAD};{LINE}".replace(",", ";").replace(";ASC", "\nASC"),
        f"{HEAD}\t{LINE}".replace(",", "\t").replace("\tASC", "\nASC"),
        "Organisation,UNIT, Scale point ,School Employed,Sex,Ethnicity,Disability\n" + LINE,
        f"\ufeff{HEAD}\n{LINE}\n",
        f"{HEAD}\n\u00a0ASC \u00a0,Homes,\u200b34, N ,F\u00a0,WB,N\n",
        f'{HEAD}\n"ASC","Homes, large",34,"N","F","WB","N"\n',
    ],
)
def test_a_file_is_read_as_excel_and_other_programs_write_it(content):
    assert summed(content) == ONE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("before", [0, 70_000], ids=["at once", "after a while"])
def test_each_encoding_that_excel_writes_is_read(encoding, before):
    """The first piece that is read of a long file may not tell its encoding."""
    lines = [LINE] * (before // len(LINE)) + [line(ethnicity="Café – “other”")]
    sums = summed(file(*lines).encode(encoding))
    assert sums.answers[HERE, "ethnicity", "Café – “other”"] == 1


def test_codes_stay_as_they_are_written_save_for_odd_spaces_and_the_apostrophe_of_our_files():
    sums = summed(file(line(ethnicity="White\u00a0 British"), line(ethnicity="'-"), line(sex="f")))
    assert {code for _, column, code in sums.answers if column == "ethnicity"} == {
        "White British",
        "-",
        "WB",
    }
    assert {code for _, column, code in sums.answers if column == "sex"} == {"F", "f"}


# What the caller knows and hears


def test_codes_that_are_known_are_folded_as_they_are_read_and_each_is_asked_once():
    asked = []

    def settle(column: str, code: str) -> str:
        asked.append((column, code))
        return "34 and above" if column == "scale_point" else code

    lines = [LINE, line(scale_point="35"), line(scale_point="40", sex=""), LINE]
    sums = summed(file(*lines), settle=settle)
    assert sums.people == {("ASC", "34 and above", "N"): 4}
    assert len(asked) == len(set(asked))
    assert ("sex", "") not in asked
    assert "unit" not in {column for column, _ in asked}


def test_the_progress_is_told_every_thousand_lines_and_at_the_end():
    content = written(employees(2_500))
    told = []
    summed(content, progress=lambda size, lines: told.append((size, lines)))
    assert [lines for _, lines in told] == [1_000, 2_000, 2_500]
    assert told[-1][0] == len(content)
    assert [size for size, _ in told] == sorted(size for size, _ in told)
