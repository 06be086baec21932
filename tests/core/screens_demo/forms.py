"""A form with every kind of field."""

from django import forms

from core.forms import DateField, GovukForm, Group, Look, MonthField

DIRECTORATES = [
    ("CS", "Children’s Services"),
    ("AS", "Adult Social Care"),
    ("PL", "Place"),
    ("RE", "Resources"),
]


class EveryField(GovukForm):
    looks = {
        "title": Look(size="m", called="a title"),
        "summary": Look(count=True),
        "cost": Look(width="5", prefix="£", suffix="a year"),
        "pupils": Look(width="4"),
        "directorate": Look(called="a directorate"),
        "agreed": Look(inline=True, called="yes if the leadership team has agreed the plan"),
        "role": Look(
            choice_hints={
                "officer": "Edits the plans of their own directorate.",
                "lead": "Also submits plans and confirms progress.",
            },
            called="a role",
        ),
        "groups_consulted": Look(called="the groups that were consulted"),
        "paper": Look(called="the plan as a file"),
        "sure": Look(called="that the figures may be published"),
    }
    groups = [
        Group("When it runs", ["starts", "finish", "approved"], "The months of the plan."),
        Group("Sign in again", ["email", "password"]),
    ]

    title = forms.CharField(max_length=60, help_text="As it is printed on the title page.")
    summary = forms.CharField(widget=forms.Textarea, max_length=200)
    cost = forms.DecimalField(min_value=0)
    pupils = forms.IntegerField(required=False, label="Pupils on roll", max_value=9999)
    directorate = forms.ChoiceField(choices=[("", "Choose one"), *DIRECTORATES])
    agreed = forms.ChoiceField(
        label="Has the leadership team agreed the plan?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    role = forms.ChoiceField(
        choices=[("officer", "Officer"), ("lead", "Plan lead"), ("admin", "Administrator")],
        widget=forms.RadioSelect,
    )
    groups_consulted = forms.MultipleChoiceField(
        label="Which groups were consulted?",
        choices=[("pupils", "Pupils"), ("parents", "Parents and carers"), ("staff", "Staff")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Select all that apply.",
    )
    starts = MonthField(label="First month", help_text="For example, 4 2026 or April 2026.")
    finish = MonthField(label="Last month", required=False)
    approved = DateField(label="Date of approval", help_text="For example, 27 3 2026.")
    email = forms.EmailField(
        label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    paper = forms.FileField(label="The plan as a file", help_text="An XLSX or JSON file.")
    sure = forms.BooleanField(label="The figures may be published")
    token = forms.CharField(widget=forms.HiddenInput, initial="kept", required=False)

    def clean(self) -> None:
        if self.data.get("title") == "clash":
            self.add_error(None, "There is a plan for this directorate and year already")
