"""What stops a pack, each in a sentence with the place to mend it; and what is only a warning."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from plans.models import ReportingPeriod
from reports.models import Meeting, Pack
from reports.packs.obstacles import findings_of, obstacles_of
from tests.factories import CommitteeFactory, ReportingPeriodFactory
from tests.factories.papers import (
    AnnexFactory,
    AnnualReportFactory,
    PackFactory,
    PackPartFactory,
    freeze_pack,
)
from tests.factories.thresholds import FrameworkFactory
from tests.papers.packs.making import a_pack, a_ready_pack, plan_of, with_plan

pytestmark = pytest.mark.django_db


def stopped_by(pack: Pack, words: str) -> bool:
    return any(words in each for each in obstacles_of(Pack.objects.get(pk=pack.pk)))


def part(pack, kind, target=None, **kwargs):
    return PackPartFactory(pack=pack, kind=kind, target_id=target and target.pk, **kwargs)


def test_nothing_stops_a_pack_that_is_ready():
    assert obstacles_of(a_ready_pack()) == []


def test_a_pack_without_a_meeting_is_stopped():
    assert stopped_by(a_ready_pack(meeting=None), "Select the meeting")


def test_a_meeting_that_has_passed_stops_a_pack_but_not_its_correction():
    pack = a_ready_pack()
    Meeting.objects.filter(pk=pack.meeting_id).update(day=date(2020, 1, 8))
    assert stopped_by(pack, "meeting has passed")
    freeze_pack(Pack.objects.get(pk=pack.pk))
    assert not stopped_by(pack, "meeting has passed")


def test_a_meeting_that_does_not_take_place_stops_a_pack():
    pack = a_ready_pack()
    Meeting.objects.filter(pk=pack.meeting_id).update(is_cancelled=True)
    assert stopped_by(pack, "does not take place")


def test_a_meeting_of_another_committee_stops_a_pack():
    pack = a_ready_pack()
    Meeting.objects.filter(pk=pack.meeting_id).update(committee=CommitteeFactory())
    assert stopped_by(pack, "of another committee. Select one of its own")


def test_a_pack_without_parts_is_stopped():
    assert stopped_by(a_pack(), "Add its parts")


def test_a_pack_without_a_cover_report_is_stopped():
    pack = a_pack()
    with_plan(pack)
    assert stopped_by(pack, "Add a cover report")


def test_a_pack_whose_parts_are_all_exempt_is_stopped():
    pack = a_pack()
    PackPartFactory(pack=pack, is_exempt=True)
    assert stopped_by(pack, "Every part is exempt")


def test_exempt_parts_need_their_paragraph_and_the_public_interest():
    pack = a_ready_pack()
    with_plan(a_pack())
    AnnexFactory(pack=pack)
    part(pack, "annex", annex=pack.annexes.get(), is_exempt=True)
    assert stopped_by(pack, "paragraph of Schedule 12A")
    assert stopped_by(pack, "public interest favours")
    Pack.objects.filter(pk=pack.pk).update(exempt_paragraph=1, public_interest="It names a family")
    assert obstacles_of(Pack.objects.get(pk=pack.pk)) == []


def test_a_part_whose_subject_is_gone_stops_a_pack():
    pack = a_ready_pack()
    plan_of(pack.parts.get(kind="plan")).delete()
    assert stopped_by(pack, "is gone. Remove the part")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("draft", "still a draft"),
        ("considered", ""),
        ("submitted", ""),
        ("approved", ""),
        ("published", ""),
        ("withdrawn", "is withdrawn"),
    ],
)
def test_a_plan_must_have_been_considered(status, words):
    pack = a_pack()
    PackPartFactory(pack=pack)
    with_plan(pack, status=status)
    assert bool(obstacles_of(pack)) == bool(words)
    assert stopped_by(pack, words) == bool(words)


def test_an_annual_report_must_be_submitted():
    pack = a_ready_pack()
    part(pack, "annual-report", AnnualReportFactory())
    assert stopped_by(pack, "is not submitted")


def test_a_progress_report_is_of_a_closed_period():
    pack = a_ready_pack()
    period = ReportingPeriodFactory()
    part(pack, "progress", period)
    assert stopped_by(pack, "period is not closed")
    assert not ReportingPeriod.objects.get().is_closed


def test_a_threshold_framework_must_be_in_force():
    pack = a_ready_pack()
    draft = FrameworkFactory()
    part(pack, "thresholds", draft)
    assert stopped_by(pack, "It is a draft")
    pack.parts.filter(kind="thresholds").delete()
    part(pack, "thresholds", FrameworkFactory(ready=True, in_force=True))
    assert obstacles_of(pack) == []


def test_answers_without_any_answer_stop_a_pack():
    pack = a_ready_pack()
    part(pack, "answers")
    assert stopped_by(pack, "no question is answered yet")


def test_an_annex_without_tags_is_a_warning_and_no_obstacle():
    pack = a_ready_pack(replaces_names=False)
    annex = AnnexFactory(pack=pack, is_tagged=False, notices=["It has no tags"])
    part(pack, "annex", annex=annex)
    found = findings_of(pack)
    assert found.obstacles == []
    assert [each.words for each in found.warnings] == ["survey.pdf: It has no tags"]


@pytest.mark.parametrize(
    ("replaces", "exempt", "warned"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_names_in_an_open_annex_stay_and_that_is_a_warning(replaces, exempt, warned):
    told = {"exempt_paragraph": 1, "public_interest": "It names a family"}
    pack = a_ready_pack(replaces_names=replaces, **told)
    part(pack, "annex", annex=AnnexFactory(pack=pack), is_exempt=exempt)
    found = findings_of(pack)
    assert found.obstacles == []
    assert ["survey.pdf: names in" in each.words for each in found.warnings] == [True] * warned


def test_each_obstacle_leads_to_where_it_is_mended():
    pack = PackFactory(meeting=None)
    with_plan(pack, status="draft", is_exempt=True)
    for each in findings_of(pack).obstacles:
        assert resolve(each.url), each.words


def test_the_number_of_queries_does_not_grow_with_the_parts():
    pack = a_ready_pack()
    counts = []
    for more in (0, 5):
        for _ in range(more):
            with_plan(a_pack())
            PackPartFactory(pack=pack, kind="plan", target_id=with_plan(a_pack()).target_id)
        with CaptureQueriesContext(connection) as queries:
            findings_of(Pack.objects.get(pk=pack.pk))
        counts.append(len(queries))
    assert counts[0] == counts[1]
