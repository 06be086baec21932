"""Importing a plan document: all or nothing, with a preview that is a real import undone."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import IntegrityError, connection, transaction

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from core.dates import in_words
from core.faults import Fault, FaultyFile
from council.models import Directorate
from council.naming import Names, name_key
from plans.audit_actions import PLAN_IMPORTED, PLAN_REPLACED
from plans.exchange import document as parts
from plans.exchange.document import PlanDocument
from plans.exchange.scores import score_faults
from plans.exchange.tree import PlanTree
from plans.models import Plan, RagDefinition, RiskScale
from plans.warned.warning import PlanWarning
from plans.warnings import warnings_of

IMPORT_LOCK = 20_110_915
"""Imports run one at a time, so that two never add the same person or strategy."""


@dataclass
class ImportResult:
    """What an import did, or would do."""

    plan: Plan
    added: list[str] = field(default_factory=list)
    warnings: list[PlanWarning] = field(default_factory=list)
    replaced: bool = False
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def counted(self) -> list[tuple[str, int]]:
        """How much of what a reader looks for there is, for the preview."""
        return [
            (label, self.counts[key])
            for key, label in (
                ("paragraphs", "Paragraphs"),
                ("appendices", "Appendices"),
                ("objectives", "Objectives"),
                ("critical actions", "Critical actions"),
                ("progress updates", "Updates of the year end"),
                ("KPIs", "KPIs"),
                ("risks", "Risks"),
            )
        ]


class _Undo(Exception):
    """Rolls a preview back."""


def import_plan(
    document: PlanDocument,
    *,
    actor: User | None,
    replace_draft: bool = False,
) -> ImportResult:
    """Import a document as a new draft plan, or over an existing draft.

    `actor` is None for the command line, which may import for every directorate. Raises
    FaultyFile and changes nothing where anything is wrong.
    """
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
            return _import(document, actor, replace_draft)
    except IntegrityError as error:
        if "plan_once_for_directorate_and_period" in str(error):
            raise FaultyFile([Fault(document.place(("start",)), _TAKEN_MEANWHILE)]) from None
        raise


def preview_plan(
    document: PlanDocument,
    *,
    actor: User | None,
    replace_draft: bool = False,
) -> ImportResult:
    """What `import_plan` would do, with warnings and everything new, changing nothing."""
    result: ImportResult | None = None
    try:
        with transaction.atomic():
            result = import_plan(document, actor=actor, replace_draft=replace_draft)
            raise _Undo
    except _Undo:
        assert result is not None  # noqa: S101
        return result


_TAKEN_MEANWHILE = "this directorate has a plan for this period already"


def _import(document: PlanDocument, actor: User | None, replace_draft: bool) -> ImportResult:
    added: list[str] = []
    faults: list[Fault] = []
    directorate = _directorate(document, actor, added)
    plan, replaced = _plan(document, directorate, replace_draft, faults)
    faults += score_faults(document, plan.risk_scale)
    if faults:
        raise FaultyFile(faults)
    action = PLAN_REPLACED if replaced else PLAN_IMPORTED
    with act(action, actor=actor) as entry:
        if directorate.pk is None:
            directorate.save()
            plan.directorate = directorate
        if replaced:
            plan.sections.all().delete()
            plan.appendices.all().delete()
            plan.risks.all().delete()
        plan.author_name = str(actor) if actor else "Import"
        plan.save()
        entry.about(plan)
        names = Names(directorate)
        tree = PlanTree(plan, names, actor)
        tree.build(document)
    return ImportResult(
        plan=plan,
        added=[*added, *names.added],
        warnings=warnings_of(plan),
        replaced=replaced,
        counts=tree.counts,
    )


def _directorate(document: PlanDocument, actor: User | None, added: list[str]) -> Directorate:
    wanted = name_key(document.directorate)
    known = [each for each in Directorate.objects.all() if name_key(each.name) == wanted]
    directorate = known[0] if known else Directorate(name=document.directorate)
    if not known:
        added.append(f"directorate “{document.directorate}”")
    if actor is not None:
        reach = actor.reach(Capability.EDIT_PLANS)
        allowed = reach.covers_directorate(directorate.pk) if directorate.pk else reach.everywhere
        if not allowed:
            message = f"you may not import plans of “{document.directorate}”"
            raise FaultyFile([Fault(document.place(("directorate",)), message)])
    return directorate


def _plan(
    document: PlanDocument, directorate: Directorate, replace_draft: bool, faults: list[Fault]
) -> tuple[Plan, bool]:
    """The plan to fill: a new one, or the draft that is replaced."""
    existing = None
    if directorate.pk:
        wanted = Plan(directorate=directorate, start=document.start, finish=document.finish)
        existing = wanted.overlapping().select_for_update().first()
    if existing and (problem := _why_not_replaced(existing, document, replace_draft)):
        faults.append(Fault(document.place(("start",)), problem))
    plan = existing or Plan(
        directorate=directorate,
        risk_scale=RiskScale.in_force(),
        rag_definition=RagDefinition.in_force(),
    )
    plan.start, plan.finish = document.start, document.finish
    plan.title = document.title
    plan.council_name = document.council
    plan.numbering = Plan.Numbering.TYPED
    _set_contact(plan, document.contact)
    return plan, existing is not None


def _why_not_replaced(existing: Plan, document: PlanDocument, replace_draft: bool) -> str:
    """Why the directorate's plan for the period stands in the way; empty for a draft to replace."""
    if not replace_draft:
        return (
            f"{existing.directorate.name} has a plan for {existing.period} already: "
            f"“{existing.title}”"
        )
    if existing.status != Plan.Status.DRAFT:
        return (
            f"the plan for {existing.period} is no draft any more "
            f"({existing.get_status_display().lower()}) and cannot be replaced"
        )
    if (existing.start, existing.finish) != (document.start, document.finish):
        return (
            f"the draft to replace runs from {in_words(existing.start)} to "
            f"{in_words(existing.finish)}, not over the period of this file"
        )
    return ""


def _set_contact(plan: Plan, contact: parts.ContactPart) -> None:
    plan.contact_name = contact.name
    plan.contact_post = contact.post
    plan.contact_address = "\n".join(contact.address)
    plan.contact_telephone = contact.telephone
    plan.contact_email = contact.email
