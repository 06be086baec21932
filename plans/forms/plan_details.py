"""Beginning a plan, and changing what stands on its title page."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.capabilities import Capability
from accounts.models import User
from core.conflicts import RevisedModelForm
from core.forms import Group, Look
from council.models import Directorate
from plans.models import Plan


class PlanDetailsForm(RevisedModelForm):
    """Title, period, contact and numbering of a plan."""

    looks = {
        "title": Look(called="a title"),
        "contact_telephone": Look(width="20"),
    }
    groups = (
        Group(
            "Contact for questions",
            (
                "contact_name",
                "contact_post",
                "contact_address",
                "contact_telephone",
                "contact_email",
            ),
            hint="Printed at the end of the narrative",
        ),
    )

    class Meta:
        model = Plan
        fields = (
            "directorate",
            "title",
            "start",
            "finish",
            "numbering",
            "contact_name",
            "contact_post",
            "contact_address",
            "contact_telephone",
            "contact_email",
        )
        labels = {
            "title": "Title of the plan",
            "start": "First day of the plan",
            "finish": "Last day of the plan",
            "contact_name": "Name",
            "contact_post": "Post",
            "contact_address": "Address",
            "contact_telephone": "Telephone",
            "contact_email": "Email",
        }
        help_texts = {
            "title": "For example, Annual Equality and Diversity Action Plan 2026/27",
            "start": "For example, 1 4 2026",
            "finish": "For example, 31 3 2027",
            "contact_address": "One line each, as on an envelope",
        }
        widgets = {
            "contact_address": forms.Textarea(attrs={"rows": 4}),
            "numbering": forms.RadioSelect,
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reach = user.reach(Capability.EDIT_PLANS)
        directorates = Directorate.objects.all()
        if not reach.everywhere:
            directorates = directorates.filter(pk__in=reach.directorates)
        field = self.fields["directorate"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = directorates
        field.empty_label = "Select a directorate"
        if self.instance.pk:
            del self.fields["directorate"]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        start, finish = cleaned.get("start"), cleaned.get("finish")
        if start and finish and finish < start:
            self.add_error("finish", "The last day must be the same as or after the first day")
        elif start and finish:
            self._refuse_overlap(cleaned)
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # Whether another plan stands in the way depends on the status too, which has no box.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"status"}

    def _refuse_overlap(self, cleaned: dict[str, Any]) -> None:
        directorate = cleaned.get("directorate") or self.instance.__dict__.get("directorate_id")
        if not directorate:
            return
        wanted = Plan(
            pk=self.instance.pk,
            directorate_id=getattr(directorate, "pk", directorate),
            start=cleaned["start"],
            finish=cleaned["finish"],
        )
        if other := wanted.overlapping().select_related("directorate").first():
            self.add_error(
                "start",
                f"{other.directorate.name} already has a plan for {other.period}: “{other.title}”",
            )
