"""The mails that the product sends to its users."""

from __future__ import annotations

from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.links import password_links
from accounts.models import User
from council.models import Council


def send_password_link(user: User, request: HttpRequest, *, invited: bool = False) -> None:
    """Mail a user the link by which a password is set; it works once, for three days.

    Raises OSError (mail errors are that) where the mail cannot be handed over.
    """
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = password_links.make_token(user)
    context = {
        "user": user,
        "invited": invited,
        "council": Council.current(),
        "link": request.build_absolute_uri(
            reverse("accounts:password_set", kwargs={"uidb64": uid, "token": token})
        ),
        "ask_again": request.build_absolute_uri(reverse("accounts:password_reset")),
    }
    send_mail(
        "Set your password for Equality plans"
        if invited
        else "Set a new password for Equality plans",
        render_to_string("accounts/password_mail.txt", context),
        None,
        [user.email],
    )
