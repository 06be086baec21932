"""Asking for a PDF on screen, seeing that it is under way, downloading it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.background import workers_running
from core.background.presence import Presence
from reports.models import Document
from tests.core.background.workers import until
from tests.factories import PlanFactory
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_once(settings):
    """Background work is done at once, in the same process."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def ask(client, plan):
    return client.post(reverse("reports:make", args=["plan", plan.pk]))


@pytest.fixture
def worker_is_there():
    with Presence("a worker of the tests", lost=pytest.fail):
        yield
    until(lambda: not workers_running())


def test_a_person_asks_for_a_pdf_and_sees_that_it_is_under_way(worker_is_there):
    plan = PlanFactory()
    client = client_of(holder("officer", plan.directorate))
    page = client.get(ask(client, plan).url).content.decode()
    assert "Your PDF is being made" in page
    assert "You can go on working" in page


def test_the_worker_makes_it_and_it_can_be_downloaded(at_once, django_capture_on_commit_callbacks):
    plan = PlanFactory(full=True)
    client = client_of(holder("officer", plan.directorate))
    with django_capture_on_commit_callbacks(execute=True):
        response = ask(client, plan)
    assert "Your PDF is ready" in client.get(response.url).content.decode()
    document = Document.objects.get()
    file = client.get(reverse("reports:download", args=[document.pk]))
    assert file.content.startswith(b"%PDF-")
    assert plan.file_name("pdf") in file["Content-Disposition"]


def test_a_failure_is_told_with_its_reason(
    at_once, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(*_args, **_kwargs):
        raise RuntimeError("the printer's ink is dry")

    monkeypatch.setattr("reports.rendering.render_pdf", fail)
    plan = PlanFactory()
    client = client_of(holder("officer", plan.directorate))
    with django_capture_on_commit_callbacks(execute=True):
        response = ask(client, plan)
    page = client.get(response.url).content.decode()
    assert "could not be made: the printer" in page


def test_nobody_asks_for_the_pdf_of_a_plan_they_may_not_read():
    plan = PlanFactory()
    assert ask(client_of(holder("officer", PlanFactory().directorate)), plan).status_code == 404
    assert not Document.objects.exists()


def test_a_document_is_its_persons_own():
    plan = PlanFactory()
    owner, other = holder("officer", plan.directorate), holder("officer", plan.directorate)
    address = ask(client_of(owner), plan).url
    assert client_of(other).get(address).status_code == 404
    assert client_of(other).get(address + "file/").status_code == 404


def test_who_may_no_longer_read_the_plan_may_no_longer_download_it():
    plan = PlanFactory()
    user = holder("officer", plan.directorate)
    document = Document.objects.create(
        kind="plan", target_id=plan.pk, title="x", requested_by=user, state="ready", content=b"%PDF"
    )
    address = reverse("reports:download", args=[document.pk])
    assert client_of(user).get(address).status_code == 200
    user.role_assignments.all().delete()
    assert client_of(user).get(address).status_code == 404


def test_a_document_that_waits_for_a_worker_says_so_and_goes_on_asking():
    plan = PlanFactory()
    client = client_of(holder("officer", plan.directorate))
    page = client.get(ask(client, plan).url).content.decode()
    assert "the program that makes PDFs is not running" in page
    assert 'hx-trigger="every 1s"' in page


def test_the_page_shows_how_far_the_document_is(worker_is_there):
    plan = PlanFactory()
    user = holder("officer", plan.directorate)
    document = Document.objects.create(
        kind="plan",
        target_id=plan.pk,
        title="x",
        requested_by=user,
        state="making",
        doing="Laying out",
        pages_so_far=57,
    )
    page = client_of(user).get(reverse("reports:document", args=[document.pk])).content.decode()
    assert "Laying out: page 57 so far" in page


def test_the_list_shows_ones_own_documents_with_a_constant_number_of_queries():
    plan = PlanFactory()
    user = holder("officer", plan.directorate)
    client, counts = client_of(user), []
    for number in (1, 10):
        for _ in range(number):
            Document.objects.create(
                kind="plan", target_id=plan.pk, title=str(plan), requested_by=user
            )
        with CaptureQueriesContext(connection) as queries:
            assert str(plan).replace("'", "&#x27;") in (
                client.get(reverse("reports:documents")).content.decode()
            )
        counts.append(len(queries))
    assert counts[0] == counts[1]
