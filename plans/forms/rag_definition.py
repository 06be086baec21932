from django import forms

from core.forms import Look
from plans.forms.new_version import NewVersionForm
from plans.models import RagDefinition

RAG_FIELDS = (
    "name",
    "tolerance_percent",
    "tolerance_points",
    "green_words",
    "amber_words",
    "red_words",
    "grey_words",
)


class RagDefinitionForm(NewVersionForm):
    """A new version of what red, amber and green mean for KPIs."""

    constraint_messages = {
        "rag_tolerance_not_negative": (
            "tolerance_percent",
            "The tolerance must be 0 or more",
        ),
    }
    looks = {
        "name": Look(called="the name of the definition"),
        "in_force_from": Look(called="the day it comes into force"),
        "tolerance_percent": Look(width="5", suffix="%", called="the tolerance"),
        "tolerance_points": Look(width="5", suffix="points"),
        "green_words": Look(called="what green means"),
        "amber_words": Look(called="what amber means"),
        "red_words": Look(called="what red means"),
        "grey_words": Look(called="what grey means"),
    }

    class Meta:
        model = RagDefinition
        fields = ("name", "in_force_from", *RAG_FIELDS[1:])
        labels = {
            "tolerance_percent": "Tolerance",
            "tolerance_points": "Tolerance of percentages",
        }
        help_texts = {
            "in_force_from": "For example, 1 4 2027",
            "tolerance_percent": "How far, as a part of the target, a KPI may miss it and be amber",
            "tolerance_points": (
                "For KPIs that are percentages you can set it in percentage points instead"
            ),
            "green_words": "Printed in the key of every report",
        }
        widgets = {
            words: forms.Textarea(attrs={"rows": 2})
            for words in ("green_words", "amber_words", "red_words", "grey_words")
        }
