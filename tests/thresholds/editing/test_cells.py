"""What stands at a level under a heading, typed as plain lines."""

import pytest

from core.models import AuditAct, AuditChange
from tests.factories.thresholds import IndicatorFactory
from tests.thresholds.editing.pages import errors, page, told
from thresholds.models import Heading, Indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def heading(draft):
    return Heading.objects.filter(domain__framework=draft).first()


@pytest.fixture
def level(draft):
    return draft.levels.get(number=1)


@pytest.fixture
def address(draft, level, heading):
    return page("cell", draft.pk, level.pk, heading.pk)


def opened(browser, address: str) -> dict[str, str]:
    """What the boxes hold when the page is opened."""
    form = browser.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def lines(kind: str = "need", number: int = 1) -> list[str]:
    rows = Indicator.objects.filter(level__number=number, kind=kind)
    return [each.text for each in rows.order_by("position")]


def test_each_line_is_an_indicator_and_the_order_is_that_of_the_lines(browser, address):
    typed = opened(browser, address)
    assert typed["indicators"] == "Is well"
    typed["indicators"] = "Eats well\r\n\r\n   \r\n• Sees a dentist \r\nIs well\r\n- Sleeps"
    typed["protective"] = "A parent who listens"
    response = browser.post(address, typed, follow=True)
    assert "Health at level 1 is saved" in told(response)
    assert lines() == ["Eats well", "Sees a dentist", "Is well", "Sleeps"]
    assert lines("protective") == ["A parent who listens"]
    assert opened(browser, address)["indicators"].splitlines() == lines()
    assert lines(number=3) == ["Often absent"]


def test_lines_can_all_be_removed(browser, address):
    browser.post(address, opened(browser, address) | {"indicators": " \n "})
    assert lines() == []


def test_the_trail_tells_only_the_lines_that_changed(browser, address, draft, editor):
    Indicator.objects.update(position=0)
    typed = opened(browser, address) | {"indicators": "Is well\nSleeps"}
    browser.post(address, typed)
    act = AuditAct.objects.first()
    assert act.sentence == f"{editor} changed the threshold framework {draft}"
    assert act.note == "Level 1, Health"
    [change] = act.changes.filter(table_name="thresholds_indicator")
    assert (change.operation, change.after["text"]) == ("I", "Sleeps")
    changes = AuditChange.objects.count()
    browser.post(address, opened(browser, address))
    assert (AuditAct.objects.first(), AuditChange.objects.count()) == (act, changes)


def test_too_many_or_too_long_lines_are_refused_and_what_was_typed_stays(browser, address):
    typed = opened(browser, address)
    many = "\n".join(f"Sign {n}" for n in range(61))
    response = browser.post(address, typed | {"indicators": many, "protective": "x\n" + "y" * 1001})
    assert errors(response, "indicators") == "Enter no more than 60 lines: there are 61"
    assert errors(response, "protective") == (
        "Line 2 must be 1,000 characters or fewer, but it has 1,001"
    )
    assert response.context["form"]["indicators"].value() == many
    assert lines() == ["Is well"]
    browser.post(
        address, typed | {"indicators": many.replace("Sign 60", ""), "protective": "y" * 1000}
    )
    assert len(lines()) == 60


def test_an_indicator_twice_under_one_heading_is_saved_with_a_warning(browser, address):
    typed = opened(browser, address) | {"indicators": "Sleeps\nsleeps.\nOften absent"}
    shown = told(browser.post(address, typed, follow=True))
    assert "“sleeps.” stands more than once at level 1 under Health" in shown
    assert "“Often absent” stands at levels 1 and 3 under Health" in shown
    assert lines() == ["Sleeps", "sleeps.", "Often absent"]


def test_what_stands_at_the_other_levels_is_shown_beside(browser, address):
    shown = told(browser.get(address))
    assert "Health at the other levels" in shown
    assert "Often absent" in shown


def test_who_saves_second_is_shown_both_and_no_line_is_lost(browser, address):
    mine, theirs = opened(browser, address), opened(browser, address)
    browser.post(address, theirs | {"indicators": "Is well\nSleeps"})
    response = browser.post(address, mine | {"indicators": "Is well\nEats"})
    assert "Somebody saved this while you had it open" in errors(response)
    [difference] = response.context["form"].differences
    assert (difference.saved, difference.typed) == ("Is well\nSleeps", "Is well\nEats")
    assert lines() == ["Is well", "Sleeps"]
    again = mine | {
        "indicators": "Is well\nSleeps\nEats",
        "opened_with": response.context["form"]["opened_with"].value(),
    }
    browser.post(address, again)
    assert lines() == ["Is well", "Sleeps", "Eats"]


def test_two_who_typed_the_same_are_not_bothered(browser, address):
    mine = opened(browser, address) | {"indicators": "Sleeps"}
    browser.post(address, mine)
    assert browser.post(address, mine).status_code == 302


def test_somebody_goes_on_to_the_next_level_then_to_the_next_heading(browser, address, draft):
    levels = list(draft.levels.all())
    headings = list(Heading.objects.filter(domain=draft.domains.first()))
    typed = opened(browser, address) | {"go_on": "yes"}
    second = page("cell", draft.pk, levels[1].pk, headings[0].pk)
    assert browser.post(address, typed).url == second
    last = page("cell", draft.pk, levels[-1].pk, headings[0].pk)
    typed = opened(browser, last) | {"go_on": "yes"}
    assert browser.post(last, typed).url == page("cell", draft.pk, levels[0].pk, headings[1].pk)
    del typed["go_on"]
    assert browser.post(last, typed).url == f"{draft.get_absolute_url()}#heading-{headings[0].pk}"


def test_an_indicator_of_another_heading_stays(browser, address, draft, level, heading):
    other = Heading.objects.filter(domain__framework=draft).exclude(pk=heading.pk).first()
    IndicatorFactory(level=level, heading=other, text="Reads")
    browser.post(address, opened(browser, address) | {"indicators": ""})
    assert lines() == ["Reads"]
