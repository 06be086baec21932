"""A workforce profile as a PDF: as it was published, as it would be, with the true figures."""

import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

import reports.rendering
from reports.documents import KINDS
from reports.documents.workforce import Told
from reports.models import Document
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import CouncilFactory, DirectorateFactory
from tests.factories.workforce import (
    DIRECT,
    LOWER,
    UPPER,
    SnapshotFactory,
    count_staff,
    print_shares,
)
from tests.judges import assert_accessible_pdf
from tests.pdf_structure import headers_of, read_structure
from tests.reading_aloud import assert_read_once
from tests.reports.test_plan_document import printed, squeezed
from tests.workforce.publishing.small import FEW_MEN, answers, counted, small_council
from tests.workforce.publishing.test_pages import change_everything
from workforce.models import PublishedProfile, Snapshot
from workforce.publishing.acts import publish_profile

pytestmark = pytest.mark.django_db
WORKFORCE, PUBLISHED = KINDS["workforce"], KINDS["published-workforce"]
TRUE = "7.5"
"""Three men of forty, in percent."""


@pytest.fixture
def mine() -> Snapshot:
    """Staff of two years, the older one as percentages, and who left."""
    CouncilFactory(telephone="01632 960100")
    mine, _ = small_council()
    old = SnapshotFactory(
        directorate=mine.directorate, way="percentages", is_public=True, day=date(2011, 3, 31)
    )
    for group in (UPPER, DIRECT):
        print_shares(old, group, female="71", male="29", bme="24.30")
    leavers = SnapshotFactory(directorate=mine.directorate, base="leavers", day=mine.day)
    for group in (UPPER, LOWER):
        count_staff(leavers, group, 20, **answers(10, 10, 10, 10))
    return mine


@pytest.fixture
def published(mine) -> PublishedProfile:
    return publish_profile(mine, actor=somebody_who_is("workforce_officer"))


def content_of(of: Snapshot | PublishedProfile, audience: str) -> bytes:
    kind = WORKFORCE if isinstance(of, Snapshot) else PUBLISHED
    return kind.compose(Told(of, ""), audience).content


def line_of(content: bytes, group: str, label: str, table: int = 0) -> list[str]:
    """The cells of a line below the heading of its group."""
    rows = [
        [cell.text for cell in row.elements if cell.kind in ("TH", "TD")]
        for row in read_structure(content).all("Table")[table].all("TR")
    ]
    begin = next(n for n, row in enumerate(rows) if row[0] == group)
    return next(row[1:] for row in rows[begin:] if row[0] == label)


