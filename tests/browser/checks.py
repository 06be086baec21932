"""What every page must pass: axe without a violation, and no sideways scrolling."""

from functools import cache
from typing import Any

from django.conf import settings
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@cache
def _axe() -> str:
    return (settings.ASSETS_DIR / "axe.min.js").read_text()


def assert_no_axe_violations(page: Page) -> None:
    """No violation of WCAG 2.2 A and AA or of axe's best practices on the page as it stands."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    # Only the violations come back: all that axe finds right is far more to send.
    violations: list[dict[str, Any]] = page.evaluate(
        """async rules => {
            const options = {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]};
            return (await axe.run(document, options)).violations;
        }""",
        RULES,
    )
    faults = [
        f"{violation['id']} ({violation['help']}): {node['html']}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not faults, "\n\n".join(faults)


def assert_fits(page: Page, width: int = 360) -> None:
    """At this width nothing makes the page scroll sideways; the width is put back after."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 800})
    try:
        wide = page.evaluate(
            """() => {
                const root = document.documentElement;
                if (root.scrollWidth <= root.clientWidth) return [];
                return [...document.querySelectorAll("body *")]
                    .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
                    .filter(e => !e.closest(".app-scroll, .govuk-visually-hidden"))
                    .map(e => e.outerHTML.slice(0, 120));
            }"""
        )
        scrolls = page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not scrolls, f"At {width} px the page scrolls sideways: {wide[:5]}"
    finally:
        if before:
            page.set_viewport_size(before)
