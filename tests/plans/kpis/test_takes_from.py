"""Where a KPI takes its figures from: how it is written, amended and carried on."""

from html import unescape

import pytest

from plans.cards import card
from plans.exchange.exporting import export_plan
from plans.forms.of_part import form_of
from plans.history.entries import entries_of_plan
from plans.history.telling import tell
from plans.models import Indicator
from plans.parts import KINDS
from tests.factories import PlanFactory, UserFactory, take_steps
from tests.plain_rows import change as change_row
from tests.plain_rows import refused
from tests.plans.amending.amended import agreed, approved_plan, change
from tests.plans.kpis.profile import BME, DISABLED, WORDS
from tests.plans.rolling.test_rolling_forward import rolled
from tests.plans.writing.pages import officer_of, url

pytestmark = pytest.mark.django_db
SELECT = '<select name="takes_from"'


@pytest.fixture
def plan():
    return PlanFactory(full=True)


def kpi_of(plan) -> Indicator:
    return Indicator.objects.get(objective__block__appendix__plan=plan)


def take(plan, key: str = BME) -> None:
    """Let the plan's KPI take its figures from somewhere."""
    change_row(kpi_of(plan), takes_from=key, takes_from_words=WORDS[key])


def form(plan):
    return form_of(KINDS["kpi"], plan, None, part=kpi_of(plan))


def written(plan, **typed) -> str:
    """The page after the KPI's form was saved with other words in some boxes."""
    address = url("part_edit", plan, "kpi", kpi_of(plan).pk)
    client = officer_of(plan)
    data = {
        field.html_name: str(field.value() if field.value() is not None else "")
        for field in client.get(address).context["form"]
        if field.value() is not False
    }
    response = client.post(address, data | typed, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_a_figure_is_selected_in_the_form_of_the_kpi(profile, plan):
    assert "Takes its figures from" in written(plan, takes_from=BME)
    assert (kpi_of(plan).takes_from, kpi_of(plan).takes_from_words) == (BME, "Council: BME")
    written(plan, takes_from="")
    assert (kpi_of(plan).takes_from, kpi_of(plan).takes_from_words) == ("", "")


def test_the_choices_stand_in_groups_after_nothing(profile, plan):
    assert form(plan).fields["takes_from"].choices == [
        ("", "Nothing: they are typed"),
        ("Council", [(BME, "BME"), (DISABLED, "disabled")]),
    ]


def test_without_a_source_nothing_is_asked_and_nothing_changes(no_source, plan):
    assert "takes_from" not in form(plan).fields
    written(plan, measure="Other words")
    assert kpi_of(plan).measure == "Other words"
    assert kpi_of(plan).takes_from == ""


def test_what_is_not_offered_is_refused(profile, plan):
    written(plan, takes_from="profile:other")
    assert kpi_of(plan).takes_from == ""


@pytest.mark.parametrize("there_is_a_source", [True, False])
def test_what_is_gone_stays_until_somebody_takes_it_away(request, plan, there_is_a_source):
    take(plan)
    if there_is_a_source:
        request.getfixturevalue("profile").offered = []
    else:
        request.getfixturevalue("no_source")
    assert form(plan).fields["takes_from"].choices[-1] == (
        BME,
        "Council: BME (no longer offered)",
    )
    written(plan, measure="Other words")
    assert (kpi_of(plan).takes_from, kpi_of(plan).takes_from_words) == (BME, "Council: BME")
    written(plan, takes_from="")
    assert kpi_of(plan).takes_from == ""


def test_it_is_called_what_it_was_called_when_it_was_selected(profile, plan):
    take(plan)
    profile.offered = [("Whole council", [("council/bme", "BME")])]
    written(plan, measure="Other words")
    assert kpi_of(plan).takes_from_words == "Council: BME"


def test_it_is_told_on_the_card_and_in_the_history(profile, plan):
    written(plan, takes_from=BME)
    kpi = kpi_of(plan)
    assert ("Takes its figures from", "Council: BME") in card(plan, kpi).facts
    (last,) = tell(plan, entries_of_plan(plan)[:1])
    [sentence] = ["".join(run.text for run in sentence) for sentence in last.sentences]
    words = f"set “Takes its figures from” of KPI “{kpi.measure}” to “Council: BME”"
    assert sentence.endswith(words)


def test_of_an_approved_plan_it_changes_by_an_amendment_only(profile):
    plan = approved_plan()
    with refused("changes only by an amendment"):
        take(plan)
    proposed = change(plan, kpi_of(plan), takes_from=BME)
    assert {cell.label: (cell.old, cell.new) for cell in proposed.printed_cells} == {
        "Takes its figures from": ("", "Council: BME")
    }
    assert kpi_of(plan).takes_from == ""
    agreed(proposed)
    assert (kpi_of(plan).takes_from, kpi_of(plan).takes_from_words) == (BME, "Council: BME")


def test_an_amendment_of_another_cell_leaves_it_alone(profile):
    plan = PlanFactory(full=True)
    take(plan)
    profile.offered = []
    take_steps(plan, "considered", "submitted", "approved")
    agreed(change(plan, kpi_of(plan), measure="Other words"))
    kpi = kpi_of(plan)
    assert (kpi.measure, kpi.takes_from, kpi.takes_from_words) == (
        "Other words",
        BME,
        "Council: BME",
    )


def test_a_plan_rolled_forward_keeps_it(profile, plan):
    take(plan)
    new = rolled(plan, UserFactory()).plan
    assert (kpi_of(new).takes_from, kpi_of(new).takes_from_words) == (BME, "Council: BME")


def test_the_file_of_a_plan_does_not_carry_it(plan):
    take(plan)
    assert BME not in export_plan(plan).model_dump_json()
