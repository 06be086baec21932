from django import forms

from core.conflicts import RevisedModelForm
from plans.models import CriticalAction


class StatusForm(RevisedModelForm):
    """How an action stands, as its officer reports it."""

    class Meta:
        model = CriticalAction
        fields = ("status",)
        labels = {"status": "How does the action stand?"}
        widgets = {"status": forms.RadioSelect}
