"""A staff group, with the scale points of a band as plain lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from core.conflicts import RevisedModelForm
from core.dates import in_words
from core.forms import Look
from workforce.band_lines import BandLine, lines_of, read_band_lines
from workforce.models import GroupBand, GroupCount, StaffGroup

MOST_LINES = 100
_USED = "Figures were entered for this group, so it stays what it is"
_HAS_PARTS = "Other groups are part of this one, so it stays a total"
_ONLY_BANDS = "Only a band has scale points. Remove these lines"
_TAKEN = "Some of these scale points are in another group on the same days. Change it first"


class StaffGroupForm(RevisedModelForm):
    """A row of the workforce's tables. The points by which figures were entered stay."""

    lines = forms.CharField(
        label="Scale points of a band",
        required=False,
        strip=False,
        max_length=MOST_LINES * 50,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="A line for each change with its first day, such as 1 April 2019: 23 to 45, or "
        "34 and above, or 22 and below. It holds until the day before the next. “1 April 2027: "
        "none” ends the band",
    )

    constraint_messages = {
        "staff_group_name_once": ("name", "There is a staff group with this name already"),
        "staff_group_schools_once": ("kind", "There is a group for staff of schools already"),
        "staff_group_used_stays_its_kind": ("kind", _USED),
        "staff_group_with_parts_is_total": ("kind", _HAS_PARTS),
        "staff_group_part_of_total": ("part_of", "Select a total"),
        "staff_groups_make_a_tree": ("part_of", "Select a total that is not part of this group"),
        "group_bands_apart": ("lines", _TAKEN),
        "group_band_entered_by_stays": (
            "lines",
            "Figures were entered by these points. Add a line from a later day",
        ),
    }
    looks = {
        "name": Look(called="the name of the group"),
        "kind": Look(called="who is in it"),
        "position": Look(width="3"),
    }

    mark_optional = False

    class Meta:
        model = StaffGroup
        fields = ("name", "kind", "part_of", "position", "lines")
        labels = {"kind": "Who is in it?", "position": "Place in tables"}
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, part_of = self.fields["kind"], self.fields["part_of"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101
        assert isinstance(part_of, forms.ModelChoiceField)  # noqa: S101
        kind.choices = StaffGroup.Kind.choices
        part_of.queryset = StaffGroup.objects.filter(kind=StaffGroup.Kind.TOTAL).exclude(
            pk__in=_with_parts(self.instance)
        )
        part_of.empty_label = "No other group"
        part_of.error_messages["invalid_choice"] = "Select a total that is not part of this group"
        self.held = list(self.instance.bands.all()) if self.instance.pk else []
        self.initial["lines"] = lines_of(self.held)
        self.typed: list[BandLine] = []

    def clean_lines(self) -> str:
        text: str = self.cleaned_data["lines"]
        self.typed = read_band_lines(text)
        return text

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if self.instance.pk and kind and kind != self.initial["kind"]:
            self._check_change_of_kind(kind)
        if "lines" in cleaned and kind:
            self._check_lines(kind)
        return cleaned

    def _check_change_of_kind(self, kind: str) -> None:
        if GroupCount.objects.filter(group=self.instance).exists():
            self.add_error("kind", _USED)
        elif kind != StaffGroup.Kind.TOTAL and self.instance.parts.exists():
            self.add_error("kind", _HAS_PARTS)

    def _check_lines(self, kind: str) -> None:
        if kind != StaffGroup.Kind.BAND:
            if self.typed:
                self.add_error("lines", _ONLY_BANDS)
        elif not self.typed:
            self.add_error("lines", "Enter the scale points of the band")
        elif problem := self._points_taken() or self._points_entered_by():
            self.add_error("lines", problem)

    def _points_taken(self) -> str:
        """Which other group has one of the points on one of the days."""
        others = GroupBand.objects.exclude(group=self.instance.pk).select_related("group")
        for band in others:
            if any(line.meets(band) for line in self.typed):
                return (
                    f"“{band.group}” has some of these scale points from "
                    f"{in_words(band.valid_from)} on ({band.points_in_words}). Change it first"
                )
        return ""

    def _points_entered_by(self) -> str:
        """Of which figures these lines would change the meaning."""
        for day in _days_entered(self.instance):
            held = next((band for band in self.held if _holds_on(band, day)), None)
            line = next((line for line in self.typed if line.holds_on(day)), None)
            if held and (line is None or _of_line(line) != _of_band(held)):
                return (
                    f"Figures of {in_words(day)} were entered by the points of "
                    f"{in_words(held.valid_from)} ({held.points_in_words}). Leave that line, and "
                    "add one from a later day"
                )
        return ""

    def save(self, commit: bool = True) -> StaffGroup:
        wanted = {line.begins: line for line in self.typed}
        kept = {band.valid_from: band for band in self.held if band.valid_from in wanted}
        for band in self.held:  # before the others, which may take their days
            if band.valid_from not in wanted:
                band.delete()
        group: StaffGroup = super().save(commit)
        for begins, line in wanted.items():
            band = kept.get(begins) or GroupBand(group=group, valid_from=begins)
            band.valid_until = line.until
            band.first_point, band.last_point = line.points
            band.save()
        return group


def _with_parts(group: StaffGroup) -> set[int]:
    """A group and all that are part of it, directly or by way of others."""
    found: set[int] = set()
    parts = {group.pk} if group.pk else set()
    while parts:
        found |= parts
        parts = set(StaffGroup.objects.filter(part_of__in=parts).values_list("pk", flat=True))
    return found


def _days_entered(group: StaffGroup) -> list[date]:
    """The days of which figures of a group are held, the latest first."""
    if not group.pk:
        return []
    days = GroupCount.objects.filter(group=group).values_list("snapshot__day", flat=True)
    return list(days.order_by("-snapshot__day").distinct())


def _holds_on(band: GroupBand, day: date) -> bool:
    return band.valid_from <= day and (band.valid_until is None or day <= band.valid_until)


def _of_band(band: GroupBand) -> tuple[date, Any]:
    return band.valid_from, band.points


def _of_line(line: BandLine) -> tuple[date, Any]:
    return line.begins, line.points
