"""The answer that a pack gives to one question."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms

from core.conflicts import RevisedModelForm
from core.text import tidy
from reports.models import PackAnswer


class AnswerForm(RevisedModelForm):
    """The answer to one question; an empty one is none.

    The page holds many of them. One that nobody touched is left as it is, whatever somebody
    else did to it meanwhile; `opened` tells it by a digest of the text it was opened with.
    """

    class Meta:
        model = PackAnswer
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": "5"})}

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        self.fields["text"].label = self.instance.question.text

    @property
    def opened_name(self) -> str:
        """The name of the hidden box with that digest."""
        return self.add_prefix("opened")

    @property
    def opened(self) -> str:
        """What stands in it: as sent, or of the text that is there."""
        sent = self.data.get(self.opened_name) if self.is_bound else None
        return sent if sent is not None else _digest(self.instance.text)

    @property
    def is_touched(self) -> bool:
        """Whether the box was sent with anything else than what it held."""
        typed = self.data.get(self.add_prefix("text"))
        return typed is not None and _digest(typed) != self.opened

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if not self.instance.pk and cleaned.get("revision"):
            self.send_again_with("revision", 0)
            self.add_error(
                "text",
                "Somebody removed this answer while you had it open. Save again to keep yours, or "
                "empty the box",
            )
        return cleaned


def _digest(text: str) -> str:
    return sha256(tidy(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]
