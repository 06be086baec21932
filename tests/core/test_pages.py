"""The frame of every page, and the pages shown when something went wrong."""

import pytest
from django.template.loader import get_template
from django.test import Client

pytestmark = pytest.mark.urls("tests.core.screens_demo.urls")


@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html", "500.html"])
def test_pages_of_failure_need_no_context(name: str) -> None:
    html = get_template(name).render()
    assert '<html lang="en-GB"' in html
    assert html.count("<h1") == 1
    assert "<title>" in html


def test_the_reason_of_a_refusal_is_text() -> None:
    html = get_template("403.html").render({"exception": "<b>Not</b> yours"})
    assert "&lt;b&gt;Not&lt;/b&gt; yours" in html


@pytest.mark.django_db
class TestFrame:
    def test_council_product_and_user_are_named(self, client: Client) -> None:
        html = client.get("/").content.decode()
        title = "Every part – Equality plans – Wrensham Metropolitan Borough Council"
        assert f"<title>{title}</title>" in html
        assert "Amina Yusuf" in html
        assert '<form method="post" action="/accounts/sign-out/"' in html
        assert "GOV.UK" not in html

    def test_the_place_in_the_navigation_is_marked(self, client: Client) -> None:
        html = client.get("/list/").content.decode()
        assert 'href="/list/" aria-current="true"' in html
        assert 'href="/list/" aria-current="page"' in html
        assert html.index('<nav aria-label="Menu"') < html.index('<nav class="app-subject"')

    def test_messages_are_told_by_their_kind(self, client: Client) -> None:
        html = client.get("/?message=1").content.decode()
        assert html.count("govuk-notification-banner--success") == 1
        assert html.count("app-banner--error") == 1
        assert html.index("Important") < html.index("Two risks have no score yet")

    def test_nothing_is_written_into_the_page_that_the_policy_refuses(self, client: Client) -> None:
        for address in ("/", "/form/", "/list/", "/document/"):
            html = client.get(address).content.decode()
            assert " style=" not in html
            assert "<style" not in html
            assert " onclick=" not in html
            assert html.count("<script") == html.count("<script ")
            assert "default-src 'self'" in client.get(address).headers["Content-Security-Policy"]

    def test_0_in_a_summary_list_is_a_figure(self, client: Client) -> None:
        html = client.get("/").content.decode()
        assert '<dd class="govuk-summary-list__value">0</dd>' in html
        assert "Not given" in html
