"""A browser in which somebody has signed in, without the way through the sign-in page."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"


def session_key(user: User) -> str:
    """The key of a new session of this user.

    The session is one row: `Client.force_login` asks the database a dozen times, and the
    tests sign in more than a thousand times.
    """
    told = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: BACKEND,
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    key = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
    store = Session.get_session_store_class()
    Session.objects.create(
        session_key=key,
        session_data=store().encode(told),
        expire_date=timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    return key


def signed_in(user: User) -> Client:
    """A browser with a session of this user."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_key(user)
    return client
