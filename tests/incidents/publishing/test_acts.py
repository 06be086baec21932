"""Publishing: who, what is refused, and the record that never changes."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F

import core.disclosure.publishing
from core.models import AuditAct, AuditChange
from incidents.models import PublishedReturns, SchoolReturn
from incidents.publishing.acts import publish_returns
from incidents.publishing.preview import Preview
from tests.accounts.people import everybody_but
from tests.factories import DisclosureProfileFactory, IncidentTypeFactory, racist
from tests.incidents.held import several
from tests.incidents.publishing.reader import assert_nothing_can_be_worked_out, cells_of
from tests.incidents.publishing.small import GENDER, YEAR, small_council, with_an_old_year
from tests.plain_rows import add, change, refused, without_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def careless(monkeypatch):
    """What chooses the pattern hides nothing but the small numbers themselves."""
    protect = core.disclosure.publishing.protect
    monkeypatch.setattr(
        core.disclosure.publishing,
        "protect",
        lambda *args: replace(protect(*args), secondary=frozenset()),
    )


def test_only_who_publishes_may(respondent):
    small_council()
    for somebody in [respondent, *everybody_but("returns_officer")]:
        with pytest.raises(PermissionDenied):
            publish_returns(racist(), actor=somebody)
    assert not PublishedReturns.objects.exists()
    assert not AuditAct.objects.filter(action="returns.published").exists()


def test_it_keeps_all_that_its_documents_print(officer):
    with_an_old_year()
    small_council()
    published = publish_returns(racist(), actor=officer)
    record = PublishedReturns.objects.get().record
    assert str(published) == "Racist incidents 2020/21 to 2026/27"
    assert (published.published_by, published.published_by_name) == (officer, "Tamsin Ridley")
    assert record["on"] == "10 May 2027"
    assert record["definition"] == racist().definition
    assert [(y["name"], y["borough"]) for y in record["years"]] == [
        ("2020/21", True),
        ("2026/27", False),
    ]
    assert cells_of(record)[YEAR, GENDER, "Male"] == "[c]"
    assert record["charts"][0]["title"] == "Incidents by year. 2020/21: 139; 2026/27: 58"
    assert_nothing_can_be_worked_out(record)


def test_a_chart_draws_nothing_that_is_hidden(officer):
    small_council()
    several(2025, 40, 30, 30, counts={"victim_ethnicity, Indian": 20})
    record = publish_returns(racist(), actor=officer).record
    chart = record["charts"][1]
    printed = {cell["text"] for cell in chart["columns"]}
    assert "[c]" in chart["title"]
    assert "2" not in printed
    assert not any(column["text"].startswith("[") for column in chart["columns"])


def test_the_trail_says_so_without_a_second_copy(officer):
    small_council()
    publish_returns(racist(), actor=officer)
    entry = AuditAct.objects.get(action="returns.published")
    assert (
        entry.sentence == "Tamsin Ridley published figures of Racist incidents 2026/27 to 2026/27"
    )
    changes = AuditChange.objects.filter(act=entry)
    assert [("record" in each.after) for each in changes] == [False]


def test_where_nothing_is_held_nothing_is_published(officer):
    with pytest.raises(ValidationError, match="No figures are held of this kind"):
        publish_returns(IncidentTypeFactory(), actor=officer)
    assert not AuditAct.objects.filter(action="returns.published").exists()


def test_what_changed_since_it_was_looked_at_is_not_published(officer):
    small_council()
    seen = Preview(racist()).seen
    with without_triggers():
        SchoolReturn.objects.filter(total__gt=0).update(total=F("total") + 3)
    with pytest.raises(ValidationError, match="changed since you looked"):
        publish_returns(racist(), actor=officer, seen=seen)
    assert not PublishedReturns.objects.exists()
    assert publish_returns(racist(), actor=officer, seen=Preview(racist()).seen)


def test_what_fails_the_audit_is_never_published(officer, careless):
    small_council()
    with pytest.raises(ValidationError, match="The audit found a fault, so nothing was published"):
        publish_returns(racist(), actor=officer)
    assert not PublishedReturns.objects.exists()


def test_figures_that_cannot_all_be_true_are_never_published(officer, monkeypatch):
    small_council()
    publish_returns(racist(), actor=officer)
    record = PublishedReturns.objects.get().record
    impossible = {**record, "release": {**record["release"], "figures": []}}
    for printed in impossible["release"]["printed"]:
        if printed[1].isdigit():
            printed[1] = str(int(printed[1]) + 1)
    add(PublishedReturns(**_columns(officer), record=impossible))
    with pytest.raises(ValidationError, match="The audit found a fault"):
        publish_returns(racist(), actor=officer)
    assert PublishedReturns.objects.count() == 2


def _columns(officer) -> dict[str, object]:
    return {
        "type": racist(),
        "first_year": "2026/27",
        "last_year": "2026/27",
        "published_by": officer,
        "published_by_name": "x",
    }


def test_the_record_never_changes(officer):
    small_council()
    published = publish_returns(racist(), actor=officer)
    for values in ({"record": {}}, {"published_by_name": "x"}, {"first_year": "2020/21"}):
        with refused("published_stays"):
            change(published, **values)
    with refused("published_stays"):
        published.delete()
    with refused("published_years_in_order"):
        add(PublishedReturns(**{**_columns(officer), "first_year": "2027/28"}, record={}))


def test_the_rule_of_its_own_day_is_kept_with_it(officer):
    profile = DisclosureProfileFactory(threshold=9)
    small_council()
    first = publish_returns(racist(), actor=officer)
    change(profile, threshold=4)
    again = Preview(racist())
    assert first.record["release"]["profile"]["threshold"] == 9
    hidden_then = {cell for cell, text in cells_of(first.record).items() if text == "[c]"}
    hidden_now = {cell for cell, text in cells_of(again.record()).items() if text == "[c]"}
    assert hidden_then == hidden_now
