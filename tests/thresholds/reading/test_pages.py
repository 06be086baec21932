"""What each page for readers shows, also where a framework has holes."""

import pytest
from django.test import Client

from tests.factories.thresholds import (
    ContactFactory,
    DomainFactory,
    FrameworkFactory,
    IndicatorFactory,
    LevelFactory,
    SocialCareLevelFactory,
)
from tests.thresholds.reading.pages import pages_of_each_kind
from tests.thresholds.whole import whole_framework
from thresholds.models import Heading, Indicator

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(response.text.split())


def test_every_page_has_whom_to_call_with_links_that_dial(client):
    framework = FrameworkFactory(ready=True, in_force=True, at_risk=["Do not wait."])
    for kind, address in pages_of_each_kind(framework).items():
        page = shown(client, address)
        assert page.count("If you think a child may be at risk") == 1, kind
        assert 'href="tel:01632960200"' in page, kind
        assert 'href="tel:999"' in page, kind
        assert "Do not wait." in page, kind


def test_the_home_page_leads_to_every_level_domain_and_heading(client):
    framework = whole_framework()
    page = shown(client, "/thresholds/")
    assert all(f'href="/thresholds/level/{number}/"' in page for number in (1, 2, 3, 4))
    for heading in Heading.objects.filter(domain__framework=framework):
        assert f'href="/thresholds/heading/{heading.pk}/"' in page
        assert f'href="/thresholds/domain/{heading.domain_id}/"' in page


def test_a_level_shows_each_of_its_indicators_once_and_none_of_another(client):
    framework = whole_framework()
    page = shown(client, "/thresholds/level/2/")
    for each in Indicator.objects.filter(level__framework=framework):
        times = 1 if each.level.number == 2 else 0
        assert page.count(f'data-indicator="{each.pk}"') == times
    titles = ["Key features", "Assessment process", "Consent", "Who can help"]
    titles += ["What to do next", "When to step up", "When to step down"]
    assert all(f">{title}</h2>" in page for title in titles)
    assert 'href="/thresholds/level/1/"' in page
    assert 'href="/thresholds/level/3/"' in page


def test_a_heading_shows_all_levels_side_by_side_in_their_order(client):
    framework = whole_framework()
    heading = Heading.objects.get(domain__framework=framework, name="Identity")
    page = shown(client, f"/thresholds/heading/{heading.pk}/")
    signs = [page.index(f"Identity at level {number}, sign 1") for number in (1, 2, 3, 4)]
    assert signs == sorted(signs)
    assert "Health at level" not in page


def test_a_domain_shows_its_headings_over_all_levels(client):
    framework = whole_framework()
    domain = framework.domains.get(name="Parents and carers")
    page = shown(client, f"/thresholds/domain/{domain.pk}/")
    held = Indicator.objects.filter(level__framework=framework)
    for each in held.select_related("heading"):
        expected = int(each.heading.domain_id == domain.pk)
        assert page.count(f'data-indicator="{each.pk}"') == expected


def test_what_a_version_does_not_have_is_not_found(client):
    FrameworkFactory(ready=True, in_force=True)
    foreign = Heading.objects.get(domain__framework=FrameworkFactory(ready=True), name="Identity")
    assert client.get("/thresholds/level/7/").status_code == 404
    assert client.get(f"/thresholds/heading/{foreign.pk}/").status_code == 404
    assert client.get(f"/thresholds/domain/{foreign.domain_id}/").status_code == 404


def test_a_framework_with_holes_is_read_all_the_same(client):
    framework = FrameworkFactory(council_name="")
    LevelFactory(framework=framework, number=3, name="Only one")
    DomainFactory(framework=framework, name="Without headings")
    SocialCareLevelFactory(framework=framework, number=8)
    ContactFactory(framework=framework)
    framework.state, framework.in_force_from = "in_force", "2026-09-01"
    framework.save()
    pages = {kind: shown(client, url) for kind, url in pages_of_each_kind(framework).items()}
    assert "No indicators are named at this level" in pages["level"]
    assert "This domain has no headings" in pages["domain"]
    assert "No services are named at this level" in pages["services"]
    assert "Level 8" in pages["social care"]
    assert "Nothing was found for" in pages["found"]


def test_an_empty_cell_says_so_in_the_comparison(client):
    framework = FrameworkFactory(ready=True, in_force=True)
    heading = Heading.objects.filter(domain__framework=framework).first()
    page = shown(client, f"/thresholds/heading/{heading.pk}/")
    assert page.count("Nothing is named at this level") == 4


def test_what_is_written_is_shown_as_written(client):
    framework = FrameworkFactory(ready=True)
    heading = Heading.objects.filter(domain__framework=framework).first()
    level = framework.levels.get(number=1)
    IndicatorFactory(level=level, heading=heading, text="Late <b>often</b> & tired")
    ContactFactory(framework=framework)
    framework.state, framework.in_force_from = "in_force", "2026-09-01"
    framework.save()
    for address in ("/thresholds/level/1/", "/thresholds/search/?q=tired"):
        assert "Late &lt;b&gt;often&lt;/b&gt; &amp; " in shown(client, address)


def test_no_page_asks_more_of_the_database_for_more_indicators(
    client, django_assert_max_num_queries
):
    framework = whole_framework()
    for address in pages_of_each_kind(framework).values():
        with django_assert_max_num_queries(9):
            client.get(address)
