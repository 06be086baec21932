from django.urls import path

from accounts.reference.settings import logo
from accounts.views import account, audit, reminders, roles, signing_in, users

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("account/", account.account, name="account"),
    path("account/reminders/", reminders.reminders, name="reminders"),
    path("account/reminders/away/", reminders.away, name="away"),
    path("account/reminders/away/<int:pk>/remove/", reminders.not_away, name="not_away"),
    path("reminders/", reminders.sent, name="reminders_sent"),
    path("reminders/<int:pk>/", reminders.sent_mail, name="reminder_sent"),
    path("account/password/", signing_in.password_change, name="password_change"),
    path("password/", signing_in.password_reset, name="password_reset"),
    path("password/sent/", signing_in.password_reset_sent, name="password_reset_sent"),
    path("password/<uidb64>/<token>/", signing_in.password_set, name="password_set"),
    path("users/", users.users, name="users"),
    path("users/add/", users.add, name="user_add"),
    path("users/<int:pk>/", users.user, name="user"),
    path("users/<int:pk>/edit/", users.edit, name="user_edit"),
    path("users/<int:pk>/sign-in/", users.activation, name="user_activation"),
    path("users/<int:pk>/link/", users.send_link, name="user_send_link"),
    path("users/<int:pk>/roles/", roles.roles, name="roles"),
    path("users/<int:pk>/roles/<slug:key>/", roles.grant, name="role_grant"),
    path(
        "users/<int:pk>/roles/<int:assignment_pk>/withdraw/", roles.withdraw, name="role_withdraw"
    ),
    path("roles/", roles.role_table, name="role_table"),
    path("audit/", audit.audit, name="audit"),
    path("audit/<int:pk>/", audit.audit_act, name="audit_act"),
    path("audit/outside/", audit.loose_changes, name="audit_loose"),
    path("audit/outside/<int:pk>/", audit.audit_change, name="audit_change"),
    path("council/<str:name>", logo, name="logo"),
]
