"""What the analysis shows: which kind of incident, which schools, and by which groups."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import GovukForm, Look
from council.models import Area, School
from incidents.analysis.years import Scope
from incidents.models import IncidentType


class AnalysisForm(GovukForm):
    """The choices of the analysis, sent in the address."""

    mark_optional = False
    default_look = Look(size="s", small=True)

    kind = forms.ModelChoiceField(
        label="Kind of incident",
        queryset=IncidentType.objects.all(),
        to_field_name="key",
        required=False,
        empty_label=None,
    )
    phase = forms.ChoiceField(choices=[("", "All phases"), *School.Phase.choices], required=False)
    area = forms.ModelChoiceField(
        queryset=Area.objects.all(), required=False, empty_label="All areas"
    )
    years = forms.ChoiceField(
        label="Years shown",
        choices=[("5", "Five"), ("8", "Eight"), ("10", "Ten")],
        required=False,
    )
    by = forms.ChoiceField(
        label="Ethnic groups",
        choices=[("", "Broad groups"), ("asked", "As asked")],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filter-%s", **kwargs)

    def _chosen(self, name: str) -> Any:
        return self.cleaned_data.get(name) if self.is_valid() or self.cleaned_data else None

    @property
    def incident_type(self) -> IncidentType:
        return self._chosen("kind") or IncidentType.objects.get(key=IncidentType.RACIST)

    @property
    def scope(self) -> Scope:
        return Scope(self._chosen("phase") or "", self._chosen("area"))

    @property
    def most_years(self) -> int:
        return int(self._chosen("years") or 5)

    @property
    def broad(self) -> bool:
        return self._chosen("by") != "asked"

    @property
    def scope_in_words(self) -> str:
        """ "Primary schools in Linden Vale", "All schools"."""
        scope = self.scope
        phases = dict(School.Phase.choices)
        schools = f"{phases[scope.phase]} schools" if scope.phase else "All schools"
        return f"{schools} in {scope.area}" if scope.area else schools
