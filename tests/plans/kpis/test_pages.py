"""The page of a KPI, and the pages on which figures are entered."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Indicator, Plan, QuarterActual
from tests.factories import (
    IndicatorFactory,
    PersonFactory,
    UserFactory,
    bring_to,
)
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db
SECOND = "?quarter=2026/27-2"


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def kpi(objective) -> Indicator:
    return IndicatorFactory(
        objective=objective, refs=["SEN 1"], measure="On time", unit="%", target="50%"
    )


@pytest.fixture
def calls(objective) -> Indicator:
    return IndicatorFactory(objective=objective, refs=["TEL 2"], measure="Calls", unit="number")


def page_of(kpi: Indicator, query: str = SECOND) -> str:
    plan = kpi.objective.block.appendix.plan
    return reverse("plans:kpi", args=[plan.pk, kpi.pk]) + query


def figures_of(plan: Plan, name: str = "kpi_figures", query: str = SECOND) -> str:
    return reverse(f"plans:{name}", args=[plan.pk]) + query


def shown(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def boxes(client: Client, url: str) -> dict[str, str]:
    """What a browser would send of the page as it was opened."""
    context = client.get(url).context
    forms = context.get("rows") or [context["form"]]
    return {
        field.html_name: str(field.value() if field.value() is not None else "")
        for form in forms
        for field in form
    }


def box(kpi: Indicator, name: str) -> str:
    return f"kpi-{kpi.pk}-{name}"


def told() -> list[tuple[str, int, str]]:
    return [
        (row.indicator.refs[0], row.quarter, row.printed) for row in QuarterActual.objects.all()
    ]


def test_who_may_open_which_page(plan, kpi):
    bring_to(plan, Plan.Status.PUBLISHED)
    named = UserFactory(person=PersonFactory())
    kpi.people.add(named.person)
    pages = [
        page_of(kpi),
        figures_of(plan),
        figures_of(plan, "kpi_figures_import"),
        figures_of(plan, "kpi_figures_file"),
    ]
    allowed = {"officer": pages, "plan_lead": pages, "named": pages, "leadership_team": pages[:1]}
    for name, user in (the_six_roles(plan.directorate) | {"named": named}).items():
        client = client_of(user)
        opened = [url for url in pages if client.get(url).status_code == 200]
        assert opened == allowed.get(name, []), name


def test_who_may_only_read_cannot_report(plan, kpi):
    client = client_of(holder("leadership_team", plan.directorate))
    assert client.post(page_of(kpi), {"figure": "48%", "state": "final"}).status_code == 403
    assert told() == []
    assert "Report a figure" not in shown(client, page_of(kpi))


def test_somebody_named_for_one_kpi_sees_no_other_on_the_page_of_all(plan, kpi, calls):
    named = UserFactory(person=PersonFactory())
    bring_to(plan, Plan.Status.PUBLISHED)
    calls.people.add(named.person)
    client = client_of(named)
    typed = boxes(client, figures_of(plan)) | {box(kpi, "figure"): "1%", box(calls, "figure"): "9"}
    client.post(figures_of(plan), typed)
    assert told() == [("TEL 2", 2, "9 (provisional)")]


def test_a_figure_is_reported_with_its_note_and_source(client, kpi):
    typed = boxes(client, page_of(kpi))
    typed |= {"figure": "48%", "state": "final", "note": "Without transfers", "source": "Census"}
    typed |= {"numerator": "48", "denominator": "100"}
    page = client.post(page_of(kpi), typed, follow=True).content.decode()
    for words in ("1 figure saved", "Quarter 2 of 2026/27: 48%", "48 of 100", "Source: Census"):
        assert words in page
    assert "Without transfers" in page


def test_the_page_rates_tells_the_direction_and_draws(client, plan, kpi):
    for quarter, figure in ((1, "40%"), (2, "49%")):
        url = page_of(kpi, f"?quarter=2026/27-{quarter}")
        client.post(url, boxes(client, url) | {"figure": figure, "state": "final"})
    page = shown(client, page_of(kpi))
    assert "49%, as it stood after quarter 2" in page
    assert "Improving: 49% in quarter 2 of 2026/27, 40% in quarter 1 of 2026/27" in page
    assert "Amber" in page
    IndicatorFactory._meta.model.objects.get(pk=kpi.pk).targets.create(year="2027/28", text="60%")
    page = shown(client, page_of(kpi))
    assert '<svg class="app-kpi-chart"' in page
    assert page.count("Year by year") == 1


def test_what_is_refused_stands_beside_the_box_and_what_was_typed_stays(client, kpi):
    typed = boxes(client, page_of(kpi)) | {"figure": "12,5", "note": "Kept"}
    page = client.post(page_of(kpi), typed).content.decode()
    assert "“12,5” can be read in two ways. Enter 12.5 or 125" in page
    assert 'value="12,5"' in page
    assert "Kept" in page
    assert told() == []


def test_an_emptied_box_takes_the_figure_back(client, kpi):
    client.post(page_of(kpi), boxes(client, page_of(kpi)) | {"figure": "48%"})
    assert told() == [("SEN 1", 2, "48% (provisional)")]
    client.post(page_of(kpi), boxes(client, page_of(kpi)) | {"figure": ""})
    assert told() == []


@pytest.mark.parametrize("key", ["2025/26-1", "2026/27-5", "x"])
def test_a_quarter_outside_the_plan_is_not_found(client, kpi, key):
    assert client.get(page_of(kpi, f"?quarter={key}")).status_code == 404


def test_all_figures_of_a_quarter_are_saved_together(client, plan, kpi, calls):
    typed = boxes(client, figures_of(plan))
    typed |= {box(kpi, "figure"): "48%", box(calls, "figure"): "1,200"}
    page = client.post(figures_of(plan), typed, follow=True).content.decode()
    assert "2 figures saved" in page
    assert told() == [("SEN 1", 2, "48% (provisional)"), ("TEL 2", 2, "1,200 (provisional)")]


def test_one_wrong_figure_saves_none_and_everything_typed_stays(client, plan, kpi, calls):
    typed = boxes(client, figures_of(plan))
    typed |= {box(kpi, "figure"): "48%", box(calls, "figure"): "n/a"}
    page = client.post(figures_of(plan), typed).content.decode()
    assert "“n/a” is not a figure" in page
    assert 'value="48%"' in page
    assert told() == []


def test_a_row_that_was_not_touched_is_never_written_over(client, plan, kpi, calls):
    opened = boxes(client, figures_of(plan))
    client.post(page_of(kpi), boxes(client, page_of(kpi)) | {"figure": "48%"})
    client.post(figures_of(plan), opened | {box(calls, "figure"): "7"})
    assert told() == [("SEN 1", 2, "48% (provisional)"), ("TEL 2", 2, "7 (provisional)")]


def test_who_was_overtaken_sees_both_figures_and_may_replace(client, plan, kpi, calls):
    opened = boxes(client, figures_of(plan))
    client.post(page_of(kpi), boxes(client, page_of(kpi)) | {"figure": "48%"})
    typed = opened | {box(kpi, "figure"): "51%", box(calls, "figure"): "7"}
    response = client.post(figures_of(plan), typed)
    assert "entered 48% (provisional) while you had this open" in response.content.decode()
    assert told() == [("SEN 1", 2, "48% (provisional)")]
    again = {
        field.html_name: str(field.value() or "")
        for row in response.context["rows"]
        for field in row
    }
    client.post(figures_of(plan), again)
    assert told() == [("SEN 1", 2, "51% (provisional)"), ("TEL 2", 2, "7 (provisional)")]


def test_pasted_figures_fill_the_boxes_and_save_nothing(client, plan, kpi, calls):
    text = "Ref\tMeasure\tFigure\tNote\nSEN 1\tOn time\t48%\tCensus\nCalls\t1,200\nXY 9\t3"
    typed = boxes(client, figures_of(plan)) | {"paste-text": text, "fill": "1"}
    page = client.post(figures_of(plan), typed).content.decode()
    for words in ('value="48%"', 'value="1,200"', 'value="Census"', "2 figures filled in"):
        assert words in page
    assert "Row 4: there is no KPI “XY 9” in this plan" in page
    assert told() == []


def test_a_file_is_filled_in_and_imported(client, plan, kpi, calls):
    file = client.get(figures_of(plan, "kpi_figures_file")).content.decode("utf-8-sig")
    assert "SEN 1,On time,2026/27,2," in file
    file = file.replace("SEN 1,On time,2026/27,2,", "SEN 1,On time,2026/27,2,48%")
    upload = SimpleUploadedFile("q2.csv", file.encode())
    url = figures_of(plan, "kpi_figures_import")
    page = client.post(url, {"file": upload}, follow=True).content.decode()
    assert "1 figure imported" in page
    assert told() == [("SEN 1", 2, "48% (provisional)")]


def test_a_faulty_file_imports_nothing_and_names_row_and_column(client, plan, kpi, calls):
    file = "ref,year,quarter,figure\nSEN 1,2026/27,2,48%\nTEL 2,2024/25,2,5\nTEL 2,2026/27,1,n/a\n"
    upload = SimpleUploadedFile("q2.csv", file.encode())
    page = client.post(figures_of(plan, "kpi_figures_import"), {"file": upload}).content.decode()
    assert "2 faults in the file" in page
    assert "row 3" in page
    assert "is outside the plan" in page
    assert told() == []


def test_the_page_of_all_takes_as_many_queries_for_many_kpis(client, plan, objective, kpi):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(figures_of(plan))
        return len(caught)

    queries()
    few = queries()
    for number in range(6):
        IndicatorFactory(objective=objective, target="5", refs=[f"K {number}"])
    assert queries() == few


def test_a_withdrawn_plan_takes_no_figures(plan, kpi, client):
    opened = boxes(client, page_of(kpi))
    bring_to(plan, Plan.Status.WITHDRAWN)
    assert client.post(page_of(kpi), opened | {"figure": "48%"}).status_code == 403
    assert told() == []


def test_without_a_quarter_in_the_address_the_last_one_that_ended_is_shown(client, plan, kpi):
    assert date(2026, 11, 25) > date(2026, 9, 30)
    assert "Quarter 2 of 2026/27" in shown(client, figures_of(plan, query="")).split("<h2")[1]
