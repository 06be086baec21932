from django.urls import path

from plans.views import plan, plan_details, plan_export, plan_import, plan_list, plan_route

app_name = "plans"
urlpatterns = [
    path("", plan_list.plan_list, name="list"),
    path("new/", plan_details.new_plan, name="new"),
    path("import/", plan_import.upload, name="import"),
    path("import/template.xlsx", plan_import.template, name="import_template"),
    path("import/<int:pk>/", plan_import.preview, name="import_preview"),
    path("import/<int:pk>/discard/", plan_import.discard, name="import_discard"),
    path("<int:pk>/", plan.plan, name="plan"),
    path("<int:pk>/risks/", plan.risks, name="risks"),
    path("<int:pk>/warnings/", plan.plan_warnings, name="warnings"),
    path("<int:pk>/history/", plan.history, name="history"),
    path("<int:pk>/details/", plan_details.edit_details, name="details"),
    path("<int:pk>/route/", plan_route.route, name="route"),
    path("<int:pk>/plan.json", plan_export.export_json, name="export_json"),
    path("<int:pk>/plan.xlsx", plan_export.export_xlsx, name="export_xlsx"),
]
