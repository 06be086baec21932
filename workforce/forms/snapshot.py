"""What a snapshot is of, and where its figures are from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.conflicts import RevisedModelForm
from core.forms import Look
from council.models import Directorate
from workforce.models import Snapshot
from workforce.models.snapshot import WHOLE_COUNCIL
from workforce.typed import why_not_yet

PUBLISHED = (
    "Figures published in old years are printed exactly as they were. Where these were "
    "never published, clear this box: they then go through disclosure control"
)


class AboutSnapshotForm(RevisedModelForm):
    """Where the figures of a snapshot are from, and what is noted of them."""

    looks = {
        "source": Look(called="where the figures come from"),
        "note": Look(called="the note"),
    }

    class Meta:
        model = Snapshot
        fields: tuple[str, ...] = ("source", "note", "is_public")
        labels = {
            "source": "Where the figures come from",
            "is_public": "These percentages are public already",
        }
        help_texts = {
            "source": "Printed with them. For example, HR system, or Equality report of June 2012",
            "note": "Printed with them where they do not compare with other years. For example, "
            "Catering staff moved to a contractor in May",
            "is_public": PUBLISHED,
        }
        widgets: dict[str, Any] = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.has_counts:
            del self.fields["is_public"]


class OrganisationField(forms.ModelChoiceField):
    """A directorate, or the whole council, which is an answer too: it is kept as None."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Directorate.objects.all(),
            label="Organisation",
            help_text="A directorate, or the whole council with all of them",
            empty_label=WHOLE_COUNCIL,
        )

    def clean(self, value: Any) -> Directorate | None:
        directorate: Directorate | None = (
            None if value in self.empty_values else super().clean(value)
        )
        return directorate


class SnapshotForm(AboutSnapshotForm):
    """A snapshot that is begun: of whom, on which day."""

    directorate = OrganisationField()

    constraint_messages = {
        "snapshot_once": (
            "day",
            "There are figures of this organisation and day already. Change those, or remove them "
            "first",
        )
    }
    looks = {
        **AboutSnapshotForm.looks,
        "base": Look(called="who is counted"),
        "directorate": Look(called="the organisation"),
        "day": Look(called="the day"),
    }

    class Meta(AboutSnapshotForm.Meta):
        fields = ("base", "directorate", "day", *AboutSnapshotForm.Meta.fields)
        widgets = {**AboutSnapshotForm.Meta.widgets, "base": forms.RadioSelect}
        help_texts = {
            **AboutSnapshotForm.Meta.help_texts,
            "day": "Staff are counted on it. Of the others it is the last of the twelve months",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["base"] = Snapshot.Base.STAFF
        self.initial["day"] = last_31_march(timezone.localdate())
        self.initial["is_public"] = not self.instance.has_counts
        base = self.fields["base"]
        assert isinstance(base, forms.ChoiceField)  # noqa: S101
        base.choices = Snapshot.Base.choices

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if why_not := why_not_yet(day, timezone.localdate()):
            raise ValidationError(why_not)
        return day


def last_31_march(today: date) -> date:
    """The day of the latest snapshot that a council can have."""
    this_year = date(today.year, 3, 31)
    return this_year if this_year <= today else date(today.year - 1, 3, 31)
