"""The framework as practitioners read it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from thresholds.access import readable_by
from thresholds.models import Framework
from thresholds.pages import framework_page, page_of
from thresholds.places import Places
from thresholds.reading import DomainHeadings, FrameworkReading
from thresholds.texts import texts_of
from thresholds.windscreen import windscreen


@framework_page
def home(request: HttpRequest, reading: FrameworkReading) -> HttpResponse:
    """The levels at a glance, and the ways into them."""
    still_used = readable_by(request.user).filter(state=Framework.State.STILL_USED)
    return page_of(
        request,
        reading,
        "thresholds/home.html",
        title="Levels of need",
        here="home",
        windscreen=windscreen(reading.levels, Places(reading.framework)),
        earlier=still_used.exclude(pk=reading.framework.pk),
    )


@framework_page
def level(request: HttpRequest, reading: FrameworkReading, number: int) -> HttpResponse:
    """Everything of one level."""
    numbers = [each.number for each in reading.levels]
    if number not in numbers:
        raise Http404
    place = numbers.index(number)
    shown = reading.levels[place]
    return page_of(
        request,
        reading,
        "thresholds/level.html",
        title=str(shown),
        here="home",
        level=shown,
        domains=[each for each in reading.at_level(shown) if not each.is_empty],
        texts=texts_of(shown),
        lower=reading.levels[place - 1] if place else None,
        higher=reading.levels[place + 1] if place + 1 < len(numbers) else None,
    )


@framework_page
def heading(request: HttpRequest, reading: FrameworkReading, pk: int) -> HttpResponse:
    """All levels side by side under one heading."""
    headings = [(each, found) for each in reading.domains for found in each.headings]
    place = next((i for i, (_, found) in enumerate(headings) if found.pk == pk), None)
    if place is None:
        raise Http404
    within, shown = headings[place]
    return page_of(
        request,
        reading,
        "thresholds/heading.html",
        title=shown.name,
        here="home",
        domain=within.domain,
        heading=shown,
        cells=reading.under_heading(shown),
        before=headings[place - 1][1] if place else None,
        after=headings[place + 1][1] if place + 1 < len(headings) else None,
    )


@framework_page
def domain(request: HttpRequest, reading: FrameworkReading, pk: int) -> HttpResponse:
    """One domain over all levels, heading by heading."""
    shown: DomainHeadings | None = next(
        (each for each in reading.domains if each.domain.pk == pk), None
    )
    if shown is None:
        raise Http404
    return page_of(
        request,
        reading,
        "thresholds/domain.html",
        title=shown.domain.name,
        here="home",
        domain=shown.domain,
        compared=[(each, reading.under_heading(each)) for each in shown.headings],
    )


@framework_page
def services(request: HttpRequest, reading: FrameworkReading) -> HttpResponse:
    """Who can help, level by level."""
    return page_of(
        request,
        reading,
        "thresholds/services.html",
        title="Who can help at each level",
        here="services",
    )


@framework_page
def social_care(request: HttpRequest, reading: FrameworkReading) -> HttpResponse:
    """The chart of children's social care and the paragraphs before it."""
    return page_of(
        request,
        reading,
        "thresholds/social_care.html",
        title="Children's social care",
        here="social_care",
        columns=[(reading.level(each.number), each) for each in reading.social_care_levels],
    )


@framework_page
def guidance(request: HttpRequest, reading: FrameworkReading) -> HttpResponse:
    """What the framework is for, how to use it, what to do when professionals disagree."""
    return page_of(
        request,
        reading,
        "thresholds/guidance.html",
        title="How to use this framework",
        here="guidance",
    )
