"""The audit trail: who may read it, how it is searched, and how a change reads."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import acts
from accounts.audit_actions import USER_CHANGED
from accounts.audit_reading import ChangeReader
from core.audit import act
from core.models import AuditAct, AuditChange
from tests.accounts.people import an_admin, browser_of, everybody_but
from tests.factories import CommitteeFactory, DirectorateFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def an_act(actor, action=USER_CHANGED, target=None, note="") -> AuditAct:
    with act(action, actor=actor, target=target, note=note) as entry:
        pass
    return entry


def found(browser, **asked) -> list[AuditAct]:
    return list(browser.get(reverse("accounts:audit"), asked).context["table"].data.data)


def readings(**rows):
    return ChangeReader(AuditChange.objects.filter(**rows).order_by("pk")).readings()


def test_only_who_may_read_the_trail_opens_it():
    entry = an_act(UserFactory())
    change = AuditChange.objects.filter(act=None).first()
    pages = [
        reverse("accounts:audit"),
        reverse("accounts:audit_loose"),
        reverse("accounts:audit_act", args=[entry.pk]),
        reverse("accounts:audit_change", args=[change.pk]),
    ]
    for somebody in everybody_but("admin"):
        assert {browser_of(somebody).get(page).status_code for page in pages} == {403}
    assert {browser_of(an_admin()).get(page).status_code for page in pages} == {200}


def test_it_is_searched_by_action_person_kind_day_and_words():
    admin = an_admin()
    browser = browser_of(admin)
    amina = UserFactory(name="Amina Yusuf")
    about_her = an_act(admin, target=amina)
    by_her = an_act(amina, action="user.role_granted", target=admin, note="Officer, Libraries")
    by_itself = an_act(None, action="user.link_sent")
    assert found(browser, action="user.role_granted") == [by_her]
    assert found(browser, actor=amina.pk) == [by_her]
    assert by_itself in found(browser, actor="system")
    assert about_her in found(browser, target="accounts.user")
    assert by_itself not in found(browser, target="accounts.user")
    assert found(browser, words="libraries") == [by_her]
    assert about_her in found(browser, words="amina")


def test_the_first_and_the_last_day_count():
    admin = an_admin()
    browser = browser_of(admin)
    entry = an_act(admin)
    day = timezone.localdate(entry.at)

    def days(since: date, until: date) -> dict[str, int]:
        return {
            f"{name}_{part}": getattr(value, part)
            for name, value in (("since", since), ("until", until))
            for part in ("day", "month", "year")
        }

    assert entry in found(browser, **days(day, day))
    assert entry not in found(browser, **days(date(2020, 1, 1), date(2020, 12, 31)))


def test_a_day_that_is_none_is_told_and_left_aside():
    browser = browser_of(an_admin())
    page = browser.get(
        reverse("accounts:audit"), {"since_day": "31", "since_month": "2", "since_year": "2026"}
    )
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()


def test_an_act_shows_its_changes_in_words():
    admin, committee = an_admin(), CommitteeFactory(name="Scrutiny of Children's Services")
    directorate = DirectorateFactory(name="Children's Services", committee=None)
    with act(USER_CHANGED, actor=admin) as entry:
        directorate.committee = committee
        directorate.save()
    page = browser_of(admin).get(reverse("accounts:audit_act", args=[entry.pk]))
    (change,) = page.context["changes"]
    assert (change.operation, change.kind, change.row) == (
        "changed",
        "directorate",
        "Children's Services",
    )
    field = next(field for field in change.fields if field.label == "Scrutiny committee")
    assert field.before == ""
    assert field.after == f"Scrutiny of Children's Services (no. {committee.pk})"
    assert "Empty" in page.content.decode()


def test_days_choices_and_yes_or_no_read_as_words():
    person = PersonFactory(left_on=None)
    person.left_on = date(2026, 3, 31)
    person.save()
    user = UserFactory()
    user.is_active = False
    user.save()
    changed = readings(operation="U", table_name="council_person")[0]
    assert [f.after for f in changed.fields if f.label == "Left on"] == ["31 March 2026"]
    changed = readings(operation="U", table_name="accounts_user")[0]
    assert [(f.before, f.after) for f in changed.fields if f.label == "May sign in"] == [
        ("Yes", "No")
    ]


def test_what_is_gone_keeps_the_name_it_had():
    committee = CommitteeFactory(name="Dissolved Committee")
    committee.delete()
    removed = readings(operation="D", table_name="council_committee")[0]
    assert removed.row == "Dissolved Committee"
    assert all(field.after == "" for field in removed.fields)


def test_secret_columns_never_appear():
    user = UserFactory()
    acts.set_password(user, "four other random words")
    user.refresh_from_db()
    browser = browser_of(an_admin())
    for change in AuditChange.objects.filter(table_name="accounts_user"):
        assert "password" not in (change.before or {}) | (change.after or {})
    labels = {field.label for row in readings(table_name="accounts_user") for field in row.fields}
    assert not labels & {"Password", "Last login"}
    for entry in AuditAct.objects.all():
        page = browser.get(reverse("accounts:audit_act", args=[entry.pk])).content.decode()
        assert user.password not in page


def test_a_table_that_is_no_more_still_reads():
    change = AuditChange(
        table_name="old_table",
        row_id="7",
        operation="U",
        at=timezone.now(),
        before={"colour": "red"},
        after={"colour": "blue"},
    )
    (reading,) = ChangeReader([change]).readings()
    assert (reading.kind, reading.row) == ("old_table", "no. 7")
    assert reading.fields[0].label == "Colour"


def test_script_in_a_value_is_shown_as_text():
    admin = an_admin()
    with act(USER_CHANGED, actor=admin) as entry:
        CommitteeFactory(name="<script>alert(1)</script>")
    page = browser_of(admin).get(reverse("accounts:audit_act", args=[entry.pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_changes_outside_any_act_are_listed_apart():
    committee = CommitteeFactory()
    browser = browser_of(an_admin())
    listed = browser.get(reverse("accounts:audit_loose")).context["table"].data.data
    change = listed.get(table_name="council_committee", row_id=str(committee.pk))
    page = browser.get(reverse("accounts:audit_change", args=[change.pk]))
    assert committee.name in page.content.decode()


def test_a_change_of_an_act_is_not_shown_as_one_without():
    admin = an_admin()
    with act(USER_CHANGED, actor=admin) as entry:
        CommitteeFactory()
    change = entry.changes.first()
    address = reverse("accounts:audit_change", args=[change.pk])
    assert browser_of(admin).get(address).status_code == 404


def test_the_trail_asks_the_database_equally_often_however_long_it_is():
    admin = an_admin()
    browser = browser_of(admin)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    def an_act_with(directorates: int) -> str:
        with act(USER_CHANGED, actor=admin) as entry:
            for _ in range(directorates):
                DirectorateFactory(committee=CommitteeFactory())
        return reverse("accounts:audit_act", args=[entry.pk])

    few, few_changes = queries(reverse("accounts:audit")), queries(an_act_with(1))
    for _ in range(10):
        an_act(admin)
    assert queries(reverse("accounts:audit")) == few
    assert queries(an_act_with(12)) == few_changes
