"""The pages of a plan's history and of a part's: who may read them, filters, links, paging."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.audit import act
from plans.acts_on_parts import remove
from plans.models import CriticalAction, Indicator, Objective, Plan, Risk
from plans.parts import KINDS
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    PlanFactory,
    SectionFactory,
)
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective() -> Objective:
    return ObjectiveFactory(ref="Ob 1")


@pytest.fixture
def plan(objective) -> Plan:
    return objective.block.appendix.plan


@pytest.fixture
def officer(plan):
    return holder("officer", plan.directorate, user__name="Amina Yusuf")


def history(plan: Plan) -> str:
    return reverse("plans:history", args=[plan.pk])


def part_history(plan: Plan, kind: str, number: int) -> str:
    return reverse("plans:part_history", args=[plan.pk, kind, number])


def edit(plan: Plan, part, actor, **values) -> None:
    with act("part.changed", actor=actor, target=plan):
        type(part).objects.filter(pk=part.pk).update(**values)


def test_who_may_read_the_history_of_a_part():
    plan = PlanFactory(directorate__committee=CommitteeFactory(), published=True)
    address = part_history(plan, "section", SectionFactory(plan=plan).pk)
    answers = {
        role: client_of(user).get(address).status_code
        for role, user in the_six_roles(plan.directorate).items()
    }
    assert answers == {
        "officer": 200,
        "plan_lead": 200,
        "leadership_team": 200,
        "committee_member": 403,
        "school_respondent": 403,
        "admin": 403,
        "officer elsewhere": 403,
    }


def test_a_part_of_another_plan_or_of_no_kind_is_not_found(plan, officer):
    other = ObjectiveFactory()
    client = client_of(officer)
    for kind, number in (("objective", other.pk), ("risk", 0), ("plan", plan.pk), ("kpi", 10**30)):
        assert client.get(part_history(plan, kind, number)).status_code == 404


def test_each_part_of_a_plan_has_its_history():
    plan = PlanFactory(full=True)
    client = client_of(holder("officer", plan.directorate))
    for key, kind in KINDS.items():
        part = kind.parts_of(plan).first()
        number = part.risk_id if key == "risk" else part.pk
        page = client.get(part_history(plan, key, number))
        assert page.status_code == 200
        assert "Written first" in page.content.decode()


def test_the_history_of_a_part_is_headed_by_who_wrote_it_and_who_changed_it_last(plan, objective):
    client = client_of(holder("officer", plan.directorate, user__name="Amina Yusuf"))
    address = reverse("plans:part_add", args=[plan.pk, "action", objective.pk])
    client.post(address, {"ref": "1.5", "text": "Train"})
    action = CriticalAction.objects.get()
    edit(plan, action, holder("officer", plan.directorate, user__name="Ben Ode"), text="Train all")
    head = client.get(part_history(plan, "action", action.pk)).context["part"]
    assert head.name == "action 1.5"
    assert [(label, words.split(", ")[-1]) for label, words in head.facts] == [
        ("Written first", "Amina Yusuf"),
        ("Changed last", "Ben Ode"),
    ]


def test_a_removed_part_is_said_to_be_removed(plan, objective, officer):
    action = CriticalActionFactory(objective=objective, ref="1.5", text="Train")
    number = action.pk
    remove(KINDS["action"], action, plan=plan, actor=officer)
    page = client_of(officer).get(part_history(plan, "action", number)).content.decode()
    assert "History of action 1.5" in page
    assert "Removed</strong>" in page


def test_an_entry_links_each_part_to_its_history(plan, objective, officer):
    risk = ObjectiveRiskFactory(objective=objective, risk__ref="R4").risk
    edit(plan, risk, officer, text="Too late")
    page = client_of(officer).get(history(plan)).content.decode()
    assert f'href="{part_history(plan, "risk", risk.pk)}">risk R4</a>' in page
    assert "Amina Yusuf changed the wording of" in page


def test_changed_words_are_marked_and_named_for_who_does_not_see_them(plan, objective, officer):
    Objective.objects.filter(pk=objective.pk).update(text="word " * 40 + "old")
    edit(plan, objective, officer, text="word " * 40 + "<b>new</b>")
    page = client_of(officer).get(history(plan)).content.decode()
    assert '<del><span class="govuk-visually-hidden">removed: </span>old</del>' in page
    assert "added: </span>&lt;b&gt;new&lt;/b&gt;</ins>" in page


@pytest.mark.parametrize(
    ("text", "ending"),
    [("A whole sentence.", "sentence.”</p>"), ("No sentence", "No sentence”.</p>")],
)
def test_a_sentence_that_ends_with_a_quoted_one_has_one_full_stop(
    plan, objective, officer, text, ending
):
    edit(plan, objective, officer, text=text)
    assert ending in client_of(officer).get(history(plan)).content.decode()


def test_who_has_left_keeps_their_name(plan, objective, officer):
    leaver = holder("officer", plan.directorate, user__name="Zara Quill")
    edit(plan, objective, leaver, text="Listen")
    leaver.name = "Somebody else"
    leaver.is_active = False
    leaver.save()
    assert (
        "Zara Quill changed the wording" in client_of(officer).get(history(plan)).content.decode()
    )


def test_the_history_is_filtered_by_kind_person_and_day(plan, objective, officer):
    section = SectionFactory(plan=plan)
    ben = holder("officer", plan.directorate, user__name="Ben Ode")
    edit(plan, objective, officer, text="Listen")
    edit(plan, section, ben, heading="Aims")
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    day = {"since_day": tomorrow.day, "since_month": tomorrow.month, "since_year": tomorrow.year}
    until = {"until_day": today.day, "until_month": today.month, "until_year": today.year}
    client = client_of(officer)

    def shown(**query) -> set[str]:
        page = client.get(history(plan), query)
        entries = page.context["page"].object_list
        return {entry.who for entry in entries if not entry.is_outside}

    assert shown() == {"Amina Yusuf", "Ben Ode"}
    assert shown(kind="objective") == {"Amina Yusuf"}
    assert shown(kind="section") == {"Ben Ode"}
    assert shown(person=ben.pk) == {"Ben Ode"}
    assert shown(person="outside") == set()
    assert shown(**day) == set()
    assert shown(**until) == {"Amina Yusuf", "Ben Ode"}
    assert shown(kind="nonsense") == {"Amina Yusuf", "Ben Ode"}
    page = client.get(history(plan), {"person": ben.pk, "kind": "kpi"}).content.decode()
    assert "No entries match these filters." in page
    assert "By whom: Ben Ode" in page


def test_the_history_is_paged_by_25_with_the_number_in_words(plan, objective, officer):
    for number in range(30):
        edit(plan, objective, officer, text=f"Listen {number}")
    client = client_of(officer)
    first = client.get(history(plan), {"kind": "objective", "person": officer.pk})
    assert "30 entries" in first.content.decode()
    assert len(first.context["told"]) == 25
    assert "Listen 29" in str(first.context["told"][0])
    last = client.get(history(plan), {"kind": "objective", "person": officer.pk, "page": 2})
    assert len(last.context["told"]) == 5


def test_a_script_that_filters_is_sent_the_entries_alone(plan, officer):
    page = client_of(officer).get(history(plan), HTTP_HX_REQUEST="true", HTTP_HX_TARGET="results")
    body = page.content.decode()
    assert "<html" not in body
    assert 'id="results"' in body
    assert 'hx-swap-oob="innerHTML">1 entry</p>' in body


def test_each_card_of_the_writing_pages_leads_to_its_history():
    plan = PlanFactory(full=True)
    objective = Objective.objects.get(block__appendix__plan=plan)
    client = client_of(holder("officer", plan.directorate))
    address = reverse("plans:write_objective", args=[plan.pk, objective.pk])
    page = client.get(address).content.decode()
    numbers = [
        ("objective", objective.pk),
        ("action", CriticalAction.objects.get().pk),
        ("kpi", Indicator.objects.get().pk),
        *(("risk", risk.pk) for risk in Risk.objects.all()),
    ]
    for kind, number in numbers:
        assert f'href="{part_history(plan, kind, number)}">History<span' in page


def test_the_queries_of_the_history_stay_the_same_however_much_was_done(plan, objective, officer):
    def do_much(times: int) -> None:
        for number in range(times):
            action = CriticalActionFactory(objective=objective)
            link = ObjectiveRiskFactory(objective=objective, scored=True)
            edit(plan, action, officer, text=f"Train {number}")
            edit(plan, link.risk, officer, text=f"Barrier {number} met")
            remove(KINDS["action"], action, plan=plan, actor=officer)

    client = client_of(officer)
    counts = []
    for times in (2, 7):
        do_much(times)
        for address in (history(plan), part_history(plan, "objective", objective.pk)):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 15
