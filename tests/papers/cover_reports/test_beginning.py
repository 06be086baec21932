"""Beginning a cover report: all that can be filled is, before the other parts."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from core.models import AuditAct
from plans.models import CriticalAction, Objective
from reports.cover_reports import acts
from reports.cover_reports.ready_made import TEMPLATES, add_ready_made
from reports.models import CoverReport, CoverTemplate, PackPart
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import PlanFactory, StrategyFactory
from tests.factories.papers import CoverTemplateFactory, PackFactory, PackPartFactory, move
from tests.papers.cover_reports.whole import plan_of, writer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack():
    return PackFactory()


@pytest.fixture
def template():
    template = CoverTemplateFactory(
        shape="summary",
        asks_for="decision",
        title="{plan}, {period}",
        classification="Unrestricted",
        summary="Of {directorate} for {committee}.",
        background_papers="Policy of the Council",
    )
    template.sections.create(position=3, kind="law", heading="Law", text="{legislation}")
    template.sections.create(
        position=1, kind="background", heading="On {plan}", text="By {contact}"
    )
    return template


def test_everything_that_a_plan_knows_is_filled(pack, template):
    plan = plan_of(pack)
    report = acts.begin(pack, template, plan, actor=writer_of(pack))
    assert (report.plan, report.shape, report.asks_for) == (plan, "summary", "decision")
    assert report.title == f"{plan.title}, April 2026 to March 2027"
    assert report.summary == f"Of {pack.directorate} for {pack.committee}."
    assert report.report_of == report.contact_post == "Equality Officer"
    assert (report.contact_name, report.contact_telephone) == ("Amina Yusuf", "01632 960100")
    assert report.contact_email == "equality@ellenshaw.example"
    assert (report.signed_by, report.signed_post) == ("", "")
    first, second = report.sections.all()
    assert (first.heading, first.text) == (f"On {plan.title}", "By Amina Yusuf, Equality Officer")
    assert (second.kind, second.heading) == ("law", "Law")
    assert "Equality Act 2010, section 149" in second.text


def test_the_strategies_that_the_plan_links_to_become_background_documents(pack, template):
    plan, other = plan_of(pack), PlanFactory(full=True)
    young, safe, elsewhere = (
        StrategyFactory(name=name) for name in ("Young People’s Plan", "Safety Plan", "Another")
    )
    Objective.objects.get(block__appendix__plan=plan).strategies.add(young)
    for action in CriticalAction.objects.filter(objective__block__appendix__plan=plan):
        action.strategies.add(young, safe)
    Objective.objects.get(block__appendix__plan=other).strategies.add(elsewhere)
    report = acts.begin(pack, template, plan, actor=writer_of(pack))
    assert report.background_papers == "Policy of the Council\nSafety Plan\nYoung People’s Plan"


def test_without_a_plan_its_places_stay_and_the_title_is_that_of_the_pack(pack, template):
    report = acts.begin(pack, template, None, actor=writer_of(pack))
    assert report.title == pack.title
    assert report.report_of == pack.directorate.name
    assert report.sections.first().heading == "On {plan}"
    assert report.background_papers == "Policy of the Council"


def test_a_contact_that_is_no_email_address_is_left_out(pack, template):
    plan = plan_of(pack, contact_email="see the website")
    assert acts.begin(pack, template, plan, actor=writer_of(pack)).contact_email == ""


@pytest.mark.parametrize("first", [0, 1, 5])
def test_it_becomes_the_first_part_and_the_others_follow(pack, template, first):
    others = [PackPartFactory(pack=pack, position=first + place) for place in range(3)]
    with transaction.atomic():
        report = acts.begin(pack, template, None, actor=writer_of(pack))
    parts = list(pack.parts.all())
    assert [part.pk for part in parts[1:]] == [part.pk for part in others]
    assert [part.position for part in parts] == [first, first + 1, first + 2, first + 3]
    assert (parts[0].kind, parts[0].target_id) == (PackPart.Kind.COVER_REPORT, report.pk)


def test_one_act_in_the_trail_tells_of_all_of_it(pack, template):
    PackPartFactory(pack=pack)
    report = acts.begin(pack, template, None, actor=writer_of(pack))
    entry = AuditAct.objects.get(action="cover_report.begun")
    assert entry.target_name == str(report)
    tables = set(entry.changes.values_list("table_name", flat=True))
    assert tables == {"reports_coverreport", "reports_coversection", "reports_packpart"}


def test_only_who_writes_the_pack_begins_one_and_only_in_a_draft(pack, template):
    for somebody in (
        somebody_who_is("leadership_team", directorate=pack.directorate),
        somebody_who_is("committee_clerk", committee=pack.committee),
        somebody_who_is("officer", directorate=PackFactory().directorate),
    ):
        with pytest.raises(PermissionDenied):
            acts.begin(pack, template, None, actor=somebody)
    move(pack, "submitted")
    with pytest.raises(PermissionDenied):
        acts.begin(pack, template, None, actor=writer_of(pack))
    assert not CoverReport.objects.filter(pack=pack).exists()


def begin_by_browser(pack, **typed):
    browser = browser_of(writer_of(pack))
    return browser.post(reverse("papers:cover_report_add", args=[pack.pk]), typed)


def test_the_page_begins_it_and_leads_to_it(pack, template):
    plan = plan_of(pack)
    answer = begin_by_browser(pack, template=template.pk, plan=plan.pk, others=0)
    report = CoverReport.objects.get(pack=pack)
    assert answer.url == reverse("papers:cover_report", args=[report.pk])
    assert report.plan == plan


def test_the_page_offers_the_plans_of_the_directorate_that_are_not_withdrawn(pack, template):
    plan = plan_of(pack)
    PlanFactory(published=True)
    PlanFactory(directorate=pack.directorate, withdrawn=True, first_year=2024)
    PackPartFactory(pack=pack, kind="plan", target_id=plan.pk)
    page = browser_of(writer_of(pack)).get(reverse("papers:cover_report_add", args=[pack.pk]))
    form = page.context["form"]
    assert list(form.fields["plan"].queryset) == [plan]
    assert form.initial["plan"] == plan.pk


def test_a_plan_of_another_directorate_is_refused(pack, template):
    answer = begin_by_browser(pack, template=template.pk, plan=PlanFactory(published=True).pk)
    assert answer.status_code == 200
    assert not CoverReport.objects.filter(pack=pack).exists()


def test_a_template_must_be_selected(pack):
    answer = begin_by_browser(pack, others=0)
    assert answer.context["form"].errors["template"] == ["Select a template"]


def test_the_same_form_sent_twice_begins_one_report(pack, template):
    begin_by_browser(pack, template=template.pk, others=0)
    answer = begin_by_browser(pack, template=template.pk, others=0)
    assert CoverReport.objects.filter(pack=pack).count() == 1
    assert "was begun in this pack while you had this page open" in answer.content.decode()
    begin_by_browser(pack, template=template.pk, others=1)
    assert CoverReport.objects.filter(pack=pack).count() == 2


def test_what_is_too_long_once_filled_is_told_and_nothing_is_begun(pack, template):
    template.title = "{plan} " + "x" * 480
    template.save()
    answer = begin_by_browser(pack, template=template.pk, plan=plan_of(pack).pk)
    assert "the title of this template is longer than 500" in answer.content.decode()
    assert not CoverReport.objects.filter(pack=pack).exists()
    assert not pack.parts.exists()


def test_a_new_system_has_a_template_in_each_shape_and_they_are_laid_once():
    CoverTemplate.objects.all().delete()
    add_ready_made()
    assert set(CoverTemplate.objects.values_list("shape", flat=True)) == {"purpose", "summary"}
    CoverTemplate.objects.filter(shape="summary").delete()
    add_ready_made()
    assert CoverTemplate.objects.count() == 1


def test_the_ready_made_templates_are_filled_whole_by_a_plan(pack):
    plan, writer = plan_of(pack), writer_of(pack)
    CoverTemplate.objects.all().delete()
    add_ready_made()
    for template in CoverTemplate.objects.all():
        report = acts.begin(pack, template, plan, actor=writer)
        texts = [report.title, report.summary, *report.sections.values_list("text", flat=True)]
        assert not any("{" in text for text in texts)
    assert len(TEMPLATES) == 2
