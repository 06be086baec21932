"""A version is begun, put in force in place of another, and stays as it is."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from tests.accounts.people import everybody_but, somebody_who_is
from tests.factories.thresholds import ContactFactory, FrameworkFactory, IndicatorFactory, filled
from thresholds.acts import (
    begin_framework,
    begin_new_version,
    put_in_force,
    remove_draft,
    remove_part,
    save_part,
    take_out_of_use,
)
from thresholds.models import Framework, Heading, Indicator
from thresholds.reading import FrameworkReading

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 1)


@pytest.fixture
def editor():
    return somebody_who_is("thresholds_editor")


def test_a_framework_begins_with_four_levels_three_domains_and_fourteen_headings(editor):
    framework = begin_framework(Framework(title="Right help"), actor=editor)
    reading = FrameworkReading(framework)
    assert [level.number for level in reading.levels] == [1, 2, 3, 4]
    assert len(reading.domains) == 3
    assert len(list(reading.headings)) == 14


def test_without_an_office_to_call_it_is_not_put_in_force(editor):
    framework = filled(level_1="Well")
    with pytest.raises(ValidationError, match="at least one office"):
        put_in_force(framework, DAY, still_used=False, actor=editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Framework.objects.update(state="in_force", in_force_from=DAY)


def test_the_version_before_is_replaced_or_stays_in_use(editor):
    for still_used, state in ((False, "replaced"), (True, "still_used")):
        before = FrameworkFactory(in_force=date(2025, 9, 1 + still_used))
        after = ContactFactory().framework
        after.levels.create(number=1, name="Universal")
        put_in_force(after, date(2026, 9, 1 + still_used), still_used=still_used, actor=editor)
        before.refresh_from_db()
        assert before.state == state
        assert Framework.objects.in_force() == after
        Framework.objects.filter(pk=after.pk).update(state="replaced")


def test_a_day_that_has_not_come_yet_is_refused(editor):
    draft = ContactFactory(framework=filled(level_1="Well")).framework
    with pytest.raises(ValidationError, match="has not come yet"):
        put_in_force(draft, date(2027, 10, 11), still_used=False, actor=editor)
    put_in_force(draft, date(2027, 10, 10), still_used=False, actor=editor)


def test_two_versions_are_not_in_force_from_one_day(editor):
    FrameworkFactory(in_force=DAY)
    draft = ContactFactory(framework=filled(level_1="Well")).framework
    with pytest.raises(ValidationError, match="Another version"):
        put_in_force(draft, DAY, still_used=False, actor=editor)


def test_a_version_in_force_stays_as_it_is(editor):
    framework = filled(level_1="Well")
    ContactFactory(framework=framework)
    framework = put_in_force(framework, DAY, still_used=False, actor=editor)
    level = framework.levels.first()
    level.name = "Other"
    with pytest.raises(ValidationError, match="Begin a new version"):
        save_part(framework, level, actor=editor)
    for change in (
        lambda: Indicator.objects.update(text="Other"),
        lambda: Heading.objects.update(name="Other"),
        lambda: Framework.objects.update(title="Other"),
        lambda: Framework.objects.update(state="draft"),
        lambda: framework.levels.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(ValidationError, match="stays"):
        remove_draft(framework, actor=editor)


def test_whom_to_call_is_corrected_in_any_version_but_never_nobody(editor):
    framework = FrameworkFactory(in_force=True)
    contact = framework.contacts.get()
    contact.telephone = "01632 960 201"
    save_part(framework, contact, actor=editor)
    with pytest.raises(ValidationError, match="At least one office"):
        remove_part(framework, contact, actor=editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        contact.delete()


def test_a_new_version_has_everything_that_the_old_one_has(editor):
    old = filled(level_1="Well", level_3="Often absent")
    ContactFactory(framework=old)
    new = begin_new_version(old, actor=editor)
    assert new.is_draft
    told = [(str(i.level), str(i.heading), i.text) for i in FrameworkReading(new).indicators]
    assert told == [
        (str(i.level), str(i.heading), i.text) for i in FrameworkReading(old).indicators
    ]
    assert new.contacts.count() == 1
    assert new.social_care_levels.count() == 3


def test_an_indicator_stands_under_a_heading_of_its_own_framework():
    level = filled().levels.first()
    other = Heading.objects.filter(domain__framework=filled()).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorFactory(level=level, heading=other)


def test_only_a_replaced_version_in_use_is_taken_out_of_use(editor):
    framework = FrameworkFactory(in_force=True)
    with pytest.raises(ValidationError, match="still in use"):
        take_out_of_use(framework, actor=editor)


def test_who_does_not_edit_changes_nothing():
    framework = filled()
    for somebody in everybody_but("thresholds_editor"):
        with pytest.raises(PermissionDenied):
            begin_new_version(framework, actor=somebody)
        with pytest.raises(PermissionDenied):
            save_part(framework, framework.levels.first(), actor=somebody)
