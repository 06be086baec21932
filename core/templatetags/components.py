"""The parts that pages are made of: one tag each, written once.

The functions can be called from Python too, as a table's `render_status` does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

TAG_COLOURS = frozenset(
    ["blue", "green", "grey", "magenta", "orange", "purple", "red", "teal", "yellow"]
)
CHIP_COLOURS = frozenset(["green", "yellow", "amber", "red", "blue", "grey"])


@register.simple_tag
def tag(word: str, colour: str = "grey") -> SafeString:
    """A status in a word, on a pale ground: "Draft", "Published"."""
    colour = colour if colour in TAG_COLOURS else "grey"
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', colour, word)


@register.simple_tag
def chip(word: str, colour: str = "grey") -> SafeString:
    """A band or rating in a word and its colour: "High", "On track"."""
    colour = colour if colour in CHIP_COLOURS else "grey"
    return format_html('<span class="app-chip app-chip--{}">{}</span>', colour, word)


@register.simple_tag
def button_link(url: str, text: str, kind: str = "") -> SafeString:
    """A link that starts something, as a button. Kinds: secondary, warning, start."""
    return format_html(
        '<a href="{}" role="button" draggable="false" class="govuk-button{}"'
        ' data-module="govuk-button">{}</a>',
        url,
        f" govuk-button--{kind}" if kind else "",
        text,
    )


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(
    context: template.Context, url: str, text: str, kind: str = "", hidden: str = ""
) -> dict[str, Any]:
    """A button that changes something at once: a form of its own. `hidden` says of what."""
    return {
        "csrf_token": context.get("csrf_token"),
        "url": url,
        "text": text,
        "kind": kind,
        "hidden": hidden,
    }


@register.inclusion_tag("components/back_link.html")
def back_link(url: str, text: str = "Back") -> dict[str, str]:
    return {"url": url, "text": text}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*steps: str) -> dict[str, Any]:
    """Where the page stands: label and address in turn, the page itself as a last label."""
    pairs = [(steps[i], steps[i + 1]) for i in range(0, len(steps) - 1, 2)]
    return {"links": pairs, "here": steps[-1] if len(steps) % 2 else ""}


@register.inclusion_tag("components/warning_text.html")
def warning_text(text: str) -> dict[str, str]:
    """What somebody must know before going on."""
    return {"text": text}


@register.simple_tag
def inset_text(text: str) -> SafeString:
    """What stands out from the text around it."""
    return format_html('<div class="govuk-inset-text">{}</div>', text)


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Iterable[Any], classes: str = "") -> dict[str, Any]:
    """Facts about one thing. A row: (label, value), or (label, value, url, words of the link)."""
    shown = []
    for label, value, *action in rows:
        url, words = (*action, "Change", "")[:2] if action else ("", "")
        shown.append({"label": label, "value": value, "url": url, "words": words})
    return {"rows": shown, "classes": classes, "has_actions": any(row["url"] for row in shown)}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], field: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list, keeping the rest of the address."""

    def address(number: int) -> str:
        return query_with(context, field, number)

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "items": [
            {"number": number, "url": address(number) if isinstance(number, int) else ""}
            for number in numbers
        ],
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
    }


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, *changes: Any) -> str:
    """The query of this address with other values: name and value in turn, None removes."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    for name, value in zip(changes[::2], changes[1::2], strict=True):
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return "?" + query.urlencode()


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """All that is wrong in forms and lists of forms, at the top of the page, each linked to its
    box."""
    return {"errors": list(_errors_of(forms))}


@register.simple_tag
def title_prefix(*forms: Any) -> str:
    """ "Error: " in front of the page title, where a form has errors."""
    return "Error: " if any(_errors_of(forms)) else ""


def _errors_of(forms: Sequence[Any]) -> Iterator[dict[str, str]]:
    for form in forms:
        if isinstance(form, BaseFormSet) and form.is_bound:
            yield from ({"id": "", "message": str(told)} for told in form.non_form_errors())
            yield from _errors_of(form.forms)
        elif isinstance(form, BaseForm):
            yield from _errors_of_form(form)
        elif isinstance(form, list):
            yield from _errors_of(form)


def _errors_of_form(form: BaseForm) -> Iterator[dict[str, str]]:
    if not form.errors:
        return
    for told in form.non_field_errors():
        yield {"id": "", "message": str(told)}
    for field in form:
        id_ = "" if field.is_hidden else getattr(field, "first_input_id", field.id_for_label)
        for told in field.errors:
            yield {"id": id_, "message": str(told)}


@register.filter
def groups(form: Any) -> list[dict[str, Any]]:
    """The visible fields in their order; a group stands where its first field does."""
    declared = {name: group for group in getattr(form, "groups", ()) for name in group.fields}
    shown: list[dict[str, Any]] = []
    place: dict[str, dict[str, Any]] = {}
    for field in form.visible_fields():
        group = declared.get(field.name)
        if group is None:
            if not shown or shown[-1]["legend"]:
                shown.append({"legend": "", "fields": []})
            shown[-1]["fields"].append(field)
            continue
        if group.legend not in place:
            id_ = form.add_prefix(f"group-{len(place) + 1}-hint")
            place[group.legend] = {"legend": group.legend, "hint": group.hint, "id": id_}
            place[group.legend]["fields"] = []
            shown.append(place[group.legend])
        place[group.legend]["fields"].append(field)
    return shown


@register.filter
def banner_kind(message: Any) -> str:
    """How a message is shown: success, error or notice, by its level."""
    kinds: Mapping[str, str] = {"success": "success", "error": "error", "warning": "notice"}
    return kinds.get(message.level_tag, "notice")
