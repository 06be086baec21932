"""The PDF of a comparison: what changed is in it, and everybody can read it."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from reports.models import Document
from tests.factories import (
    CriticalActionFactory,
    DirectorateFactory,
    ObjectiveFactory,
    ParagraphFactory,
    PlanFactory,
    bring_to,
)
from tests.judges import assert_accessible_pdf
from tests.plans.pages.people import client_of, holder
from tests.reports.test_plan_document import printed, squeezed

pytestmark = pytest.mark.django_db


@pytest.fixture
def years():
    """A full plan, and last year's of the same directorate."""
    directorate = DirectorateFactory()
    return (
        PlanFactory(full=True, directorate=directorate),
        PlanFactory(full=True, directorate=directorate, first_year=2025, published=True),
    )


def ask(user, plan, **parameters):
    return client_of(user).post(reverse("reports:make", args=["compare", plan.pk]), parameters)


def test_what_changed_is_printed_and_the_pdf_passes_both_judges(years, tmp_path):
    plan, last = years
    for each, when in ((last, "each autumn"), (plan, "each spring")):
        section = each.sections.get()
        ParagraphFactory(section=section, number="9", text=f"We ask all families {when}\n<b>")
        objective = ObjectiveFactory(
            block=each.appendices.get().blocks.get(), ref="Ob 9", text="Hear"
        )
        CriticalActionFactory(objective=objective, ref="9.1", text=f"Visit every school {when}")
    ObjectiveFactory(block=plan.appendices.get().blocks.get(), ref="Ob 10", text="A new aim")
    ObjectiveFactory(block=last.appendices.get().blocks.get(), ref="Ob 11", text="An old aim")
    output = tmp_path / "changes.pdf"
    call_command("render_report", "compare", str(plan.pk), "--with", str(last.pk), output=output)
    content = output.read_bytes()
    text = printed(content)
    for expected in (
        "Changes from 2025/26 to 2026/27",
        f"{last}, as it is now (Published)",
        f"{plan}, as it is now (Draft)",
        "2 objectives added, 2 removed",
        "We ask all families each autumn",
        "We ask all families each spring",
        "Visit every school each spring",
        "Objective Ob 10 A new aim Added",
        "Objective Ob 11 An old aim Removed",
    ):
        assert squeezed(expected) in text, expected
    assert_accessible_pdf(content)


def test_a_document_keeps_with_what_the_plan_is_compared(years):
    plan, last = years
    user = holder("officer", plan.directorate)
    page = client_of(user).get(ask(user, plan, **{"with": f"plan:{last.pk}", "x": "y"}).url)
    document = Document.objects.get()
    assert document.parameters == {"with": f"plan:{last.pk}"}
    assert document.title == f"Changes from {last} to {plan}"
    back = reverse("plans:compare", args=[plan.pk], query=document.parameters)
    assert back in page.content.decode()


@pytest.mark.parametrize("choice", [{}, {"with": "plan:0"}, {"with": "nonsense"}])
def test_nobody_asks_for_a_comparison_with_what_is_not_there(years, choice):
    plan, _ = years
    assert ask(holder("officer", plan.directorate), plan, **choice).status_code == 404
    assert not Document.objects.exists()


def test_both_plans_must_be_readable_to_ask_and_still_to_download(years):
    plan, _ = years
    other = PlanFactory()
    user = holder("officer", plan.directorate)
    choice = {"with": f"plan:{other.pk}"}
    assert ask(user, plan, **choice).status_code == 404
    document = Document.objects.create(
        kind="compare",
        target_id=plan.pk,
        parameters=choice,
        title="x",
        requested_by=user,
        state="ready",
        content=b"%PDF",
    )
    address = reverse("reports:download", args=[document.pk])
    assert client_of(user).get(address).status_code == 404
    bring_to(other, "published")
    response = client_of(user).get(address)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith('attachment; filename="changes-')


@pytest.mark.parametrize(
    ("kind", "other", "message"),
    [
        ("compare", "", "--with is needed"),
        ("compare", "4711", "There is no plan or state “plan:4711”"),
        ("plan", "4711", "--with is not for"),
    ],
)
def test_render_report_says_what_cannot_be_compared(years, tmp_path, kind, other, message):
    arguments = [kind, str(years[0].pk), *(["--with", other] if other else [])]
    with pytest.raises(CommandError, match=message):
        call_command("render_report", *arguments, output=tmp_path / "changes.pdf")
