"""Published figures as a PDF: for the public, for a committee, with the true figures."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

import reports.rendering
from incidents.models import PublishedReturns
from incidents.publishing.acts import publish_returns
from reports.documents import KINDS
from reports.documents.incidents import Figures
from reports.models import Document
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import CouncilFactory, racist
from tests.incidents.publishing.small import small_council, with_an_old_year
from tests.incidents.publishing.test_pages import change_everything
from tests.judges import assert_accessible_pdf
from tests.pdf_structure import read_structure
from tests.reading_aloud import assert_read_once
from tests.reports.tables import rows_of_pdf
from tests.reports.test_plan_document import printed, squeezed

pytestmark = pytest.mark.django_db
INCIDENTS = KINDS["incidents"]
AUDIENCES = ["public", "committee", "officer"]
HIDDEN = {"Male": "3", "Not recorded": "18"}
"""Rows of the gender of victims, with their true figures."""


@pytest.fixture
def published() -> PublishedReturns:
    CouncilFactory(telephone="01632 960100")
    with_an_old_year()
    small_council()
    return publish_returns(racist(), actor=somebody_who_is("returns_officer"))


def content_of(published: PublishedReturns, audience: str) -> bytes:
    return INCIDENTS.compose(Figures(published, ""), audience).content


def rows_after(content: bytes, heading: str) -> dict[str, list[str]]:
    """The rows under a heading within a table, by their words."""
    lines = [list(row.values()) for row in rows_of_pdf(content)]
    structure = [
        [cell.text for cell in row.elements if cell.kind in ("TH", "TD")]
        for table in read_structure(content).all("Table")
        for row in table.all("TR")
    ]
    assert lines
    begin = next(n for n, row in enumerate(structure) if row[0] == heading) + 1
    found = {}
    for row in structure[begin:]:
        if len(row) == 1:
            break
        found[row[0]] = row[1:]
    return found


@pytest.fixture
def at_once(settings):
    """Background work is done at once, in the same process."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_it_passes_both_judges_and_says_what_the_record_holds(published, audience):
    content = content_of(published, audience)
    assert_accessible_pdf(content)
    text = printed(content)
    for words in (
        "Racist incidents",
        published.record["definition"],
        "Perceived is not a finding",
        "2020/21 (B)",
        "Number of schools making a return",
        "By school phase",
        "By area",
        "2020/21: Held as totals of the borough only (source: Minutes).",
        "The rate uses the 3,500 pupils on roll in 2026/27",
        "More incidents may mean better reporting",
    ):
        assert squeezed(words) in text, words


@pytest.mark.parametrize("audience", ["public", "committee"])
def test_nothing_hidden_is_in_it(published, audience):
    content = content_of(published, audience)
    rows = rows_after(content, "Gender of victims")
    assert rows["Female"] == ["", "37"]
    for label in HIDDEN:
        assert rows[label][-1] == "[c]"
    text = printed(content)
    assert squeezed("[c] confidential: a small number") in text
    assert "°" not in text
    assert squeezed("True figures") not in text
    for words in ("13", "1813", "26.0"):  # the special school, and its rate
        assert not re.search(rf"(?<![\d,]){words}(?![\d,])", " ".join(_cells(content))), words
    assert b"a small number could be worked out" not in content


def _cells(content: bytes) -> list[str]:
    return [
        cell.text
        for table in read_structure(content).all("Table")
        for row in table.all("TR")
        for cell in row.elements
        if cell.kind == "TD"
    ]


def test_the_true_figures_are_marked_and_must_not_leave_the_council(published):
    content = content_of(published, "officer")
    rows = rows_after(content, "Gender of victims")
    assert {label: cells[-1] for label, cells in rows.items()} == {
        "Female": "37",
        "Male": "3°",
        "Not recorded": "18°",
    }
    text = printed(content)
    assert squeezed("Those marked ° are hidden in what is published") in text
    assert squeezed("True figures: not for publication") in text
    assert squeezed("[c] confidential") not in text
    assert "13°" in text
    assert "26.0°" in text


