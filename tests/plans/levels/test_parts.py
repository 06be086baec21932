"""The level of need that an objective or action serves: how it is written and kept."""

from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from plans.acts_on_parts import remove, undo_removal
from plans.amending.as_approved import AsApproved
from plans.cards import card
from plans.exchange.exporting import export_plan
from plans.forms.of_part import form_of
from plans.forms.pasted_action import PastedActionForm
from plans.history.entries import entries_of_plan
from plans.history.telling import tell
from plans.models import CriticalAction, Layout, Objective
from plans.parts import KINDS
from plans.reading import PlanReading
from tests.factories import PlanFactory, UserFactory, take_steps
from tests.plain_rows import change as change_row
from tests.plain_rows import refused, without_triggers
from tests.plans.amending.amended import add, agreed, approved_plan, change
from tests.plans.amending.amended import officer_of as officer
from tests.plans.levels.named import EARLY, UNIVERSAL, words_of
from tests.plans.pages.people import client_of
from tests.plans.rolling.test_rolling_forward import rolled
from tests.plans.writing.pages import officer_of, url

pytestmark = pytest.mark.django_db

BOTH = pytest.mark.parametrize("kind", ["objective", "action"])
OLD = "Level 2: Early help"


@pytest.fixture
def plan():
    return PlanFactory(full=True)


def part_of(plan, kind: str) -> Objective | CriticalAction:
    return KINDS[kind].parts_of(plan).get()


def serves(plan, kind: str, words: str = EARLY, number: int | None = 2):
    """Let the part serve a level."""
    part = part_of(plan, kind)
    change_row(part, level=number, level_words=words)
    return part


def held(plan, kind: str) -> tuple[int | None, str]:
    part = part_of(plan, kind)
    return part.level, part.level_words


def form(plan, kind: str):
    return form_of(KINDS[kind], plan, None, part=part_of(plan, kind))


