"""Users: listing, adding, changing, taking the sign-in and giving it back."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.models import AuditAct
from tests.accounts.people import an_admin, browser_of, everybody_but, somebody_who_is
from tests.factories import PersonFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db


def add(browser, **typed):
    typed = {"name": "Jo Field", "email": "jo.field@ellenshaw.example"} | typed
    return browser.post(reverse("accounts:user_add"), typed)


def edit_address(user) -> str:
    return reverse("accounts:user_edit", args=[user.pk])


def test_only_administrators_open_the_pages_of_users():
    user = UserFactory()
    pages = [reverse("accounts:users"), reverse("accounts:user_add")] + [
        reverse(f"accounts:{name}", args=[user.pk])
        for name in ("user", "user_edit", "user_activation", "roles")
    ]
    for somebody in everybody_but("admin"):
        browser = browser_of(somebody)
        assert {browser.get(page).status_code for page in pages} == {403}
        assert browser.post(reverse("accounts:user_send_link", args=[user.pk])).status_code == 403
        assert add(browser).status_code == 403
    admin = browser_of(an_admin())
    assert {admin.get(page).status_code for page in pages} == {200}
    assert not User.objects.filter(email="jo.field@ellenshaw.example").exists()


def test_an_added_user_is_mailed_a_link_to_choose_a_password():
    person = PersonFactory(name="Jo Field")
    response = add(browser_of(an_admin()), person=person.pk)
    user = User.objects.get(email="jo.field@ellenshaw.example")
    assert response.url == reverse("accounts:roles", args=[user.pk])
    assert user.person == person
    assert not user.has_usable_password()
    assert mail.outbox[0].to == ["jo.field@ellenshaw.example"]
    assert "/password/" in mail.outbox[0].body
    assert {act.action for act in AuditAct.objects.filter(target_id=user.pk)} == {
        "user.added",
        "user.link_sent",
    }


def test_a_mail_that_fails_leaves_the_user_and_says_so(monkeypatch):
    def refuse(*_, **__):
        raise ConnectionRefusedError

    monkeypatch.setattr("accounts.mails.send_mail", refuse)
    browser = browser_of(an_admin())
    page = browser.get(add(browser).url).content.decode()
    assert "could not be sent" in page
    assert User.objects.filter(email="jo.field@ellenshaw.example").exists()
    assert not AuditAct.objects.filter(action="user.link_sent").exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"email": ""}, "Enter the email address"),
        ({"email": "jo"}, "Enter an email address in the correct format"),
        ({"email": "TAKEN@ellenshaw.example"}, "There is a user with this email address already"),
        ({"name": ""}, "Enter the user’s name"),
        ({"name": "Jo\x00"}, "U+0000"),
        ({"name": "Jo\x07 Field"}, "U+0007"),
        ({"name": "J" * 201}, "must be 200 characters or fewer"),
        ({"person": "999999"}, "Person must be one of"),
    ],
)
def test_what_cannot_be_a_user_is_told_beside_its_box_and_changes_nothing(typed, message):
    UserFactory(email="taken@ellenshaw.example")
    admin = an_admin()
    before = User.objects.count()
    response = add(browser_of(admin), **typed)
    assert response.status_code == 200
    form = response.context["form"]
    assert message in " ".join(form.errors[next(iter(typed))])
    assert message in response.content.decode()
    assert User.objects.count() == before
    assert not mail.outbox


def test_a_person_has_one_user_at_most_and_leavers_are_not_offered():
    taken, left, free = UserFactory(person=PersonFactory()).person, None, PersonFactory()
    left = PersonFactory(left_on="2025-03-31")
    offered = browser_of(an_admin()).get(reverse("accounts:user_add")).context["form"]
    people = list(offered.fields["person"].queryset)
    assert free in people
    assert taken not in people
    assert left not in people


def test_an_administrator_changes_a_user():
    user = UserFactory(name="Jo Feild")
    response = browser_of(an_admin()).post(
        edit_address(user), {"name": "Jo Field", "email": user.email, "revision": user.revision}
    )
    assert response.url == reverse("accounts:user", args=[user.pk])
    user.refresh_from_db()
    assert user.name == "Jo Field"
    act = AuditAct.objects.get(action="user.changed")
    change = act.changes.get()
    assert (change.before["name"], change.after["name"]) == ("Jo Feild", "Jo Field")


def test_a_form_sent_back_as_it_was_is_no_act():
    user = UserFactory()
    browser_of(an_admin()).post(
        edit_address(user), {"name": user.name, "email": user.email, "revision": user.revision}
    )
    assert not AuditAct.objects.filter(action="user.changed").exists()
    user.refresh_from_db()
    assert user.revision == 1


def test_of_two_editors_the_second_sees_both_versions_and_chooses():
    user = UserFactory(name="Jo", email="jo@ellenshaw.example")
    first, second = browser_of(an_admin()), browser_of(an_admin())
    opened = {"email": "jo@ellenshaw.example", "revision": user.revision}
    first.post(edit_address(user), opened | {"name": "Jo of the first"})
    response = second.post(edit_address(user), opened | {"name": "Jo of the second"})
    page = response.content.decode()
    assert "saved this while you had it open" in page
    assert "Jo of the first" in page
    assert "Jo of the second" in page
    user.refresh_from_db()
    assert user.name == "Jo of the first"
    revision = response.context["form"]["revision"].value()
    second.post(edit_address(user), opened | {"name": "Jo of the second", "revision": revision})
    user.refresh_from_db()
    assert user.name == "Jo of the second"


def test_the_sign_in_is_taken_and_given_back():
    user = UserFactory()
    address = reverse("accounts:user_activation", args=[user.pk])
    admin = browser_of(an_admin())
    assert "Take the sign-in" in admin.get(address).content.decode()
    admin.post(address)
    user.refresh_from_db()
    assert not user.is_active
    admin.post(address)
    user.refresh_from_db()
    assert user.is_active
    assert [act.action for act in AuditAct.objects.all()[:2]] == [
        "user.reactivated",
        "user.deactivated",
    ]


def test_nobody_takes_the_sign_in_from_oneself():
    admin = an_admin()
    an_admin()
    page = browser_of(admin).post(reverse("accounts:user_activation", args=[admin.pk]))
    assert "You cannot take the sign-in from yourself" in page.content.decode()
    admin.refresh_from_db()
    assert admin.is_active


def test_the_link_is_sent_again_to_who_may_sign_in_only():
    user, gone = UserFactory(), UserFactory(is_active=False)
    admin = browser_of(an_admin())
    admin.post(reverse("accounts:user_send_link", args=[user.pk]))
    assert mail.outbox[0].to == [user.email]
    assert admin.post(reverse("accounts:user_send_link", args=[gone.pk])).status_code == 404
    assert admin.get(reverse("accounts:user_send_link", args=[user.pk])).status_code == 405


def test_users_are_found_by_words_role_and_whether_they_may_sign_in():
    admin = browser_of(an_admin())
    officer = somebody_who_is("officer")
    gone = UserFactory(name="Gone Away", is_active=False)

    def found(**asked):
        return list(admin.get(reverse("accounts:users"), asked).context["table"].data.data)

    assert found(words=officer.email.upper()) == [officer]
    assert found(words="away gone") == [gone]
    assert found(role="officer") == [officer]
    assert found(active="no") == [gone]
    assert gone not in found(active="yes")


def test_the_list_asks_the_database_equally_often_however_many_users_there_are():
    admin = browser_of(an_admin())

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert admin.get(reverse("accounts:users")).status_code == 200
        return len(asked)

    few = queries()
    for _ in range(10):
        user = UserFactory()
        RoleAssignmentFactory(user=user)
    assert queries() == few
