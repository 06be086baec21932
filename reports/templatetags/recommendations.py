"""How a recommendation stands, in words on a coloured ground."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.templatetags.components import tag
from reports.models import Recommendation

register = template.Library()

COLOURS = {
    Recommendation.State.OPEN: "blue",
    Recommendation.State.ACCEPTED: "teal",
    Recommendation.State.REJECTED: "orange",
    Recommendation.State.PAUSED: "yellow",
    Recommendation.State.DONE: "green",
}


@register.simple_tag
def state_tag(state: str) -> SafeString:
    """A state by its word: "Accepted"."""
    known = Recommendation.State(state)
    return tag(known.label, COLOURS[known])


@register.simple_tag
def state_tags(recommendation: Recommendation) -> SafeString:
    """Its state, and that it is overdue."""
    stands = state_tag(recommendation.state)
    if not recommendation.is_overdue:
        return stands
    return format_html("{} {}", stands, tag("Overdue", "red"))
