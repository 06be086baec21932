"""Packs that tests start from, and the people around them."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

from accounts.models import User
from plans.models import Plan
from reports.binding.binder import Bound
from reports.binding.headings import Passage
from reports.documents import KINDS, Kind
from reports.documents.writing import Written
from reports.models import CoverReport, Pack, PackPart, Paper
from reports.packs.composing import Composition
from reports.packs.freezing import freeze
from reports.packs.sources import SOURCES
from reports.packs.steps import STEPS, approval_of, record_step
from tests.factories import PlanFactory, RoleAssignmentFactory
from tests.factories.papers import PackFactory, PackPartFactory

FAR_AHEAD = date(2099, 3, 17)
WHOM = ("officer", "plan_lead", "leadership_team", "committee_clerk", "committee_member")


def a_pack(**kwargs) -> Pack:
    """A draft for a meeting that no test lives to see."""
    return PackFactory(meeting__day=FAR_AHEAD, **kwargs)


def a_person(role: str, pack: Pack) -> User:
    """Somebody who holds a role for the pack's directorate, its committee or the council."""
    place = {"directorate": None, "committee": None}
    if role.startswith("committee_"):
        place["committee"] = pack.committee
    elif role in ("officer", "plan_lead", "leadership_team"):
        place["directorate"] = pack.directorate
    return RoleAssignmentFactory(role=role, **place).user


def with_plan(pack: Pack, status: str = "considered", **part) -> PackPart:
    """A plan of the directorate, as a part of the pack."""
    plan = PlanFactory(directorate=pack.directorate, status=status, full=True)
    return PackPartFactory(pack=pack, kind="plan", target_id=plan.pk, **part)


def plan_of(part: PackPart) -> Plan:
    return Plan.objects.get(pk=part.target_id)


def a_ready_pack(**kwargs) -> Pack:
    """A pack that nothing stops: a cover report and a plan that was considered."""
    pack = a_pack(**kwargs)
    PackPartFactory(pack=pack)
    with_plan(pack)
    return pack


def taken(pack: Pack, *keys: str, note: str = "A figure is wrong") -> Pack:
    """Take steps, as the plan lead does."""
    actor = a_person("plan_lead", pack)
    for key in keys:
        step = STEPS[key]
        record_step(pack, step, actor=actor, note=note if step.reason else "")
    return pack


def an_approved_pack(**kwargs) -> Pack:
    return taken(a_ready_pack(**kwargs), "submit", "approve")


def approval_number(pack: Pack) -> int:
    return approval_of(Pack.objects.get(pk=pack.pk)).pk


def plain_cover_reports() -> Kind:
    """Cover reports that print their title and summary, and nothing else."""
    return Kind(
        key="cover-report",
        name="Cover report",
        subjects=CoverReport.objects.all,
        readable_by=lambda _user: CoverReport.objects.all(),
        write=lambda report, _audience: Written(
            "pdf/answers.html",
            {
                "topics": [
                    {
                        "name": "Summary",
                        "answers": [{"question": "What?", "answer": report.summary}],
                    }
                ]
            },
            title=report.title,
        ),
        file_name=str,
    )


def with_plain_cover_reports(monkeypatch) -> None:
    """Nothing is asked of cover reports either: what they must say is tested beside them."""
    monkeypatch.setitem(KINDS, "cover-report", plain_cover_reports())
    plain = replace(SOURCES[PackPart.Kind.COVER_REPORT], against=lambda _report: [])
    monkeypatch.setitem(SOURCES, PackPart.Kind.COVER_REPORT, plain)


def bound_quickly(composition: Composition, *, draft: bool, progress=None) -> Bound:
    """What stands for a laid-out document: its words, without any layout."""
    words = "\n".join(each.written.told for each in composition.parts)
    html = composition.front.html(composition.council, {}) + words
    content = f"%PDF draft={draft}\n{html}".encode()
    passages = [
        (Passage(each.written.title, each.written.title, 1, each.key, "Words"), place)
        for place, each in enumerate(composition.parts, start=2)
    ]
    return Bound(
        content=content,
        pages=len(composition.parts) + 1,
        html=html,
        texts=tuple(passages),
        digest=sha256(content).hexdigest(),
        claims_accessibility=True,
    )


def changed_meanwhile(part: PackPart) -> None:
    """Let the plan of a part say something else."""
    plan = plan_of(part)
    plan.contact_name = "Somebody Else"
    plan.save()


def frozen(pack: Pack, **by) -> Paper:
    """The paper that the plan lead, or `actor`, freezes of an approved pack."""
    actor = by.get("actor") or a_person("plan_lead", pack)
    return freeze(pack, approval_number(pack), actor=actor)


def fresh(pack: Pack) -> Pack:
    """The pack as it stands now."""
    return Pack.objects.get(pk=pack.pk)
