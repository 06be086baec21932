"""Forms: the markup of the design system, words that can stand alone, nothing typed is lost."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import engines

from core.forms import DateField, GovukForm, GovukModelForm, Look, MonthField
from core.models import AuditAct
from tests.core.screens_demo.forms import EveryField


def summary_of(*forms_: Any) -> str:
    source = "{% load components %}{% error_summary a b %}"
    a, b = (*forms_, None)[:2]
    return engines["django"].from_string(source).render({"a": a, "b": b})


class When(GovukForm):
    day = DateField(label="Start date", help_text="For example, 27 3 2026")
    month = MonthField(label="Which month?", required=False)
    looks = {"month": Look(called="the month it starts")}


def when(day: str = "", month: str = "", year: str = "", **more: str) -> When:
    return When({"day_day": day, "day_month": month, "day_year": year, **more})


class TestMarkup:
    def test_a_text_box_has_label_hint_and_error_tied_to_it(self) -> None:
        form = EveryField({"title": ""}, {})
        html = form["title"].as_field_group()
        assert 'class="govuk-form-group govuk-form-group--error"' in html
        assert '<label class="govuk-label govuk-label--m" for="id_title">Title</label>' in html
        assert 'aria-describedby="id_title_helptext id_title_error"' in html
        assert 'class="govuk-input govuk-input--error"' in html
        assert '<span class="govuk-visually-hidden">Error:</span> Enter a title' in html

    def test_an_optional_field_says_so(self) -> None:
        assert "Pupils on roll (optional)</label>" in EveryField()["pupils"].as_field_group()
        assert "optional" not in EveryField()["sure"].as_field_group()

    def test_radios_stand_in_a_fieldset_with_their_hints(self) -> None:
        html = EveryField()["role"].as_field_group()
        assert "<fieldset" in html
        assert '<legend class="govuk-fieldset__legend">' in html
        assert 'aria-describedby="id_role_0_hint"' in html
        assert "Edits the plans of their own directorate." in html
        assert html.count("govuk-radios__input") == 3

    def test_the_error_of_a_group_is_told_by_the_fieldset(self) -> None:
        html = EveryField({}, {})["role"].as_field_group()
        assert '<fieldset class="govuk-fieldset" aria-describedby="id_role_error">' in html
        assert "aria-invalid" not in html

    def test_numbers_are_text_boxes_with_a_number_pad(self) -> None:
        html = EveryField()["pupils"].as_field_group()
        assert 'type="text"' in html
        assert 'inputmode="decimal"' in html
        assert "max=" not in html

    def test_no_browser_cuts_short_what_is_pasted(self) -> None:
        assert "maxlength=" not in str(EveryField()).replace("data-maxlength=", "")

    def test_nothing_is_left_to_the_browsers_own_messages(self) -> None:
        assert " required" not in str(EveryField())

    def test_text_is_text(self) -> None:
        form = EveryField({"title": "<script>alert(1)</script>"}, {})
        assert "<script>" not in str(form)
        assert "&lt;script&gt;" in str(form["title"])

    def test_a_password_can_be_shown_and_is_never_sent_back(self) -> None:
        html = EveryField({"password": "secret words"}, {})["password"].as_field_group()
        assert 'data-module="govuk-password-input"' in html
        assert "secret words" not in html

    def test_groups_stand_where_their_first_field_does(self) -> None:
        html = str(EveryField())
        assert html.index("When it runs") < html.index("First month") < html.index("Sign in again")
        assert html.index("Role") < html.index("When it runs")

    def test_the_width_and_the_units_of_a_box(self) -> None:
        html = EveryField()["cost"].as_field_group()
        assert "govuk-input--width-5" in html
        assert '<div class="govuk-input__prefix" aria-hidden="true">£</div>' in html

    def test_djangos_own_forms_are_dressed_too(self) -> None:
        class Plain(forms.Form):
            name = forms.CharField()

        assert 'class="govuk-input"' in str(Plain())


class TestWhatWasTyped:
    def test_it_comes_back_with_the_error(self) -> None:
        form = EveryField({"title": "x" * 70, "pupils": "many", "role": "lead"}, {})
        html = str(form)
        assert f'value="{"x" * 70}"' in html
        assert 'value="many"' in html
        assert 'value="lead"' in str(form["role"])
        assert "checked" in str(form["role"])

    def test_a_date_comes_back_as_it_was_typed(self) -> None:
        html = str(when("31", "Febtember", "26"))
        assert 'value="Febtember"' in html
        assert 'value="26"' in html

    def test_line_ends_are_kept_as_one_character(self) -> None:
        form = EveryField({"summary": "one\r\ntwo"}, {})
        form.is_valid()
        assert form.cleaned_data["summary"] == "one\ntwo"


class TestMessages:
    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("title", "", "Enter a title"),
            ("title", "x" * 70, "Title must be 60 characters or fewer, but it has 70"),
            ("title", "a\x0bb", "Remove the characters that cannot be kept: U+000B"),
            ("title", "a\x00b", "Remove the characters that cannot be kept: U+0000"),
            ("pupils", "12.5", "Pupils on roll must be a whole number, like 12"),
            ("pupils", "10000", "Pupils on roll must be 9999 or less"),
            ("cost", "dear", "Cost must be a number, like 12 or 12.5"),
            ("cost", "-1", "Cost must be 0 or more"),
            ("directorate", "", "Select a directorate"),
            ("directorate", "XX", "Directorate must be one of the choices"),
            ("agreed", "", "Select yes if the leadership team has agreed the plan"),
            ("email", "me", "Enter an email address in the correct format, like name@example.com"),
            ("paper", "", "Select the plan as a file"),
        ],
    )
    def test_they_can_stand_alone(self, field: str, value: str, message: str) -> None:
        assert EveryField({field: value}, {}).errors[field] == [message]

    def test_the_authors_own_words_win(self) -> None:
        class Own(GovukForm):
            name = forms.CharField(error_messages={"required": "Say who you are"})

        assert Own({}).errors["name"] == ["Say who you are"]

    def test_a_percent_sign_in_a_label(self) -> None:
        class Odd(GovukForm):
            share = forms.IntegerField(label="% of pupils", max_value=100)

        assert Odd({"share": "101"}).errors["share"] == ["% of pupils must be 100 or less"]
        assert Odd({"share": "x"}).errors["share"] == [
            "% of pupils must be a whole number, like 12"
        ]

    def test_a_form_of_a_model_has_them_too(self) -> None:
        class ActForm(GovukModelForm):
            class Meta:
                model = AuditAct
                fields = ("action",)

        assert ActForm({"action": ""}).errors["action"] == ["Enter action"]
        assert ActForm({"action": "x" * 61}).errors["action"] == [
            "Action must be 60 characters or fewer, but it has 61"
        ]


class TestSummary:
    def test_each_error_leads_to_its_first_box(self) -> None:
        html = summary_of(EveryField({"title": "x"}, {}))
        assert "There is a problem" in html
        assert '<a href="#id_directorate">Select a directorate</a>' in html
        assert '<a href="#id_role_0">Select a role</a>' in html
        assert '<a href="#id_starts_month">Enter first month</a>' in html

    def test_an_error_of_the_whole_form_has_no_box(self) -> None:
        html = summary_of(EveryField({"title": "clash"}, {}))
        assert "<li>There is a plan for this directorate and year already</li>" in html

    def test_a_wrong_date_leads_to_the_box_to_mend(self) -> None:
        assert 'href="#id_day_month"' in summary_of(when("3", "13", "2026"))
        assert 'href="#id_day_year"' in summary_of(when("3", "12", "26"))

    def test_without_errors_there_is_none(self) -> None:
        assert summary_of(EveryField(), None).strip() == ""
        assert summary_of("", None).strip() == ""

    def test_a_formset_tells_the_errors_of_its_forms(self) -> None:
        rows = forms.formset_factory(When, extra=1)(
            {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-day_day": "3"}
        )
        assert 'href="#id_form-0-day_month"' in summary_of(rows)


class TestDates:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            (("27", "3", "2026"), date(2026, 3, 27)),
            (("7", "March", "2026"), date(2026, 3, 7)),
            (("07", "mar", "2026"), date(2026, 3, 7)),
            (("1", "Sept", "2026"), date(2026, 9, 1)),
            (("29", "02", "2028"), date(2028, 2, 29)),
            ((" 1 ", " 1 ", " 2026 "), date(2026, 1, 1)),
        ],
    )
    def test_a_month_may_be_a_number_or_a_name(self, typed: Any, day: date) -> None:
        form = when(*typed)
        assert form.is_valid(), form.errors
        assert form.cleaned_data["day"] == day

    @pytest.mark.parametrize(
        ("typed", "message", "wrong"),
        [
            (("", "", ""), "Enter start date", "day month year"),
            (("3", "", ""), "Start date must include a month and year", "month year"),
            (("", "3", "2026"), "Start date must include a day", "day"),
            (("31", "2", "2026"), "Start date must be a real date", "day"),
            (("29", "2", "2026"), "Start date must be a real date", "day"),
            (("0", "2", "2026"), "Start date must have a day from 1 to 31", "day"),
            (("x", "2", "2026"), "Start date must have a day from 1 to 31", "day"),
            (("3", "13", "2026"), "Start date must have a month from 1 to 12", "month"),
            (("3", "0", "2026"), "Start date must have a month from 1 to 12", "month"),
            (("3", "June!", "2026"), "Start date must have a month from 1 to 12", "month"),
            (("3", "6", "26"), "Start date must have a year of 4 numbers", "year"),
            (("3", "6", "0000"), "Start date must have a year of 4 numbers", "year"),
            (("3", "6", "२०२६"), "Start date must have a year of 4 numbers", "year"),
        ],
    )
    def test_the_message_says_which_box_is_wrong(
        self, typed: Any, message: str, wrong: str
    ) -> None:
        form = when(*typed)
        [told] = form.errors["day"]
        assert told.startswith(message)
        html = str(form["day"])
        for part in ("day", "month", "year"):
            box = html[: html.index(f'id="id_day_{part}"')].rpartition("<input")[2]
            assert ("govuk-input--error" in box) == (part in wrong.split()), part

    def test_a_month_is_kept_as_its_first_day(self) -> None:
        form = when("1", "1", "2026", month_month="April", month_year="2026")
        assert form.is_valid(), form.errors
        assert form.cleaned_data["month"] == date(2026, 4, 1)

    def test_a_question_is_no_subject_of_a_sentence(self) -> None:
        form = when("1", "1", "2026", month_month="April", month_year="")
        assert form.errors["month"] == ["The month it starts must include a year"]

    def test_a_date_that_is_not_asked_for_may_be_left_out(self) -> None:
        form = when("1", "1", "2026")
        assert form.is_valid()
        assert form.cleaned_data["month"] is None

    def test_what_is_kept_is_shown(self) -> None:
        html = str(When(initial={"day": date(2026, 3, 7)})["day"])
        assert 'value="7"' in html
        assert 'value="2026"' in html

    def test_only_another_date_is_a_change(self) -> None:
        data = {"day_day": "07", "day_month": "March", "day_year": "2026"}
        assert not When(data, initial={"day": date(2026, 3, 7)}).has_changed()
        assert When(data, initial={"day": date(2026, 3, 8)}).has_changed()

    def test_the_group_is_told_to_screen_readers(self) -> None:
        html = when()["day"].as_field_group()
        assert 'role="group" aria-describedby="id_day_helptext id_day_error"' in html

    def test_a_plain_date_field_gets_boxes(self) -> None:
        class Ordinary(GovukForm):
            due = forms.DateField(label="Due date", required=False)

        form = Ordinary({"due_day": "1", "due_month": "5", "due_year": "2026"})
        assert form.is_valid()
        assert form.cleaned_data["due"] == date(2026, 5, 1)


def test_everything_right_is_saved() -> None:
    data = QueryDict(mutable=True)
    data.update(
        {
            "title": "Plan",
            "summary": "What we do",
            "cost": "0",
            "directorate": "CS",
            "agreed": "yes",
            "role": "lead",
            "starts_month": "April",
            "starts_year": "2026",
            "approved_day": "27",
            "approved_month": "3",
            "approved_year": "2026",
            "email": "a@b.example",
            "password": "long enough words",
            "sure": "on",
        }
    )
    data.setlist("groups_consulted", ["pupils", "staff"])
    form = EveryField(data, {"paper": SimpleUploadedFile("plan.json", b"{}")})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["cost"] == 0
    assert form.cleaned_data["groups_consulted"] == ["pupils", "staff"]
