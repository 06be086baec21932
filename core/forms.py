"""Forms in the markup of the GOV.UK Design System.

A form is an ordinary Django form: the renderer below (the FORM_RENDERER setting) dresses
the fields of every form. `GovukForm` and `GovukModelForm` add the words: messages that
can stand alone, dates in three boxes, and no attribute that lets a browser cut short
what somebody pasted. How a field looks is told in the form's `looks`:

    class PlanForm(GovukModelForm):
        looks = {"title": Look(size="m"), "cost": Look(width="5", prefix="£")}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.renderers import TemplatesSetting
from django.utils.choices import BlankChoiceIterator

from core.bound_field import GovukBoundField, Look
from core.date_fields import DateField, DateInput, MonthField, MonthInput
from core.form_messages import (
    refuse_unstorable,
    subject_of,
    use_plain_messages,
    words_for,
)

__all__ = [
    "DateField",
    "DateInput",
    "GovukForm",
    "GovukModelForm",
    "Group",
    "Look",
    "MonthField",
    "MonthInput",
]

_DASHES = "---------"


@dataclass(frozen=True)
class Group:
    """Fields of a form under one legend."""

    legend: str
    fields: Sequence[str]
    hint: str = ""


class GovukFormRenderer(TemplatesSetting):
    """Draws every form of the product, Django's own included."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = GovukBoundField


class PlainWords(forms.BaseForm):
    """What `GovukForm` and `GovukModelForm` have in common."""

    looks: ClassVar[Mapping[str, Look]] = {}
    groups: ClassVar[Sequence[Group]] = ()
    """Fields that stand together, where the first of them stands."""
    mark_optional: ClassVar[bool] = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name in self.fields:
            self.prepare_field(name)

    def prepare_field(self, name: str) -> None:
        """Make a field ours; a form that adds one later calls it for that one."""
        if type(self.fields[name]) is forms.DateField and not self.fields[name].widget.is_hidden:
            self.fields[name] = _in_boxes(self.fields[name])
        field = self.fields[name]
        label = field.label if field.label is not None else name.replace("_", " ")
        called = (self.looks.get(name) or Look()).called or words_for(label)
        subject = subject_of(label, called)
        if isinstance(field, DateField):
            field.subject = subject
        if isinstance(field, forms.CharField):
            # In place of Django's, which does not name the character.
            theirs = ProhibitNullCharactersValidator
            others = [v for v in field.validators if not isinstance(v, theirs)]
            field.validators = [refuse_unstorable, *others]
        use_plain_messages(field, called, subject)
        _name_the_empty_choice(field)
        _let_the_server_judge(field.widget)

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        """Line ends as they are kept, so that a length counts what the person sees."""
        value = super()._widget_data_value(widget, html_name)  # type: ignore[misc]
        if isinstance(widget, forms.Textarea) and isinstance(value, str):
            return value.replace("\r\n", "\n").replace("\r", "\n")
        return value


def _in_boxes(field: forms.Field) -> DateField:
    return DateField(
        required=field.required,
        label=field.label,
        initial=field.initial,
        help_text=field.help_text,
        validators=field.validators,
        disabled=field.disabled,
        error_messages={
            code: message
            for code, message in field.error_messages.items()
            if code == "required" and message != forms.Field.default_error_messages["required"]
        },
    )


def _name_the_empty_choice(field: forms.Field) -> None:
    """Words in place of Django's row of dashes, which a screen reader spells out."""
    words = "Choose one" if field.required else "Not chosen"
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == _DASHES:
            field.empty_label = words
    elif isinstance(field, forms.ChoiceField) and isinstance(field.widget, forms.Select):
        # Choices that a function gives are not asked for here: they may cost a query.
        given: Any = field.choices
        choices = list(given) if isinstance(given, list | BlankChoiceIterator) else []
        if choices and tuple(choices[0]) == ("", _DASHES):
            field.choices = [("", words), *choices[1:]]


def _let_the_server_judge(widget: forms.Widget) -> None:
    """Browsers cut a pasted text at `maxlength` in silence, and change numbers by the wheel."""
    for attribute in ("maxlength", "minlength", "min", "max", "step"):
        widget.attrs.pop(attribute, None)
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
        widget.attrs.setdefault("inputmode", "decimal")
    elif isinstance(widget, forms.EmailInput):
        widget.attrs.setdefault("spellcheck", "false")
    elif isinstance(widget, forms.Textarea):
        widget.attrs.pop("cols", None)
        if widget.attrs.get("rows") == "10":
            widget.attrs["rows"] = "5"


class GovukForm(PlainWords, forms.Form):
    """The form to start from."""


class GovukModelForm(PlainWords, forms.ModelForm):
    """The form to start from where one row is edited."""
