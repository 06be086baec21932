"""Changing a cover report in the browser: its facts, its sections, the options considered."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditAct
from reports.cover_reports import acts
from reports.models import CoverSection
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories.papers import CoverOptionFactory, CoverSectionFactory
from tests.papers.cover_reports.whole import complete_report, writer_of

pytestmark = pytest.mark.django_db

HEAD = {
    "title": "Another title",
    "report_of": "Director",
    "shape": "summary",
    "asks_for": "noting",
    "classification": "Unrestricted",
    "summary": "Short.",
}
SECTION = {"kind": "other", "heading": "Risks", "text": "One.\n\nTwo."}


@pytest.fixture
def report():
    return complete_report()


@pytest.fixture
def browser(report):
    return browser_of(writer_of(report.pack))


def page(report, name="cover_report", *args) -> str:
    return reverse(f"papers:{name}", args=[report.pk, *args])


def order(report) -> list[str]:
    return list(report.sections.values_list("heading", flat=True))


def test_the_page_reads_as_the_report_is_printed_with_what_is_missing(report, browser):
    report.sections.filter(kind="law").update(text="")
    text = browser.get(page(report)).content.decode()
    assert "Option 1: Agree the plan (recommended)" in text
    assert "Say in a section on law which powers and duties it rests on." in text
    assert "Change title, purpose and classification" in text


def test_who_only_reads_is_offered_no_change(report):
    reader = somebody_who_is("leadership_team", directorate=report.pack.directorate)
    text = browser_of(reader).get(page(report)).content.decode()
    assert "Second." in text
    assert "/change/" not in text
    assert "Move up" not in text


def test_a_long_report_costs_no_more_queries_than_a_short_one(report, browser):
    browser.get(page(report))
    with CaptureQueriesContext(connection) as short:
        browser.get(page(report))
    for place in range(10):
        CoverSectionFactory(report=report, position=20 + place)
        CoverOptionFactory(report=report, position=20 + place)
    with CaptureQueriesContext(connection) as long:
        browser.get(page(report))
    assert len(long) == len(short) <= 14


def test_title_purpose_and_classification_change(report, browser):
    answer = browser.post(page(report, "cover_report_change", "head"), HEAD)
    assert answer.url == f"{page(report)}#head"
    report.refresh_from_db()
    assert {name: getattr(report, name) for name in HEAD} == HEAD
    entry = AuditAct.objects.latest("pk")
    assert (entry.action, entry.target_id) == ("cover_report.changed", report.pk)


def test_signature_contact_and_background_documents_change(report, browser):
    people = {"signed_by": "A", "signed_post": "B", "contact_name": "C", "contact_email": "c@d.uk"}
    browser.post(page(report, "cover_report_change", "people"), people)
    browser.post(page(report, "cover_report_change", "background"), {"background_papers": "E\nF"})
    report.refresh_from_db()
    assert {name: getattr(report, name) for name in people} == people
    assert report.background_papers == "E\nF"


def test_what_is_wrong_is_told_beside_its_box_and_nothing_changes(report, browser):
    answer = browser.post(page(report, "cover_report_change", "head"), HEAD | {"title": ""})
    assert answer.context["form"].errors == {"title": ["Enter the title"]}
    answer = browser.post(page(report, "cover_part_add", "option"), {"text": "For."})
    assert answer.context["form"].errors == {"title": ["Enter what the option is"]}
    people = page(report, "cover_report_change", "people")
    answer = browser.post(people, {"contact_email": "no address"})
    assert "contact_email" in answer.context["form"].errors
    assert "no address" in answer.content.decode()
    before = report.title
    report.refresh_from_db()
    assert report.title == before


def test_of_two_who_change_the_same_the_second_sees_both_versions(report, browser):
    opened = report.revision
    address = page(report, "cover_report_change", "head")
    browser.post(address, HEAD | {"revision": opened, "title": "The first"})
    answer = browser.post(address, HEAD | {"revision": opened, "title": "The second"})
    text = answer.content.decode()
    assert "saved this while you had it open" in text
    assert "The first" in text
    assert "The second" in text
    report.refresh_from_db()
    assert report.title == "The first"
    again = answer.context["form"]["revision"].value()
    browser.post(address, HEAD | {"revision": again, "title": "The second"})
    report.refresh_from_db()
    assert report.title == "The second"


def test_of_two_who_change_different_facts_neither_loses_anything(report, browser):
    opened = report.revision
    browser.post(page(report, "cover_report_change", "head"), HEAD | {"revision": opened})
    address = page(report, "cover_report_change", "background")
    answer = browser.post(address, {"background_papers": "E", "revision": opened})
    again = answer.context["form"]["revision"].value()
    browser.post(address, {"background_papers": "E", "revision": again})
    report.refresh_from_db()
    assert (report.title, report.background_papers) == (HEAD["title"], "E")


def test_two_who_change_the_same_section_see_both_versions(report, browser):
    section = report.sections.first()
    address = page(report, "cover_part", "section", section.pk)
    browser.post(address, SECTION | {"revision": section.revision, "text": "The first"})
    answer = browser.post(address, SECTION | {"revision": section.revision, "text": "The second"})
    assert "The first" in answer.content.decode()
    section.refresh_from_db()
    assert section.text == "The first"


def test_a_section_is_added_after_the_others(report, browser):
    answer = browser.post(page(report, "cover_part_add", "section"), SECTION)
    added = CoverSection.objects.get(heading="Risks")
    assert answer.url == f"{page(report)}#section-{added.pk}"
    assert order(report)[-1] == "Risks"


def test_a_section_and_an_option_move_by_one_place_and_stop_at_the_end(report, browser):
    second = report.sections.all()[1]
    address = page(report, "cover_part_move", "section", second.pk)
    browser.post(address, {"to": "up"})
    browser.post(address, {"to": "up"})
    assert order(report)[:3] == ["Background", "Purpose of report", "Options considered"]
    first = report.options.first()
    browser.post(page(report, "cover_part_move", "option", first.pk), {"to": "down"})
    assert [each.title for each in report.options.all()][1] == "Agree the plan"


def test_a_section_is_removed_once_the_person_is_sure(report, browser):
    section = report.sections.get(kind="law")
    address = page(report, "cover_part_remove", "section", section.pk)
    assert "Remove Law?" in browser.get(address).content.decode()
    assert report.sections.filter(pk=section.pk).exists()
    browser.post(address, {"sure": "yes"})
    assert not report.sections.filter(pk=section.pk).exists()


def test_what_was_typed_for_a_section_removed_meanwhile_can_be_added_again(report, browser):
    number = report.sections.get(kind="law").pk
    report.sections.filter(pk=number).delete()
    answer = browser.post(page(report, "cover_part", "section", number), SECTION)
    text = answer.content.decode()
    assert "Somebody removed this section while you had it open" in text
    assert f'formaction="{page(report, "cover_part_add", "section")}"' in text
    assert "Two." in text
    assert "Risks" not in order(report)


def test_one_option_only_is_recommended(report, browser):
    other = report.options.get(does_nothing=True)
    typed = {"title": "Wait", "text": "Kept.", "does_nothing": "on", "is_recommended": "on"}
    answer = browser.post(page(report, "cover_part", "option", other.pk), typed)
    told = "Another option is recommended already. Change that one first"
    assert answer.context["form"].errors == {"is_recommended": [told]}
    assert "Kept." in answer.content.decode()
    answer = browser.post(page(report, "cover_part_add", "option"), typed)
    assert answer.context["form"].errors == {"is_recommended": [told]}


def test_an_option_changes(report, browser):
    option = report.options.first()
    typed = {"title": "Agree it all", "text": "For.", "is_recommended": "on"}
    browser.post(page(report, "cover_part", "option", option.pk), typed)
    option.refresh_from_db()
    assert (option.title, option.text, option.is_recommended) == ("Agree it all", "For.", True)


def test_the_acts_themselves_refuse_who_may_not(report):
    reader = somebody_who_is("leadership_team", directorate=report.pack.directorate)
    section, option = report.sections.first(), report.options.first()
    for refused in (
        lambda: acts.save_report(report, actor=reader),
        lambda: acts.save_part(section, actor=reader),
        lambda: acts.remove_part(option, actor=reader),
        lambda: acts.move_part(option, up=False, actor=reader),
    ):
        with pytest.raises(PermissionDenied):
            refused()
