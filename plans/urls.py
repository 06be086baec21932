from django.urls import path

from plans.views import (
    part_lists,
    parts,
    plan,
    plan_details,
    plan_export,
    plan_import,
    plan_list,
    plan_route,
    progress,
    writing,
)

app_name = "plans"
urlpatterns = [
    path("", plan_list.plan_list, name="list"),
    path("actions/", part_lists.actions, name="actions"),
    path("kpis/", part_lists.kpis, name="kpis"),
    path("risks/", part_lists.risks, name="risks_list"),
    path("new/", plan_details.new_plan, name="new"),
    path("import/", plan_import.upload, name="import"),
    path("import/template.xlsx", plan_import.template, name="import_template"),
    path("import/<int:pk>/", plan_import.preview, name="import_preview"),
    path("import/<int:pk>/discard/", plan_import.discard, name="import_discard"),
    path("<int:pk>/", plan.plan, name="plan"),
    path("<int:pk>/risks/", plan.risks, name="risks"),
    path("<int:pk>/readiness/", plan.readiness, name="readiness"),
    path("<int:pk>/history/", plan.history, name="history"),
    path("<int:pk>/details/", plan_details.edit_details, name="details"),
    path("<int:pk>/route/", plan_route.route, name="route"),
    path("<int:pk>/plan.json", plan_export.export_json, name="export_json"),
    path("<int:pk>/plan.xlsx", plan_export.export_xlsx, name="export_xlsx"),
    path("<int:pk>/action/<int:part_pk>/status/", progress.action_status, name="action_status"),
    path("<int:pk>/write/", writing.write, name="write"),
    path("<int:pk>/write/section/<int:part_pk>/", writing.write_section, name="write_section"),
    path(
        "<int:pk>/write/objective/<int:part_pk>/", writing.write_objective, name="write_objective"
    ),
    path("<int:pk>/write/add/<slug:kind_key>/<int:parent_pk>/", parts.add, name="part_add"),
    path("<int:pk>/write/<slug:kind_key>/<int:part_pk>/edit/", parts.edit, name="part_edit"),
    path("<int:pk>/write/<slug:kind_key>/<int:part_pk>/move/", parts.move_part, name="part_move"),
    path(
        "<int:pk>/write/<slug:kind_key>/<int:part_pk>/remove/",
        parts.remove_part,
        name="part_remove",
    ),
    path("<int:pk>/write/undo/<int:act_pk>/", parts.undo, name="part_undo"),
    path("<int:pk>/write/action/<int:part_pk>/to/", parts.relocate_action, name="action_relocate"),
    path(
        "<int:pk>/write/objective/<int:part_pk>/link-risk/",
        parts.link_existing_risk,
        name="risk_link",
    ),
]
