"""Who may open which page: who collects, who answers for the school, and everybody else."""

import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Incident, SchoolReturn
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import (
    CollectionFactory,
    IncidentFactory,
    ReopeningRequestFactory,
    ReturnQueryFactory,
    RoleAssignmentFactory,
    SchoolReturnFactory,
    UserFactory,
)
from tests.incidents.answering import page, saved

pytestmark = pytest.mark.django_db

OF_COLLECTIONS = ["collections", "collection_add"]
OF_A_COLLECTION = {
    "collection": {},
    "collection_edit": {},
    "collection_open": {},
    "collection_ask_more": {"opened": True},
    "collection_chase": {"opened": True},
    "collection_close": {"opened": True},
    "collection_reopen": {"closed": True},
}
POSTED_TO_A_COLLECTION = ["collection_remove", "collection_accept"]
OF_THE_COUNCIL = ["query", "return_reopen", "decline"]
POSTED_BY_THE_COUNCIL = ["accept", "not_asked"]
OF_EITHER = ["return", "fill_in", "nil", "confirm", "answer"]
POSTED_BY_EITHER = ["draft", "discard_draft"]
OF_THE_SCHOOL = ["ask_reopening"]
POSTED_BY_THE_SCHOOL = ["count_from_log"]
OF_A_SCHOOLS_LOG = ["log", "incident_add", "school"]


@pytest.fixture
def others(respondent):
    """Somebody of every role but those who have to do with the return: a respondent of another
    school among them."""
    return everybody_but("returns_officer")


@pytest.fixture
def asked(school) -> SchoolReturn:
    """A return of which everything is open that can be: a query, a request to reopen."""
    row = SchoolReturnFactory(school=school, queried=True)
    ReturnQueryFactory(school_return=row)
    ReopeningRequestFactory(school_return=row)
    return row


def statuses(address, people, method="get"):
    return {getattr(browser_of(user), method)(address).status_code for user in people}


@pytest.mark.parametrize("name", OF_COLLECTIONS)
def test_collections_are_for_who_collects(name, council, respondent, others):
    assert council.get(page(name)).status_code == 200
    assert statuses(page(name), [respondent, *others]) == {403}
    assert statuses(page(name), [respondent, *others], "post") == {403}


@pytest.mark.parametrize("name", OF_A_COLLECTION)
def test_a_collection_is_for_who_collects(name, council, respondent, others):
    collection = CollectionFactory(**OF_A_COLLECTION[name])
    address = page(name, collection.pk)
    assert council.get(address).status_code == 200
    assert statuses(address, [respondent, *others]) == {403}
    assert statuses(address, [respondent, *others], "post") == {403}


@pytest.mark.parametrize("name", POSTED_TO_A_COLLECTION)
def test_what_is_only_posted_to_a_collection(name, council, respondent, others):
    address = page(name, CollectionFactory().pk)
    assert council.get(address).status_code == 405
    assert statuses(address, [respondent, *others], "post") == {403}
    assert council.post(address).status_code == 302


@pytest.mark.parametrize("name", OF_EITHER)
def test_a_return_is_for_its_school_and_for_who_collects(
    name, council, at_school, school_return, others
):
    if name == "answer":
        ReturnQueryFactory(school_return=school_return)
    address = page(name, school_return.pk)
    assert (council.get(address).status_code, at_school.get(address).status_code) == (200, 200)
    assert statuses(address, others) == {404}
    assert statuses(address, others, "post") == {404}
    assert saved(school_return) == ("not_started", None, {})


@pytest.mark.parametrize("name", POSTED_BY_EITHER)
def test_drafts_are_kept_by_the_same(name, council, at_school, school_return, others):
    address = page(name, school_return.pk)
    assert statuses(address, others, "post") == {404}
    for client in (council, at_school):
        assert client.get(address).status_code == 405
        assert client.post(address, {"total": "3"}).status_code in (200, 302)


@pytest.mark.parametrize("name", OF_THE_COUNCIL)
def test_only_who_collects_judges(name, council, at_school, asked, others):
    address = page(name, asked.pk)
    assert council.get(address).status_code == 200
    assert at_school.get(address).status_code == 403
    assert at_school.post(address, {"reason": "x"}).status_code == 403
    assert statuses(address, others) == statuses(address, others, "post") == {404}
    assert saved(asked)[0] == "queried"


