"""Parts that an app shows on a page that does not know it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from core import page_parts
from core.page_parts import PagePlace, offer_part, parts_at

TEMPLATE = "components/warning_text.html"


@pytest.fixture(autouse=True)
def nothing_offered(monkeypatch):
    monkeypatch.setattr(page_parts, "_PARTS", {})


def page(place, about="Plan 1"):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    html = Template(f"{{% load page_parts %}}{{% page_parts '{place}' about %}}")
    return html.render(Context({"request": request, "about": about}))


def test_a_part_is_shown_at_its_place_and_nowhere_else():
    offer_part(
        PagePlace.MY_WORK, TEMPLATE, lambda user, about: {"text": f"{user.is_anonymous}: <{about}>"}
    )

    assert "True: &lt;Plan 1&gt;" in page("my work")
    assert page("handover") == ""


def test_a_part_that_gives_nothing_is_not_shown():
    offer_part(PagePlace.MY_WORK, TEMPLATE, lambda user, about: None)

    assert page("my work") == ""


def test_a_part_offered_twice_is_shown_once():
    for _ in range(2):
        offer_part(PagePlace.PAPER, TEMPLATE, lambda user, about: {})

    assert len(parts_at(PagePlace.PAPER, "Sam", "Paper")) == 1


def test_a_place_that_does_not_exist_is_a_mistake_that_shows():
    with pytest.raises(ValueError, match="garden"):
        page("garden")
