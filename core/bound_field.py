"""How one field of a form is shown: its component in the design system, and its look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input

from core.date_fields import DateInput, WrongBoxesError


@dataclass(frozen=True)
class Look:
    """How one field is shown. What it asks for is the field's own business."""

    size: str = ""
    """Size of the label or legend: s, m, l or xl."""
    is_heading: bool = False
    """The label is the page's heading: for a page that asks one question."""
    width: str = ""
    """Of a text box, in characters (2, 3, 4, 5, 10, 20, 30) or as a part ("two-thirds")."""
    prefix: str = ""
    suffix: str = ""
    count: bool = False
    """Count the characters left while somebody types (the field has a max_length)."""
    inline: bool = False
    """Radios side by side: for two short answers."""
    small: bool = False
    choice_hints: Mapping[str, str] = field(default_factory=dict)
    """A hint under a radio or check box, by the value of the choice."""
    called: str = ""
    """The field in an error message, when the label will not do: "a title"."""


class GovukBoundField(BoundField):
    """A field with its data, and all that its template needs to know."""

    form: Any

    def __init__(self, form: Any, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        looks: Mapping[str, Look] = getattr(form, "looks", {})
        otherwise: Look = getattr(form, "default_look", Look())
        self.look: Look = looks.get(name, otherwise)
        self.kind = _kind(field.widget)

    @property
    def use_fieldset(self) -> bool:
        if self.kind == "other":
            return super().use_fieldset
        return self.kind in ("radios", "checkboxes", "date")

    @property
    def is_optional(self) -> bool:
        """Whether the label says "(optional)"."""
        return (
            not self.field.required
            and self.kind != "checkbox"
            and getattr(self.form, "mark_optional", True)
        )

    @property
    def first_input_id(self) -> str:
        """The box that a link from the error summary leads to."""
        if self.kind in ("radios", "checkboxes"):
            return f"{self.auto_id}_0"
        self._mark_wrong_boxes()
        return self.id_for_label or self.auto_id

    @property
    def options(self) -> Iterator[dict[str, Any]]:
        """The radios or check boxes, each with its hint."""
        for option in self.subwidgets:
            hint = self.look.choice_hints.get(str(option.data["value"]), "")
            if hint:
                option.data["attrs"]["aria-describedby"] = f"{option.id_for_label}_hint"
            yield {"tag": option.tag(), "id": option.id_for_label, "hint": hint} | {
                "label": option.choice_label
            }

    @property
    def max_length(self) -> int | None:
        return getattr(self.field, "max_length", None)

    @property
    def counts(self) -> bool:
        """Whether the characters left are counted."""
        return self.look.count and bool(self.max_length)

    @property
    def module(self) -> str:
        """The script of the design system that the whole field needs, if any."""
        if self.counts:
            return "govuk-character-count"
        return "govuk-password-input" if self.kind == "password" else ""

    def as_widget(self, *args: Any, **kwargs: Any) -> Any:
        self._mark_wrong_boxes()
        return super().as_widget(*args, **kwargs)

    def build_widget_attrs(self, attrs: Any, widget: Any = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden or self.kind == "other":
            return attrs
        attrs.pop("required", None)  # the server says what is missing, in one place
        if self.use_fieldset:
            attrs.pop("aria-invalid", None)
        if classes := self._classes():
            attrs["class"] = " ".join(filter(None, [widget.attrs.get("class"), *classes]))
        if self.counts:
            described = [attrs.get("aria-describedby"), f"{self.auto_id}-info"]
            attrs["aria-describedby"] = " ".join(filter(None, described))
        return attrs

    def _classes(self) -> list[str]:
        base = {
            "checkbox": "govuk-checkboxes__input",
            "checkboxes": "govuk-checkboxes__input",
            "radios": "govuk-radios__input",
            "select": "govuk-select",
            "textarea": "govuk-textarea",
            "file": "govuk-file-upload",
            "input": "govuk-input",
            "number": "govuk-input",
            "password": "govuk-input",
        }.get(self.kind)
        if base is None:
            return []
        classes = [base]
        if self.errors and not base.endswith("__input"):
            classes.append(f"{base}--error")
        if self.kind == "password":
            classes.append("govuk-password-input__input govuk-js-password-input-input")
        if self.counts:
            classes.append("govuk-js-character-count")
        if self.look.width.isdigit():
            classes.append(f"govuk-input--width-{self.look.width}")
        elif self.look.width:
            classes.append(f"govuk-!-width-{self.look.width}")
        return classes

    def _mark_wrong_boxes(self) -> None:
        widget = self.field.widget
        if isinstance(widget, DateInput) and self.errors:
            named = [e.boxes for e in self.errors.as_data() if isinstance(e, WrongBoxesError)]
            widget.wrong = frozenset().union(*named) if named else frozenset(widget.parts)


def _kind(widget: forms.Widget) -> str:
    """The component of the design system that shows a widget."""
    kinds: list[tuple[type[forms.Widget], str]] = [
        (DateInput, "date"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
        (forms.NumberInput, "number"),
        (forms.PasswordInput, "password"),
        (forms.MultiWidget, "other"),
        (Input, "input"),
    ]
    if widget.is_hidden:
        return "hidden"
    return next((kind for class_, kind in kinds if isinstance(widget, class_)), "other")
