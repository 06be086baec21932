"""Importing on screen: upload, preview, confirm."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from council.models import Person
from plans.models import Plan, PlanImport
from tests.factories import DirectorateFactory, PlanFactory
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


def document(directorate: str, **changes) -> dict:
    return {
        "format": "equality-plan/1",
        "directorate": directorate,
        "title": "Imported plan",
        "start": "2026-04-01",
        "finish": "2027-03-31",
        "appendices": [
            {
                "outcomes": [
                    {
                        "outcome": "Stay safe",
                        "objectives": [
                            {
                                "ref": "Ob 1",
                                "text": "Listen",
                                "actions": [{"ref": "1.1", "responsible": "Zara Quill"}],
                            }
                        ],
                    }
                ]
            }
        ],
        **changes,
    }


def upload(client, data, name="plan.json", **more):
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("plans:import"), {"file": file, **more})


def test_a_file_is_previewed_with_what_is_new_and_what_looks_wrong_and_changes_nothing_yet():
    directorate = DirectorateFactory()
    client = client_of(holder("officer", directorate))
    response = upload(client, document(directorate.name))
    assert not Plan.objects.exists()
    page = client.get(response.url).content.decode()
    assert "person “Zara Quill”" in page
    assert "has no text and no date or milestone" in page
    assert not Person.objects.filter(name="Zara Quill").exists()


def test_confirming_imports_the_plan_and_forgets_the_file():
    directorate = DirectorateFactory()
    client = client_of(holder("officer", directorate))
    preview = upload(client, document(directorate.name)).url
    response = client.post(preview)
    plan = Plan.objects.get()
    assert response.url == plan.get_absolute_url()
    assert not PlanImport.objects.exists()
    assert client.post(preview).status_code == 404  # a second click does no harm


def test_discarding_imports_nothing():
    directorate = DirectorateFactory()
    client = client_of(holder("officer", directorate))
    upload(client, document(directorate.name))
    kept = PlanImport.objects.get()
    client.post(reverse("plans:import_discard", args=[kept.pk]))
    assert not Plan.objects.exists()
    assert not PlanImport.objects.exists()


def test_a_preview_belongs_to_whoever_uploaded_the_file():
    directorate = DirectorateFactory()
    preview = upload(client_of(holder("officer", directorate)), document(directorate.name)).url
    assert client_of(holder("officer", directorate)).get(preview).status_code == 404


def test_all_faults_of_a_file_are_told_at_once_each_with_its_place():
    directorate = DirectorateFactory()
    client = client_of(holder("officer", directorate))
    faulty = document(directorate.name, start="2028-04-01", colour="red")
    faulty["appendices"][0]["layout"] = "poster"
    page = upload(client, faulty).content.decode()
    assert "appendices[0].layout" in page
    assert "colour" in page
    assert not PlanImport.objects.exists()


def test_a_plan_that_appeared_between_preview_and_confirmation_stops_the_import():
    directorate = DirectorateFactory()
    client = client_of(holder("officer", directorate))
    preview = upload(client, document(directorate.name)).url
    PlanFactory(directorate=directorate)
    page = client.post(preview)
    assert page.status_code == 200
    assert "has a plan for April 2026 to March 2027 already" in page.content.decode()
    assert Plan.objects.count() == 1


def test_nobody_imports_a_plan_of_another_directorate_nor_makes_a_new_one():
    client = client_of(holder("officer", DirectorateFactory()))
    other = DirectorateFactory()
    for name in (other.name, "A directorate that nobody knows"):
        page = upload(client, document(name)).content.decode()
        assert "you may not import plans of" in page
    assert not PlanImport.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("plan.xlsx", b'{"format": "x"}', "named .xlsx but is not a workbook"),
        ("plan.json", b"PK\x03\x04rest", "named .json but is not a JSON file"),
        ("plan.pdf", b"%PDF-1.7", "must be a plan as .xlsx or .json"),
        ("plan.json", b"", "The file is empty"),
        ("plan.json", b" " * (10 * 1024 * 1024 + 1), "must be smaller than 10 MB"),
    ],
)
def test_an_upload_that_is_not_a_plan_file_is_refused(name, content, message):
    client = client_of(holder("officer", DirectorateFactory()))
    assert message in upload(client, content, name).content.decode()
    assert not PlanImport.objects.exists()


def test_the_template_is_a_workbook_that_can_be_read_back():
    from core.faults import FaultyFile
    from plans.exchange.xlsx_read import read_xlsx

    client = client_of(holder("officer", DirectorateFactory()))
    content = client.get(reverse("plans:import_template")).content
    with pytest.raises(FaultyFile) as faulty:
        read_xlsx(content)
    places = {fault.place for fault in faulty.value.faults}
    assert places == {
        "Plan, row 2, column C (directorate)",
        "Plan, row 2, column D (title)",
        "Plan, row 2, column E (start)",
        "Plan, row 2, column F (finish)",
    }
