"""The list of versions, one of them at a glance, and what is done with it as a whole."""

from datetime import date

import pytest

from core.models import AuditAct
from tests.factories.thresholds import ContactFactory, FrameworkFactory, IndicatorFactory, filled
from tests.thresholds.editing.pages import errors, page, told
from tests.workforce.pages import day
from thresholds.models import Framework, Heading

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


def force(browser, framework: Framework, when: date = DAY, **values: str):
    address = page("put_in_force", framework.pk)
    return browser.post(address, {**day("in_force_from", when), **values}, follow=True)


def test_a_framework_begins_ready_made(browser, editor):
    browser.post(page("begin"), {"title": "Right help", "council_name": "Ellenshaw"})
    framework = Framework.objects.get()
    assert (framework.levels.count(), framework.domains.count()) == (4, 3)
    assert AuditAct.objects.first().sentence == (
        f"{editor} began a draft of the threshold framework Right help (draft)"
    )
    assert errors(browser.post(page("begin"), {"title": " "}), "title") == "Enter the title"


def test_the_list_tells_how_versions_stand(browser, draft):
    FrameworkFactory(in_force=True, title="Thresholds of need", is_public=False)
    shown = told(browser.get(page("versions")))
    assert shown.index(draft.title) < shown.index("Thresholds of need")
    assert "Draft" in shown
    assert "In force" in shown
    assert "1 September 2026" in shown
    assert "Who has signed in" in shown
    [row] = [
        row for row in browser.get(page("versions")).context["table"].rows if row.record == draft
    ]
    assert (row.get_cell("level_count"), row.get_cell("indicator_count")) == ("4", "2")


def test_the_menu_leads_an_editor_there(browser):
    assert "Edit the framework" in told(browser.get(page("versions")))


def test_the_grid_counts_indicators_and_protective_factors(browser, draft):
    heading = Heading.objects.filter(domain__framework=draft).first()
    level = draft.levels.get(number=2)
    IndicatorFactory(level=level, heading=heading, kind="protective", text="Has friends")
    response = browser.get(page("framework", draft.pk))
    health = response.context["grid"][0].rows[0]
    assert [each.number for each in health.squares] == [1, 0, 1, 0]
    assert health.squares[1].in_words == "0 indicators, 1 protective factor"
    assert page("cell", draft.pk, level.pk, heading.pk) in response.content.decode()


def test_what_is_worth_a_second_look_is_told(browser):
    framework = filled(level_1="Often late", level_2="often late.")
    framework.levels.filter(number=4).delete()
    level = framework.levels.get(number=3)
    for heading in Heading.objects.filter(domain__framework=framework):
        IndicatorFactory(level=level, heading=heading)
    level.key_features, level.assessment_process, level.key_services = ["a"], ["b"], ["c"]
    level.save()
    framework.domains.create(name="Empty", position=90)
    response = browser.get(page("framework", framework.pk))
    shown = " / ".join(each.words for each in response.context["warnings"])
    assert "“often late.” stands at levels 1 and 2 under Health" in shown
    assert "Nothing stands at level 1 under: Education and learning" in shown
    assert "at level 3 under" not in shown
    assert "Level 1 does not have: key features, assessment process, who can help" in shown
    assert "Level 3 does not have" not in shown
    assert "“Empty” has no heading" in shown
    assert "has level 4, which is none of this framework" in shown
    assert response.context["missing"] == [
        "Enter at least one office to call where a child may be at risk"
    ]


class TestPuttingInForce:
    def test_the_version_before_is_replaced_or_stays_in_use(self, browser, draft, editor):
        before = FrameworkFactory(in_force=date(2025, 9, 1))
        assert "Select what becomes of the version" in errors(force(browser, draft), "still_used")
        shown = told(force(browser, draft, still_used="yes"))
        draft.refresh_from_db()
        before.refresh_from_db()
        assert f"{draft} is in force" in shown
        assert (draft.state, before.state) == ("in_force", "still_used")
        assert AuditAct.objects.first().sentence == (
            f"{editor} put in force the threshold framework {draft}"
        )
        browser.post(page("out_of_use", before.pk))
        before.refresh_from_db()
        assert before.state == "replaced"
        assert "Only a version that was replaced but is still in use" in told(
            browser.post(page("out_of_use", draft.pk), follow=True)
        )

    def test_two_are_not_in_force_from_one_day_nor_a_later_one_from_an_earlier(
        self, browser, draft
    ):
        FrameworkFactory(in_force=DAY)
        response = force(browser, draft, still_used="no")
        assert errors(response, "in_force_from") == "Another version is in force from that day"
        response = force(browser, draft, date(2026, 8, 31), still_used="no")
        assert "is in force from 1 September 2026" in errors(response, "in_force_from")
        assert Framework.objects.in_force() != draft

    def test_without_an_office_to_call_it_is_refused(self, browser):
        framework = filled(level_1="Is well")
        response = force(browser, framework)
        assert "Enter at least one office to call" in errors(response)
        assert Framework.objects.in_force() is None

    def test_the_first_version_replaces_none(self, browser, draft):
        force(browser, draft)
        assert Framework.objects.in_force() == draft


def test_a_new_version_begins_with_everything(browser, draft):
    response = browser.post(page("new_version", draft.pk), follow=True)
    new = Framework.objects.exclude(pk=draft.pk).get()
    assert response.redirect_chain[-1][0] == new.get_absolute_url()
    assert new.levels.count() == 4


def test_who_may_read_it_is_changed_in_any_version(browser):
    framework = FrameworkFactory(in_force=True)
    browser.post(page("readers", framework.pk), {"everybody": "no"})
    assert not Framework.objects.get().is_public
    browser.post(page("readers", framework.pk), {"everybody": "yes"})
    assert Framework.objects.get().is_public


def test_a_draft_is_removed_once_somebody_is_sure(browser, draft):
    assert browser.get(page("remove", draft.pk)).status_code == 200
    assert Framework.objects.exists()
    browser.post(page("remove", draft.pk))
    assert not Framework.objects.exists()


def test_an_office_makes_what_was_missing_complete(browser):
    framework = filled(level_1="Is well")
    ContactFactory(framework=framework)
    assert "Nothing stands in the way" in told(browser.get(page("framework", framework.pk)))
