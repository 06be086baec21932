"""Versions of the risk scale: none changes, a new one is begun from the latest."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core.models import AuditAct
from plans.models import RiskScale
from tests.accounts.people import an_admin, browser_of
from tests.factories import (
    PlanFactory,
    RiskScaleFactory,
)
from tests.plans.reference.pages import at, queries

pytestmark = pytest.mark.django_db

FOUR_BY_FOUR = {
    "name": "Risk scale",
    "in_force_from_day": "1",
    "in_force_from_month": "4",
    "in_force_from_year": "2027",
}
FOUR_STEPS = [("A", "Low", 1), ("B", "Some", 2), ("C", "High", 3), ("D", "Very high", 4)]
THREE_BANDS = [
    ("Green", "green", 1, 4, 12),
    ("Amber", "amber", 5, 9, 3),
    ("Red", "red", 10, 16, 1),
]


def rows(prefix: str, names: list[str], values: list) -> dict[str, object]:
    data = {f"{prefix}-TOTAL_FORMS": len(values), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(values):
        data |= {f"{prefix}-{number}-{name}": value for name, value in zip(names, row, strict=True)}
    return data


def scale_typed(impact=FOUR_STEPS, probability=FOUR_STEPS, bands=THREE_BANDS, **more):
    step = ["label", "name", "value"]
    return (
        FOUR_BY_FOUR
        | {"based_on": RiskScale.objects.latest("version").pk}
        | rows("impact", step, impact)
        | rows("probability", step, probability)
        | rows("bands", ["name", "colour", "lowest", "highest", "review_months"], bands)
        | more
    )


def make(browser=None, **typed):
    return (browser or browser_of(an_admin())).post(at("risk_scale_add"), scale_typed(**typed))


def faults(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_form_begins_as_the_latest_version_is():
    forms = browser_of(an_admin()).get(at("risk_scale_add")).context["forms"]
    assert [form["name"].value() for form in forms.impact][:5] == [
        "Insignificant",
        "Minor",
        "Moderate",
        "Significant",
        "Major",
    ]
    assert len(forms.bands.forms) == 4 + 2


def test_the_form_as_it_begins_makes_the_same_scale_again():
    browser = browser_of(an_admin())
    forms = browser.get(at("risk_scale_add")).context["forms"]
    data = FOUR_BY_FOUR | {"based_on": forms.scale["based_on"].value()}
    for formset in (forms.impact, forms.probability, forms.bands):
        data |= {
            f"{formset.prefix}-TOTAL_FORMS": formset.total_form_count(),
            f"{formset.prefix}-INITIAL_FORMS": formset.initial_form_count(),
        }
        for form in formset:
            data |= {f.html_name: f.value() or "" for f in form.visible_fields()}
    assert browser.post(at("risk_scale_add"), data).status_code == 302
    old, new = RiskScale.objects.get(version=1), RiskScale.objects.get(version=2)
    for one, other in ((old.steps, new.steps), (old.bands, new.bands)):
        assert [str(row) for row in one.all()] == [str(row) for row in other.all()]


def test_a_new_version_has_its_own_steps_and_bands():
    uneven = [("1", "Low", 1), ("2", "Some", 2), ("3", "High", 3), ("4", "Very high", 5)]
    make(impact=uneven, bands=[*THREE_BANDS[:2], ("Red", "red", 10, 20, 1)])
    scale = RiskScale.objects.get(version=2)
    assert scale.in_force_from == date(2027, 4, 1)
    assert [step.value for step in scale.steps_of("impact")] == [1, 2, 3, 5]
    assert [step.label for step in scale.steps_of("probability")] == ["A", "B", "C", "D"]
    assert scale.band(20).name == "Red"
    act = AuditAct.objects.get(action="risk_scale.added")
    assert act.target_name == "Risk scale, version 2"
    assert act.changes.count() == 1 + 8 + 3


def test_plans_keep_the_version_that_they_were_made_with():
    plan = PlanFactory()
    old = plan.risk_scale
    make()
    plan.refresh_from_db()
    assert plan.risk_scale == old
    with pytest.raises(IntegrityError), transaction.atomic():
        old.bands.update(name="Changed")


def test_a_row_left_empty_is_left_out():
    make(probability=[*FOUR_STEPS, ("", "", "")], bands=[("", "", "", "", ""), *THREE_BANDS])
    scale = RiskScale.objects.get(version=2)
    assert scale.steps_of("probability")[-1].label == "D"
    assert scale.bands.count() == 3


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"bands": THREE_BANDS[:2]}, "A score of 12 lies in no band"),
        (
            {"bands": [*THREE_BANDS, ("Blue", "blue", 1, 2, 12)]},
            "A score of 1 lies in more than one band",
        ),
        ({"bands": []}, "Enter at least 1 band"),
        ({"impact": FOUR_STEPS[:1]}, "Enter at least 2 impact steps"),
        ({"impact": [*FOUR_STEPS, ("D", "More", 9)]}, "“D” stands here more than once"),
        ({"impact": [*FOUR_STEPS, ("E", "More", 4)]}, "“4” stands here more than once"),
        ({"impact": [*FOUR_STEPS, ("E", "", 9)]}, "Enter the name of impact step 5"),
        ({"impact": [*FOUR_STEPS, ("E", "More", 0)]}, "must be 1 or more"),
        ({"impact": [*FOUR_STEPS, ("E", "More", "x")]}, "must be a whole number"),
        ({"impact": [*FOUR_STEPS, ("E", "More", 101)]}, "must be 100 or less"),
        ({"impact": [*FOUR_STEPS, ("E", "M\x00", 9)]}, "U+0000"),
        ({"impact": FOUR_STEPS * 3}, "10"),
        (
            {"bands": [*THREE_BANDS[:2], ("Red", "red", 16, 10, 1)]},
            "The highest score must not be below the lowest",
        ),
        ({"bands": [*THREE_BANDS[:2], ("amber", "red", 10, 16, 1)]}, "more than once"),
        ({"bands": [("Green", "pink", 1, 16, 1)]}, "must be one of the choices"),
        (
            {"in_force_from_year": "1999"},
            "must not be before the latest version came into force",
        ),
        ({"in_force_from_day": ""}, "must include a day"),
        ({"name": ""}, "Enter the name of the scale"),
    ],
)
def test_a_scale_that_cannot_be_is_told_and_not_made(typed, message):
    assert message in faults(make(**typed))
    assert RiskScale.objects.count() == 1


def test_what_was_typed_is_kept():
    page = faults(make(bands=THREE_BANDS[:2]))
    assert 'value="Very high"' in page


def test_data_without_its_counts_is_refused_quietly():
    response = browser_of(an_admin()).post(at("risk_scale_add"), FOUR_BY_FOUR)
    assert response.status_code == 200
    assert RiskScale.objects.count() == 1


def test_who_began_before_another_version_was_made_is_told():
    begun = RiskScale.objects.get().pk
    make()
    response = make(based_on=begun)
    assert "Version 2 was made while you had this open" in faults(response)
    assert RiskScale.objects.count() == 2
    response = make(based_on=response.context["form"]["based_on"].value())
    assert RiskScale.objects.get(version=3)


def test_the_page_shows_the_matrix_with_the_words_of_the_bands():
    scale = RiskScale.objects.get()
    response = browser_of(an_admin()).get(at("risk_scale", scale.pk))
    highest, cells = response.context["matrix"][0]
    assert highest.name == "Major"
    assert [(score, band.name) for score, band in cells] == [
        (5, "Yellow"),
        (10, "Amber"),
        (15, "Amber"),
        (20, "Red"),
        (25, "Red"),
    ]


def test_new_plans_take_a_version_from_its_first_day_on():
    make()
    old, new = RiskScale.objects.get(version=1), RiskScale.objects.get(version=2)
    with time_machine.travel("2027-03-31 12:00Z"):
        assert RiskScale.in_force() == old
    with time_machine.travel("2027-04-01 12:00Z"):
        assert RiskScale.in_force() == new


def test_the_list_marks_the_version_that_new_plans_take():
    make()
    with time_machine.travel("2027-03-31 12:00Z"):
        table = browser_of(an_admin()).get(at("risk_scales")).context["table"]
    marked = [row for row in table.rows if "For new plans" in row.get_cell("version")]
    assert [row.record.version for row in marked] == [1]


def test_the_list_asks_the_database_equally_often():
    browser = browser_of(an_admin())

    few = queries(browser, at("risk_scales"))
    for _ in range(5):
        RiskScaleFactory()
    assert queries(browser, at("risk_scales")) == few