def test_a_chart_tells_what_is_hidden_as_hidden(published):
    figures = read_structure(content_of(published, "public")).all("Figure")
    told = " ".join(figure.alt for figure in figures)
    assert "Incidents by year. 2020/21: 139; 2026/27: 58" in told
    assert "Black groups [c]" in told


class TestTheCommand:
    @pytest.mark.parametrize("audience", AUDIENCES)
    def test_an_audience_is_named(self, published, tmp_path, audience):
        path = tmp_path / "figures.pdf"
        call_command(
            "render_report",
            "incidents",
            str(published.pk),
            f"--audience={audience}",
            f"--output={path}",
        )
        assert ("3°" in printed(path.read_bytes())) == (audience == "officer")


class TestOnThePage:
    def ask(self, browser, published, **parameters):
        return browser.post(reverse("reports:make", args=["incidents", published.pk]), parameters)

    def test_the_true_figures_are_for_who_collects_returns(self, published):
        for user in everybody_but("returns_officer"):
            browser = browser_of(user)
            shown = browser.get(published.get_absolute_url()).content.decode()
            assert "Download for publication (PDF)" in shown
            assert "true figures" not in shown
            assert self.ask(browser, published, audience="officer").status_code == 404
        assert not Document.objects.exists()

    @pytest.mark.parametrize("audience", [None, "", "public", "committee", "OFFICER", "officer "])
    def test_whatever_else_one_asks_for_is_what_the_public_reads(
        self, published, audience, at_once, django_capture_on_commit_callbacks
    ):
        """An empty audience was once taken for none, and none for an officer."""
        user = somebody_who_is("school_respondent")
        parameters = {} if audience is None else {"audience": audience}
        with django_capture_on_commit_callbacks(execute=True):
            assert self.ask(browser_of(user), published, **parameters).status_code == 302
        document = Document.objects.get()
        assert document.state == "ready"
        assert squeezed("True figures") not in printed(bytes(document.content))
        assert "3°" not in printed(bytes(document.content))

    def test_who_collects_has_both_and_can_tell_them_apart(
        self, published, at_once, django_capture_on_commit_callbacks
    ):
        user = somebody_who_is("returns_officer")
        browser = browser_of(user)
        assert "Download with the true figures (PDF)" in (
            browser.get(published.get_absolute_url()).content.decode()
        )
        with django_capture_on_commit_callbacks(execute=True):
            self.ask(browser, published, audience="public")
            self.ask(browser, published, audience="officer")
        public, true = Document.objects.order_by("pk")
        assert (public.title, true.title) == (str(published), f"{published}, true figures")
        assert "3°" in printed(bytes(true.content))
        assert "3°" not in printed(bytes(public.content))
        names = [
            browser.get(reverse("reports:download", args=[each.pk]))["Content-Disposition"]
            for each in (public, true)
        ]
        assert names == [
            'attachment; filename="racist-incidents-2020-21-to-2026-27.pdf"',
            'attachment; filename="racist-incidents-2020-21-to-2026-27-true-figures.pdf"',
        ]

    def test_who_no_longer_collects_no_longer_downloads_them(
        self, published, at_once, django_capture_on_commit_callbacks
    ):
        user = somebody_who_is("returns_officer")
        browser = browser_of(user)
        with django_capture_on_commit_callbacks(execute=True):
            self.ask(browser, published, audience="officer")
            self.ask(browser, published, audience="public")
        true, public = Document.objects.order_by("pk")
        user.role_assignments.all().delete()
        assert browser.get(reverse("reports:download", args=[true.pk])).status_code == 404
        assert browser.get(reverse("reports:download", args=[public.pk])).status_code == 200


@pytest.mark.parametrize("audience", AUDIENCES)
def test_it_prints_the_same_after_everything_was_changed(published, audience, monkeypatch):
    sent: list[object] = []
    monkeypatch.setattr(
        reports.rendering, "render_pdf", lambda html, **how: sent.append((html, how))
    )

    def compose() -> object:
        row = PublishedReturns.objects.get(pk=published.pk)
        INCIDENTS.compose(Figures(row, ""), audience)
        return sent[-1]

    before = compose()
    change_everything()
    assert compose() == before


def test_it_is_heard_from_its_first_word_to_its_last(published):
    assert_read_once(INCIDENTS.write(Figures(published, ""), "public"))
