"""Templates of cover reports as reference data, and their sections in order."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from council.reference import KINDS
from reports.cover_reports import acts
from reports.models import CoverTemplate, TemplateSection
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories.papers import CoverTemplateFactory

pytestmark = pytest.mark.django_db

TEMPLATE = {
    "name": "Annual report",
    "shape": "purpose",
    "asks_for": "noting",
    "title": "Annual report on {plan}",
    "classification": "Unrestricted",
}
SECTION = {"kind": "law", "heading": "Law", "text": "{legislation}\n\nMore."}


@pytest.fixture
def browser():
    return browser_of(somebody_who_is("admin"))


@pytest.fixture
def template():
    template = CoverTemplateFactory()
    for position, heading in enumerate(["Purpose", "Background", "Law"], start=1):
        TemplateSection.objects.create(
            template=template, position=position, heading=heading, text="Words"
        )
    return template


def sections_of(template, *more) -> str:
    address = reverse("papers:cover_template", args=[template.pk])
    return address + "".join(f"{each}/" for each in more)


def order(template) -> list[str]:
    return list(template.sections.values_list("heading", flat=True))


def test_a_template_is_added_and_changed_on_the_pages_of_reference_data(browser):
    kind = KINDS["cover-templates"]
    browser.post(reverse("reference:add", args=[kind]), TEMPLATE)
    template = CoverTemplate.objects.get(name="Annual report")
    edit = reverse("reference:edit", args=[kind, template.pk])
    assert sections_of(template) in browser.get(edit).content.decode()
    browser.post(edit, TEMPLATE | {"summary": "For {period}", "revision": template.revision})
    template.refresh_from_db()
    assert template.summary == "For {period}"


@pytest.mark.parametrize("name", ["title", "summary", "background_papers"])
def test_an_unknown_place_is_refused_beside_its_text_and_what_was_typed_stays(browser, name):
    address = reverse("reference:add", args=[KINDS["cover-templates"]])
    answer = browser.post(address, TEMPLATE | {name: "For {perod}"})
    (told,) = answer.context["form"].errors[name]
    assert told.startswith("“{perod}” is no place that can be filled. There are {plan}, {period}")
    assert "For {perod}" in answer.content.decode()
    assert not CoverTemplate.objects.filter(name="Annual report").exists()


def test_two_templates_do_not_share_a_name(browser, template):
    address = reverse("reference:add", args=[KINDS["cover-templates"]])
    answer = browser.post(address, TEMPLATE | {"name": template.name})
    assert answer.context["form"].errors == {"name": ["There is a template with this name already"]}


def test_a_template_goes_with_its_sections(browser, template):
    kind = KINDS["cover-templates"]
    browser.post(reverse("reference:remove", args=[kind, template.pk]), {"sure": "yes"})
    assert not CoverTemplate.objects.filter(pk=template.pk).exists()


def test_the_page_shows_the_sections_in_order_and_the_places(browser, template):
    text = browser.get(sections_of(template)).content.decode()
    assert text.index("Purpose") < text.index("Background") < text.index("Law")
    assert "{legislation}" in text


def test_a_section_is_added_after_the_others_changed_moved_and_removed(browser, template):
    browser.post(sections_of(template, "add"), SECTION | {"heading": "Finance"})
    assert order(template) == ["Purpose", "Background", "Law", "Finance"]
    last = template.sections.last()
    browser.post(sections_of(template, last.pk), SECTION | {"revision": last.revision})
    assert order(template) == ["Purpose", "Background", "Law", "Law"]
    browser.post(sections_of(template, template.sections.first().pk, "move"), {"to": "down"})
    assert order(template) == ["Background", "Purpose", "Law", "Law"]
    browser.post(sections_of(template, last.pk, "remove"), {"sure": "yes"})
    assert order(template) == ["Background", "Purpose", "Law"]


@pytest.mark.parametrize("name", ["heading", "text"])
def test_an_unknown_place_in_a_section_is_refused(browser, template, name):
    answer = browser.post(sections_of(template, "add"), SECTION | {name: "Of {nobody}"})
    assert "“{nobody}” is no place" in answer.context["form"].errors[name][0]
    assert template.sections.count() == 3


def test_of_two_who_change_a_section_the_second_sees_both_versions(browser, template):
    section = template.sections.first()
    address = sections_of(template, section.pk)
    for text in ("The first", "The second"):
        typed = SECTION | {"text": text, "revision": section.revision}
        answer = browser.post(address, typed)
    assert "The first" in answer.content.decode()
    section.refresh_from_db()
    assert section.text == "The first"


def test_what_was_typed_for_a_section_removed_meanwhile_can_be_added_again(browser, template):
    number = template.sections.first().pk
    template.sections.filter(pk=number).delete()
    text = browser.post(sections_of(template, number), SECTION).content.decode()
    assert "Somebody removed this section" in text
    assert f'formaction="{sections_of(template, "add")}"' in text
    assert browser.get(sections_of(template, number)).status_code == 404


def test_a_section_of_another_template_is_not_found(browser, template):
    other = TemplateSection.objects.create(
        template=CoverTemplateFactory(), position=1, heading="Law"
    )
    for more in ([other.pk], [other.pk, "remove"]):
        assert browser.get(sections_of(template, *more)).status_code == 404
    assert browser.post(sections_of(template, other.pk, "move"), {"to": "up"}).status_code == 404


def test_the_acts_on_sections_are_for_who_manages_reference_data(template):
    officer, section = somebody_who_is("officer"), template.sections.first()
    for refused in (
        lambda: acts.save_template_section(section, actor=officer),
        lambda: acts.remove_template_section(section, actor=officer),
        lambda: acts.move_template_section(section, up=False, actor=officer),
    ):
        with pytest.raises(PermissionDenied):
            refused()
