"""Reading who is responsible, and what is linked, out of a printed cell."""

from datetime import date

import pytest
from django.db import connection

from council.models import Division, Person, Strategy
from council.naming import Names, looks_like_code, looks_like_person, name_key
from tests.factories import DirectorateFactory, DivisionFactory, PersonFactory, StrategyFactory


@pytest.fixture
def directorate(db):
    return DirectorateFactory(name="Children's Services")


def read(directorate, cell, names=None):
    """The names of the people and the codes of the divisions that a cell means."""
    parties = (names or Names(directorate)).parties(cell)
    return [p.name for p in parties.people], [d.code for d in parties.divisions]


def linked(directorate, cell):
    return [strategy.name for strategy in Names(directorate).strategies(cell)]


# What looks like what


@pytest.mark.parametrize(
    "token",
    ["C&F", "EP&L", "TF", "T_F", "EYE", "Q&P", "HROD", "HR", "SENCo", "PfA", "DfE", "A.B.C."],
)
def test_a_short_word_of_capitals_looks_like_the_code_of_a_division(token):
    assert looks_like_code(token)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "&",
        "Schools",
        "McGuff",
        "MacDonald",
        "Ofsted",
        "A",
        "C & F",
        "TBC",
        "ALL",
        "Various",
        "STAFF",
        "MANAGERS",
        "DSLT",
        "DSLTD",
        "SMT",
        "N/A",
        "2012",
        "CHILDRENSERVICES",
        "tf",
    ],
)
def test_a_name_or_a_plain_word_does_not_look_like_a_code(token):
    assert not looks_like_code(token)


@pytest.mark.parametrize(
    "token",
    [
        "Mike Galikowski",
        "Ian McGuff",
        "Mary-Jane O'Brien",
        "Siân O’Neill",
        "J. Smith",
        "Ludwig van der Berg",
        "Łukasz Żak",
        "Ștefan Ionescu",
        "Άννα Παπαδοπούλου",
        "Helen Young",
        "DAVE PERRETT",
    ],
)
def test_two_to_four_capitalised_words_look_like_a_person(token):
    assert looks_like_person(token)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "Galikowski",
        "All managers",
        "All Managers",
        "Assistant Directors",
        "Head of Children's Partnership Support",
        "Children's Centre Managers",
        "Early Years",
        "Youth Justice",
        "Young People",
        "Social Care",
        "Human Resources",
        "School Governors",
        "Various Officers",
        "HR team",
        "mike galikowski",
        "Ian McGuff and HR team",
        "Year 6 Lead",
        "Mike Galikowski 2",
        "One Two Three Four Five",
        "Van der",
        "-- --",
    ],
)
def test_posts_groups_and_other_words_do_not_look_like_a_person(token):
    assert not looks_like_person(token)


# People and divisions


def test_people_and_divisions_are_found_in_the_order_of_the_cell(directorate):
    people, divisions = read(directorate, "Dave Perrett / EP&L / Jane Porter / TF")
    assert people == ["Dave Perrett", "Jane Porter"]
    assert divisions == ["EP&L", "TF"]


@pytest.mark.parametrize(
    "cell",
    [
        "Dave Perrett/EP&L",
        "Dave Perrett; EP&L",
        "Dave Perrett\nEP&L",
        " Dave  Perrett /\n EP&L /",
        "Dave Perrett, EP&L",
        "Dave Perrett (EP&L)",
        "EP&L / Dave Perrett / EP&L / dave perrett",
    ],
)
def test_however_they_are_parted_the_same_two_are_found(directorate, cell):
    assert read(directorate, cell) == (["Dave Perrett"], ["EP&L"])
    assert (Person.objects.count(), Division.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "Pat Finegan, Steve Lockwood",
        "Pat Finegan and Steve Lockwood",
        "Pat Finegan & Steve Lockwood",
    ],
)
def test_two_people_in_one_breath_are_two_people(directorate, cell):
    assert read(directorate, cell) == (["Pat Finegan", "Steve Lockwood"], [])


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "   ",
        "/",
        "All managers",
        "(All)",
        "ALL / TBC",
        "TBC",
        "to be confirmed",
        "Assistant Directors",
        "Early Help and Youth Offending",
        "Head of Service, to be appointed",
        "–",
        "=1+1",
        "<b>x</b>",
    ],
)
def test_words_stay_words(directorate, cell):
    assert read(directorate, cell) == ([], [])
    assert not Person.objects.exists()
    assert not Division.objects.exists()


def test_of_a_name_among_words_only_somebody_known_is_found(directorate):
    cell = "Ian McGuff and HR team"
    assert read(directorate, cell) == ([], [])
    PersonFactory(name="Ian McGuff")
    assert read(directorate, cell) == (["Ian McGuff"], [])
    assert not Division.objects.exists()


