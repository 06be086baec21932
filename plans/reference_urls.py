from django.urls import path

from plans.views import reference

app_name = "plans_reference"
urlpatterns = [
    path("frameworks/", reference.frameworks, name="frameworks"),
    path("frameworks/add/", reference.framework_add, name="framework_add"),
    path("frameworks/<int:pk>/", reference.framework, name="framework"),
    path("frameworks/<int:pk>/edit/", reference.framework_edit, name="framework_edit"),
    path("risk-scales/", reference.risk_scales, name="risk_scales"),
    path("risk-scales/add/", reference.risk_scale_add, name="risk_scale_add"),
    path("risk-scales/add/preview/", reference.risk_scale_preview, name="risk_scale_preview"),
    path("risk-scales/<int:pk>/", reference.risk_scale, name="risk_scale"),
    path("rag-definitions/", reference.rag_definitions, name="rag_definitions"),
    path("rag-definitions/add/", reference.rag_definition_add, name="rag_definition_add"),
    path("rag-definitions/<int:pk>/", reference.rag_definition, name="rag_definition"),
]
