"""A plan as a file of the plan format."""

from django.http import HttpResponse

from accounts.access import SignedInRequest
from plans.access import plan_page
from plans.exchange.exporting import export_plan
from plans.exchange.json_file import write_json
from plans.exchange.xlsx_write import write_xlsx
from plans.models import Plan

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@plan_page()
def export_json(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The plan as JSON."""
    return _attachment(plan, write_json(export_plan(plan)).encode(), "application/json", "json")


@plan_page()
def export_xlsx(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The plan as a workbook."""
    return _attachment(plan, write_xlsx(export_plan(plan)), XLSX, "xlsx")


def _attachment(plan: Plan, content: bytes, content_type: str, suffix: str) -> HttpResponse:
    disposition = f'attachment; filename="{plan.file_name(suffix)}"'
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": disposition}
    )