def written(plan, kind: str, **typed) -> str:
    """The page after the form was saved with something else in some boxes."""
    address = url("part_edit", plan, kind, part_of(plan, kind).pk)
    client = officer_of(plan)
    boxes = client.get(address).context["form"]
    data = {box.html_name: "" if box.value() is None else str(box.value()) for box in boxes}
    response = client.post(address, data | typed, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


@BOTH
def test_it_is_selected_by_its_words_and_taken_back(framework, plan, kind):
    assert form(plan, kind).fields["level_words"].choices == [
        ("", "Not said"),
        (UNIVERSAL, UNIVERSAL),
        (EARLY, EARLY),
    ]
    written(plan, kind, level_words=EARLY)
    assert held(plan, kind) == (2, EARLY)
    written(plan, kind, level_words="")
    assert held(plan, kind) == (None, "")


def test_an_action_does_not_take_over_the_level_of_its_objective(framework, plan):
    written(plan, "objective", level_words=EARLY)
    assert held(plan, "action") == (None, "")


@BOTH
def test_without_a_framework_in_force_nothing_is_asked(framework, plan, kind):
    framework.levels = []
    assert "level_words" not in form(plan, kind).fields
    written(plan, kind, text="Other words")
    assert held(plan, kind) == (None, "")


@BOTH
def test_a_level_of_no_framework_is_refused(framework, plan, kind):
    written(plan, kind, level_words="Level 7: Beyond")
    assert held(plan, kind) == (None, "")


@BOTH
@pytest.mark.parametrize("in_force", [[], [(2, EARLY), (3, "Level 3: Complex needs")]])
def test_it_is_called_what_it_was_called_when_it_was_selected(framework, plan, kind, in_force):
    serves(plan, kind, OLD)
    framework.levels = in_force
    assert f"“{OLD}” is not a name" in form(plan, kind).fields["level_words"].help_text
    written(plan, kind, text="Other words")
    assert held(plan, kind) == (2, OLD)
    if in_force:
        written(plan, kind, level_words=EARLY)
        assert held(plan, kind) == (2, EARLY)
        assert not form(plan, kind).fields["level_words"].help_text


@BOTH
def test_a_form_asks_for_the_levels_once(framework, plan, kind):
    form(plan, kind)
    assert framework.asked == 1


def test_a_paste_asks_for_none(framework):
    assert "level_words" not in PastedActionForm.base_fields


@BOTH
@pytest.mark.parametrize(
    ("number", "words"), [(2, ""), (None, EARLY), (0, "Level 0: None"), (10, "Level 10: Many")]
)
def test_the_database_keeps_number_and_words_together(plan, kind, number, words):
    with refused("level_of_need"):
        serves(plan, kind, words, number)


@BOTH
def test_it_is_told_on_the_card_the_page_and_in_the_history(framework, plan, kind):
    written(plan, kind, level_words=EARLY)
    assert list(words_of(card(plan, part_of(plan, kind)).facts)) == [EARLY]
    assert EARLY in client_of(officer(plan)).get(plan.get_absolute_url()).content.decode()
    (last,) = tell(plan, entries_of_plan(plan)[:1])
    [sentence] = ["".join(run.text for run in sentence) for sentence in last.sentences]
    assert f"set the level of need it serves of {kind}" in sentence
    assert sentence.endswith(f"to “{EARLY}”")


@pytest.mark.parametrize("layout", Layout.values)
def test_every_layout_of_the_page_shows_it(plan, layout):
    plan.appendices.update(layout=layout)
    for kind, words in (("objective", UNIVERSAL), ("action", EARLY)):
        serves(plan, kind, words)
    page = client_of(officer(plan)).get(plan.get_absolute_url()).content.decode()
    assert (page.count(UNIVERSAL), page.count(EARLY)) == (1, 1)


@BOTH
def test_the_detailed_layout_prints_it_where_it_is_named(plan, kind):
    def printed() -> str:
        appendix = PlanReading(plan).appendix_readings[0]
        return render_to_string("pdf/parts/layout_detailed.html", {"appendix": appendix})

    before = printed()
    serves(plan, kind)
    assert "Level 2" not in before
    assert printed().count(f'<p class="note">{EARLY}</p>') == 1


@BOTH
def test_of_an_approved_plan_it_changes_by_an_amendment_only(framework, kind):
    plan = approved_plan()
    with refused("changes only by an amendment"):
        serves(plan, kind)
    proposed = change(plan, part_of(plan, kind), level_words=EARLY)
    assert {cell.label: (cell.old, cell.new) for cell in proposed.printed_cells} == {
        "Level of need it serves": ("", EARLY)
    }
    assert held(plan, kind) == (None, "")
    agreed(proposed)
    assert held(plan, kind) == (2, EARLY)
    told = [each for top in AsApproved(plan).differences.parts for each in top.flat()]
    assert [
        (each.kind, cell.label, cell.before, cell.after)
        for each in told
        for cell in each.changed_cells
    ] == [(kind, "Level of need it serves", "", EARLY)]


def test_an_action_is_added_by_amendment_with_its_level(framework):
    plan = approved_plan()
    agreed(add(plan, "action", part_of(plan, "objective"), text="Train", level_words=UNIVERSAL))
    assert CriticalAction.objects.get(text="Train").level == 1


@BOTH
def test_an_amendment_of_another_cell_leaves_the_words_of_their_day(framework, plan, kind):
    serves(plan, kind, OLD)
    take_steps(plan, "considered", "submitted", "approved")
    agreed(change(plan, part_of(plan, kind), text="Other words"))
    assert part_of(plan, kind).text == "Other words"
    assert held(plan, kind) == (2, OLD)


def test_an_amendment_is_not_made_in_other_words_than_were_proposed(framework):
    plan = approved_plan()
    proposed = change(plan, part_of(plan, "action"), level_words=EARLY)
    framework.levels = [(1, UNIVERSAL), (2, "Level 2: Something else")]
    with pytest.raises(ValidationError, match="cannot be made any more"):
        agreed(proposed)


@BOTH
def test_a_plan_rolled_forward_keeps_it(plan, kind):
    serves(plan, kind, OLD)
    assert held(rolled(plan, UserFactory()).plan, kind) == (2, OLD)


@BOTH
def test_the_file_of_a_plan_does_not_carry_it(plan, kind):
    serves(plan, kind)
    assert EARLY not in export_plan(plan).model_dump_json()


def test_what_was_removed_before_there_were_levels_is_put_back(plan):
    objective, actor = part_of(plan, "objective"), officer(plan)
    entry = remove(KINDS["objective"], objective, plan=plan, actor=actor)
    for row in entry.changes.all():
        for column in ("level", "level_words", "takes_from", "takes_from_words"):
            row.before.pop(column, None)
        with without_triggers():
            row.save()
    undo_removal(entry, plan=plan, actor=actor)
    assert held(plan, "objective") == (None, "")
    assert held(plan, "action") == (None, "")
