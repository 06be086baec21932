"""The parts that other apps show on a page: see `core.page_parts`."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core.page_parts import PagePlace, parts_at

register = template.Library()


@register.simple_tag(takes_context=True)
def page_parts(context: template.Context, place: str, about: Any) -> SafeString:
    """All parts of a place, one after another. A place that is not known is a mistake."""
    request = context["request"]
    shown = parts_at(PagePlace(place), request.user, about)
    return mark_safe(  # noqa: S308  (templates of ours, which escape for themselves)
        "".join(render_to_string(name, given, request=request) for name, given in shown)
    )
