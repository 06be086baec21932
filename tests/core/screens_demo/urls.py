from django.urls import include, path

from tests.core.screens_demo import views

ACCOUNTS = [
    path("sign-out/", views.parts, name="sign_out"),
    path("account/", views.parts, name="account"),
]

urlpatterns = [
    path("", views.parts, name="home"),
    path("document/", views.document),
    path("form/", views.every_field),
    path("list/", views.acts),
    path("accessibility/", views.parts, name="accessibility"),
    path("accounts/", include((ACCOUNTS, "accounts"))),
]
