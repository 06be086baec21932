"""The acts on recommendations that the audit trail knows by name."""

from core.audit import register_action

RECOMMENDATION_MADE = register_action("recommendation.made", "recorded the recommendation")
RECOMMENDATION_CORRECTED = register_action(
    "recommendation.corrected", "corrected the recommendation"
)
RECOMMENDATION_ANSWERED = register_action("recommendation.answered", "answered the recommendation")
RECOMMENDATION_HANDED_OVER = register_action(
    "recommendation.handed_over", "handed over the recommendation"
)
RECOMMENDATION_CLOSED = register_action("recommendation.closed", "closed the recommendation")
RECOMMENDATION_REOPENED = register_action(
    "recommendation.reopened", "opened again the recommendation"
)
