"""The lists of actions and of plans by the level of need that is served."""

import pytest

from tests.factories import (
    CriticalActionFactory,
    ObjectiveFactory,
    PlanFactory,
    RoleAssignmentFactory,
)
from tests.plans.levels.named import EARLY, UNIVERSAL
from tests.plans.lists.pages import ACTIONS, cells, page, rows
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db

PLANS = "plans:list"


def served(level: int, words: str) -> dict:
    return {"level": level, "level_words": words}


def choices(name: str) -> list[tuple[str, str]]:
    return page(name).context["filter"].filters["level"].extra["choices"]


def test_actions_are_found_by_the_number_whatever_the_name_was(framework):
    CriticalActionFactory(text="New", **served(2, EARLY))
    CriticalActionFactory(text="Old", **served(2, "Level 2: Early help"))
    CriticalActionFactory(text="Other", **served(1, UNIVERSAL))
    CriticalActionFactory(text="None")
    CriticalActionFactory(text="Under", objective=ObjectiveFactory(**served(2, EARLY)))
    assert {action.text for action in rows(ACTIONS, level=2)} == {"New", "Old"}
    assert len(rows(ACTIONS, level=9)) == 5
    chosen = page(ACTIONS, level=2).context["filter"].chosen
    assert [(one.label, one.text) for one in chosen] == [("Level of need", EARLY)]


def test_plans_are_found_by_their_objectives_and_their_actions_once_each(framework):
    one, two, three = [PlanFactory(title=f"Plan {name}") for name in ("one", "two", "three")]
    for _ in range(2):
        ObjectiveFactory(block__appendix__plan=one, **served(2, EARLY))
    CriticalActionFactory(objective__block__appendix__plan=one, **served(2, EARLY))
    CriticalActionFactory(objective__block__appendix__plan=two, **served(2, EARLY))
    ObjectiveFactory(block__appendix__plan=three, **served(1, UNIVERSAL))
    assert sorted(plan.title for plan in rows(PLANS, level=2)) == ["Plan one", "Plan two"]
    assert [plan.title for plan in rows(PLANS, level=1)] == ["Plan three"]
    assert len(rows(PLANS)) == 3


@pytest.mark.parametrize("name", [ACTIONS, PLANS])
def test_the_levels_in_force_are_offered_and_those_held_besides(framework, name):
    in_force = [("1", UNIVERSAL), ("2", EARLY)]
    assert choices(name) == in_force
    CriticalActionFactory(**served(5, "Level 5: Of another day"))
    assert choices(name) == [*in_force, ("5", "Level 5")]


@pytest.mark.parametrize("name", [ACTIONS, PLANS])
def test_without_a_framework_and_without_a_level_there_is_no_filter(framework, name):
    framework.levels = []
    CriticalActionFactory()
    assert "level" not in page(name, level=2).context["filter"].filters
    assert len(rows(name, level=2)) == 1


@pytest.mark.parametrize("name", [ACTIONS, PLANS])
def test_a_level_of_plans_that_one_may_not_read_is_not_offered(framework, name):
    framework.levels = []
    ObjectiveFactory(**served(3, "Level 3: Complex needs"))
    CriticalActionFactory(**served(3, "Level 3: Complex needs"))
    user = RoleAssignmentFactory(committee_member=True).user
    assert "level" not in page(name, user).context["filter"].filters


def test_a_list_of_many_levels_asks_no_more_often(framework, django_assert_max_num_queries):
    def queries(name: str) -> int:
        with django_assert_max_num_queries(60) as asked:
            page(name, user)
        return len(asked)

    user = holder("officer")
    CriticalActionFactory(**served(1, UNIVERSAL))
    few = [queries(name) for name in (ACTIONS, PLANS)]
    for number in range(2, 10):
        CriticalActionFactory(
            objective=ObjectiveFactory(**served(number, f"Level {number}: Its name")),
            **served(number, f"Level {number}: Its name"),
        )
    framework.asked = 0
    assert [queries(name) for name in (ACTIONS, PLANS)] == few
    assert framework.asked == 2


def test_the_column_of_the_level_can_be_chosen_and_saved_and_sorts_by_number(framework):
    user = holder("officer")
    for text, number, words in [("A", 2, EARLY), ("B", 1, "Universal, level 1")]:
        CriticalActionFactory(text=text, **served(number, words))
    assert "level" not in page(ACTIONS, user).context["table"].usual
    client_of(user).post("/plans/actions/", {"columns": ["text", "level"]})
    assert [row["level"] for row in cells(ACTIONS, user, sort="level")] == [
        "Universal, level 1",
        EARLY,
    ]
    csv = b"".join(client_of(user).get("/plans/actions/", {"_export": "csv"})).decode()
    assert EARLY in csv
