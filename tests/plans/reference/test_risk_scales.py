"""Versions of the risk scale: none changes, a new one is begun from the latest."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core.models import AuditAct
from plans.models import Risk, RiskScale
from tests.accounts.people import an_admin, browser_of
from tests.factories import (
    PlanFactory,
    RiskAssessmentFactory,
    RiskFactory,
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
        ({"bands": THREE_BANDS[:2]}, "Scores of 12 and 16 lie in no band"),
        (
            {"bands": [*THREE_BANDS, ("Blue", "blue", 1, 2, 12)]},
            "Scores of 1 and 2 lie in two bands: Green, Blue",
        ),
        (
            {"bands": [("Green", "green", 1, 5, 12), ("Red", "red", 5, 16, 1)]},
            "Green and Red overlap: both hold 5",
        ),
        ({"bands": []}, "Enter at least 1 band"),
        ({"impact": FOUR_STEPS[:1]}, "Enter at least 2 impact steps"),
        ({"impact": [*FOUR_STEPS, ("D", "More", 9)]}, "“D” stands here more than once"),
        ({"impact": [*FOUR_STEPS, ("E", "More", 4)]}, "“4” stands here more than once"),
        ({"impact": [*FOUR_STEPS, ("E", "", 9)]}, "Enter the name of impact step 5"),
        ({"impact": [*FOUR_STEPS, ("", "More", 9)]}, "Enter the printed label of impact step 5"),
        ({"impact": [*FOUR_STEPS, ("E", "More", "")]}, "Enter the value of impact step 5"),
        ({"probability": [("", "", "")]}, "Enter at least 2 probability steps"),
        ({"impact": [*FOUR_STEPS, ("E", "More", -2)]}, "must be 1 or more"),
        ({"impact": [*FOUR_STEPS, ("E", "More", 0)]}, "must be 1 or more"),
        (
            {"impact": [*FOUR_STEPS, ("E", "More", "x")]},
            "The value of impact step 5 must be a whole number",
        ),
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
    assert [(cell.score, cell.words) for cell in cells] == [
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


# The preview


def preview(script=True, **typed):
    headers = {"HX-Request": "true"} if script else {}
    return browser_of(an_admin()).post(
        at("risk_scale_preview"), scale_typed(**typed), headers=headers
    )


def cells(response) -> dict[int, str]:
    """Each score of the matrix shown, with its words."""
    matrix = response.context["forms"].matrix
    return {cell.score: cell.words for _, row in matrix for cell in row}


def test_the_form_shows_from_the_start_which_matrix_it_makes():
    page = browser_of(an_admin()).get(at("risk_scale_add"))
    assert cells(page)[25] == "Red"
    assert "Every score lies in one band" in page.content.decode()


def test_the_button_shows_the_whole_page_with_all_that_was_typed_and_saves_nothing():
    page = faults(preview(script=False, bands=THREE_BANDS[:2], in_force_from_day=""))
    assert "Make this version" in page
    assert 'value="Very high"' in page
    assert (
        page.count("Scores of 12 and 16 lie in no band") == 3
    )  # above, at the bands, in the preview
    assert "in no band</span>" in page
    assert "must include a day" in page
    assert RiskScale.objects.count() == 1
    assert not AuditAct.objects.filter(action="risk_scale.added").exists()


def test_a_script_is_sent_the_matrix_alone():
    page = faults(preview())
    assert "Every score lies in one band" in page
    assert "<form" not in page


def test_the_matrix_is_of_any_size_uneven_and_with_letters():
    uneven = [("N", "None", 1), ("S", "Some", 2), ("M", "Much", 3), ("V", "Very much", 5)]
    bands = [*THREE_BANDS[:2], ("Red", "red", 10, 25, 1)]
    response = preview(impact=uneven, probability=uneven[:2], bands=bands)
    matrix = response.context["forms"].matrix
    assert [step.label for step, _ in matrix] == ["V", "M", "S", "N"]
    assert [[cell.score for cell in row] for _, row in matrix] == [[5, 10], [3, 6], [2, 4], [1, 2]]
    assert "V <span" in faults(response)


def test_steps_typed_in_any_order_are_drawn_from_low_to_high():
    response = preview(probability=FOUR_STEPS[::-1])
    assert [step.value for step in response.context["forms"].steps["probability"]] == [1, 2, 3, 4]


def test_scores_in_no_band_and_in_two_are_marked_with_words_and_listed():
    bands = [("Green", "green", 1, 4, 12), ("Amber", "amber", 6, 12, 3), ("Red", "red", 9, 15, 1)]
    response = preview(bands=bands)
    shown = cells(response)
    assert shown[12] == "in two bands: Amber, Red"
    assert shown[16] == "in no band"
    page = faults(response)
    assert "in two bands: Amber, Red</span>" in page
    assert "<li>Scores of 9 and 12 lie in two bands: Amber, Red</li>" in page
    assert "<li>A score of 16 lies in no band</li>" in page
    assert "2 things are wrong" in page


def test_a_band_from_0_is_drawn():
    assert cells(preview(bands=[("Green", "green", 0, 16, 12)]))[1] == "Green"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"impact": [*FOUR_STEPS, ("E", "", "")]}, "Enter the value of impact step 5"),
        ({"impact": [*FOUR_STEPS, ("E", "More", "x")]}, "must be a whole number"),
        ({"impact": [*FOUR_STEPS, ("E", "More", 0)]}, "must be 1 or more"),
        ({"impact": [*FOUR_STEPS, ("E", "More", 4)]}, "“4” stands here more than once"),
        ({"bands": [*THREE_BANDS, ("Blue", "blue", "", 3, 1)]}, "Enter the lowest score of band 4"),
        ({"bands": [("", "pink", 1, 16, "")]}, "must be one of the choices"),
        ({"impact": []}, "Enter at least 2 impact steps"),
        ({"bands": []}, "Enter at least 1 band"),
    ],
)
def test_what_is_half_typed_or_wrong_is_told_and_the_rest_is_drawn(typed, message):
    response = preview(**typed)
    assert message in faults(response)
    assert "impact" in typed or cells(response)[1]


def test_a_preview_without_anything_typed_does_not_fail():
    browser = browser_of(an_admin())
    assert browser.post(at("risk_scale_preview"), {}).status_code == 200
    assert browser.get(at("risk_scale_preview")).url == at("risk_scale_add")


def test_the_risks_of_an_old_plan_keep_their_bands():
    risk = RiskFactory()
    RiskAssessmentFactory(risk=risk, at=(5, 5))
    make(bands=[("Blue", "blue", 1, 16, 12)])
    risk = Risk.objects.get(pk=risk.pk)
    assert (risk.score, risk.band.name) == (25, "Red")
