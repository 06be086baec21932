"""What a form says when something typed is wrong, in the words of the design system.

Django says "This field is required." under each box; the summary at the top of the page
needs sentences that can stand alone: "Enter a title", "Year must be a whole number".
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.text import tidy, unstorable_characters


def words_for(label: Any) -> str:
    """A label inside a sentence: "Start date" becomes "start date", "KPI ref" stays."""
    label = str(label or "").strip().rstrip("?:.")
    if len(label) > 1 and label[0].isupper() and label[1].islower():
        return label[0].lower() + label[1:]
    return label


def subject_of(label: Any, called: str) -> str:
    """What begins a sentence about a field: its label, unless that is a question."""
    label = str(label or "").strip()
    words = called if label.endswith("?") else label.rstrip(":.")
    return words[:1].upper() + words[1:]


def use_plain_messages(field: forms.Field, called: str, subject: str) -> None:
    """Give a field the design system's messages, except where its author wrote others.

    `called` stands in "Enter a title", `subject` in "Title must be a number".
    """
    defaults: dict[str, Any] = {}
    for parent in reversed(type(field).__mro__):
        defaults.update(getattr(parent, "default_error_messages", {}))
    for code, message in _messages(field, called, subject).items():
        if field.error_messages.get(code) == defaults.get(code):
            field.error_messages[code] = message


def _messages(field: forms.Field, called: str, subject: str) -> dict[str, str]:
    # Messages with figures in them pass through %-formatting, the others do not.
    formatted = subject.replace("%", "%%")
    if isinstance(field, forms.FileField):
        return {
            "required": f"Select {called}",
            "missing": f"Select {called}",
            "empty": "The selected file is empty",
        }
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.BooleanField):
        return {
            "required": f"Select {called}",
            "invalid_choice": f"{formatted} must be one of the choices",
        }
    messages = {
        "required": f"Enter {called}",
        "max_length": f"{formatted} must be %(limit_value)d characters or fewer, "
        "but it has %(show_value)d",
        "min_length": f"{formatted} must be %(limit_value)d characters or more",
        "max_value": f"{formatted} must be %(limit_value)s or less",
        "min_value": f"{formatted} must be %(limit_value)s or more",
    }
    if isinstance(field, forms.DecimalField | forms.FloatField):
        messages["invalid"] = f"{subject} must be a number, like 12 or 12.5"
    elif isinstance(field, forms.IntegerField):
        messages["invalid"] = f"{subject} must be a whole number, like 12"
    elif isinstance(field, forms.EmailField):
        messages["invalid"] = "Enter an email address in the correct format, like name@example.com"
    elif isinstance(field, forms.URLField):
        messages["invalid"] = f"{formatted} must be a web address, like https://www.example.com"
    return messages


def refuse_unstorable(value: Any) -> None:
    """A validator: refuses characters that the database cannot keep, and names them."""
    if isinstance(value, str) and (bad := unstorable_characters(tidy(value))):
        raise ValidationError(
            "Remove the characters that cannot be kept: %(characters)s",
            code="null_characters_not_allowed",
            params={"characters": ", ".join(bad)},
        )
