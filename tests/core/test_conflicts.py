"""Two people editing the same row: the second sees both versions, and nothing typed is lost."""

import threading
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import Http404

from core.audit import act, register_action
from core.conflicts import Difference, RevisedModelForm, row_to_edit
from council.models import Person, School
from tests.factories import DirectorateFactory, PersonFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db
EDITED = register_action("tests.edited", "edited")


class PersonForm(RevisedModelForm):
    class Meta:
        model = Person
        fields = ("name", "post", "directorate")


class SchoolForm(RevisedModelForm):
    class Meta:
        model = School
        fields = ("name", "phase")


@pytest.fixture
def person():
    return PersonFactory(name="Amina Yusuf", post="Equality Officer")


def opened(person):
    """What the form of a person holds when somebody opens it."""
    form = PersonForm(instance=Person.objects.get(pk=person.pk))
    return {name: form[name].value() or "" for name in form.fields}


def sent(person, data):
    return PersonForm(data, instance=Person.objects.get(pk=person.pk))


def somebody_saves(person, name="Ben Okafor", **changes):
    """Another person edits the row in the meantime."""
    row = Person.objects.get(pk=person.pk)
    with act(EDITED, actor=UserFactory(name=name), target=row):
        for field, value in changes.items():
            setattr(row, field, value)
        row.save()


def test_where_nobody_else_saved_the_form_is_just_saved(person):
    form = sent(person, opened(person) | {"post": "Head of Equality"})
    assert form.is_valid()
    form.save()
    assert Person.objects.get().post == "Head of Equality"


def test_two_people_who_save_one_after_the_other_do_not_disturb_each_other(person):
    somebody_saves(person, post="Adviser")
    form = sent(person, opened(person) | {"post": "Head of Equality"})
    assert form.is_valid()


def test_the_second_to_save_is_told_who_was_first_and_sees_both_versions(person):
    data = opened(person) | {"post": "Head of Equality"}
    somebody_saves(person, post="Adviser")
    form = sent(person, data)
    assert not form.is_valid()
    assert form.differences == [Difference("Post", "Head of Equality", "Adviser")]
    [message] = form.non_field_errors()
    assert message.startswith("Ben Okafor saved this while you had it open")
    assert Person.objects.get().post == "Adviser"


def test_what_was_typed_is_still_in_the_form(person):
    data = opened(person) | {"post": "Head of Equality"}
    somebody_saves(person, post="Adviser")
    form = sent(person, data)
    form.is_valid()
    assert form["post"].value() == "Head of Equality"


def test_saving_once_more_keeps_what_is_typed(person):
    data = opened(person) | {"post": "Head of Equality"}
    somebody_saves(person, post="Adviser")
    refused = sent(person, data)
    assert not refused.is_valid()
    again = sent(person, data | {"revision": refused["revision"].value()})
    assert again.is_valid()
    again.save()
    assert Person.objects.get().post == "Head of Equality"


def test_a_third_save_in_between_is_noticed_too(person):
    data = opened(person) | {"post": "Head of Equality"}
    somebody_saves(person, post="Adviser")
    refused = sent(person, data)
    refused.is_valid()
    somebody_saves(person, name="Chloe Marsh", post="Consultant")
    again = sent(person, data | {"revision": refused["revision"].value()})
    assert not again.is_valid()
    assert again.differences == [Difference("Post", "Head of Equality", "Consultant")]
    assert again.non_field_errors()[0].startswith("Chloe Marsh saved")


def test_two_people_who_typed_the_same_have_no_conflict(person):
    data = opened(person) | {"post": "Adviser"}
    somebody_saves(person, post="Adviser")
    assert sent(person, data).is_valid()


def test_only_the_fields_that_differ_are_shown(person):
    data = opened(person) | {"name": "Amina Yusuf-Hart"}
    somebody_saves(person, post="Adviser")
    form = sent(person, data)
    form.is_valid()
    assert form.differences == [
        Difference("Name", "Amina Yusuf-Hart", "Amina Yusuf"),
        Difference("Post", "Equality Officer", "Adviser"),
    ]


def test_a_choice_is_shown_by_its_words_and_not_by_its_key(person):
    adults, children = DirectorateFactory(name="Adults"), DirectorateFactory(name="Children")
    data = opened(person) | {"directorate": str(adults.pk)}
    somebody_saves(person, directorate=children)
    form = sent(person, data)
    form.is_valid()
    assert form.differences == [Difference("Directorate", "Adults", "Children")]


def test_a_choice_from_a_list_is_shown_by_its_words():
    school = SchoolFactory(phase="primary")
    form = SchoolForm(instance=school)
    data = {"name": school.name, "phase": "special", "revision": form["revision"].value()}
    school.phase = "short_stay"
    school.save()
    form = SchoolForm(data, instance=School.objects.get())
    form.is_valid()
    assert form.differences == [Difference("Phase", "Special", "Short stay")]


def test_what_one_person_emptied_is_shown_as_empty(person):
    data = opened(person) | {"post": ""}
    somebody_saves(person, post="Adviser")
    form = sent(person, data)
    form.is_valid()
    assert form.differences == [Difference("Post", "", "Adviser")]


def test_where_the_trail_names_nobody_somebody_saved(person):
    data = opened(person) | {"post": "Head of Equality"}
    row = Person.objects.get()
    row.post = "Adviser"
    row.save()
    form = sent(person, data)
    form.is_valid()
    assert form.non_field_errors()[0].startswith("Somebody saved")


def test_a_sign_in_or_a_new_password_is_no_edit_of_a_user():
    user = UserFactory()
    revision = user.revision
    user.set_password("three random words")
    user.save(update_fields=["password"])
    assert user.revision == revision
    user.save()
    assert user.revision == revision + 1


def request(method):
    return SimpleNamespace(method=method)


def test_a_row_that_is_not_there_is_not_found():
    with pytest.raises(Http404), row_to_edit(request("GET"), Person.objects.all(), pk=0):
        pass


@pytest.mark.django_db(transaction=True)
def test_who_saves_second_waits_for_the_first(person):
    """Without the lock both would find the old revision, and one edit would be lost."""
    order = []
    first_has_row = threading.Event()

    def second():
        first_has_row.wait(timeout=10)
        with row_to_edit(request("POST"), Person.objects.all(), pk=person.pk) as row:
            order.append(f"second sees {row.post}")
        connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with row_to_edit(request("POST"), Person.objects.all(), pk=person.pk) as row:
        first_has_row.set()
        thread.join(timeout=0.3)
        row.post = "Adviser"
        row.save()
        order.append("first saves")
    thread.join(timeout=10)
    assert order == ["first saves", "second sees Adviser"]
