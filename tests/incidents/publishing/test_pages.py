"""The pages: what an officer sees before, what everybody sees after, and the files."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from council.models import Area, Council
from incidents.models import Category, IncidentType, PublishedReturns
from incidents.publishing.acts import publish_returns
from incidents.publishing.preview import Preview
from tests.accounts.people import browser_of, everybody_but
from tests.factories import IncidentTypeFactory, racist
from tests.incidents.answering import page, text_of
from tests.incidents.publishing.small import GENDER, YEAR, small_council, with_an_old_year
from tests.incidents.publishing.test_acts import careless  # noqa: F401
from tests.plain_rows import change

pytestmark = pytest.mark.django_db

PREVIEW = "/returns/publish/racist/"
NOT_RECORDED = f"{YEAR} / victim_gender / not recorded"


@pytest.fixture
def published(officer) -> PublishedReturns:
    with_an_old_year()
    small_council()
    return publish_returns(racist(), actor=officer)


def in_file(client: Client, row: PublishedReturns) -> list[list[str]]:
    response = client.get(page("published_file", row.pk), {"_export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def row_of(shown: str, label: str, heading: str = "") -> str:
    """A row of the page as it is written."""
    after = shown[shown.index(f">{heading}</th>") :] if heading else shown
    return next(row for row in re.findall(r"<tr.*?</tr>", after) if f">{label}</th>" in row)


class TestPreview:
    def test_only_who_publishes_opens_it(self, council, respondent):
        small_council()
        assert council.get(PREVIEW).status_code == 200
        for somebody in [respondent, *everybody_but("returns_officer")]:
            browser = browser_of(somebody)
            assert browser.get(PREVIEW).status_code == 403
            assert browser.post(PREVIEW).status_code == 403
        assert not PublishedReturns.objects.exists()

    def test_an_unknown_kind_is_not_found(self, council):
        assert council.get("/returns/publish/hats/").status_code == 404

    def test_nothing_held_is_said_and_cannot_be_published(self, council):
        other = IncidentTypeFactory()
        address = page("publish", other.key)
        assert "No figures are held" in text_of(council.get(address))
        assert "Publish these figures" not in text_of(council.get(address))
        shown = council.post(address, follow=True)
        assert "No figures are held of this kind of incident" in text_of(shown)

    def test_it_shows_what_is_hidden_with_its_figure_and_why(self, council):
        small_council()
        shown = text_of(council.get(PREVIEW))
        few = row_of(shown, "Male", GENDER)
        assert re.search(r"\[c\] <span class=\"app-quiet\">\(3\)</span>", few)
        assert "a small number" in few
        assert 'name="keep"' not in few
        assert f'value="{NOT_RECORDED}"' in row_of(shown, "Not recorded", GENDER)
        assert "[c] confidential" in shown
        assert "Numbers from 1 to 4 are hidden" in shown

    def test_what_one_would_rather_keep_is_kept_from_one_choice_to_the_next(self, council):
        small_council()
        shown = text_of(council.get(PREVIEW, {"keep": NOT_RECORDED}))
        kept = row_of(shown, "Not recorded", GENDER)
        assert "18" in kept
        assert "[c]" not in kept
        assert re.search(rf'value="{NOT_RECORDED}" form="keep" checked', kept)
        assert "[c]" in row_of(shown, "Female", GENDER)
        assert f'<input type="hidden" name="keep" value="{NOT_RECORDED}">' in shown

    def test_it_is_published_as_it_was_shown(self, council):
        small_council()
        seen = council.get(PREVIEW).context["preview"].seen
        response = council.post(PREVIEW, {"keep": NOT_RECORDED, "seen": seen}, follow=True)
        shown = text_of(response)
        assert "Racist incidents 2026/27 to 2026/27 is published" in shown
        assert "18" in row_of(shown, "Not recorded", GENDER)
        assert "[c]" in row_of(shown, "Female", GENDER)

    @pytest.mark.usefixtures("careless")
    def test_a_fault_of_the_audit_is_told_and_there_is_no_button(self, council):
        small_council()
        shown = text_of(council.get(PREVIEW))
        assert "The audit found a fault, so this cannot be published" in shown
        assert "Publish these figures" not in shown
        seen = Preview(racist()).seen
        after = text_of(council.post(PREVIEW, {"seen": seen}, follow=True))
        assert "nothing was published" in after
        assert not PublishedReturns.objects.exists()


class TestPublished:
    def test_everybody_signed_in_reads_it_and_nobody_else(self, published, respondent):
        addresses = [
            page("published_list"),
            page("published", published.pk),
            page("published_file", published.pk) + "?_export=csv",
        ]
        for somebody in [respondent, *everybody_but()]:
            browser = browser_of(somebody)
            assert {browser.get(address).status_code for address in addresses} == {200}
        assert {Client().get(address).status_code for address in addresses} == {302}

    def test_only_who_publishes_is_shown_the_way_to_do_so(self, published, council, at_school):
        assert PREVIEW in text_of(council.get(page("published_list")))
        assert PREVIEW not in text_of(at_school.get(page("published_list")))

    def test_nobody_reads_a_true_figure_there(self, published, council, at_school):
        """13 in the special school, 3 boys, 18 not recorded: all hidden."""
        for browser in (council, at_school):
            shown = text_of(browser.get(page("published", published.pk)))
            for heading, label in ((GENDER, "Male"), (GENDER, "Not recorded")):
                assert re.findall(r">\s*(\S+)\s*</td>", row_of(shown, label, heading))[-1] == "[c]"
            tables = shown[shown.index("<table") : shown.rindex("</table>")]
            assert not re.search(r">\s*13\s*<", tables)
            assert "a small number could" not in shown
            assert 'name="keep"' not in shown
        assert "figures are hidden for what they are" in text_of(
            council.get(page("published", published.pk))
        )
        assert "figures are hidden for what they are" not in text_of(
            at_school.get(page("published", published.pk))
        )

    def test_the_file_holds_the_printed_texts_and_the_notes(self, published, at_school):
        [head, *lines] = in_file(at_school, published)
        assert head == ["Table", "Section", "Row", "2020/21 (B)", "2026/27"]
        rows = {(table, section, row): cells for table, section, row, *cells in lines}
        assert rows["Incidents by year", GENDER, "Male"] == ["61", "[c]"]
        assert rows["Incidents by year", "", "Schools reporting no incidents"] == ["", "0"]
        assert rows["By school phase", "Special", "Incidents"] == ["", "[c]"]
        notes = [row for table, _, row, *_ in lines if table == "Notes"]
        assert notes == published.record["notes"]

    def test_the_workbook_too(self, published, at_school):
        response = at_school.get(page("published_file", published.pk), {"_export": "xlsx"})
        book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
        cells = {str(c) for sheet in book for row in sheet.iter_rows(values_only=True) for c in row}
        assert "[c]" in cells
        assert "13" not in cells

    def test_a_file_of_no_kind_is_not_found(self, published, at_school):
        assert at_school.get(page("published_file", published.pk)).status_code == 404
        assert at_school.get(page("published", published.pk + 1)).status_code == 404

    def test_the_notes_and_marks_of_years_stand_with_it(self, published, at_school):
        shown = text_of(at_school.get(page("published", published.pk)))
        assert "2020/21 (B)" in shown
        assert "Held as totals of the borough only (source: Minutes)." in shown
        assert "The rate uses the 3,500 pupils on roll in 2026/27" in shown
        assert "perceived to be racist" in shown

    def test_it_reads_the_same_after_everything_was_changed(self, published, at_school):
        def all_of_it() -> list[object]:
            address = page("published", published.pk)
            main = re.search(r"<main.*</main>", text_of(at_school.get(address)))[0]
            return [re.sub(r'value="[\w-]{30,}"', "", main), in_file(at_school, published)]

        before = all_of_it()
        change_everything()
        assert all_of_it() == before

    def test_the_list_asks_equally_often_however_much_was_published(self, published, council):
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert council.get(page("published_list")).status_code == 200
            return len(queries)

        few = asked()
        for _ in range(4):
            publish_returns(racist(), actor=published.published_by)
        assert asked() == few


def change_everything() -> None:
    """Whatever a document could be tempted to read besides its record."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in (
            "incidents_category",
            "incidents_schoolreturn",
            "incidents_returncount",
            "incidents_collection",
        ):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("UPDATE incidents_schoolreturn SET total = 999 WHERE NOT nil")
        cursor.execute("UPDATE incidents_returncount SET count = 777")
        cursor.execute("UPDATE incidents_boroughtotal SET count = 888")
        cursor.execute("UPDATE incidents_boroughyear SET note = 'Other', source = 'Other'")
        cursor.execute("UPDATE incidents_collection SET note = 'Other'")
        cursor.execute("UPDATE council_roll SET pupils = 1")
        cursor.execute("UPDATE council_school SET phase = 'nursery', area_id = NULL")
    Category.objects.update(name=_other("name"))
    Area.objects.update(name=_other("name"))
    change(racist(), name="Other", definition="Other")
    assert IncidentType.objects.filter(name="Other").exists()
    council = Council.current()
    council.name, council.accent_colour, council.telephone = "Other", "#333333", "0000"
    council.email = "other@council.example"
    council.save()


def _other(column: str):
    from django.db.models import CharField, F, Value
    from django.db.models.functions import Concat

    return Concat(Value("Other "), F(column), output_field=CharField())
