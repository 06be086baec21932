"""Signing in and out, and passwords: Django's own views with our forms and templates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy

from accounts.access import public, signed_in
from accounts.audit_reading import moment_in_words
from accounts.forms import NewPasswordForm, PasswordChangeForm, PasswordResetForm, SignInForm
from accounts.links import password_links

USED_LINK = "used_password_link"
"""Where the session keeps the link that it used, for who goes back to its page."""

sign_in = public(
    views.LoginView.as_view(
        authentication_form=SignInForm,
        template_name="accounts/sign_in.html",
        redirect_authenticated_user=True,
    )
)
sign_out = public(views.LogoutView.as_view())


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """What django-axes answers after too many wrong passwords."""
    return render(request, "accounts/locked_out.html", status=429)


class PasswordChange(views.PasswordChangeView):
    """A new password for who is signed in and knows the old one."""

    form_class = PasswordChangeForm  # type: ignore[assignment]
    template_name = "form_page.html"
    success_url = reverse_lazy("accounts:account")
    extra_context = {"title": "Change your password", "cancel_url": success_url}

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, "Password changed")
        return super().form_valid(form)


class PasswordSet(views.PasswordResetConfirmView):
    """A first or new password for who has the link from a mail."""

    form_class = NewPasswordForm  # type: ignore[assignment]
    template_name = "accounts/password_set.html"
    success_url = reverse_lazy("accounts:sign_in")
    token_generator = password_links

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not self.validlink:
            token = self.kwargs["token"]
            if token == self.reset_url_token:  # the address to which the link leads on
                token = self.request.session.get(USED_LINK, "")
            fate = password_links.fate(self.user, token)
            used_at = moment_in_words(fate.used_at) if fate.used_at else ""
            context |= {"fate": fate, "used_at": used_at}
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session[USED_LINK] = self.request.session[INTERNAL_RESET_SESSION_TOKEN]
        messages.success(self.request, "Password set. Sign in with it")
        return super().form_valid(form)


password_change = signed_in(PasswordChange.as_view())
password_reset = public(
    views.PasswordResetView.as_view(
        form_class=PasswordResetForm,
        template_name="accounts/password_reset.html",
        success_url=reverse_lazy("accounts:password_reset_sent"),
        title="Set a new password",
    )
)
password_reset_sent = public(
    views.PasswordResetDoneView.as_view(
        template_name="accounts/password_reset_sent.html", title="Check your email"
    )
)
password_set = public(PasswordSet.as_view())
