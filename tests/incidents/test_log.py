"""A school's incident log: recording without names, and returns counted from it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditAct
from incidents.acts_on_log import keep_incident, remove_incident
from incidents.models import Incident, Involved
from tests.accounts.people import browser_of, everybody_but
from tests.factories import (
    CategoryFactory,
    CategoryListFactory,
    IncidentFactory,
    SchoolFactory,
    category_named,
    racist,
)
from tests.incidents.answering import page, text_of

pytestmark = pytest.mark.django_db


def recorded(**changes) -> dict[str, str]:
    """What a browser sends of an incident with nobody involved."""
    return {
        "type": str(racist().pk),
        "happened_on_day": "15",
        "happened_on_month": "6",
        "happened_on_year": "2026",
        "kind": "verbal",
        "outcome": "open",
        "involved-TOTAL_FORMS": "3",
        "involved-INITIAL_FORMS": "0",
        **changes,
    }


def somebody(number: int, **known: str) -> dict[str, str]:
    """One of those involved, as typed; categories by name."""
    named = {key: known.pop(key) for key in ("age", "gender", "ethnicity") if key in known}
    told = known | {key: str(category_named(name).pk) for key, name in named.items()}
    return {f"involved-{number}-{key}": value for key, value in told.items()}


class TestRecording:
    def test_several_victims_and_perpetrators_are_each_on_their_own(self, at_school, school):
        response = at_school.post(
            page("incident_add"),
            recorded(
                location=str(category_named("Other areas").pk),
                support=[str(category_named("Senior staff involvement").pk)],
                governors_informed="on",
                note="In the dinner queue",
            )
            | somebody(0, part="victim", role="pupil", age="8 to 10", ethnicity="Indian")
            | somebody(1, part="victim", gender="Female")
            | somebody(2, part="perpetrator", role="pupil", done="parents"),
            follow=True,
        )
        assert "The incident of 15 June 2026 at Tanyard Primary School is recorded" in text_of(
            response
        )
        incident = Incident.objects.get()
        assert (incident.school, incident.note) == (school, "In the dinner queue")
        assert {str(each) for each in incident.involved.all()} == {
            "Victim: 8 to 10, Indian",
            "Victim: Female",
            "Alleged perpetrator: nothing known",
        }
        assert incident.governors_informed
        assert [str(each) for each in incident.support.all()] == ["Senior staff involvement"]
        assert AuditAct.objects.get(action="incident.logged").sentence == (
            "Ruth Ackroyd recorded the incident of 15 June 2026 at Tanyard Primary School"
        )

    def test_an_incident_may_have_no_victim(self, at_school):
        at_school.post(page("incident_add"), recorded(kind="written"))
        assert not Incident.objects.get().involved.exists()

    def test_somebody_of_whom_nothing_is_known_is_one_person(self, at_school):
        at_school.post(page("incident_add"), recorded() | somebody(0, part="victim"))
        assert str(Involved.objects.get()) == "Victim: nothing known"

    def test_somebody_of_whom_something_is_told_is_one_of_the_two(self, at_school):
        response = at_school.post(page("incident_add"), recorded() | somebody(0, gender="Female"))
        assert "victim or an alleged perpetrator" in text_of(response)
        assert not Incident.objects.exists()

    @pytest.mark.parametrize(
        ("note", "what"),
        [
            ("He was born on 3 May 2015", "a date of birth"),
            ("Write to a@b.example", "an email address"),
            ("Ring 0113 496 0123", "a telephone number"),
            ("Pupil A123456789012", "a unique pupil number"),
        ],
    )
    def test_what_could_identify_somebody_is_refused_and_stays_in_the_box(
        self, at_school, note, what
    ):
        response = at_school.post(page("incident_add"), recorded(note=note))
        assert f"This looks like {what}" in text_of(response)
        assert note in text_of(response)
        assert not Incident.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"happened_on_year": "2028"}, "The day is in the future"),
            ({"happened_on_day": ""}, "happened"),
            ({"kind": ""}, "Select what happened"),
            ({"type": ""}, "Select the kind of incident"),
            ({"note": "x" * 301}, "300"),
        ],
    )
    def test_what_is_missing_or_odd_is_told(self, at_school, changes, words):
        response = at_school.post(page("incident_add"), recorded(**changes))
        assert words in text_of(response)
        assert not Incident.objects.exists()

    def test_the_page_asks_for_no_name(self, at_school):
        response = at_school.get(page("incident_add"))
        assert response.context["form"]["type"].value() == racist().pk
        assert "No names, initials or dates of birth" in text_of(response)
        names = {name for form in response.context["formset"] for name in form.fields}
        assert names == {
            "part",
            "role",
            "age",
            "gender",
            "ethnicity",
            "done",
            "id",
            "incident",
        }

    def test_who_answers_for_two_schools_says_at_which_it_was(self, respondent, school):
        another, foreign = SchoolFactory(), SchoolFactory()
        respondent.role_assignments.create(role="school_respondent", school=another)
        client = browser_of(respondent)
        for given in ("", str(foreign.pk)):
            client.post(page("incident_add"), recorded(school=given))
            assert not Incident.objects.exists()
        client.post(page("incident_add"), recorded(school=str(another.pk)))
        assert Incident.objects.get().school == another


class TestChanging:
    def opened(self, client, incident) -> dict[str, str]:
        """What a browser sends of the page as it was opened."""
        context = client.get(page("incident", incident.pk)).context
        forms = [context["form"], context["formset"].management_form, *context["formset"].forms]
        values = {f.html_name: f.value() for form in forms for f in form}
        day = values.pop("happened_on")
        values |= {f"happened_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
        return {
            name: [getattr(each, "pk", each) for each in value]
            if isinstance(value, list)
            else value
            for name, value in values.items()
            if value is not None and value is not False
        }

    def test_somebody_more_is_added_and_somebody_taken_away(self, at_school, school):
        incident = IncidentFactory(school=school, victims=[{"gender": "Male"}])
        sent = self.opened(at_school, incident) | {"involved-0-DELETE": "on"}
        sent |= somebody(1, part="perpetrator", gender="Female")
        assert "Remove this person" in text_of(at_school.get(page("incident", incident.pk)))
        assert at_school.post(page("incident", incident.pk), sent).status_code == 302
        assert [str(each) for each in incident.involved.all()] == ["Alleged perpetrator: Female"]
        assert AuditAct.objects.filter(action="incident.changed").count() == 1

    def test_the_second_to_save_sees_both_versions(self, at_school, school):
        incident = IncidentFactory(school=school)
        sent = self.opened(at_school, incident)
        at_school.post(page("incident", incident.pk), sent | {"note": "First"})
        response = at_school.post(page("incident", incident.pk), sent | {"note": "Second"})
        assert "saved this while you had it open" in text_of(response)
        assert Incident.objects.get().note == "First"

    def test_what_was_recorded_by_an_earlier_list_stays(self, at_school, school):
        """The lists of today have no such group; saving must not take it away in silence."""
        incident = IncidentFactory(
            school=school, happened_on=date(2021, 6, 15), victims=[{"ethnicity": "Asian"}]
        )
        old = CategoryFactory(list=CategoryListFactory(dimension="location"), name="Corridor")
        help_ = CategoryFactory(list=CategoryListFactory(dimension="support"), name="Tea")
        incident.location = old
        incident.save()
        incident.support.add(help_)
        sent = self.opened(at_school, incident)
        assert at_school.post(page("incident", incident.pk), sent).status_code == 302
        incident.refresh_from_db()
        assert str(incident.involved.get()) == "Victim: Asian"
        assert (incident.location, list(incident.support.all())) == (old, [help_])

    def test_it_is_removed_and_the_trail_keeps_that_it_was(self, at_school, school):
        incident = IncidentFactory(school=school, victims=[{}])
        response = at_school.post(page("incident_remove", incident.pk), follow=True)
        assert "is removed" in text_of(response)
        assert not Incident.objects.exists()
        assert AuditAct.objects.get(action="incident.removed").sentence == (
            "Ruth Ackroyd removed the incident of 15 June 2026 at Tanyard Primary School"
        )

    def test_nobody_else_keeps_or_removes_one(self, school, officer):
        incident = IncidentFactory(school=school)
        for somebody_else in [officer, *everybody_but("returns_officer")]:
            with pytest.raises(PermissionDenied):
                keep_incident(incident, incident.save, actor=somebody_else)
            with pytest.raises(PermissionDenied):
                remove_incident(incident, actor=somebody_else)
        assert Incident.objects.exists()


class TestList:
    def test_it_is_of_ones_own_school_the_latest_first_and_filtered(self, at_school, school):
        early = IncidentFactory(school=school, happened_on=date(2026, 5, 1), kind="online")
        late = IncidentFactory(school=school, happened_on=date(2026, 9, 1))
        IncidentFactory()

        def rows(**query):
            table = at_school.get(page("log"), query).context["table"]
            return list(table.page.object_list.data)

        assert rows() == [late, early]
        assert rows(kind="online") == [early]
        assert rows(outcome="police") == []

    def test_the_number_of_queries_does_not_grow(self, at_school, school):
        counts = []
        for more in (1, 5):
            IncidentFactory.create_batch(more, school=school, victims=[{}])
            with CaptureQueriesContext(connection) as queries:
                at_school.get(page("log"))
            counts.append(len(queries))
        assert counts[0] == counts[1]
