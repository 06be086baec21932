from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("", views.document_list, name="documents"),
    path("make/<slug:kind>/<int:pk>/", views.make, name="make"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/file/", views.download, name="download"),
]
