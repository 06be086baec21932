"""Reference data: three pages for every kind, and who may use them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditAct
from council.models import Area, Committee, Directorate, Division, Person, School, Strategy
from council.reference import KINDS
from tests.accounts.people import (
    an_admin,
    browser_of,
    everybody_but,
    somebody_who_is,
    somebody_without_a_role,
)
from tests.factories import (
    AreaFactory,
    CommitteeFactory,
    DirectorateFactory,
    DisclosureProfileFactory,
    DivisionFactory,
    EarlierListFactory,
    IncidentTypeFactory,
    PersonFactory,
    SchoolFactory,
    StrategyFactory,
    UserFactory,
)
from tests.factories.papers import CoverTemplateFactory, QuestionFactory, QuestionTopicFactory
from tests.factories.workforce import EarlierCharacteristicListFactory, StaffGroupFactory

pytestmark = pytest.mark.django_db

FACTORIES = {
    "areas": AreaFactory,
    "directorates": DirectorateFactory,
    "divisions": DivisionFactory,
    "people": PersonFactory,
    "strategies": StrategyFactory,
    "committees": CommitteeFactory,
    "schools": SchoolFactory,
    "disclosure-profiles": DisclosureProfileFactory,
    "category-lists": EarlierListFactory,
    "incident-types": IncidentTypeFactory,
    "staff-groups": StaffGroupFactory,
    "characteristic-lists": EarlierCharacteristicListFactory,
    "cover-templates": CoverTemplateFactory,
    "question-topics": QuestionTopicFactory,
    "questions": QuestionFactory,
}


def address(page: str, kind: str, *more) -> str:
    return reverse(f"reference:{page}", args=[KINDS[kind], *more])


def queries(browser, page: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(page).status_code == 200
    return len(asked)


@pytest.mark.parametrize("kind", FACTORIES)
def test_officers_leads_and_leadership_read_and_only_administrators_change(kind):
    row = FACTORIES[kind]()
    listed, *changing = [
        address("list", kind),
        address("add", kind),
        address("edit", kind, row.pk),
        address("remove", kind, row.pk),
    ]
    for role in ("officer", "plan_lead", "leadership_team", "admin"):
        assert browser_of(somebody_who_is(role)).get(listed).status_code == 200
    for role in ("committee_member", "school_respondent"):
        assert browser_of(somebody_who_is(role)).get(listed).status_code == 403
    assert browser_of(somebody_without_a_role()).get(listed).status_code == 403
    for somebody in everybody_but("admin"):
        browser = browser_of(somebody)
        assert {browser.get(page).status_code for page in changing} == {403}
        assert {browser.post(page).status_code for page in changing} == {403}
    admin = browser_of(an_admin())
    assert {admin.get(page).status_code for page in changing} == {200}


def test_everybody_opens_the_index_and_sees_what_is_open_to_them():
    page = browser_of(somebody_who_is("school_respondent")).get(reverse("reference:index"))
    assert "Risk scales" in page.content.decode()
    assert address("list", "people") not in page.content.decode()
    page = browser_of(an_admin()).get(reverse("reference:index")).content.decode()
    for kind in KINDS:
        assert address("list", kind) in page
    assert reverse("reference:settings") in page


def test_who_may_only_read_gets_a_list_without_links_to_change():
    row = CommitteeFactory()
    page = browser_of(somebody_who_is("officer")).get(address("list", "committees"))
    assert row.name in page.content.decode()
    assert address("edit", "committees", row.pk) not in page.content.decode()
    assert address("add", "committees") not in page.content.decode()


def test_every_kind_is_among_those_that_are_tried():
    assert FACTORIES.keys() == KINDS.keys()


def test_an_area_is_added_with_the_right_article():
    page = browser_of(an_admin()).get(address("add", "areas")).content.decode()
    assert "Add an area" in page


def test_an_unknown_kind_is_not_found():
    assert browser_of(an_admin()).get("/reference-data/planets/").status_code == 404


def test_each_kind_is_added():
    admin = browser_of(an_admin())
    committee = CommitteeFactory()
    directorate = DirectorateFactory()
    area = AreaFactory()
    typed = {
        "areas": {"name": "North Ellenshaw"},
        "committees": {"name": "Scrutiny of Health"},
        "directorates": {"name": "Health", "committee": committee.pk},
        "divisions": {"directorate": directorate.pk, "code": "PH", "name": "Public Health"},
        "people": {"name": "Mike Galikowski", "directorate": directorate.pk},
        "strategies": {"code": "JHWS", "name": "Joint Health and Wellbeing Strategy"},
        "schools": {
            "name": "Mill Lane Primary",
            "urn": "123456",
            "phase": "primary",
            "area": area.pk,
            "email": "office@milllane.example",
        },
    }
    for kind, values in typed.items():
        assert admin.post(address("add", kind), values).url == address("list", kind)
    assert Committee.objects.filter(name="Scrutiny of Health").exists()
    assert Directorate.objects.get(name="Health").committee == committee
    assert Division.objects.get(code="PH").directorate == directorate
    assert Person.objects.get(name="Mike Galikowski").left_on is None
    assert Strategy.objects.get(code="JHWS")
    assert Area.objects.filter(name="North Ellenshaw").exists()
    school = School.objects.get(urn="123456")
    assert (school.get_phase_display(), school.area) == ("Primary", area)
    assert school.email == "office@milllane.example"
    assert (
        AuditAct.objects.filter(action="schools.added")
        .get()
        .sentence.endswith("added the school Mill Lane Primary")
    )


@pytest.mark.parametrize(
    ("kind", "typed", "field", "message"),
    [
        ("committees", {"name": ""}, "name", "Enter the name of the committee"),
        ("committees", {"name": "TAKEN"}, "name", "There is a committee with this name already"),
        ("committees", {"name": "a\x00b"}, "name", "U+0000"),
        ("committees", {"name": "a\x0bb"}, "name", "U+000B"),
        ("committees", {"name": "n" * 201}, "name", "must be 200 characters or fewer"),
        ("directorates", {"name": "taken"}, "name", "There is a directorate with this name"),
        ("divisions", {"code": "tk"}, "code", "has a division with this code already"),
        ("divisions", {"code": "X", "directorate": ""}, "directorate", "Select a directorate"),
        ("strategies", {"name": "taken"}, "name", "There is a plan or strategy with this name"),
        ("strategies", {"name": "x", "code": "TK"}, "code", "with this code already"),
        ("schools", {"urn": "12345"}, "urn", "Enter the six digits of the reference number"),
        ("schools", {"urn": "100000"}, "urn", "There is a school with this reference number"),
        ("people", {"name": "x", "email": "x"}, "email", "Enter an email address"),
        ("schools", {"name": "x", "email": "x"}, "email", "Enter an email address"),
        ("areas", {"name": ""}, "name", "Enter the name of the area"),
        (
            "people",
            {"name": "x", "left_on_day": "31", "left_on_month": "2", "left_on_year": "2026"},
            "left_on",
            "real",
        ),
    ],
)
def test_bad_input_is_told_beside_its_box_keeps_what_was_typed_and_changes_nothing(
    kind, typed, field, message
):
    CommitteeFactory(name="Taken")
    directorate = DirectorateFactory(name="Taken")
    DivisionFactory(directorate=directorate, code="TK")
    StrategyFactory(name="Taken", code="tk")
    SchoolFactory(urn="100000")
    whole = {
        "name": "Mill Lane",
        "phase": "primary",
        "urn": "123456",
        "directorate": directorate.pk,
    }
    model = KINDS[kind].model
    before = model.objects.count()
    response = browser_of(an_admin()).post(address("add", kind), whole | typed)
    assert response.status_code == 200
    assert message in " ".join(response.context["form"].errors[field])
    assert model.objects.count() == before
    assert not AuditAct.objects.filter(action=f"{kind}.added").exists()
    kept = typed.get("name")
    if kept and kept.isprintable():
        assert f'value="{kept}"' in response.content.decode()


def test_script_in_a_name_is_shown_as_text():
    CommitteeFactory(name="<script>alert(1)</script>")
    page = browser_of(an_admin()).get(address("list", "committees")).content.decode()
    assert "<script>alert(1)" not in page


def test_a_row_is_changed_and_the_trail_says_what():
    row = StrategyFactory(name="CYP Plan", code="CYPP")
    browser_of(an_admin()).post(
        address("edit", "strategies", row.pk),
        {"name": "Children and Young People’s Plan", "code": "CYPP", "revision": row.revision},
    )
    row.refresh_from_db()
    assert row.name == "Children and Young People’s Plan"
    change = AuditAct.objects.get(action="strategies.changed").changes.get()
    assert change.before["name"] == "CYP Plan"


def test_of_two_editors_the_second_sees_both_versions_and_nothing_typed_is_lost():
    row = CommitteeFactory(name="Scrutiny")
    page = address("edit", "committees", row.pk)
    browser_of(an_admin()).post(page, {"name": "Scrutiny of the first", "revision": 1})
    second = browser_of(an_admin())
    response = second.post(page, {"name": "Scrutiny of the second", "revision": 1})
    shown = response.content.decode()
    assert "Saved meanwhile" in shown
    assert "Scrutiny of the first" in shown
    assert 'value="Scrutiny of the second"' in shown
    row.refresh_from_db()
    assert row.name == "Scrutiny of the first"
    second.post(
        page,
        {
            "name": "Scrutiny of the second",
            "revision": response.context["form"]["revision"].value(),
        },
    )
    row.refresh_from_db()
    assert row.name == "Scrutiny of the second"


def test_two_editors_who_agree_are_not_stopped():
    row = CommitteeFactory(name="Scrutiny")
    page = address("edit", "committees", row.pk)
    for _ in range(2):
        response = browser_of(an_admin()).post(page, {"name": "Scrutiny Committee", "revision": 1})
        assert response.status_code == 302


def test_a_leaver_is_marked_and_stays():
    person = PersonFactory(name="Dave Perrett")
    browser_of(an_admin()).post(
        address("edit", "people", person.pk),
        {
            "name": "Dave Perrett",
            "left_on_day": "31",
            "left_on_month": "March",
            "left_on_year": "2026",
            "revision": 1,
        },
    )
    person.refresh_from_db()
    assert str(person.left_on) == "2026-03-31"
    listed = browser_of(an_admin()).get(address("list", "people"), {"left": "yes"})
    assert list(listed.context["table"].data.data) == [person]
    assert "31 March 2026" in listed.content.decode()


def test_a_person_is_of_the_directorate_of_the_division():
    division, other = DivisionFactory(), DirectorateFactory()
    admin = browser_of(an_admin())
    typed = {"name": "Jo Field", "division": division.pk}
    response = admin.post(address("add", "people"), typed | {"directorate": other.pk})
    assert "is a division of" in " ".join(response.context["form"].errors["division"])
    admin.post(address("add", "people"), typed)
    assert Person.objects.get(name="Jo Field").directorate == division.directorate


def test_what_nothing_uses_is_removed():
    row = StrategyFactory(name="Forgotten Strategy")
    response = browser_of(an_admin()).post(address("remove", "strategies", row.pk))
    assert response.url == address("list", "strategies")
    assert not Strategy.objects.filter(pk=row.pk).exists()
    act = AuditAct.objects.get(action="strategies.removed")
    assert act.target_name == str(row)
    assert act.changes.get().before["name"] == "Forgotten Strategy"


def test_what_is_used_is_not_removed_and_the_page_says_by_what():
    directorate = DirectorateFactory(name="Housing")
    DivisionFactory.create_batch(2, directorate=directorate)
    PersonFactory(directorate=directorate)
    response = browser_of(an_admin()).post(address("remove", "directorates", directorate.pk))
    page = response.content.decode()
    assert "“Housing” is used by" in page
    assert "2 divisions" in page
    assert "1 person" in page
    assert Directorate.objects.filter(pk=directorate.pk).exists()


def test_a_person_with_a_user_is_not_removed():
    person = PersonFactory()
    UserFactory(person=person)
    response = browser_of(an_admin()).post(address("remove", "people", person.pk))
    assert "1 user" in response.content.decode()
    assert "enter the day they left instead" in response.content.decode()
    assert Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("kind", FACTORIES)
def test_a_list_asks_the_database_equally_often_however_long_it_is(kind):
    FACTORIES[kind]()
    admin = browser_of(an_admin())
    few = queries(admin, address("list", kind))
    if kind == "disclosure-profiles":  # one for each kind of table
        DisclosureProfileFactory(used_for="workforce")
    else:
        FACTORIES[kind].create_batch(8)
    assert queries(admin, address("list", kind)) == few


def test_lists_are_searched_by_words_and_by_what_they_belong_to():
    admin = browser_of(an_admin())
    directorate = DirectorateFactory()
    here = PersonFactory(name="Jane Porter", post="Head of Service", directorate=directorate)
    PersonFactory(name="Jane Other")
    asked = {"words": "head jane", "directorate": directorate.pk, "left": "no"}
    assert list(admin.get(address("list", "people"), asked).context["table"].data.data) == [here]
    closed = SchoolFactory(name="Closed School", phase="special", closed_on="2020-08-31")
    asked = {"phase": "special", "closed": "yes"}
    assert list(admin.get(address("list", "schools"), asked).context["table"].data.data) == [closed]
