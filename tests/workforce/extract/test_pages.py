"""The pages of an extract: upload, codes, preview; who, and what is told."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.uploads import MAX_UPLOAD
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories.workforce import UPPER, group_named
from tests.incidents.answering import text_of
from tests.workforce.extract.lines import employees, written
from tests.workforce.extract.small import file
from tests.workforce.extract.waiting import category, held, line, remembered, waiting
from workforce.extract.meanings import LEFT_OUT, NOT_HELD
from workforce.forms.extract import last_snapshot_day
from workforce.models import CodeMeaning, GroupBand, PendingExtract, Snapshot
from workforce.views import extract as views

pytestmark = pytest.mark.django_db
LINES = "application/x-ndjson"
DAY_TYPED = {"day_day": "31", "day_month": "3", "day_year": "2026"}


def page(name: str, *args) -> str:
    return reverse(f"workforce:extract_{name}", args=args)


def send(client: Client, content: str | bytes, *, name="extract.csv", **options):
    data = content.encode() if isinstance(content, str) else content
    upload = SimpleUploadedFile(name, data)
    return client.post(page("upload"), DAY_TYPED | {"file": upload}, **options)


def boxes(response) -> dict[str, str]:
    """The boxes of the page of codes, by the code."""
    return {
        row.code.code: row.box.html_name
        for section in response.context["form"].sections
        for row in (*section.unknown, *section.known)
    }


# Who


def test_only_who_keeps_the_figures_opens_and_sends(homes, officer, browser):
    extract = waiting(officer, line())
    addresses = [page("upload"), page("preview", extract.pk), page("codes", extract.pk)]
    assert {browser.get(address).status_code for address in addresses} == {200}
    for user in everybody_but("workforce_officer"):
        client = browser_of(user)
        for address in (*addresses, page("discard", extract.pk)):
            assert client.post(address).status_code == 403
        assert client.get(addresses[0]).status_code == 403
    for address in (*addresses, page("discard", extract.pk)):
        assert Client().post(address).status_code == 302
    assert PendingExtract.objects.get() == extract


def test_what_waits_for_somebody_else_is_not_found(homes, browser):
    extract = waiting(somebody_who_is("workforce_officer"), line())
    for name in ("preview", "codes", "discard"):
        assert browser.post(page(name, extract.pk)).status_code == 404
    assert browser.get(page("preview", extract.pk)).status_code == 404
    assert "waits for you" not in text_of(browser.get(page("upload")))
    assert PendingExtract.objects.exists()
    assert not Snapshot.objects.exists()


# The way


def test_from_the_file_to_the_figures(homes, officer, browser):
    response = send(browser, file(line(ethnicity="BAME-03"), line(sex="M")), follow=True)
    [extract] = PendingExtract.objects.all()
    assert response.redirect_chain == [(page("codes", extract.pk), 302)]
    box = boxes(response)["BAME-03"]
    indian = str(category("Indian"))
    response = browser.post(page("codes", extract.pk), {box: indian}, follow=True)
    assert response.redirect_chain == [(page("preview", extract.pk), 302)]
    assert "50.0" in text_of(response)
    response = browser.post(page("preview", extract.pk), follow=True)
    assert "Figures of the whole council and 1 directorate are made" in text_of(response)
    assert held(Snapshot.objects.get(directorate=None))[UPPER][1]["ethnicity: Indian"] == 1
    assert browser.post(page("preview", extract.pk)).status_code == 404


def test_where_every_code_is_known_the_preview_comes_at_once(homes, browser):
    response = send(browser, file(line()), follow=True)
    assert response.redirect_chain[-1][0] == page("preview", PendingExtract.objects.get().pk)
    assert "Nothing has been imported yet" in text_of(response)


def test_a_preview_with_a_code_that_is_not_known_any_more_leads_to_the_codes(
    homes, officer, browser
):
    extract = waiting(officer, line(ethnicity="XX"))
    for response in (
        browser.get(page("preview", extract.pk)),
        browser.post(page("preview", extract.pk)),
    ):
        assert response.url == page("codes", extract.pk)
    assert not Snapshot.objects.exists()


def test_an_extract_that_no_longer_fits_is_told(homes, officer, browser):
    extract = waiting(officer, line())
    GroupBand.objects.filter(group=group_named(UPPER)).update(last_point=60)
    shown = text_of(browser.post(page("preview", extract.pk)))
    assert "changed since it was read. Upload it again" in shown
    assert not Snapshot.objects.exists()


def test_it_can_be_left(homes, officer, browser):
    extract = waiting(officer, line())
    assert browser.get(page("discard", extract.pk)).status_code == 405
    shown = text_of(browser.post(page("discard", extract.pk), follow=True))
    assert "Nothing was imported" in shown
    assert not PendingExtract.objects.exists()


def test_what_waits_is_told_on_the_page_of_the_upload_and_a_second_file_takes_its_place(
    homes, officer, browser
):
    first = waiting(officer, line())
    assert page("preview", first.pk) in browser.get(page("upload")).content.decode()
    send(browser, file(line(), line()))
    [second] = PendingExtract.objects.all()
    assert second.pk != first.pk


# Codes


def test_a_code_without_a_meaning_is_told_beside_its_box_and_nothing_is_kept(
    homes, officer, browser
):
    extract = waiting(officer, line(ethnicity="XX"), line(ethnicity="YY"))
    names = boxes(browser.get(page("codes", extract.pk)))
    typed = {names["XX"]: "not_held", names["YY"]: "", names["F"]: str(category("Female"))}
    response = browser.post(page("codes", extract.pk), typed)
    assert response.context["form"].errors == {names["YY"]: ["Select what “YY” means"]}
    assert response.context["form"][names["XX"]].value() == "not_held"
    assert not CodeMeaning.objects.exists()


def test_what_is_known_can_be_changed_but_not_to_nothing(homes, officer, browser):
    remembered("ethnicity", "XX", NOT_HELD)
    extract = waiting(officer, line(ethnicity="XX", disability="N"))
    response = browser.get(page("codes", extract.pk))
    names = boxes(response)
    assert response.context["form"][names["XX"]].initial == "not_held"
    typed = {names["XX"]: str(category("Indian")), names["N"]: "not_held"}
    browser.post(page("codes", extract.pk), typed)
    assert set(CodeMeaning.objects.values_list("code", "answer", "category__name")) == {
        ("XX", "", "Indian"),
    } | {("N", "not_held", None)}
    response = browser.post(page("codes", extract.pk), {names["XX"]: ""})
    assert response.context["form"].errors == {names["XX"]: ["Select what “XX” means"]}
    assert '<details class="govuk-details" open>' in response.content.decode()


def test_what_decides_nothing_may_stay_without_a_meaning(homes, officer, browser):
    extract = waiting(officer, line(organisation="AGY", ethnicity="XX"), line())
    names = boxes(browser.get(page("codes", extract.pk)))
    typed = {names["AGY"]: str(LEFT_OUT), names["XX"]: ""}
    assert browser.post(page("codes", extract.pk), typed).url == page("preview", extract.pk)


@pytest.mark.parametrize("typed", ["group-1", "category-999999", "yes", "<script>"])
def test_what_a_column_cannot_mean_is_refused(homes, officer, browser, typed):
    extract = waiting(officer, line(ethnicity="XX"))
    names = boxes(browser.get(page("codes", extract.pk)))
    response = browser.post(page("codes", extract.pk), {names["XX"]: typed})
    assert list(response.context["form"].errors) == [names["XX"]]
    assert not CodeMeaning.objects.exists()


def test_hundreds_of_codes_are_asked_some_at_a_time(homes, officer, browser, monkeypatch):
    monkeypatch.setattr(views, "CODES_A_PAGE", 5)
    extract = waiting(officer, *[line(ethnicity=f"E{n}") for n in range(8)])
    response = browser.get(page("codes", extract.pk))
    first = boxes(response)
    assert len(first) == 5
    assert "8 codes" in text_of(response)
    response = browser.post(page("codes", extract.pk), dict.fromkeys(first.values(), "not_held"))
    assert response.url == page("codes", extract.pk)
    second = boxes(browser.get(response.url))
    unknown = {code: name for code, name in second.items() if code[0] == "E"}
    assert len(unknown.keys() - first) == 3
    response = browser.post(page("codes", extract.pk), dict.fromkeys(unknown.values(), "not_held"))
    assert response.url == page("preview", extract.pk)
    assert "page=2" in browser.get(page("codes", extract.pk)).content.decode()


def test_what_stands_in_a_file_is_shown_as_text(homes, officer, browser):
    extract = waiting(officer, line(ethnicity="<script>alert(1)</script>"))
    shown = browser.get(page("codes", extract.pk)).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


# Faults


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty"),
        (file(line()).replace("unit", "Surname"), "can tell who somebody is"),
        (file(line()).replace("unit", "Payroll no"), "can tell who somebody is"),
        (file(line()).replace("unit", "sex"), "the column “sex” stands twice"),
        (file(line(), *file(line()).splitlines()), "the headings stand again"),
        (file(line(scale_point='"34,5"')), "written with a decimal comma; enter 34.5"),
        (file(line(organisation="")), "row 2, column A (organisation)"),
        (b"PK\x03\x04", "The file is a workbook. Save it as CSV"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_and_nothing_is_kept(homes, browser, content, told):
    response = send(browser, content)
    assert response.status_code == 200
    assert "Nothing was imported" in text_of(response)
    assert told in text_of(response)
    assert not PendingExtract.objects.exists()


def test_a_file_of_windows_with_semicolons_is_understood(homes, browser):
    content = file(line(ethnicity="Größer")).replace(",", ";").encode("windows-1252")
    assert "Größer" in text_of(send(browser, content, follow=True))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"day_year": "2027"}, "Day of the snapshot must be today or in the past"),
        ({"day_day": "32"}, "Day of the snapshot must have a day from 1 to 31"),
        ({"day_day": "", "day_month": "", "day_year": ""}, "Enter the day of the snapshot"),
    ],
)
def test_a_day_that_cannot_be_is_told_beside_its_boxes(homes, browser, typed, told):
    upload = SimpleUploadedFile("extract.csv", file(line()).encode())
    response = browser.post(page("upload"), DAY_TYPED | typed | {"file": upload})
    assert response.context["form"].errors["day"] == [told]
    assert not PendingExtract.objects.exists()


def test_without_a_file_it_is_asked_for_and_too_large_a_one_is_refused_unread(browser):
    response = browser.post(page("upload"), DAY_TYPED)
    assert response.context["form"].errors["file"] == ["Select a CSV file"]
    response = send(browser, b"x" * (MAX_UPLOAD + 1))
    assert "must be smaller than 10 MB" in " ".join(response.context["form"].errors["file"])


@pytest.mark.parametrize(
    ("today", "day"),
    [("2026-03-30", "2025-03-31"), ("2026-03-31", "2026-03-31"), ("2026-12-31", "2026-03-31")],
)
def test_the_day_is_the_last_31_march_unless_another_is_typed(time_machine, today, day):
    time_machine.move_to(f"{today}T12:00:00+00:00")
    assert last_snapshot_day().isoformat() == day


# How far the reading is


def steps(response) -> list[dict]:
    assert response.headers["Content-Type"] == LINES
    return [json.loads(told) for told in b"".join(response.streaming_content).splitlines()]


def test_a_script_is_told_how_far_the_reading_is_and_where_to_go(homes, browser):
    content = written(employees(2_500))
    *told, last = steps(send(browser, content, headers={"Accept": LINES}))
    assert [step["lines"] for step in told] == [1_000, 2_000, 2_500]
    assert told[-1]["bytes"] == len(content)
    extract = PendingExtract.objects.get()
    assert last == {"go": page("codes", extract.pk)}
    assert browser.get(last["go"]).status_code == 200


def test_a_script_is_told_that_the_page_must_tell_what_is_wrong(homes, browser):
    told = steps(send(browser, file(line(organisation="")), headers={"Accept": LINES}))
    assert told[-1] == {"go": ""}
    response = browser.post(page("upload"), DAY_TYPED, headers={"Accept": LINES})
    assert response.context["form"].errors
    assert not PendingExtract.objects.exists()


def test_the_script_needs_the_mark_against_forged_forms(homes, officer):
    client = Client(enforce_csrf_checks=True)
    client.cookies = browser_of(officer).cookies
    assert send(client, file(line()), headers={"Accept": LINES}).status_code == 403
    assert not PendingExtract.objects.exists()
