from __future__ import annotations

from typing import Any

from django import forms

from core.conflicts import shown
from core.dates import year_label
from core.forms import Look
from core.supplied_figures import all_choices, has_sources
from core.text import LINE
from plans.forms.parts import RESPONSIBLE_HINT, PartForm, long_text, suggesting
from plans.models import Indicator, IndicatorActual, IndicatorTarget, Plan

TARGET, ACTUAL = "target", "actual"
YEARS_AHEAD = 3


class IndicatorForm(PartForm):
    """A KPI with its targets and actuals, a box for each year."""

    refs = forms.CharField(
        label="Refs",
        required=False,
        widget=long_text(2),
        help_text="One on each line, or none",
    )
    takes_from = forms.ChoiceField(
        label="Takes its figures from",
        required=False,
        help_text="Such a figure is offered where the KPI is reported. Nothing is reported by "
        "itself",
    )

    class Meta:
        model = Indicator
        fields = (
            "refs",
            "measure",
            "unit",
            "polarity",
            "measures",
            "frequency",
            "takes_from",
            "baseline_text",
            "responsible",
            "benchmarks",
            "noise",
            "seasonal",
            "contextual",
        )
        labels = {
            "measure": "Measure",
            "polarity": "What is better",
            "measures": "What a figure is",
            "frequency": "How often it is counted",
            "benchmarks": "Benchmarks",
            "noise": "Differences of chance",
            "seasonal": "The seasons make a difference",
            "contextual": "It is only watched, without a target",
            "responsible": "Responsible officer and division",
        }
        widgets = {
            "measure": long_text(2),
            "benchmarks": long_text(2),
            "unit": suggesting("units"),
            "responsible": suggesting("parties"),
        }
        help_texts = {
            "unit": "For example number, %, percentage points, rate or £",
            "baseline_text": "The figure that changes are counted from",
            "responsible": RESPONSIBLE_HINT,
            "benchmarks": "Figures to compare with, for example national or of similar councils",
            "noise": "A difference no larger than this counts as steady, for example 0.5",
            "seasonal": "A quarter is then compared with the same quarter a year earlier",
            "contextual": "It is then never rated, nor counted as on or off target",
        }

    looks = {
        "unit": Look(width="10"),
        "baseline_text": Look(width="10"),
        "noise": Look(width="5", called="the difference that is chance"),
    }

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["refs"] = "\n".join(self.instance.refs)
        self._offer_figures()
        self.year_fields: dict[str, tuple[type[Any], str]] = {}
        for model, word, years in self._year_boxes(plan):
            present = (
                {row.year: row.text for row in model.objects.filter(indicator=self.instance)}
                if self.instance.pk
                else {}
            )
            for year in sorted({*years, *present}):
                self._add_box(model, word, year, present.get(year, ""))

    def _offer_figures(self) -> None:
        """What can be taken. What the KPI takes already stays, also where it is gone."""
        takes = self.instance.takes_from
        if not takes and not has_sources():
            del self.fields["takes_from"]
            return
        groups = all_choices()
        choices: list[Any] = [("", "Nothing: they are typed"), *groups]
        if takes and not any(takes == key for _, figures in groups for key, _ in figures):
            choices.append((takes, f"{self.instance.takes_from_words} (no longer offered)"))
        field: Any = self.fields["takes_from"]
        field.choices = choices

    def _year_boxes(self, plan: Plan) -> list[tuple[type[Any], str, list[str]]]:
        def years(first: int, count: int) -> list[str]:
            return [
                year_label(
                    plan.start.replace(year=plan.start.year + shift),
                    plan.finish.replace(year=plan.finish.year + shift, day=28),
                )
                for shift in range(first, first + count)
            ]

        return [
            (IndicatorActual, ACTUAL, years(-1, 1)),
            (IndicatorTarget, TARGET, years(0, YEARS_AHEAD)),
        ]

    def _add_box(self, model: type[Any], word: str, year: str, text: str) -> None:
        name = f"{word}_{year.replace('/', '_')}"
        hint = "A figure, a change such as -1%, or words such as To follow"
        self.fields[name] = forms.CharField(
            label=f"{year} {word}",
            required=False,
            max_length=LINE,
            initial=text,
            help_text=hint if word == TARGET else "",
        )
        self.prepare_field(name)
        self.year_fields[name] = (model, year)

    def clean_refs(self) -> list[str]:
        lines = self.cleaned_data["refs"].split("\n")
        refs = [line.strip() for line in lines if line.strip()]
        if any(len(ref) > LINE for ref in refs):
            raise forms.ValidationError(f"A ref has at most {LINE} characters")
        return refs

    def save(self, commit: bool = True) -> Any:
        if "takes_from" in self.changed_data:
            words = shown(self.fields["takes_from"], self.instance.takes_from)
            self.instance.takes_from_words = words[:LINE]
        indicator = super().save(commit)
        for name, (model, year) in self.year_fields.items():
            text = self.cleaned_data[name].strip()
            rows = model.objects.filter(indicator=indicator, year=year)
            if not text:
                rows.delete()
                continue
            row = rows.first() or model(indicator=indicator, year=year)
            if row.text != text:
                row.text = text
                row.save()
        return indicator
