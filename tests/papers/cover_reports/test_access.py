"""Who may open which page of a cover report and of its templates, and who may not."""

import pytest
from django.urls import reverse

from reports.models import CoverOption, CoverReport, CoverSection, TemplateSection
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories.papers import CoverTemplateFactory, PackFactory, move
from tests.papers.cover_reports.whole import complete_report, people_around, writer_of

pytestmark = pytest.mark.django_db

WRITE = {"officer", "plan_lead"}
SEE = WRITE | {"leadership_team", "committee_clerk"}
CHANGING = [
    ("cover_report_change", ["head"], "get"),
    ("cover_report_change", ["head"], "post"),
    ("cover_report_change", ["people"], "get"),
    ("cover_report_change", ["background"], "get"),
    ("cover_part_add", ["section"], "get"),
    ("cover_part_add", ["section"], "post"),
    ("cover_part_add", ["option"], "get"),
    ("cover_part", ["section"], "get"),
    ("cover_part", ["option"], "post"),
    ("cover_part_remove", ["section"], "get"),
    ("cover_part_remove", ["option"], "get"),
    ("cover_part_move", ["section"], "post"),
    ("cover_part_move", ["option"], "post"),
]


@pytest.fixture
def report():
    return complete_report()


def address(report: CoverReport, name: str, args: list[str]) -> str:
    more: list[object] = [report.pk, *args]
    if name in ("cover_part", "cover_part_remove", "cover_part_move"):
        rows = report.sections if args == ["section"] else report.options
        more.append(rows.first().pk)
    return reverse(f"papers:{name}", args=more)


def statuses(people, page: str, method: str = "get") -> dict[str, int]:
    return {
        role: getattr(browser_of(user), method)(page, {"x": 1}).status_code
        for role, user in people.items()
    }


def test_who_sees_the_pack_reads_its_cover_report(report):
    page = reverse("papers:cover_report", args=[report.pk])
    for role, status in statuses(people_around(report.pack), page).items():
        assert status == (200 if role in SEE else 404), role


@pytest.mark.parametrize(("name", "args", "method"), CHANGING)
def test_who_writes_the_pack_changes_its_cover_report(report, name, args, method):
    page = address(report, name, args)
    for role, status in statuses(people_around(report.pack), page, method).items():
        expected = (200, 302) if role in WRITE else (403,) if role in SEE else (404,)
        assert status in expected, role


@pytest.mark.parametrize(("name", "args", "method"), CHANGING)
def test_nobody_changes_the_cover_report_of_a_submitted_pack(report, name, args, method):
    browser = browser_of(writer_of(report.pack))
    page = address(report, name, args)
    move(report.pack, "submitted")
    answer = getattr(browser, method)(page, {"x": 1})
    assert answer.status_code == 403
    assert "once it has been sent back to draft" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_writes_the_pack_begins_one(method):
    pack = PackFactory()
    page = reverse("papers:cover_report_add", args=[pack.pk])
    for role, status in statuses(people_around(pack), page, method).items():
        assert status == (200 if role in WRITE else 403 if role in SEE else 404), role


def test_a_part_of_another_report_is_not_found(report):
    browser, other = browser_of(writer_of(report.pack)), complete_report()
    for name in ("cover_part", "cover_part_remove"):
        for kind, row in (("section", other.sections.first()), ("option", other.options.first())):
            page = reverse(f"papers:{name}", args=[report.pk, kind, row.pk])
            assert browser.get(page).status_code == 404
            assert browser.post(page, {"revision": 1}).status_code in (200, 404)
    assert CoverSection.objects.filter(report=other).count() == 7
    assert CoverOption.objects.filter(report=other).count() == 3


@pytest.mark.parametrize(
    "page", ["change/other/", "annex/add/", "annex/1/", "annex/1/remove/", "section/0/"]
)
def test_what_there_is_not_is_not_found(report, page):
    browser = browser_of(writer_of(report.pack))
    assert browser.get(f"/packs/cover-report/{report.pk}/{page}").status_code == 404


def test_moving_is_never_done_by_a_link(report):
    browser = browser_of(writer_of(report.pack))
    assert browser.get(address(report, "cover_part_move", ["section"])).status_code == 405


def template_pages() -> list[tuple[str, str]]:
    template = CoverTemplateFactory()
    section = TemplateSection.objects.create(
        template=template, position=1, kind="law", heading="Law", text="{legislation}"
    )
    base = reverse("papers:cover_template", args=[template.pk])
    one = f"{base}{section.pk}/"
    return [
        (base, "get"),
        (f"{base}add/", "get"),
        (f"{base}add/", "post"),
        (one, "get"),
        (one, "post"),
        (f"{one}remove/", "get"),
        (f"{one}move/", "post"),
    ]


def test_only_who_manages_reference_data_opens_the_sections_of_a_template():
    pages = template_pages()
    for somebody in everybody_but("admin"):
        browser = browser_of(somebody)
        for page, method in pages:
            assert getattr(browser, method)(page, {"x": 1}).status_code == 403, page
    browser = browser_of(somebody_who_is("admin"))
    for page, method in pages:
        assert getattr(browser, method)(page, {"x": 1}).status_code in (200, 302), page
