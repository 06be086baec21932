"""Publishing: who, what is refused, and the record that never changes."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

import core.disclosure.publishing
from core.models import AuditAct, AuditChange
from tests.accounts.people import everybody_but
from tests.factories import DisclosureProfileFactory
from tests.factories.workforce import UPPER, SnapshotFactory
from tests.plain_rows import change, refused
from tests.workforce.publishing.small import FEW_MEN, answers, counted, small_council
from workforce.models import PublishedProfile
from workforce.publishing.acts import publish_profile
from workforce.publishing.preview import Preview

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


def test_only_who_publishes_may():
    mine, _ = small_council()
    for somebody in everybody_but("workforce_officer"):
        with pytest.raises(PermissionDenied):
            publish_profile(mine, actor=somebody)
    assert not PublishedProfile.objects.exists()
    assert not AuditAct.objects.filter(action="workforce.published").exists()


def test_it_keeps_all_that_its_documents_print(officer):
    mine, _ = small_council()
    shown = Preview(mine).record()
    published = publish_profile(mine, actor=officer)
    record = PublishedProfile.objects.get().record
    assert str(published) == "Places: workforce on 31 March 2012"
    assert (published.directorate, published.day) == (mine.directorate, mine.day)
    assert (published.published_by, published.published_by_name) == (officer, "Joanne Alder")
    assert record["organisation"] == "Places"
    assert record["tables"][0]["key"] == "staff"
    assert record["markers"][0].startswith("[c] confidential")
    assert any("150 or more employees" in sentence for sentence in record["about_figures"])
    assert record == shown


def test_what_officers_can_ask_for_is_not_kept(officer):
    mine, _ = small_council()
    record = publish_profile(mine, actor=officer).record
    kept = {
        name
        for table in record["tables"]
        for group in table["line_groups"]
        for line in group["lines"]
        for cell in line["cells"]
        for name in cell
    }
    assert kept == {"text", "true", "reason"}


def test_the_trail_says_so_without_a_second_copy(officer):
    mine, _ = small_council()
    publish_profile(mine, actor=officer)
    entry = AuditAct.objects.get(action="workforce.published")
    assert entry.sentence == (
        "Joanne Alder published the workforce profile Places: workforce on 31 March 2012"
    )
    changes = AuditChange.objects.filter(act=entry)
    assert [("record" in each.after) for each in changes] == [False]


def test_where_nothing_is_held_nothing_is_published(officer):
    with pytest.raises(ValidationError, match="No figures are held of this organisation"):
        publish_profile(SnapshotFactory(), actor=officer)
    assert not AuditAct.objects.filter(action="workforce.published").exists()


def test_what_changed_since_it_was_looked_at_is_not_published(officer):
    mine, _ = small_council()
    seen = Preview(mine).seen
    counted({**FEW_MEN, UPPER: (40, answers(36, 4, 30, 10))}, mine.directorate)
    with pytest.raises(ValidationError, match="changed since you looked"):
        publish_profile(mine, actor=officer, seen=seen)
    assert not PublishedProfile.objects.exists()
    assert publish_profile(mine, actor=officer, seen=Preview(mine).seen)


def test_what_another_published_meanwhile_is_no_change(officer):
    mine, council = small_council()
    seen = Preview(mine).seen
    publish_profile(council, actor=officer)
    assert publish_profile(mine, actor=officer, seen=seen)


def test_what_fails_the_audit_is_never_published(officer, careless):
    mine, _ = small_council()
    with pytest.raises(ValidationError, match="The audit found a fault, so nothing was published"):
        publish_profile(mine, actor=officer)
    assert not PublishedProfile.objects.exists()


def test_the_record_never_changes(officer):
    mine, _ = small_council()
    published = publish_profile(mine, actor=officer)
    for values in ({"record": {}}, {"published_by_name": "x"}, {"directorate": None}):
        with refused("published_profile_stays"):
            change(published, **values)
    with refused("published_profile_stays"):
        published.delete()


def test_the_rule_of_its_own_day_is_kept_with_it(officer):
    rule = DisclosureProfileFactory(used_for="workforce", threshold=9)
    mine, _ = small_council()
    first = publish_profile(mine, actor=officer).record
    change(rule, threshold=4)
    again = Preview(mine).record()
    assert {each["profile"]["threshold"] for each in first["releases"]} == {9}
    assert again["tables"] == first["tables"]


def test_a_note_that_changed_since_it_was_looked_at_is_not_published(officer):
    mine, _ = small_council()
    seen = Preview(mine).seen
    mine.note = "Without agency staff."
    mine.save()
    with pytest.raises(ValidationError, match="has changed since you looked"):
        publish_profile(mine, actor=officer, seen=seen)
