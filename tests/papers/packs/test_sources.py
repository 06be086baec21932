"""What may become a part of a pack: what one may read, of its directorate, and what is settled."""

from datetime import date

import pytest
from django.utils import timezone

from plans.models import ReportingPeriod
from reports.models import Pack
from reports.packs.sources import SOURCES
from tests.factories import PlanFactory, ReportingPeriodFactory
from tests.factories.papers import AnnualReportFactory, CoverReportFactory
from tests.factories.thresholds import FrameworkFactory
from tests.factories.workforce import SnapshotFactory
from tests.papers.packs.making import a_pack, a_person
from thresholds.models import Framework
from workforce.models import PublishedProfile

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)


def offered(kind: str, pack: Pack) -> list:
    return list(SOURCES[kind].offered(pack, a_person("officer", pack)))


def published(directorate, day=DAY) -> None:
    PublishedProfile.objects.create(
        directorate=directorate, day=day, record={"organisation": "x"}, published_by_name="J Alder"
    )


def test_plans_of_the_directorate_unless_they_are_withdrawn():
    pack = a_pack()
    draft = PlanFactory(directorate=pack.directorate, first_year=2025)
    PlanFactory(directorate=pack.directorate, withdrawn=True)
    PlanFactory(published=True)
    assert offered("plan", pack) == [draft]


def test_annual_reports_on_its_plans():
    pack = a_pack()
    report = AnnualReportFactory(plan__directorate=pack.directorate)
    AnnualReportFactory()
    assert offered("annual-report", pack) == [report]


def test_progress_reports_of_closed_periods():
    pack = a_pack()
    closed = ReportingPeriodFactory(plan__directorate=pack.directorate)
    ReportingPeriodFactory(
        plan=closed.plan, start=date(2026, 7, 1), finish=date(2026, 9, 30), name="2"
    )
    ReportingPeriodFactory()
    ReportingPeriod.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    assert offered("progress", pack) == [closed]


def test_workforce_profiles_that_were_published_of_it_or_of_the_whole_council():
    pack, other = a_pack(), a_pack()
    own = SnapshotFactory(directorate=pack.directorate, day=DAY)
    whole = SnapshotFactory(directorate=None, day=DAY)
    SnapshotFactory(directorate=pack.directorate, day=date(2025, 3, 31))
    SnapshotFactory(directorate=other.directorate, day=DAY)
    assert offered("workforce", pack) == []
    for directorate in (pack.directorate, None, other.directorate):
        published(directorate)
    assert set(offered("workforce", pack)) == {own, whole}


def test_what_the_whole_council_published_offers_nothing_of_a_directorate():
    pack = a_pack()
    SnapshotFactory(directorate=pack.directorate, day=DAY)
    published(None)
    assert offered("workforce", pack) == []


def test_versions_of_the_thresholds_that_are_in_use():
    pack = a_pack()
    FrameworkFactory()
    in_force = FrameworkFactory(ready=True, in_force=True)
    assert offered("thresholds", pack) == [in_force]
    Framework.objects.filter(pk=in_force.pk).update(state="replaced")
    assert offered("thresholds", pack) == []


def test_cover_reports_of_the_pack_itself():
    pack = a_pack()
    own = CoverReportFactory(pack=pack)
    CoverReportFactory()
    assert offered("cover-report", pack) == [own]