@pytest.mark.parametrize("name", POSTED_BY_THE_COUNCIL)
def test_only_who_collects_accepts_and_asks_no_longer(
    name, council, at_school, school_return, others
):
    address = page(name, school_return.pk)
    assert council.get(address).status_code == 405
    assert at_school.post(address).status_code == 403
    assert statuses(address, others, "post") == {404}
    assert SchoolReturn.objects.exists()
    assert council.post(address).status_code == 302


@pytest.mark.parametrize("name", [*OF_THE_SCHOOL, *POSTED_BY_THE_SCHOOL])
def test_some_things_only_the_school_does(name, council, at_school, asked, others):
    address = page(name, asked.pk)
    assert council.post(address, {"reason": "x"}).status_code == 403
    assert statuses(address, others, "post") == {404}
    expected = 405 if name in POSTED_BY_THE_SCHOOL else 200
    assert at_school.get(address).status_code == expected


@pytest.mark.parametrize("name", OF_A_SCHOOLS_LOG)
def test_log_and_first_page_are_for_who_answers_for_a_school(name, council, at_school, others):
    assert at_school.get(page(name)).status_code == 200
    another = next(user for user in others if user.role_assignments.filter(school__gt=0))
    assert browser_of(another).get(page(name)).status_code == 200
    assert council.get(page(name)).status_code == 403
    assert statuses(page(name), set(others) - {another}) == {403}


def test_the_council_never_reads_a_log(council, at_school, school, others):
    incident = IncidentFactory(school=school)
    address = page("incident", incident.pk)
    assert at_school.get(address).status_code == 200
    assert council.get(address).status_code == 403
    another = next(user for user in others if user.role_assignments.filter(school__gt=0))
    assert browser_of(another).get(address).status_code == 404
    assert statuses(address, set(others) - {another}) == {403}


def test_an_incident_of_another_school_is_neither_seen_changed_nor_removed(at_school):
    incident = IncidentFactory()
    for address in (page("incident", incident.pk), page("incident_remove", incident.pk)):
        assert at_school.post(address).status_code == 404
    assert Incident.objects.exists()
    assert list(at_school.get(page("log")).context["table"].page.object_list) == []


def test_the_summary_is_for_the_governors_of_ones_own_school(
    council, at_school, school, school_return
):
    assert at_school.get(page("log_summary", school.pk)).status_code == 200
    other = SchoolReturnFactory().school
    assert at_school.get(page("log_summary", other.pk)).status_code == 403
    assert council.get(page("log_summary", school.pk)).status_code == 403


def test_a_link_of_another_school_opens_nothing(at_school):
    other = SchoolReturnFactory(returned=True)
    for name in (*OF_EITHER, *OF_THE_SCHOOL, *OF_THE_COUNCIL):
        assert at_school.get(page(name, other.pk)).status_code == 404, name


def test_nobody_opens_anything_without_signing_in(school_return):
    for name in (*OF_COLLECTIONS, *OF_A_SCHOOLS_LOG):
        assert Client().get(page(name)).status_code == 302
    for name in (*OF_EITHER, *POSTED_BY_EITHER, *OF_THE_COUNCIL, *POSTED_BY_THE_COUNCIL):
        assert Client().post(page(name, school_return.pk)).status_code == 302
    assert saved(school_return) == ("not_started", None, {})


def test_a_school_administers_nothing(at_school):
    for name in ("accounts:users", "accounts:audit"):
        assert at_school.get(reverse(name)).status_code == 403, name


def menu(user) -> list[str]:
    """The entries that somebody sees where they land, in both rows."""
    context = browser_of(user).get(reverse("home"), follow=True).context
    within = context["subject_navigation"]
    entries = [*context["navigation"], *(within["entries"] if within else [])]
    return [entry["label"] for entry in entries]


def test_the_menu_holds_what_one_may_open(officer, respondent):
    assert {"Our returns", "Incident log"} <= set(menu(respondent))
    assert "Incident returns" not in menu(respondent)
    assert "Incident returns" in menu(officer)
    assert not {"Our returns", "Incident log"} & set(menu(officer))


def test_one_lands_where_ones_work_is(officer, respondent):
    def landing(user):
        return browser_of(user).get(reverse("home")).url

    named = somebody_who_is("officer", user=UserFactory(named=True))
    RoleAssignmentFactory(user=named, role="returns_officer")
    assert landing(respondent) == page("school")
    assert landing(officer) == page("collections")
    assert landing(named) == page("collections")
    assert landing(UserFactory(named=True)) == reverse("plans:my_work")
    assert landing(UserFactory()) == reverse("plans:list")
