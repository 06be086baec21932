"""An act names who did what, with all the changes made inside it."""

import pytest

from core.audit import ACTIONS, act, register_action
from core.models import AuditAct, AuditChange
from council.models import Directorate, Person
from tests.core.trail import TESTED, changes_of
from tests.factories import (
    DirectorateFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_a_change_outside_any_act_is_kept_without_one():
    person = PersonFactory()
    change = AuditChange.objects.get(table_name="council_person", row_id=str(person.pk))
    assert change.act is None


def test_an_act_reads_as_a_sentence():
    user = UserFactory(name="Amina Yusuf")
    directorate = DirectorateFactory(name="Adult Social Care")
    with act(TESTED, actor=user, target=directorate) as entry:
        pass
    assert entry.sentence == "Amina Yusuf tested Adult Social Care"


def test_what_nobody_did_was_done_by_the_system():
    with act(TESTED, actor=None) as entry:
        pass
    assert entry.sentence == "The system tested"


def test_an_act_keeps_the_names_of_its_own_day():
    user = UserFactory(name="Amina Yusuf")
    directorate = DirectorateFactory(name="Adult Social Care")
    with act(TESTED, actor=user, target=directorate) as entry:
        pass
    Directorate.objects.update(name="Adults and Health")
    user.delete()
    kept = AuditAct.objects.get(pk=entry.pk)
    assert kept.sentence == "Amina Yusuf tested Adult Social Care"


def test_an_act_can_name_what_was_only_made_inside_it():
    with act(TESTED, actor=None) as entry:
        directorate = DirectorateFactory(name="Adult Social Care")
        entry.about(directorate)
    kept = AuditAct.objects.get(pk=entry.pk)
    assert (kept.target_model, kept.target_id) == ("council.directorate", directorate.pk)
    assert kept.target_name == "Adult Social Care"


def test_an_act_inside_an_act_has_its_own_changes():
    with act(TESTED, actor=None) as outer:
        first = PersonFactory()
        with act(TESTED, actor=None) as inner:
            second = PersonFactory()
        third = PersonFactory()
    assert [after["id"] for _, _, after in changes_of(outer)] == [first.pk, third.pk]
    assert [after["id"] for _, _, after in changes_of(inner)] == [second.pk]


def fail_inside_an_act():
    with act(TESTED, actor=None):
        PersonFactory()
        raise ZeroDivisionError


def test_after_an_inner_act_failed_the_outer_one_goes_on():
    with act(TESTED, actor=None) as outer:
        with pytest.raises(ZeroDivisionError):
            fail_inside_an_act()
        kept = PersonFactory()
    assert [after["id"] for _, _, after in changes_of(outer)] == [kept.pk]


def test_an_act_that_is_rolled_back_leaves_nothing():
    acts, changes, people = (
        AuditAct.objects.count(),
        AuditChange.objects.count(),
        Person.objects.count(),
    )
    with pytest.raises(ZeroDivisionError):
        fail_inside_an_act()
    assert AuditAct.objects.count() == acts
    assert AuditChange.objects.count() == changes
    assert Person.objects.count() == people


def test_an_unknown_action_is_refused_before_anything_happens():
    acts = AuditAct.objects.count()
    with pytest.raises(KeyError), act("tests.forgotten", actor=None):
        PersonFactory()
    assert AuditAct.objects.count() == acts
    assert not Person.objects.exists()


def test_an_action_cannot_be_registered_twice_with_other_words():
    register_action("tests.tested", "tested")
    with pytest.raises(ValueError, match="twice"):
        register_action("tests.tested", "did something else")
    assert ACTIONS["tests.tested"] == "tested"


@pytest.mark.django_db(transaction=True)
def test_the_number_of_an_act_ends_with_its_transaction():
    with act(TESTED, actor=None) as entry:
        PersonFactory()
    after = PersonFactory()
    assert len(changes_of(entry)) == 1
    assert AuditChange.objects.get(row_id=str(after.pk), table_name="council_person").act is None
