"""Texts, levels, domains, headings, the chart and the offices, each in its form."""

import pytest
from django.db import IntegrityError, transaction

from core.models import AuditAct
from tests.factories.thresholds import (
    ContactFactory,
    FrameworkFactory,
    LevelFactory,
    SocialCareParagraphFactory,
)
from tests.thresholds.editing.pages import errors, page, told
from thresholds.models import Heading, Indicator

pytestmark = pytest.mark.django_db


def typed(browser, address: str, **changes: object) -> dict[str, object]:
    """What the boxes of a form send, with changes."""
    form = browser.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | changes


def names(rows) -> list[str]:
    return [str(row) for row in rows.all()]


class TestTexts:
    def test_each_line_is_a_paragraph(self, browser, draft, editor):
        address = page("texts", draft.pk)
        values = typed(browser, address, introduction="For everybody.\n\nIt is a guide.")
        assert browser.post(address, values).url == draft.get_absolute_url()
        draft.refresh_from_db()
        assert draft.introduction == ["For everybody.", "It is a guide."]
        assert draft.how_to_use == []
        assert AuditAct.objects.first().sentence == (
            f"{editor} changed the threshold framework {draft}"
        )

    def test_the_number_for_emergencies_is_a_telephone_number(self, browser, draft):
        address = page("texts", draft.pk)
        response = browser.post(address, typed(browser, address, emergency="call 999"))
        assert "Remove “call”" in errors(response, "emergency")

    def test_who_saves_second_is_shown_both(self, browser, draft):
        address = page("texts", draft.pk)
        mine = typed(browser, address, introduction="Mine\nToo")
        browser.post(address, typed(browser, address, introduction="Theirs"))
        response = browser.post(address, mine)
        [difference] = response.context["form"].differences
        assert (difference.saved, difference.typed) == ("Theirs", "Mine\nToo")


class TestLevels:
    def test_a_level_holds_all_that_practitioners_ask(self, browser, draft):
        level = draft.levels.get(number=2)
        address = page("part", draft.pk, "level", level.pk)
        fields = ("key_features", "consent", "assessment_process", "key_services")
        fields += ("what_next", "step_up", "step_down")
        values = typed(browser, address, name="Extra help", **dict.fromkeys(fields, "One\nTwo"))
        browser.post(address, values)
        level.refresh_from_db()
        assert str(level) == "Level 2: Extra help"
        assert all(getattr(level, each) == ["One", "Two"] for each in fields)

    def test_a_number_that_cannot_be_is_refused_beside_it(self, browser, draft):
        address = page("add_part", draft.pk, "level")
        for number, words in (
            ("2", "There is a level of this number already"),
            ("0", "Enter a number from 1 to 9"),
            ("10", "Enter a number from 1 to 9"),
            ("two", "Enter a number from 1 to 9"),
            ("", "Enter the number"),
        ):
            response = browser.post(address, {"number": number, "name": "Another"})
            assert errors(response, "number") == words
        assert draft.levels.count() == 4

    def test_a_level_is_added_and_removed_with_what_stands_at_it(self, browser, draft):
        added = {"number": "5", "name": "Acute", "revision": "0"}
        browser.post(page("add_part", draft.pk, "level"), added)
        assert draft.levels.count() == 5
        level = draft.levels.get(number=3)
        address = page("remove_part", draft.pk, "level", level.pk)
        assert "1 line of indicators and protective factors" in told(browser.get(address))
        assert draft.levels.count() == 5
        browser.post(address)
        assert names(draft.levels)[2] == "Level 4: Acute specialist needs"
        assert [each.text for each in Indicator.objects.all()] == ["Is well"]


