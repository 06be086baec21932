"""What changed between a plan and another, or an earlier state of itself."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest
from plans.access import plan_page
from plans.comparing.differences import Differences, PartDifference
from plans.comparing.sides import NotYetBegun, comparison_of
from plans.forms.comparison import ComparisonForm
from plans.models import Plan
from plans.views.plan import plan_context


@plan_page()
def compare(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """Choose what to compare with; the choice in the address is compared."""
    chosen = request.GET.dict()
    comparison = differences = None
    if chosen.get("with"):
        comparison = comparison_of(plan, chosen, request.user)
        if comparison is None:
            raise Http404
        try:
            differences = comparison.differences
        except NotYetBegun:
            raise Http404 from None
    everything = "everything" in chosen
    context = plan_context(
        request,
        plan,
        form=ComparisonForm(plan=plan, user=request.user, chosen=chosen),
        comparison=comparison,
        differences=differences,
        everything=everything,
        shown_details=differences.changed_details if differences else [],
        shown_parts=_shown(differences, everything),
    )
    return render(request, "plans/compare.html", context)


def _shown(differences: Differences | None, everything: bool) -> list[PartDifference]:
    if differences is None:
        return []
    return differences.parts if everything else differences.news
