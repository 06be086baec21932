"""Who may open which page of annual reports, and who may not."""

import pytest

from reports.models import AnnualReport
from tests.factories import DirectorateFactory
from tests.factories.papers import ReportedAssessmentFactory
from tests.papers.annual_reports.years import closed, written, year_end
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db
WRITERS = {"officer", "plan_lead"}
READERS = {*WRITERS, "leadership_team", "committee_clerk"}


@pytest.fixture
def report() -> AnnualReport:
    report = written(closed(year_end()))
    ReportedAssessmentFactory(report=report)
    return report


def everybody(report):
    directorate = report.plan.directorate
    return {
        **the_six_roles(directorate),
        "committee_clerk": holder("committee_clerk", committee=directorate.committee),
        "committee_clerk elsewhere": holder(
            "committee_clerk", committee=DirectorateFactory(with_committee=True).committee
        ),
        "workforce_officer": holder("workforce_officer"),
    }


def answers(report, address, method="get"):
    return {
        role: getattr(client_of(user), method)(address).status_code
        for role, user in everybody(report).items()
    }


def who(answers, *codes):
    return {role for role, code in answers.items() if code in codes}


def test_the_page_is_for_who_works_in_the_directorate_and_who_publishes_its_papers(report):
    found = answers(report, report.get_absolute_url())
    assert who(found, 200) == READERS
    assert who(found, 404) == set(found) - READERS


@pytest.mark.parametrize(
    "page",
    ["change/introduction/", "change/workforce/", "submit/", "assessments/add/"]
    + ["assessments/{each}/", "assessments/{each}/remove/"],
)
def test_it_is_written_by_who_writes_the_directorates_papers(report, page):
    address = report.get_absolute_url() + page.format(each=report.assessments.get().pk)
    found = answers(report, address)
    assert who(found, 200) == WRITERS
    assert who(found, 403) == READERS - WRITERS
    assert who(found, 404) == set(found) - READERS


def test_assessments_are_moved_by_who_writes_the_report(report):
    address = f"{report.get_absolute_url()}assessments/{report.assessments.get().pk}/move/up/"
    found = answers(report, address, "post")
    assert who(found, 302) == WRITERS
    assert who(found, 403) == READERS - WRITERS
    assert client_of(holder("officer")).get(address).status_code == 405


def test_it_is_taken_back_by_who_writes_the_directorates_papers(report):
    report.steps.create(to_state="submitted", recorded_by_name="Amina Yusuf")
    found = answers(report, f"{report.get_absolute_url()}take-back/")
    assert who(found, 200) == WRITERS
    assert who(found, 403) == READERS - WRITERS


def test_what_was_submitted_is_not_written_and_a_draft_is_not_taken_back(report):
    client = client_of(holder("officer", report.plan.directorate))
    address = report.get_absolute_url()
    assert client.get(f"{address}take-back/").status_code == 403
    report.steps.create(to_state="submitted", recorded_by_name="Amina Yusuf")
    for page in ("change/vision/", "submit/", "assessments/add/"):
        answer = client.get(address + page)
        assert answer.status_code == 403
        assert b"taken back" in answer.content


def test_the_list_shows_each_reader_their_own(report):
    written(year_end(), title="Of another directorate")
    for role, user in everybody(report).items():
        answer = client_of(user).get("/annual-reports/")
        expected = 200 if role in READERS or "elsewhere" in role else 403
        assert answer.status_code == expected, role
        if expected == 200:
            assert (report.title in answer.content.decode()) == (role in READERS), role
            assert b"Of another directorate" not in answer.content


def test_one_is_begun_by_who_writes_papers(report):
    for role, user in everybody(report).items():
        expected = 200 if role in WRITERS or role == "officer elsewhere" else 403
        assert client_of(user).get("/annual-reports/begin/").status_code == expected, role


def test_the_menu_offers_annual_reports_to_who_writes_papers(report):
    for role, user in everybody(report).items():
        page = client_of(user).get("/documents/").content.decode()
        offered = 'href="/annual-reports/"' in page
        assert offered == (role in WRITERS or role == "officer elsewhere"), role


def test_nobody_reads_one_without_signing_in(report, client):
    assert client.get(report.get_absolute_url()).status_code == 302


def test_a_section_that_does_not_exist_is_not_found(report):
    client = client_of(holder("officer", report.plan.directorate))
    assert client.get(f"{report.get_absolute_url()}change/nothing/").status_code == 404
