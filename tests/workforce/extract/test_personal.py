"""What tells who somebody is never gets in: by the heading of its column, by how it looks."""

import pytest

from tests.workforce.extract.lines import employees, written
from tests.workforce.extract.small import HEAD, LINE, faults, file, line, summed
from workforce.extract.codes import FEWEST_LINES, MOST_CODES

NAMES = """Name|Surname|Forename|First name|first_name|FirstName|Last Name|Full name|Known as
Employee|Employee name|Employee number|EmployeeNo|employee_id|Payroll|Payroll number|PayrollNo
Staff number|staff no|Staff name|Person ID|ID|Works number|NI|NI number|NINO|ni_no|NINumber
National Insurance|National insurance number|Date of birth|DOB|Birthday|D.O.B|Email|E-mail
Email address|Telephone|Phone number|Mobile|Postcode|Post code|Address|Home address 1|Job title
LineManagerName|HomeAddress|Initials|Assignment number""".replace("\n", "|").split("|")


@pytest.mark.parametrize("heading", NAMES)
def test_a_column_that_by_its_heading_is_of_people_is_refused(heading):
    (told,) = faults(f"{HEAD},{heading}\n{LINE},x\n")
    assert told == (
        f"extract.csv, row 1, column H: “{heading}” can tell who somebody is. An extract holds no "
        "names or numbers of people: take the column out. Nothing was kept"
    )


@pytest.mark.parametrize(
    "heading", ["Union", "Nine", "Organisation name", "Grade", "Contract", "Renewal", "Unit type"]
)
def test_another_column_is_only_unknown(heading):
    (told,) = faults(f"{HEAD},{heading}\n{LINE},x\n")
    assert "is not a column of an extract" in told


@pytest.mark.parametrize("heading", ["age_band", "Age band", "religion_or_belief", "unit", "Unit"])
def test_the_columns_of_an_extract_are_of_nobody(heading):
    if heading.lower() == "unit":
        assert summed(file(LINE).replace("unit", heading)).lines == 1
    else:
        assert summed(f"{HEAD},{heading}\n{LINE},x\n").lines == 1


LOOKS = {
    "a National Insurance number": ["AA123456C", "AB 12 34 56 D", "ab123456c", "Ms AA 123456 A"],
    "an email address": ["ruth.ackroyd@council.example"],
    "a date of birth": ["12/03/1975", "1975-03-12", "1975-03-12 00:00:00", "12 March 1975"],
}


@pytest.mark.parametrize("column", HEAD.split(","))
@pytest.mark.parametrize(("what", "value"), [(w, v) for w, vs in LOOKS.items() for v in vs])
def test_a_value_that_looks_personal_is_refused_and_not_repeated(column, what, value):
    (told,) = faults(file(LINE, line(**{column: value})))
    letter = "ABCDEFG"[HEAD.split(",").index(column)]
    assert told == (
        f"extract.csv, row 3, column {letter} ({column}): this looks like {what}. "
        "An extract holds no names or numbers of people: take them out. Nothing was kept"
    )


def test_a_column_of_such_values_is_told_once_with_their_number():
    values = [line(unit=f"a{n}@council.example") for n in range(1_234)]
    (told,) = faults(file(LINE, *values))
    assert told.startswith(
        "extract.csv, row 3, column B (unit): this looks like an email address (so do 1,233 more "
        "of this column). "
    )


@pytest.mark.parametrize(
    "unit",
    ["AB123456", "Homes 12-34", "10/11 Key Stage", "CF1", "Born & Bred", "24/7 Care", "0161"],
)
def test_a_unit_that_is_like_no_person_is_taken(unit):
    assert summed(file(line(unit=unit))).lines == 1


# Values of their own

OWN = "nearly every line has a value of its own, as names and numbers of people have"


@pytest.mark.parametrize("column", HEAD.split(","))
def test_a_column_of_which_each_line_has_a_value_of_its_own_is_refused(column):
    lines = [line(**{column: f"Smith {n}"}) for n in range(FEWEST_LINES)]
    (told,) = faults(file(*lines))
    letter = "ABCDEFG"[HEAD.split(",").index(column)]
    assert told.startswith(f"extract.csv, column {letter} ({column}): {OWN}. An extract holds no ")
    assert summed(file(*lines[1:])).lines == FEWEST_LINES - 1


def test_half_of_the_lines_is_the_bound():
    def lines(own: int) -> list[str]:
        return [line(unit=f"Unit {n % own}") for n in range(100)]

    assert summed(file(*lines(50))).lines == 100
    assert len(faults(file(*lines(51)))) == 1


def test_lines_in_which_it_is_not_held_do_not_hide_it():
    held = [line(unit=f"Smith {n}") for n in range(FEWEST_LINES)]
    assert OWN in faults(file(*held, *[line(unit="")] * 300))[0]


def test_few_lines_on_many_scale_points_are_taken_but_not_numbers_of_a_list():
    points = [line(scale_point=str(n % 36)) for n in range(60)]
    assert summed(file(*points)).lines == 60
    numbered = [line(scale_point=str(n)) for n in range(60)]
    assert OWN in faults(file(*numbered))[0]


def test_more_different_values_than_a_column_of_codes_has_are_refused():
    lines = employees(5_000)
    for n, each in enumerate(lines):
        each["unit"] = f"Unit {n % MOST_CODES}"
    assert summed(written(lines)).lines == 5_000
    lines[0]["unit"] = "Smith"
    (told,) = faults(written(lines))
    assert told == (
        "extract.csv, column B (unit): there are more than 2,000 different values, as if they were "
        "names or numbers of people. An extract holds no names or numbers of people: take them "
        "out. Nothing was kept"
    )


def test_no_fault_of_a_file_of_people_repeats_a_name():
    lines = [line(unit=f"Zebedee {n}", ethnicity=f"zebedee{n}@x.example") for n in range(50)]
    assert "zebedee" not in " ".join(faults(file(*lines, "Zebedee,1"))).casefold()