class TestDomainsAndHeadings:
    def test_a_domain_is_added_after_the_others_and_moved(self, browser, draft):
        browser.post(page("add_part", draft.pk, "domain"), {"name": "Community"})
        assert names(draft.domains)[-1] == "Community"
        address = page("move_part", draft.pk, "domain", draft.domains.last().pk)
        browser.post(address, {"to": "up"})
        assert names(draft.domains)[2:] == ["Community", "Family and environmental factors"]
        browser.post(address, {"to": "down"})
        browser.post(address, {"to": "down"})
        assert names(draft.domains)[-1] == "Community"

    def test_a_name_that_is_taken_is_refused_beside_it(self, browser, draft):
        response = browser.post(
            page("add_part", draft.pk, "domain"), {"name": "Parents and carers"}
        )
        assert errors(response, "name") == "There is a domain of this name already"
        domain = draft.domains.first()
        values = {"name": "Health", "domain": domain.pk}
        response = browser.post(page("add_part", draft.pk, "heading"), values)
        assert errors(response, "name") == "There is a heading of this name in this domain already"

    def test_a_heading_moves_to_another_domain_after_the_others_there(self, browser, draft):
        heading = Heading.objects.get(domain__framework=draft, name="Health")
        parents = draft.domains.get(name="Parents and carers")
        address = page("part", draft.pk, "heading", heading.pk)
        values = typed(browser, address, domain=parents.pk, name="Health of the family")
        browser.post(address, values)
        assert names(parents.headings)[-1] == "Health of the family"
        assert Indicator.objects.filter(heading=heading).count() == 2

    def test_a_heading_stands_in_a_domain_of_its_own_version(self, browser, draft):
        other = FrameworkFactory(ready=True).domains.first()
        values = {"name": "Leisure", "domain": other.pk}
        response = browser.post(page("add_part", draft.pk, "heading"), values)
        assert errors(response, "domain") == "Domain must be one of the choices"
        values = {"name": "Leisure", "domain": ""}
        response = browser.post(page("add_part", draft.pk, "heading"), values)
        assert errors(response, "domain") == "Select the domain"

    def test_what_goes_with_a_domain_is_told_first(self, browser, draft):
        domain = draft.domains.first()
        address = page("remove_part", draft.pk, "domain", domain.pk)
        shown = told(browser.get(address))
        assert "7 headings" in shown
        assert "2 lines of indicators and protective factors" in shown
        browser.post(address)
        assert draft.domains.count() == 2


class TestTheChart:
    def test_paragraphs_and_columns_are_kept(self, browser, draft):
        values = {"number": "1", "text": "Families\nin need", "bullets": "One\nTwo"}
        browser.post(page("add_part", draft.pk, "paragraph"), values)
        paragraph = draft.social_care_paragraphs.get()
        assert (paragraph.text, paragraph.bullets) == ("Families\nin need", ["One", "Two"])
        column = draft.social_care_levels.first()
        address = page("part", draft.pk, "social-care-level", column.pk)
        browser.post(address, typed(browser, address, criteria="Harm\nNeglect"))
        column.refresh_from_db()
        assert column.criteria == ["Harm", "Neglect"]

    def test_a_level_is_in_the_chart_once(self, browser, draft):
        address = page("add_part", draft.pk, "social-care-level")
        response = browser.post(address, {"number": "2"})
        assert errors(response, "number") == "This level is in the chart already"

    def test_paragraphs_change_places(self, browser, draft):
        for number in "12":
            SocialCareParagraphFactory(framework=draft, number=number, position=int(number))
        last = draft.social_care_paragraphs.last()
        browser.post(page("move_part", draft.pk, "paragraph", last.pk), {"to": "up"})
        assert [each.number for each in draft.social_care_paragraphs.all()] == ["2", "1"]


class TestOffices:
    def test_a_telephone_number_that_is_none_is_refused(self, browser, draft):
        address = page("add_part", draft.pk, "contact")
        response = browser.post(address, {"name": "Duty team", "telephone": "ask Sam"})
        assert "Remove “ask”, “Sam”" in errors(response, "telephone")
        browser.post(address, {"name": "Duty team", "telephone": "01632 960 200 ext 12"})
        contact = draft.contacts.last()
        assert (contact.telephone, contact.dialled) == ("01632 960 200 ext 12", "01632960200")

    def test_offices_of_a_version_in_force_are_corrected_and_ordered(self, browser, editor):
        framework = FrameworkFactory(in_force=True)
        contact = framework.contacts.get()
        address = page("part", framework.pk, "contact", contact.pk)
        browser.post(address, typed(browser, address, telephone="01632 960 299"))
        assert framework.contacts.get().telephone == "01632 960 299"
        second = ContactFactory(framework=framework, position=contact.position + 1)
        browser.post(page("move_part", framework.pk, "contact", second.pk), {"to": "up"})
        assert framework.contacts.first() == second
        assert AuditAct.objects.first().note == "Moved Children's front door"

    def test_the_last_office_of_a_version_in_force_stays(self, browser):
        framework = FrameworkFactory(in_force=True)
        contact = framework.contacts.get()
        response = browser.post(page("remove_part", framework.pk, "contact", contact.pk))
        assert "At least one office stays" in errors(response)
        assert framework.contacts.exists()


def test_a_part_of_a_version_put_in_force_meanwhile_is_refused_by_the_database():
    framework = FrameworkFactory(in_force=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        LevelFactory(framework=framework)
