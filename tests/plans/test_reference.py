"""Outcome frameworks, risk scales and RAG definitions: read by all, made by administrators."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditAct
from plans.models import Aim, Outcome, OutcomeFramework, RagDefinition, RiskScale
from tests.accounts.people import an_admin, browser_of, everybody_but
from tests.factories import (
    AimFactory,
    OutcomeBlockFactory,
    OutcomeFactory,
    OutcomeFrameworkFactory,
    PlanFactory,
    RagDefinitionFactory,
    RiskScaleFactory,
)

pytestmark = pytest.mark.django_db

OUTLINE = "Be healthy\n- Physically healthy\n- Healthy lifestyles\nStay safe"


def at(name: str, *args) -> str:
    return reverse(f"plans_reference:{name}", args=args)


def shown(response, part: str = "form") -> str:
    """Every message of a form that came back."""
    errors = response.context[part].errors
    return " ".join(message for messages in errors.values() for message in messages)


def outline_of(framework: OutcomeFramework) -> list[tuple[str, list[str]]]:
    return [
        (outcome.name, [aim.text for aim in outcome.aims.all()])
        for outcome in framework.outcomes.order_by("position")
    ]


def test_everybody_reads_and_only_administrators_make_new_ones():
    framework = OutcomeFrameworkFactory()
    reading = [
        at("frameworks"),
        at("framework", framework.pk),
        at("risk_scales"),
        at("risk_scale", RiskScale.in_force().pk),
        at("rag_definitions"),
        at("rag_definition", RagDefinition.in_force().pk),
    ]
    making = [
        at("framework_add"),
        at("framework_edit", framework.pk),
        at("risk_scale_add"),
        at("rag_definition_add"),
    ]
    for somebody in everybody_but("admin"):
        browser = browser_of(somebody)
        assert {browser.get(page).status_code for page in reading} == {200}
        assert {browser.get(page).status_code for page in making} == {403}
        assert {browser.post(page).status_code for page in making} == {403}
    admin = browser_of(an_admin())
    assert {admin.get(page).status_code for page in [*reading, *making]} == {200}


class TestFrameworks:
    def save(self, framework=None, browser=None, **typed):
        typed = {"name": "Our outcomes", "outline": OUTLINE} | typed
        if framework:
            typed = {"revision": framework.revision} | typed
        page = at("framework_edit", framework.pk) if framework else at("framework_add")
        return (browser or browser_of(an_admin())).post(page, typed)

    def made(self) -> OutcomeFramework:
        self.save()
        return OutcomeFramework.objects.get(name="Our outcomes")

    def test_a_framework_is_typed_as_lines(self):
        framework = self.made()
        assert outline_of(framework) == [
            ("Be healthy", ["Physically healthy", "Healthy lifestyles"]),
            ("Stay safe", []),
        ]
        act = AuditAct.objects.get(action="framework.added")
        assert act.target_name == "Our outcomes"
        assert act.changes.count() == 5

    def test_aims_may_be_indented_instead_and_empty_lines_do_not_count(self):
        self.save(outline="\nBe healthy\n\n   Physically healthy\n\t• Healthy lifestyles\r\n\n")
        framework = OutcomeFramework.objects.get(name="Our outcomes")
        assert outline_of(framework) == [("Be healthy", ["Physically healthy", "Healthy lifestyles"])]

    def test_the_form_shows_the_lines_that_are_stored(self):
        framework = self.made()
        page = browser_of(an_admin()).get(at("framework_edit", framework.pk))
        assert page.context["form"]["outline"].value() == OUTLINE

    def test_rows_whose_words_are_kept_are_kept_wherever_they_move(self):
        framework = self.made()
        before = dict(Outcome.objects.filter(framework=framework).values_list("name", "pk"))
        aims = dict(Aim.objects.filter(outcome__framework=framework).values_list("text", "pk"))
        self.save(
            framework,
            outline="New outcome\nstay  SAFE\nBe healthy\n- Healthy lifestyles\n- Sleep well\n"
            "- Physically healthy",
        )
        framework.refresh_from_db()
        assert [name for name, _ in outline_of(framework)] == [
            "New outcome",
            "stay SAFE",
            "Be healthy",
        ]
        after = dict(Outcome.objects.filter(framework=framework).values_list("name", "pk"))
        assert after["Be healthy"] == before["Be healthy"]
        assert after["stay SAFE"] == before["Stay safe"]
        assert Aim.objects.get(text="Healthy lifestyles", outcome__framework=framework).pk == (
            aims["Healthy lifestyles"]
        )

    def test_a_mended_spelling_keeps_the_row_and_so_the_plans_link(self):
        framework = OutcomeFrameworkFactory()
        outcome = OutcomeFactory(framework=framework, name="Acheive economic well-being")
        block = OutcomeBlockFactory(outcome=outcome)
        self.save(framework, outline="Achieve economic well-being")
        block.refresh_from_db()
        assert block.outcome.name == "Achieve economic well-being"
        assert block.outcome_id == outcome.pk

    def test_what_is_used_in_plans_cannot_be_taken_away(self):
        framework = OutcomeFrameworkFactory()
        outcome = OutcomeFactory(framework=framework, name="Be healthy", position=1)
        aim = AimFactory(outcome=outcome, text="Ready for school")
        other = OutcomeFactory(framework=framework, name="Stay safe", position=2)
        OutcomeBlockFactory(outcome=outcome, aim=aim)
        response = self.save(framework, outline="Stay safe")
        assert "“Be healthy” is used in plans" in shown(response)
        assert "“Ready for school” is used in plans" in shown(response)
        response = self.save(framework, outline="Be healthy\nStay safe")
        assert "“Ready for school” is used in plans" in shown(response)
        assert self.save(framework, outline="Be healthy\n- Ready for school").status_code == 302
        assert not Outcome.objects.filter(pk=other.pk).exists()
        assert Aim.objects.filter(pk=aim.pk).exists()

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({"outline": "- An aim"}, "Line 1 is an aim, but no outcome stands above it"),
            ({"outline": "One\nTwo\none"}, "Line 3: the outcome “one” stands here twice"),
            ({"outline": "One\n- a\n- A"}, "Line 3: the aim “A” stands twice"),
            ({"outline": "x" * 501}, "Line 1 has 501 characters, but at most 500 are kept"),
            ({"outline": "x\n" + "- y" * 100_000}, "must be 100000 characters or fewer"),
            ({"outline": ""}, "Enter at least one outcome"),
            ({"outline": "\n- \n –"}, "Enter at least one outcome"),
            ({"outline": "One\x00"}, "U+0000"),
            ({"name": "every child MATTERS"}, "There is a framework with this name already"),
            ({"name": ""}, "Enter the name of the framework"),
        ],
    )
    def test_bad_input_is_told_and_changes_nothing(self, typed, message):
        before = Outcome.objects.count(), OutcomeFramework.objects.count()
        response = self.save(**typed)
        assert message in shown(response)
        assert (Outcome.objects.count(), OutcomeFramework.objects.count()) == before

    def test_all_faults_are_told_at_once(self):
        response = self.save(outline="- a\nOne\nOne")
        assert "Line 1" in shown(response)
        assert "Line 3" in shown(response)

    def test_of_two_editors_the_second_sees_both_versions(self):
        framework = self.made()
        self.save(framework, outline="Be healthy\nOf the first", revision=1)
        response = self.save(framework, outline="Be healthy\nOf the second", revision=1)
        page = response.content.decode()
        assert "saved this while you had it open" in page
        assert "Of the first" in page
        assert "Of the second" in page
        assert ("Of the first", []) in outline_of(framework)

    def test_a_form_sent_back_as_it_was_is_no_act(self):
        framework = self.made()
        self.save(framework, outline=OUTLINE.replace("\n", "\r\n"))
        assert not AuditAct.objects.filter(action="framework.changed").exists()

    def test_the_list_and_the_page_ask_the_database_equally_often_whatever_they_show(self):
        browser = browser_of(an_admin())
        framework = OutcomeFrameworkFactory()
        AimFactory(outcome__framework=framework)

        def queries(page: str) -> int:
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(page).status_code == 200
            return len(asked)

        few = [queries(page) for page in (at("frameworks"), at("framework", framework.pk))]
        for _ in range(5):
            AimFactory(outcome__framework=framework)
            OutcomeFrameworkFactory()
        many = [queries(page) for page in (at("frameworks"), at("framework", framework.pk))]
        assert many == few


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


class TestRiskScales:
    def make(self, browser=None, **typed):
        return (browser or browser_of(an_admin())).post(at("risk_scale_add"), scale_typed(**typed))

    def faults(self, response) -> str:
        assert response.status_code == 200
        return response.content.decode()

    def test_the_form_begins_as_the_latest_version_is(self):
        forms = browser_of(an_admin()).get(at("risk_scale_add")).context["forms"]
        assert [form["name"].value() for form in forms.impact][:5] == [
            "Insignificant",
            "Minor",
            "Moderate",
            "Significant",
            "Major",
        ]
        assert len(forms.bands.forms) == 4 + 2

    def test_the_form_as_it_begins_makes_the_same_scale_again(self):
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

    def test_a_new_version_has_its_own_steps_and_bands(self):
        uneven = [("1", "Low", 1), ("2", "Some", 2), ("3", "High", 3), ("4", "Very high", 5)]
        self.make(impact=uneven, bands=[*THREE_BANDS[:2], ("Red", "red", 10, 20, 1)])
        scale = RiskScale.objects.get(version=2)
        assert scale.in_force_from == date(2027, 4, 1)
        assert [step.value for step in scale.steps_of("impact")] == [1, 2, 3, 5]
        assert [step.label for step in scale.steps_of("probability")] == ["A", "B", "C", "D"]
        assert scale.band(20).name == "Red"
        act = AuditAct.objects.get(action="risk_scale.added")
        assert act.target_name == "Risk scale, version 2"
        assert act.changes.count() == 1 + 8 + 3

    def test_plans_keep_the_version_that_they_were_made_with(self):
        plan = PlanFactory()
        old = plan.risk_scale
        self.make()
        plan.refresh_from_db()
        assert plan.risk_scale == old
        with pytest.raises(IntegrityError), transaction.atomic():
            old.bands.update(name="Changed")

    def test_a_row_left_empty_is_left_out(self):
        self.make(probability=[*FOUR_STEPS, ("", "", "")], bands=[("", "", "", "", ""), *THREE_BANDS])
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
            ({"impact": FOUR_STEPS[:1]}, "Enter at least 2 steps of impact"),
            ({"impact": [*FOUR_STEPS, ("D", "More", 9)]}, "“D” stands here more than once"),
            ({"impact": [*FOUR_STEPS, ("E", "More", 4)]}, "“4” stands here more than once"),
            ({"impact": [*FOUR_STEPS, ("E", "", 9)]}, "Enter the name of the step"),
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
            ({"in_force_from_year": "1999"}, "must not be before the latest version came into force"),
            ({"in_force_from_day": ""}, "must include a day"),
            ({"name": ""}, "Enter the name of the scale"),
        ],
    )
    def test_a_scale_that_cannot_be_is_told_and_not_made(self, typed, message):
        assert message in self.faults(self.make(**typed))
        assert RiskScale.objects.count() == 1

    def test_what_was_typed_is_kept(self):
        page = self.faults(self.make(bands=THREE_BANDS[:2]))
        assert 'value="Very high"' in page

    def test_data_without_its_counts_is_refused_quietly(self):
        response = browser_of(an_admin()).post(at("risk_scale_add"), FOUR_BY_FOUR)
        assert response.status_code == 200
        assert RiskScale.objects.count() == 1

    def test_who_began_before_another_version_was_made_is_told(self):
        begun = RiskScale.objects.get().pk
        self.make()
        response = self.make(based_on=begun)
        assert "Version 2 was made while you had this open" in self.faults(response)
        assert RiskScale.objects.count() == 2
        response = self.make(based_on=response.context["form"]["based_on"].value())
        assert RiskScale.objects.get(version=3)

    def test_the_page_shows_the_matrix_with_the_words_of_the_bands(self):
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

    def test_the_list_marks_the_version_that_new_plans_take(self):
        page = browser_of(an_admin()).get(at("risk_scales")).content.decode()
        assert page.count("For new plans") == 1

    def test_the_list_asks_the_database_equally_often(self):
        browser = browser_of(an_admin())

        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(at("risk_scales")).status_code == 200
            return len(asked)

        few = queries()
        for _ in range(5):
            RiskScaleFactory()
        assert queries() == few


RAG_TYPED = {
    "name": "RAG of KPIs",
    "in_force_from_day": "1",
    "in_force_from_month": "April",
    "in_force_from_year": "2027",
    "tolerance_percent": "10",
    "tolerance_points": "2.5",
    "green_words": "Target met",
    "amber_words": "Nearly",
    "red_words": "Missed",
    "grey_words": "Not rated",
}


class TestRagDefinitions:
    def make(self, browser=None, **typed):
        based_on = RagDefinition.objects.latest("version").pk
        return (browser or browser_of(an_admin())).post(
            at("rag_definition_add"), RAG_TYPED | {"based_on": based_on} | typed
        )

    def test_the_form_begins_as_the_latest_version_is(self):
        form = browser_of(an_admin()).get(at("rag_definition_add")).context["form"]
        assert form["green_words"].value() == RagDefinition.in_force().green_words

    def test_a_new_version_is_made(self):
        response = self.make()
        made = RagDefinition.objects.get(version=2)
        assert response.url == at("rag_definition", made.pk)
        assert (made.tolerance_percent, made.tolerance_points) == (Decimal(10), Decimal("2.5"))
        assert AuditAct.objects.get(action="rag_definition.added").target_id == made.pk
        page = browser_of(an_admin()).get(at("rag_definition", made.pk)).content.decode()
        assert "10% of the target" in page
        assert "2.5 percentage points" in page

    def test_plans_keep_the_version_that_they_were_made_with(self):
        plan = PlanFactory()
        old = plan.rag_definition
        self.make()
        plan.refresh_from_db()
        assert plan.rag_definition == old
        with pytest.raises(IntegrityError), transaction.atomic():
            RagDefinition.objects.filter(pk=old.pk).update(green_words="Changed")

    @pytest.mark.parametrize(
        ("typed", "message"),
        [
            ({"tolerance_percent": "-1"}, "must be 0 or more"),
            ({"tolerance_points": "-1"}, "must be 0 or more"),
            ({"tolerance_percent": "x"}, "must be a number"),
            ({"tolerance_percent": "1000000"}, "digits"),
            ({"green_words": ""}, "Enter what green means"),
            ({"green_words": "x" * 301}, "must be 300 characters or fewer"),
            ({"grey_words": "x\x1b"}, "U+001B"),
            ({"in_force_from_year": "1998"}, "must not be before"),
        ],
    )
    def test_bad_input_is_told_and_makes_nothing(self, typed, message):
        assert message in shown(self.make(**typed))
        assert RagDefinition.objects.count() == 1

    def test_who_began_before_another_version_was_made_is_told(self):
        begun = RagDefinition.objects.get().pk
        self.make()
        response = self.make(based_on=begun)
        assert "Version 2 was made while you had this open" in shown(response)
        assert RagDefinition.objects.count() == 2

    def test_the_list_asks_the_database_equally_often(self):
        browser = browser_of(an_admin())

        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(at("rag_definitions")).status_code == 200
            return len(asked)

        few = queries()
        for _ in range(5):
            RagDefinitionFactory()
        assert queries() == few
