"""My work: the page on which all of one's actions are updated in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, signed_in
from core.text import TEXT, tidy
from plans.access import may_report
from plans.forms.progress import WorkForm
from plans.models import CriticalAction, Plan, UpdateDraft
from plans.reporting.acts_on_updates import asks_for_corrective_action, report_progress
from plans.reporting.kpi_figures import figures_of
from plans.reporting.my_work import Group, MyWork, Task, work_of
from plans.reporting.risk_reviews import reviews_of


@dataclass(frozen=True)
class Row:
    """A task with its form."""

    task: Task
    form: WorkForm

    @property
    def anchor(self) -> str:
        return f"action-{self.task.action.pk}"

    @property
    def asks_for_corrective_action(self) -> bool:
        """Whether its box stands open: the action is overdue or was reported off track."""
        return asks_for_corrective_action(self.task.action, self.task.action.status)

    @property
    def is_folded(self) -> bool:
        """Whether nothing waits here, so that the boxes may be folded away."""
        if self.task.group is not Group.DONE or self.task.draft is not None:
            return False
        return not self.form.is_bound and not self.form.initial.get("commentary")

    @property
    def more_is_used(self) -> bool:
        """Whether something stands, or is wrong, in the boxes that are folded away."""
        folded = [self.form["link"], self.form["file"]]
        if not self.asks_for_corrective_action:
            folded.append(self.form["corrective_action"])
        return any(field.errors or field.value() for field in folded)


@signed_in
def my_work(request: SignedInRequest) -> HttpResponse:
    """One's actions by how pressing they are; updates of all of them, or of one row."""
    work = work_of(request.user, timezone.localdate())
    if request.method == "POST":
        return _report(request, work)
    rows = {task.action.pk: Row(task, _empty(task)) for task in work.tasks}
    return _page(request, work, rows)


def _report(request: SignedInRequest, work: MyWork) -> HttpResponse:
    """Report each row that was filled, or only the one whose button was pressed."""
    only = request.POST.get("only", "")
    rows: dict[int, Row] = {}
    faulty = saved = 0
    for task in work.tasks:
        form = _form(task, request.POST, request.FILES)
        wanted = str(task.action.pk) == only if only else form.is_filled
        if not wanted:
            rows[task.action.pk] = Row(task, _empty(task, typed=form))
        elif form.is_valid() and _saved(request, form, task):
            saved += 1
            rows[task.action.pk] = Row(task, _empty(task))
        else:
            faulty += 1
            rows[task.action.pk] = Row(task, form)
    if request.htmx and only:  # type: ignore[attr-defined]
        return _row(request, rows, only, saved=bool(saved))
    if saved:
        messages.success(request, f"{saved} update{'' if saved == 1 else 's'} reported")
    if not faulty:
        if not saved:
            messages.error(request, "Nothing was typed yet, so nothing was reported")
        if not any(row.form.is_filled for row in rows.values()):
            return redirect("plans:my_work")
    return _page(request, work_of(request.user, timezone.localdate()), rows)


def _row(request: SignedInRequest, rows: dict[int, Row], only: str, *, saved: bool) -> HttpResponse:
    """The one row, as it stands now."""
    row = next((row for row in rows.values() if str(row.task.action.pk) == only), None)
    if row is None:
        raise Http404
    if saved:
        work = work_of(request.user, timezone.localdate())
        task = next(task for task in work.tasks if str(task.action.pk) == only)
        row = Row(task, _empty(task))
    return render(request, "plans/reporting/my_work_row.html", {"row": row, "saved": saved})


def _saved(request: SignedInRequest, form: WorkForm, task: Task) -> bool:
    try:
        report_progress(
            task.action,
            form.report,
            plan=task.plan,
            period=form.cleaned_data["period"],
            actor=request.user,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _page(request: SignedInRequest, work: MyWork, rows: dict[int, Row]) -> HttpResponse:
    groups = [
        (group, [Row(task, rows[task.action.pk].form) for task in tasks])
        for group, tasks in work.groups
    ]
    context = {
        "groups": groups,
        "title": "My work",
        "kpi_figures": figures_of(request.user),
        "risk_reviews": reviews_of(request.user, timezone.localdate()),
    }
    return render(request, "plans/reporting/my_work.html", context)


def _empty(task: Task, typed: WorkForm | None = None) -> WorkForm:
    """A row not yet sent: with what was typed, or with the draft kept from before."""
    initial: dict[str, Any] = {"status": task.action.status}
    if typed is not None:
        initial |= {name: typed[name].value() for name in ("status", *_KEPT, "link")}
    elif task.draft is not None:
        initial |= {name: getattr(task.draft, name) for name in _KEPT}
        initial["status"] = task.draft.status or task.action.status
    return _form(task, initial=initial)


def _form(task: Task, *data: Any, initial: dict[str, Any] | None = None) -> WorkForm:
    return WorkForm(
        *data,
        action=task.action,
        periods=[task.period] if task.period else [],
        prefix=f"action-{task.action.pk}",
        initial=initial or {"status": task.action.status},
    )


_KEPT = ("commentary", "corrective_action")


@require_POST
@signed_in
def keep_draft(request: SignedInRequest, action_pk: int) -> HttpResponse:
    """Keep what was typed of an update until it is sent."""
    action = get_object_or_404(
        CriticalAction.objects.select_related("objective__block__appendix__plan"), pk=action_pk
    )
    plan: Plan = action.objective.block.appendix.plan
    if not may_report(request.user, action, plan):
        raise PermissionDenied
    typed = {name: request.POST.get(f"action-{action.pk}-{name}", "") for name in _KEPT}
    status = request.POST.get(f"action-{action.pk}-status", "")
    if any(len(words) > TEXT or "\x00" in words for words in typed.values()):
        return HttpResponse("Too long to be kept as a draft", content_type="text/plain")
    UpdateDraft.objects.update_or_create(
        user=request.user,
        action=action,
        defaults={name: tidy(words) for name, words in typed.items()}
        | {"status": status if status in CriticalAction.Status.values else ""},
    )
    at = timezone.localtime()
    return HttpResponse(f"Draft kept at {at:%H:%M}", content_type="text/plain")
