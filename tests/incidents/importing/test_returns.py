"""School returns in CSV: all of a file or nothing, every fault with its row and column."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied

from core.faults import FaultyFile
from core.models import AuditAct
from incidents.importing.returns import COLUMNS, import_returns
from incidents.models import Collection, IncidentType, SchoolReturn
from tests.accounts.people import everybody_but
from tests.factories import CollectionFactory, SchoolFactory, SchoolReturnFactory
from tests.incidents.answering import saved

pytestmark = pytest.mark.django_db
HEAD = ",".join(COLUMNS) + "\n"


@pytest.fixture
def tanyard(collection) -> SchoolReturn:
    school = SchoolFactory(name="Tanyard Primary School", urn="900001")
    return SchoolReturnFactory(collection=collection, school=school)


@pytest.fixture
def fell_view(collection) -> SchoolReturn:
    return SchoolReturnFactory(collection=collection, school=SchoolFactory(name="Fell View"))


@pytest.fixture
def load(officer, tanyard, fell_view):
    def load(content: str | bytes, name: str = "r.csv", **options) -> int:
        content = content.encode() if isinstance(content, str) else content
        return int(import_returns(content, name, **{"actor": officer, **options}).words.split()[0])

    return load


@pytest.fixture
def faults(load):
    """What is wrong with a file; nothing of it was imported."""

    def faults(content: str | bytes, **options) -> list[str]:
        before = list(SchoolReturn.objects.values_list("pk", "state", "total"))
        with pytest.raises(FaultyFile) as faulty:
            load(content, **options)
        assert list(SchoolReturn.objects.values_list("pk", "state", "total")) == before
        assert not AuditAct.objects.filter(action="return.imported").exists()
        return [str(fault) for fault in faulty.value.faults]

    return faults


# What is understood


def test_returns_come_in_as_made(load, tanyard, fell_view, officer):
    number = load(
        HEAD + "Tanyard Primary School,2026/27,no,,Total,3\n"
        "Tanyard Primary School,2026/27,no,Gender of victims,Male,2\n"
        "Tanyard Primary School,2026/27,no,Ethnicity of perpetrators,White British,0\n"
        "Fell View,2026/27,yes,,,\n"
    )
    assert number == 2
    assert saved(tanyard) == (
        "returned",
        3,
        {"victim_gender, Male": 2, "perpetrator_ethnicity, White British": 0},
    )
    tanyard.refresh_from_db()
    assert (tanyard.confirmed_by, tanyard.get_confirmed_post_display()) == (
        "Tamsin Ridley",
        "Imported by the council",
    )
    assert tanyard.revision == 2
    fell_view.refresh_from_db()
    assert (fell_view.nil, fell_view.incidents, fell_view.stands) == (True, 0, "Nil return")
    entry = AuditAct.objects.get(action="return.imported")
    assert (entry.sentence, entry.note) == (
        "Tamsin Ridley imported returns into the Incident returns 2026/27",
        "2 returns from r.csv",
    )


@pytest.mark.parametrize(
    ("school", "period"),
    [
        ("900001", "2026/27"),
        ("TANYARD  primary school", "2026-27"),
        (" Tanyard Primary School ", "2026–27"),
    ],
)
def test_a_school_is_named_by_its_name_or_number_whatever_the_spelling(
    load, tanyard, school, period
):
    assert load(HEAD + f"{school},{period},yes,,,\n") == 1
    assert saved(tanyard)[0] == "returned"


@pytest.mark.parametrize(
    ("section", "row"),
    [
        ("Ages of victims", "8 to 10"),
        ("ages of VICTIMS", "8  TO 10"),
        ("ages of victims", "8-to-10"),
    ],
)
def test_sections_and_rows_are_matched_whatever_their_case_and_spacing(load, tanyard, section, row):
    load(HEAD + f"900001,2026/27,no,,Total,3\n900001,2026/27,no,{section},{row},2\n")
    assert saved(tanyard)[2] == {"victim_age, 8 to 10": 2}


@pytest.mark.parametrize(
    ("section", "row"),
    [
        ("", "Total"),
        ("", "Total number of incidents"),
        ("Total", ""),
        ("Returns", "Incidents"),
        ("Total number of incidents", ""),
    ],
)
def test_the_total_may_be_written_in_several_ways(load, tanyard, section, row):
    load(HEAD + f'900001,2026/27,no,{section},{row},"1,204"\n')
    assert saved(tanyard)[1] == 1204


@pytest.mark.parametrize(("word", "nil"), [("Yes", True), ("Y", True), ("NO", False), ("", False)])
def test_nil_is_yes_or_no(load, tanyard, word, nil):
    rest = ",," if nil else ",Total,3"
    load(HEAD + f"900001,2026/27,{word},{rest}\n")
    tanyard.refresh_from_db()
    assert tanyard.nil is nil


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_files_of_excel_are_read(load, tanyard, encoding, delimiter):
    rows = [
        [each.upper() for each in COLUMNS],
        ["900001", "2026/27", "no", "Support for victims", "Parental involvement – victim", "1"],
        ["900001", "2026/27", "no", "Total", "", "3"],
    ]
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    load(file.getvalue().encode(encoding))
    assert saved(tanyard) == ("returned", 3, {"support, Parental involvement – victim": 1})


def test_another_kind_of_incident_is_asked_for_by_name(load, officer):
    religion = IncidentType.objects.get(key="religion")
    term = CollectionFactory(period="term", name="Autumn", opened=True, types=[religion])
    school = SchoolFactory(urn="900009")
    rows = {
        kind: SchoolReturnFactory(collection=term, school=school, type=kind)
        for kind in term.types.all()
    }
    load(HEAD + "900009,Autumn,yes,,,\n", incident_type=religion)
    assert [saved(row)[0] for row in rows.values()] == ["not_started", "returned"]


def test_of_two_collections_of_one_name_the_open_one_is_meant(load, faults, tanyard):
    closed = CollectionFactory(period="school", closed=True)
    assert load(HEAD + "900001,2026/27,yes,,,\n") == 1
    assert closed.name == "2026/27"


def test_from_the_command_line_the_council_confirms(load, tanyard):
    load(HEAD + "900001,2026/27,yes,,,\n", actor=None)
    tanyard.refresh_from_db()
    assert tanyard.confirmed_by == "The council"


# What is refused

GOOD = "Fell View,2026/27,yes,,,"
FAULTS = {
    "a wrong school": (
        ["Tanyard School,2026/27,yes,,,"],
        ["row 2, column A (school): “Tanyard School” is no school that is asked for 2026/27"],
    ),
    "no school": ([",2026/27,yes,,,"], ["row 2, column A (school): the school is missing"]),
    "an unknown number": (
        ["999999,2026/27,yes,,,"],
        ["row 2, column A (school): “999999” is no school that is asked for 2026/27"],
    ),
    "an unknown period": (
        ["900001,2031/32,yes,,,"],
        ["row 2, column B (period): there is no collection for “2031/32”"],
    ),
    "no period": (["900001,,yes,,,"], ["row 2, column B (period): the period is missing"]),
    "neither yes nor no": (
        ["900001,2026/27,perhaps,,,"],
        ["row 2, column C (nil): “perhaps” is neither yes nor no"],
    ),
    "counts on a nil return": (
        ["900001,2026/27,yes,Gender of victims,Male,2"],
        [
            "row 2, column D (section): a nil return counts nothing",
            "row 2, column E (row): a nil return counts nothing",
            "row 2, column F (count): a nil return counts nothing",
        ],
    ),
    "nil and not nil": (
        ["900001,2026/27,yes,,,", "900001,2026/27,no,,Total,3"],
        ["row 3, column C (nil): row 2 says otherwise of this return"],
    ),
    "nil twice": (
        ["900001,2026/27,yes,,,", "900001,2026/27,yes,,,"],
        ["row 3, column C (nil): row 2 says otherwise of this return"],
    ),
    "two rows for one cell": (
        [
            "900001,2026/27,no,,Total,3",
            "900001,2026/27,no,Gender of victims,Male,2",
            "Tanyard Primary School,2026/27,no,gender of VICTIMS,male,2",
        ],
        ["row 4, column E (row): row 3 tells of the same cell"],
    ),
    "two totals": (
        ["900001,2026/27,no,,Total,3", "900001,2026/27,no,Total,,3"],
        ["row 3, column E (row): row 2 tells of the same cell"],
    ),
    "no total": (
        ["900001,2026/27,no,Gender of victims,Male,2"],
        ["row 2, column A (school): Tanyard Primary School: the total is missing"],
    ),
    "no breakdown": (
        ["900001,2026/27,no,,Total,3", "900001,2026/27,no,Shoe size,Male,2"],
        ["row 3, column D (section): “Shoe size” is no breakdown of the return"],
    ),
    "a category of another year": (
        ["900001,2026/27,no,,Total,3", "900001,2026/27,no,Ethnicity of victims,Asian,2"],
        ["row 3, column E (row): “Asian” is no category of Ethnicity of victims in 2026/27"],
    ),
    "a row of the borough": (
        ["900001,2026/27,no,,Total,3", "900001,2026/27,no,,Schools making a return,2"],
        ["row 3, column E (row): a school’s return does not tell how many schools returned"],
    ),
    "no count": (["900001,2026/27,no,,Total,"], ["row 2, column F (count): the count is missing"]),
    **{
        f"{text[:6]} as a count": (
            [f'900001,2026/27,no,,Total,"{text}"'],
            [f"row 2, column F (count): “{text[:40]}” is no whole number of incidents"],
        )
        for text in ("-1", "1.5", "1,5", "two", "²", "100000", "9" * 5000, "1e3")
    },
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_row_and_column(faults, fault):
    rows, told = FAULTS[fault]
    content = HEAD + "\n".join([*rows, GOOD]) + "\n"
    assert faults(content) == [f"r.csv, {words}" for words in told]


def test_every_fault_of_a_file_is_told_at_once(faults):
    rows = [row for rows, _ in FAULTS.values() for row in rows[:1]]
    assert len(faults(HEAD + "\n".join(rows))) > 15


@pytest.mark.parametrize(
    ("state", "done"), [("in_progress", "begun"), ("returned", "made"), ("accepted", "made")]
)
def test_a_return_that_was_begun_is_not_written_over(faults, collection, state, done):
    school = SchoolFactory(name="Marsh Lane")
    SchoolReturnFactory(collection=collection, school=school, **{state: True})
    assert faults(HEAD + "Marsh Lane,2026/27,yes,,,\n") == [
        f"r.csv, row 2, column A (school): Marsh Lane has {done} its return for 2026/27"
    ]


@pytest.mark.parametrize("state", [{"closed": True}, {}])
def test_nothing_is_imported_into_what_is_not_open(faults, state):
    CollectionFactory(period="term", name="Autumn", **state)
    assert faults(HEAD + "900001,Autumn,yes,,,\n") == [
        "r.csv, row 2, column B (period): the collection for Autumn is not open"
    ]


def test_a_name_of_two_schools_needs_the_number(faults, load, tanyard, collection):
    other = SchoolFactory(name="TANYARD primary school", urn="900002")
    row = SchoolReturnFactory(collection=collection, school=other)
    assert faults(HEAD + "Tanyard Primary School,2026/27,yes,,,\n") == [
        "r.csv, row 2, column A (school): 2 schools are called “Tanyard Primary School”: "
        "give the reference number"
    ]
    load(HEAD + "900002,2026/27,yes,,,\n")
    assert (saved(tanyard)[0], saved(row)[0]) == ("not_started", "returned")


def test_a_name_of_two_open_collections_is_refused(faults):
    CollectionFactory(period="school", opened=True)
    assert faults(HEAD + "900001,2026/27,yes,,,\n") == [
        "r.csv, row 2, column B (period): “2026/27” is the name of 2 collections"
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "empty"),
        (HEAD, "there is no return in the file"),
        ("school,period,nil,section,row\n900001,2026/27,no,,Total\n", "the count is missing"),
        ("school,shoe\n900001,3\n", "“shoe” is not a column of this sheet"),
        ("PK\x03\x04 a workbook", "Save it as CSV"),
        ("school\0", "not a CSV file"),
    ],
)
def test_what_is_no_file_of_returns_is_refused(faults, content, words):
    assert words in " ".join(faults(content))


def test_only_who_collects_imports(load, respondent):
    for somebody in [respondent, *everybody_but("returns_officer")]:
        with pytest.raises(PermissionDenied):
            load(HEAD + "900001,2026/27,yes,,,\n", actor=somebody)
    assert not SchoolReturn.objects.made().exists()


def test_sixty_schools_take_no_more_queries_than_one(
    load, collection, django_assert_max_num_queries
):
    for number in range(20):
        SchoolReturnFactory(collection=collection, school=SchoolFactory(urn=f"2000{number:02}"))
    rows = [
        f"2000{number:02},2026/27,no,,Total,3\n2000{number:02},2026/27,no,Gender of victims,Male,2"
        for number in range(20)
    ]
    with django_assert_max_num_queries(25):
        assert load(HEAD + "\n".join(rows)) == 20
    assert Collection.objects.get(pk=collection.pk).returns.made().count() == 20
