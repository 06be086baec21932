"""Choosing what a plan is compared with. The choice goes into the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.models import User
from core.forms import GovukForm
from plans.comparing.choices import Groups, plans_offered, states_offered
from plans.models import Plan


class ComparisonForm(GovukForm):
    """With what, in which state of the plan itself, and whether to show what is the same."""

    mark_optional = False

    def __init__(self, *, plan: Plan, user: User, chosen: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        states = states_offered(plan, user)
        others = [*plans_offered(plan, user), *states]
        self.has_choices = bool(others)
        self._add("with", "Compare this plan with", others, chosen)
        if states:
            self._add("of", "State of this plan", [("", "As it is now"), *states], chosen)
        self.fields["everything"] = forms.BooleanField(
            label="Show unchanged parts too", required=False, initial="everything" in chosen
        )
        for name in self.fields:
            self.prepare_field(name)

    def _add(self, name: str, label: str, groups: Groups | list, chosen: Mapping[str, str]) -> None:
        value = chosen.get(name, "")
        offered = {
            option for _, options in groups if isinstance(options, list) for option, _ in options
        }
        if value and value not in offered:
            groups = [*groups, (value, "The one in the address")]
        self.fields[name] = forms.ChoiceField(
            label=label, choices=groups, required=False, initial=value
        )
