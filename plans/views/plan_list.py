from django.http import HttpResponseBase

from accounts.access import SignedInRequest, signed_in
from accounts.capabilities import Capability
from core.lists import list_page
from plans.filters.plan import PlanFilter
from plans.models import Plan
from plans.tables.plan import PlanTable


@signed_in
def plan_list(request: SignedInRequest) -> HttpResponseBase:
    """The plans that one may read."""
    return list_page(
        request,
        queryset=Plan.objects.readable_by(request.user).select_related("directorate"),
        table_class=PlanTable,
        filterset_class=PlanFilter,
        template_name="plans/plan_list.html",
        context={"may_edit": request.user.can(Capability.EDIT_PLANS)},
        export_name="Plans",
    )