@pytest.fixture
def at_once(settings):
    """Background work is done at once, in the same process."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


class TestWhatItSays:
    @pytest.mark.parametrize("audience", ["officer", "committee"])
    def test_it_passes_both_judges_and_tells_what_must_be_known(self, published, audience):
        content = content_of(published, audience)
        assert_accessible_pdf(content)
        text = printed(content)
        for words in (
            "Workforce profile: Places",
            "These are the staff of Places on 31 March 2012, beside those of the whole council.",
            "Percentages are of those whose answer is known",
            "Disclosure rates, the share of everyone whose answer is known",
            "Staff of maintained schools",
            "Public authorities with 150 or more employees must publish",
            "Years of which only percentages are held are printed as they were published.",
            "Who came, rose and left",
        ):
            assert squeezed(words) in text, words
        assert (squeezed("[c] confidential: a small number") in text) == (audience != "officer")

    def test_it_is_read_in_order_each_figure_with_its_organisation_group_and_day(self, published):
        structure = read_structure(content_of(published, "public"))
        assert [heading.text for heading in structure.all("H2")] == [
            "Contents",
            "About these figures",
            "Staff by group",
            "Year by year",
            "Sex",
            "Ethnicity",
            "Who came, rose and left",
        ]
        cell = next(
            cell
            for row in structure.all("Table")[0].all("TR")
            for cell in row.elements
            if cell.kind == "TD" and cell.text == "24.30"
        )
        told = headers_of(structure, cell)
        assert sorted(told) == sorted(["Places", "BME %", UPPER, "31 March 2011"])

    def test_percentages_of_old_years_are_printed_exactly_as_given(self, mine):
        line = line_of(content_of(mine, "officer"), UPPER, "31 March 2011")
        assert line[:4] == ["", "71", "29", "24.30"]

    def test_a_chart_tells_what_is_hidden_as_hidden(self, mine):
        few = {UPPER: (40, answers(38, 2, 30, 10)), LOWER: (60, answers(60, 0, 40, 20))}
        small_council(of=few)
        figures = read_structure(content_of(mine, "public")).all("Figure")
        assert "2011: Places 71%, Whole council not held; 2012: Places [c]" in figures[0].alt


class TestForWhom:
    def test_nothing_hidden_is_in_what_was_published(self, mine, published):
        for of, audience in ((mine, "public"), (published, "committee")):
            content = content_of(of, audience)
            assert line_of(content, UPPER, "31 March 2012")[1:3] == ["[c]", "[c]"]
            text = printed(content)
            assert squeezed("True figures") not in text
            assert squeezed("Not published yet") not in text
            assert "°" not in text
            assert not re.search(rf"(?<![\d.]){re.escape(TRUE)}(?!\d)", _cells(content))
            assert b"one of its numbers is hidden" not in content

    def test_before_it_is_published_it_is_under_disclosure_control_all_the_same(self, mine):
        content = content_of(mine, "committee")
        assert line_of(content, UPPER, "31 March 2012")[1:3] == ["[c]", "[c]"]
        assert squeezed("Not published yet") in printed(content)

    def test_officers_read_the_true_figures_as_they_are_now(self, mine, published):
        counted({**FEW_MEN, UPPER: (40, answers(36, 4, 30, 10))}, mine.directorate)
        content = content_of(mine, "officer")
        assert line_of(content, UPPER, "31 March 2012")[1:3] == ["90.0", "10.0"]
        assert squeezed("True figures: not for publication") in printed(content)
        assert squeezed("This document must not leave the council") in printed(content)

    def test_the_true_figures_of_a_publication_are_marked_where_they_were_hidden(self, published):
        content = content_of(published, "officer")
        assert line_of(content, UPPER, "31 March 2012")[1:4] == ["92.5°", f"{TRUE}°", "25.0"]
        assert squeezed("Those marked ° are hidden in what is published") in printed(content)

    def test_of_several_publications_the_latest_is_printed(self, mine, published):
        small_council(of={**FEW_MEN, UPPER: (80, answers(60, 20, 60, 20))})
        publish_profile(mine, actor=somebody_who_is("workforce_officer"))
        now, first = content_of(mine, "public"), content_of(published, "public")
        assert line_of(now, UPPER, "31 March 2012")[0] == "80"
        assert line_of(first, UPPER, "31 March 2012")[0] == "40"

    def test_what_was_published_of_another_organisation_or_day_is_not_it(self, published):
        council = Snapshot.objects.get(directorate=None)
        other = counted(FEW_MEN, DirectorateFactory(name="Adults"))
        for snapshot in (council, other):
            assert squeezed("Not published yet") in printed(content_of(snapshot, "public"))


def _cells(content: bytes) -> str:
    return " ".join(
        cell.text
        for table in read_structure(content).all("Table")
        for row in table.all("TR")
        for cell in row.elements
        if cell.kind == "TD"
    )


class TestTheCommand:
    def test_an_audience_is_named(self, published, mine, tmp_path):
        path = tmp_path / "profile.pdf"
        told = {}
        for audience in ("officer", "committee"):
            call_command(
                "render_report",
                "workforce",
                str(mine.pk),
                f"--audience={audience}",
                f"--output={path}",
            )
            told[audience] = squeezed("True figures") in printed(path.read_bytes())
        assert told == {"officer": True, "committee": False}

    def test_who_came_rose_or_left_has_no_document_of_its_own(self, mine, tmp_path):
        leavers = Snapshot.objects.get(base="leavers")
        with pytest.raises(CommandError, match="There is no snapshot"):
            call_command(
                "render_report", "workforce", str(leavers.pk), f"--output={tmp_path / 'x.pdf'}"
            )


class TestOnThePage:
    def ask(self, browser, of, **parameters):
        kind = "workforce" if isinstance(of, Snapshot) else "published-workforce"
        return browser.post(reverse("reports:make", args=[kind, of.pk]), parameters)

    def test_the_true_figures_are_for_who_keeps_them(self, mine, published):
        for user in everybody_but("workforce_officer"):
            browser = browser_of(user)
            for of in (mine, published):
                assert self.ask(browser, of, audience="officer").status_code == 404
                assert self.ask(browser, of, audience="public").status_code == 302
        assert set(Document.objects.values_list("parameters__audience", flat=True)) == {"public"}

    def test_what_is_not_published_yet_is_for_who_keeps_the_figures(self, mine):
        for user in everybody_but("workforce_officer"):
            assert self.ask(browser_of(user), mine, audience="public").status_code == 404
        keeper = browser_of(somebody_who_is("workforce_officer"))
        assert self.ask(keeper, mine, audience="public").status_code == 302

    @pytest.mark.parametrize("audience", [None, "", "OFFICER", "officer "])
    def test_whatever_else_one_asks_for_is_what_the_public_reads(self, mine, published, audience):
        parameters = {} if audience is None else {"audience": audience}
        for user in (somebody_who_is("school_respondent"), somebody_who_is("workforce_officer")):
            for kind, of in ((WORKFORCE, mine), (PUBLISHED, published)):
                assert kind.subject_for(user, of.pk, parameters).audience == "public"

    def test_they_can_be_told_apart_and_who_no_longer_keeps_the_figures_loses_the_true_ones(
        self, mine, published, at_once, django_capture_on_commit_callbacks
    ):
        user = somebody_who_is("workforce_officer")
        browser = browser_of(user)
        with django_capture_on_commit_callbacks(execute=True):
            self.ask(browser, mine, audience="public")
            self.ask(browser, mine, audience="officer")
        documents = list(Document.objects.order_by("pk"))
        title = "Places: workforce on 31 March 2012"
        assert [each.title for each in documents] == [title, f"{title}, true figures"]
        addresses = [reverse("reports:download", args=[each.pk]) for each in documents]
        assert [browser.get(address)["Content-Disposition"] for address in addresses] == [
            'attachment; filename="places-workforce-on-31-march-2012.pdf"',
            'attachment; filename="places-workforce-on-31-march-2012-true-figures.pdf"',
        ]
        user.role_assignments.all().delete()
        assert [browser.get(address).status_code for address in addresses] == [200, 404]


@pytest.mark.parametrize("audience", ["officer", "committee", "public"])
def test_a_publication_prints_the_same_after_everything_was_changed(
    published, audience, monkeypatch
):
    sent: list[object] = []
    monkeypatch.setattr(
        reports.rendering, "render_pdf", lambda html, **how: sent.append((html, how))
    )

    def compose() -> object:
        PUBLISHED.compose(Told(PublishedProfile.objects.get(pk=published.pk), ""), audience)
        return sent[-1]

    before = compose()
    change_everything()
    assert compose() == before


def test_a_publication_stays_when_its_figures_are_removed(published, mine):
    for snapshot in Snapshot.objects.all():
        snapshot.delete()
    published.refresh_from_db()
    assert line_of(content_of(published, "public"), UPPER, "31 March 2012")[1] == "[c]"


def test_it_is_heard_from_its_first_word_to_its_last(published):
    assert_read_once(PUBLISHED.write(Told(published, ""), "public"))
