"""Writing an annual report: its sections, its assessments, and two people at once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditAct
from reports.annual_reports import acts
from reports.models import ReportedAssessment
from tests.factories import IncidentTypeFactory
from tests.factories.papers import ReportedAssessmentFactory
from tests.papers.annual_reports.years import (
    author_of,
    fresh,
    published_profile,
    published_returns,
    snapshot_of,
    written,
    year_end,
)
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return written(year_end())


@pytest.fixture
def client(report):
    return client_of(author_of(report))


def opened(client, report, section):
    """What the page of a section sends back unseen."""
    form = client.get(f"{report.get_absolute_url()}change/{section}/").context["form"]
    return {name: form.initial[name] for name in ("revision", "stood")}


def change(client, report, section, unseen=None, **typed):
    unseen = unseen or opened(client, report, section)
    return client.post(f"{report.get_absolute_url()}change/{section}/", {**unseen, **typed})


def test_a_section_is_saved_and_one_comes_back_to_its_place(report, client):
    answer = change(client, report, "introduction", title="Our year", introduction="It was good.")
    assert answer.url == f"{report.get_absolute_url()}#introduction"
    assert (fresh(report).title, fresh(report).introduction) == ("Our year", "It was good.")
    entry = AuditAct.objects.latest("pk")
    assert (entry.action, entry.note) == ("annual_report.changed", "Title and introduction")


def test_each_section_changes_its_own_fields_only(report, client):
    change(client, report, "vision", vision="Another vision", introduction="Smuggled in")
    assert fresh(report).introduction == "What was done."


def test_a_report_without_a_title_is_pointed_out_and_what_was_typed_is_kept(report, client):
    answer = change(client, report, "introduction", title="", introduction="Typed with care")
    assert b"Enter a title" in answer.content
    assert b"Typed with care" in answer.content
    assert fresh(report).introduction == "What was done."


def test_who_saves_second_sees_both_versions_loses_nothing_and_saves_knowingly(report, client):
    unseen = opened(client, report, "vision")
    change(client, report, "vision", vision="Of the first")
    answer = change(client, report, "vision", unseen, vision="Of the second")
    page = answer.content.decode()
    assert "saved this while you had it open" in page
    assert "Of the first" in page
    assert "Of the second" in page
    assert fresh(report).vision == "Of the first"
    again = {name: answer.context["form"].data[name] for name in ("revision", "stood")}
    change(client, report, "vision", again, vision="Of both")
    assert fresh(report).vision == "Of both"


def test_two_people_write_different_sections_at_once(report, client):
    unseen = opened(client, report, "schools")
    change(client, report, "vision", vision="Of the first")
    change(client, report, "schools", unseen, schools_text="Of the second")
    assert (fresh(report).vision, fresh(report).schools_text) == ("Of the first", "Of the second")


def test_figures_of_the_directorate_or_the_whole_council_are_offered_and_which_were_published(
    report, client
):
    own = snapshot_of(report.plan.directorate)
    published_profile(own.directorate, own.day)
    snapshot_of(None)
    elsewhere = snapshot_of(year_end().plan.directorate)
    page = client.get(f"{report.get_absolute_url()}change/workforce/").content.decode()
    assert f"{own}, published<" in page.replace("&#x27;", "'")
    assert "Whole council: staff on 31 March 2026, not published yet" in page
    assert str(elsewhere) not in page
    answer = change(client, report, "workforce", workforce=elsewhere.pk)
    assert answer.status_code == 200
    assert fresh(report).workforce is None


def test_only_returns_of_racist_incidents_are_offered(report, client):
    other = published_returns(kind=IncidentTypeFactory())
    chosen = published_returns()
    assert change(client, report, "returns", returns=other.pk).status_code == 200
    assert change(client, report, "returns", returns=chosen.pk).status_code == 302
    assert fresh(report).returns == chosen


def test_assessments_are_added_at_the_end_and_changed(report, client):
    ReportedAssessmentFactory(report=report, position=7)
    page = f"{report.get_absolute_url()}assessments/"
    answer = client.post(f"{page}add/", {"title": "Family hubs", "finding": "Fair"})
    added = ReportedAssessment.objects.get(title="Family hubs")
    assert answer.url == f"{report.get_absolute_url()}#assessments"
    assert added.position == 8
    client.post(
        f"{page}{added.pk}/",
        {
            "revision": added.revision,
            "title": "Hubs",
            "completed_on_0": "7",
            "completed_on_1": "10",
            "completed_on_2": "2026",
        },
    )
    added.refresh_from_db()
    assert added.title == "Hubs"


def test_an_assessment_without_a_title_or_with_a_wrong_address_is_pointed_out(report, client):
    page = f"{report.get_absolute_url()}assessments/add/"
    answer = client.post(page, {"title": "", "link": "no address", "finding": "Kept"})
    told = answer.content.decode()
    assert "Enter what was assessed" in told
    assert "no address" in told
    assert "Kept" in told
    assert not report.assessments.exists()


def test_two_people_changing_one_assessment_are_told(report, client):
    row = ReportedAssessmentFactory(report=report)
    page = f"{report.get_absolute_url()}assessments/{row.pk}/"
    client.post(page, {"revision": 1, "title": "Of the first"})
    answer = client.post(page, {"revision": 1, "title": "Of the second"})
    assert b"Of the first" in answer.content
    assert b"saved this while you had it open" in answer.content


def test_assessments_are_moved_and_the_ends_say_that_they_are(report, client):
    rows = [ReportedAssessmentFactory(report=report, position=n, title=f"{n}") for n in (1, 2, 3)]

    def order():
        return [each.title for each in report.assessments.all()]

    page = f"{report.get_absolute_url()}assessments/"
    client.post(f"{page}{rows[2].pk}/move/up/")
    assert order() == ["1", "3", "2"]
    client.post(f"{page}{rows[0].pk}/move/down/")
    assert order() == ["3", "1", "2"]
    answer = client.post(f"{page}{rows[2].pk}/move/up/", follow=True)
    assert b"This is the first one already" in answer.content


def test_an_assessment_is_removed_after_a_question(report, client):
    row = ReportedAssessmentFactory(report=report)
    page = f"{report.get_absolute_url()}assessments/{row.pk}/remove/"
    assert row.title in client.get(page).content.decode()
    client.post(page)
    assert not report.assessments.exists()


def test_an_assessment_of_another_report_is_not_found(report, client):
    other = ReportedAssessmentFactory(report=written(year_end()))
    page = f"{report.get_absolute_url()}assessments/{other.pk}/"
    for address in (page, f"{page}remove/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{page}move/up/").status_code == 404


def test_others_write_nothing_by_any_act(report):
    stranger = holder("leadership_team", report.plan.directorate)
    row = ReportedAssessmentFactory(report=report)
    for act in (
        lambda: acts.change(report, actor=stranger),
        lambda: acts.add_assessment(ReportedAssessment(report=report, title="A"), actor=stranger),
        lambda: acts.change_assessment(row, actor=stranger),
        lambda: acts.move_assessment(row, up=True, actor=stranger),
        lambda: acts.remove_assessment(row, actor=stranger),
        lambda: acts.submit(report, seen=0, actor=stranger),
        lambda: acts.take_back(report, reason="So", actor=stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_nothing_is_written_of_a_report_that_was_submitted_meanwhile(report):
    author = author_of(report)
    row = ReportedAssessmentFactory(report=report)
    report.steps.create(to_state="submitted", recorded_by_name="Amina Yusuf")
    for act in (
        lambda: acts.change(report, actor=author),
        lambda: acts.add_assessment(ReportedAssessment(report=report, title="A"), actor=author),
        lambda: acts.remove_assessment(row, actor=author),
    ):
        with pytest.raises(ValidationError, match="was submitted"):
            act()