def test_somebody_known_is_found_whatever_the_capitals_and_spaces(directorate):
    known = PersonFactory(name="Siân O'Brien")
    for cell in ("SIÂN O'BRIEN", "Siân   O'Brien", "siân o’brien"):
        assert Names(directorate).parties(cell).people == [known]
    assert Person.objects.count() == 1


def test_a_name_of_one_word_is_found_where_it_is_known(directorate):
    known = PersonFactory(name="Galikowski")
    assert Names(directorate).parties("Galikowski / TF").people == [known]


def test_a_division_is_found_by_its_code_or_its_name(directorate):
    known = DivisionFactory(directorate=directorate, code="C&F", name="Children and Families")
    for cell in ("C&F", "c & f", "Children and Families", "CHILDREN AND FAMILIES"):
        assert Names(directorate).parties(cell).divisions == [known]
    assert Division.objects.count() == 1


def test_a_division_of_ones_own_directorate_comes_first(directorate):
    DivisionFactory(code="TF")
    own = DivisionFactory(directorate=directorate, code="TF")
    assert Names(directorate).parties("TF").divisions == [own]


def test_a_division_of_another_directorate_is_not_made_again(directorate):
    elsewhere = DivisionFactory(code="HROD")
    assert Names(directorate).parties("HROD").divisions == [elsewhere]
    assert Division.objects.count() == 1


def test_of_two_people_with_one_name_the_own_directorates_comes_first_and_leavers_last(directorate):
    PersonFactory(name="Jane Porter", directorate=directorate, left_on=date(2020, 1, 1))
    PersonFactory(name="Jane Porter", directorate=DirectorateFactory())
    own = PersonFactory(name="Jane Porter", directorate=directorate)
    assert Names(directorate).parties("Jane Porter").people == [own]


def test_whoever_is_new_is_added_once_to_the_directorate_and_told(directorate):
    names = Names(directorate)
    for _ in range(2):
        read(directorate, "Mike Galikowski / TF", names)
    assert Person.objects.get().directorate == directorate
    assert Division.objects.get().directorate == directorate
    assert names.added == [
        "person “Mike Galikowski”",
        "division “TF” in Children's Services",
    ]


def test_nobody_gets_a_login_by_being_named(directorate):
    read(directorate, "Mike Galikowski / TF")
    assert not hasattr(Person.objects.get(), "user")


def test_whoever_is_known_already_is_not_told(directorate):
    PersonFactory(name="Mike Galikowski")
    names = Names(directorate)
    read(directorate, "mike galikowski", names)
    assert names.added == []


# Linked plans and strategies


def test_linkages_are_parted_by_commas_semicolons_and_lines(directorate):
    assert linked(directorate, "CYPP, LSCB; SEN Strategy\nAccessibility Strategy") == [
        "CYPP",
        "LSCB",
        "SEN Strategy",
        "Accessibility Strategy",
    ]


def test_a_strategy_is_found_by_code_or_name_whatever_the_capitals(directorate):
    known = StrategyFactory(code="CYPP", name="Children and Young People's Plan")
    names = Names(directorate)
    for cell in ("cypp", "CHILDREN AND  YOUNG PEOPLE'S PLAN", "Children and Young People’s Plan"):
        assert names.strategies(cell) == [known]
    assert names.added == []


def test_a_new_strategy_is_added_once_and_told(directorate):
    names = Names(directorate)
    assert names.strategies("SEN Strategy, sen strategy") == names.strategies("SEN STRATEGY")
    assert Strategy.objects.get().name == "SEN Strategy"
    assert names.added == ["linked plan or strategy “SEN Strategy”"]


@pytest.mark.parametrize(
    "cell", ["", " , ;", "–", "-", "None", "n/a", "TBC", "As above", "x" * 201]
)
def test_a_dash_a_none_and_a_whole_sentence_are_no_strategy(directorate, cell):
    assert linked(directorate, cell) == []
    assert not Strategy.objects.exists()


def test_the_longest_name_that_fits_is_a_strategy(directorate):
    assert linked(directorate, "x" * 200) == ["x" * 200]


def test_what_the_database_takes_for_the_same_name_is_one_strategy(directorate):
    """It may lower "İ" to "i", where Python makes two characters of it."""
    StrategyFactory(name="istanbul plan")
    [found] = Names(directorate).strategies("İstanbul plan")
    with connection.cursor() as cursor:
        cursor.execute("SELECT lower('İ') = 'i'")
        [is_same] = cursor.fetchone()
    assert Strategy.objects.count() == (1 if is_same else 2)
    assert found.name == ("istanbul plan" if is_same else "İstanbul plan")


def test_names_are_the_same_whatever_their_case_spaces_and_apostrophes():
    assert name_key(" Children’s   Services\n") == name_key("CHILDREN'S SERVICES")
    assert name_key("Children's Services") != name_key("Childrens Services")
