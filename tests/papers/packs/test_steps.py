"""The steps of a pack: which may follow which, who takes it, what stops it, what is kept."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditAct
from reports.models import Pack, PackPart
from reports.packs.asking import ask_to_freeze
from reports.packs.steps import STEPS, digests_of, mark_of, next_steps, record_step
from tests.factories.papers import PackPartFactory, freeze_pack
from tests.papers.packs.making import (
    a_pack,
    a_person,
    a_ready_pack,
    an_approved_pack,
    changed_meanwhile,
    plan_of,
    taken,
)

pytestmark = pytest.mark.django_db
ROUTE = {
    ("draft", "submit"): "submitted",
    ("submitted", "approve"): "approved",
    ("submitted", "send_back"): "draft",
    ("approved", "send_back"): "draft",
    ("frozen", "correct"): "draft",
}
MAY = {
    "officer": {"submit"},
    "plan_lead": {"submit", "approve", "freeze", "send_back", "correct"},
    "leadership_team": {"approve", "send_back"},
    "committee_clerk": set(),
    "committee_member": set(),
}
STATES = ("draft", "submitted", "approved", "frozen")
RECORDED = tuple(key for key in STEPS if key != "freeze")


def standing(state: str) -> Pack:
    """A pack that nothing stops, in a state."""
    pack = a_ready_pack()
    taken(pack, *("submit", "approve")[: min(STATES.index(state), 2)])
    if state == "frozen":
        freeze_pack(pack)
    return Pack.objects.get(pk=pack.pk)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("key", RECORDED)
def test_each_step_leads_where_it_is_meant_to_or_is_refused(state, key):
    pack = standing(state)
    if (state, key) in ROUTE:
        taken(pack, key)
    else:
        with pytest.raises(ValidationError, match="no longer fits"):
            taken(pack, key)
    assert Pack.objects.get().state == ROUTE.get((state, key), state)


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("key", STEPS)
def test_each_step_is_taken_by_who_holds_its_right(role, key):
    pack = standing(STEPS[key].sources[0])
    actor = a_person(role, pack)
    assert (key in {step.key for step in next_steps(pack, actor)}) == (key in MAY[role])

    def take():
        if key == "freeze":
            ask_to_freeze(pack, actor=actor)
        else:
            record_step(pack, STEPS[key], actor=actor, note="Why")

    if key in MAY[role]:
        take()
    else:
        with pytest.raises(PermissionDenied):
            take()


def test_the_lead_of_another_directorate_takes_no_step():
    with pytest.raises(PermissionDenied):
        record_step(a_ready_pack(), STEPS["submit"], actor=a_person("plan_lead", a_pack()))


@pytest.mark.parametrize(("state", "key"), [("submitted", "send_back"), ("frozen", "correct")])
def test_what_goes_back_needs_a_reason_which_stays(state, key):
    pack = standing(state)
    with pytest.raises(ValidationError) as refused:
        taken(pack, key, note=" ")
    assert list(refused.value.message_dict) == ["note"]
    taken(pack, key, note="Table 2 is of last year")
    assert pack.steps.last().note == "Table 2 is of last year"


@pytest.mark.parametrize("key", ["submit", "approve"])
def test_what_stops_a_pack_is_refused_where_it_goes_on(key):
    pack = standing(STEPS[key].sources[0])
    plan_of(pack.parts.get(kind="plan")).delete()
    with pytest.raises(ValidationError, match="is gone"):
        taken(pack, key)


def test_an_approval_keeps_what_each_part_said():
    pack = standing("submitted")
    expected = digests_of(pack)
    taken(pack, "approve")
    parts = {f"open/{place}/{part.pk}" for place, part in enumerate(pack.parts.all(), start=1)}
    assert pack.steps.last().digests == expected
    assert set(expected) == {"names", "open/front", *parts}


@pytest.mark.parametrize("changed", ["side", "order", "names"])
def test_an_approval_covers_the_side_and_order_of_parts_and_whether_names_go(changed):
    pack = a_ready_pack(exempt_paragraph=1, public_interest="It names a family")
    PackPartFactory(pack=pack, is_exempt=True)
    moved = PackPartFactory(pack=pack)
    before = mark_of(digests_of(pack))
    match changed:
        case "side":
            PackPart.objects.filter(pk=moved.pk).update(is_exempt=True)
        case "order":
            PackPart.objects.filter(pk=moved.pk).update(position=0)
        case _:
            pack.replaces_names = not pack.replaces_names
    assert mark_of(digests_of(pack)) != before


def test_only_what_was_read_is_approved():
    pack = standing("submitted")
    read = mark_of(digests_of(pack))
    lead = a_person("plan_lead", pack)
    changed_meanwhile(pack.parts.get(kind="plan"))
    with pytest.raises(ValidationError, match="changed since you opened"):
        record_step(pack, STEPS["approve"], actor=lead, read=read)
    record_step(pack, STEPS["approve"], actor=lead, read=mark_of(digests_of(pack)))


def test_who_submitted_and_who_approved_are_kept_by_name():
    pack = a_ready_pack()
    officer, lead = a_person("officer", pack), a_person("leadership_team", pack)
    record_step(pack, STEPS["submit"], actor=officer)
    record_step(pack, STEPS["approve"], actor=lead)
    names = [step.recorded_by_name for step in pack.steps.all()]
    assert names == [officer.name, lead.name]
    assert AuditAct.objects.filter(action="pack.moved").count() == 2


def test_each_step_mails_those_whom_it_concerns(django_capture_on_commit_callbacks):
    pack = a_ready_pack()
    officer, lead = a_person("officer", pack), a_person("plan_lead", pack)
    team, elsewhere = a_person("leadership_team", pack), a_person("plan_lead", a_pack())
    with django_capture_on_commit_callbacks(execute=True):
        record_step(pack, STEPS["submit"], actor=officer)
    told = {message.to[0] for message in mail.outbox}
    assert told == {lead.email, team.email}
    assert elsewhere.email not in told
    with django_capture_on_commit_callbacks(execute=True):
        record_step(pack, STEPS["send_back"], actor=team, note="Table 2 is of last year")
    assert "Table 2 is of last year" in mail.outbox[-1].body
    assert {message.to[0] for message in mail.outbox[2:]} == {officer.email, lead.email}


def test_freezing_is_asked_for_once():
    pack = an_approved_pack()
    lead = a_person("plan_lead", pack)
    assert ask_to_freeze(pack, actor=lead) == ask_to_freeze(pack, actor=lead)


@pytest.mark.parametrize("state", ["draft", "submitted", "frozen"])
def test_only_what_is_approved_is_asked_to_be_frozen(state):
    pack = standing(state)
    with pytest.raises(ValidationError, match="Only what is approved"):
        ask_to_freeze(pack, actor=a_person("plan_lead", pack))
