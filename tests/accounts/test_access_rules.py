"""Access is denied unless a rule grants it: true of every address that there is."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from council.reference import KINDS
from thresholds.urls import READERS

pytestmark = pytest.mark.django_db

SAMPLES = {
    "IntConverter": 1,
    "MunicipalYearConverter": "2026-27",
    "SideConverter": "open",
    "SlugConverter": "officer",
    "StringConverter": "x",
}


def addresses(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[tuple]:
    """Every view of the site: its name, its function, and values for its address."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from addresses(pattern, inside)
        elif isinstance(pattern, URLPattern):
            values = {
                name: SAMPLES.get(type(converter).__name__, KINDS["directorates"])
                for name, converter in pattern.pattern.converters.items()
            }
            yield ":".join((*namespaces, pattern.name or "")), pattern.callback, values


EVERYTHING = list(addresses(get_resolver()))
NAMES = [name for name, _, _ in EVERYTHING]


@pytest.mark.parametrize(("name", "view", "values"), EVERYTHING, ids=NAMES)
def test_every_view_says_who_may_open_it(name, view, values):
    assert getattr(view, "access_rule", None), f"{name} has no access rule"


@pytest.mark.parametrize(("name", "view", "values"), EVERYTHING, ids=NAMES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_not_signed_in_is_sent_to_sign_in_unless_the_page_is_public(
    name, view, values, method
):
    address = reverse(name, kwargs=values)
    response = getattr(Client(), method)(address)
    if view.access_rule == "public":
        assert response.status_code in (200, 302, 404, 405)
    else:
        assert response.status_code == 302
        assert response.url.startswith(reverse("accounts:sign_in") + "?next=")


def test_few_pages_are_public_and_each_is_known_here():
    public = {name for name, view, _ in EVERYTHING if view.access_rule == "public"}
    assert public == {
        "accessibility",
        "accounts:logo",
        "accounts:password_reset",
        "accounts:password_reset_sent",
        "accounts:password_set",
        "accounts:sign_in",
        "accounts:sign_out",
        "papers:feed",
        "papers:public",
        "papers:public_paper",
        "papers:public_pdf",
        "papers:public_year",
        "papers:robots",
        "papers:sitemap",
        "thresholds:offline",
        *(f"thresholds:{name}" for _, _, name in READERS),
        *(f"thresholds:version_{name}" for _, _, name in READERS),
    }


def unruled(request):
    raise AssertionError("this view must never run")


urlpatterns = [path("unruled/", unruled), *get_resolver().url_patterns]


@pytest.mark.urls(__name__)
def test_a_view_without_a_rule_is_refused_to_everybody():
    from tests.accounts.people import an_admin, browser_of

    assert browser_of(an_admin()).get("/unruled/").status_code == 403
    assert Client().get("/unruled/").status_code == 302
