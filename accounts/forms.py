"""Signing in, passwords, users and the roles they hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate, password_validation
from django.db.models import Q
from django.http import HttpRequest

from accounts import acts
from accounts.models import RoleAssignment, User
from accounts.roles import Role, ScopeKind
from core.conflicts import RevisedModelForm
from core.constraints import ConstrainedModelForm
from core.forms import GovukForm, Look
from council.models import Person, School

_HINT = (
    "At least 12 characters. Do not use your name or a common password: three random words "
    "are easy to remember and hard to guess"
)


class SignInForm(GovukForm):
    """E-mail address and password; it does not say which of the two is wrong."""

    email = forms.EmailField(
        label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    looks = {
        "email": Look(called="your email address"),
        "password": Look(called="your password"),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "email" in cleaned and "password" in cleaned:
            # In small letters, or each spelling would have its own count of wrong passwords.
            self.user = authenticate(
                self.request, email=cleaned["email"].lower(), password=cleaned["password"]
            )
            if self.user is None:
                raise forms.ValidationError("The email address or the password is not correct")
        return cleaned

    def get_user(self) -> User | None:
        """Asked for by Django's view once the form is valid."""
        return self.user


class NewPasswordForm(GovukForm):
    """A new password, typed twice."""

    new_password1 = forms.CharField(
        label="New password",
        strip=False,
        help_text=_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label="New password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    looks = {
        "new_password1": Look(called="a new password"),
        "new_password2": Look(called="the new password again"),
    }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password1(self) -> str:
        password: str = self.cleaned_data["new_password1"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("new_password1"), cleaned.get("new_password2")
        if first and second and first != second:
            self.add_error("new_password2", "The two passwords are not the same")
        return cleaned

    def save(self) -> User:
        """Called by Django's views once the form is valid."""
        acts.set_password(self.user, self.cleaned_data["new_password1"])
        return self.user


class PasswordChangeForm(NewPasswordForm):
    """A new password for somebody who knows the old one."""

    old_password = forms.CharField(
        label="Current password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["old_password", "new_password1", "new_password2"]
    looks = {**NewPasswordForm.looks, "old_password": Look(called="your current password")}

    def clean_old_password(self) -> str:
        password: str = self.cleaned_data["old_password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("Your current password is not correct")
        return password


class PasswordResetForm(GovukForm):
    """Asking for the link by which a password is set.

    It answers alike whether there is such a user or not. Users who were added and have
    no password yet may ask too.
    """

    email = forms.EmailField(
        label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    looks = {"email": Look(called="your email address")}

    def save(self, *, request: HttpRequest, **_: Any) -> None:
        """Called by Django's view once the form is valid."""
        users = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True)
        for user in users:
            acts.send_link_asked_for(user, request=request)


class PersonField(forms.ModelChoiceField):
    """A person, told from others of the same name by post and directorate."""

    def label_from_instance(self, obj: Any) -> str:
        more = ", ".join(str(part) for part in (obj.post, obj.directorate) if part)
        return f"{obj.name} ({more})" if more else obj.name


class UserForm(RevisedModelForm):
    """A user's name, address, and who this is in plans."""

    person = PersonField(
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody named in plans",
        help_text="Who this is in plans. Being named in a plan is enough to read it",
    )

    constraint_messages = {
        "user_email_once": ("email", "There is a user with this email address already"),
        "accounts_user_person_id_key": ("person", "This person has a user already"),
    }
    looks = {
        "email": Look(called="the email address"),
        "name": Look(called="the user’s name"),
    }

    class Meta:
        model = User
        fields = ("name", "email", "person")
        labels = {"email": "Email address"}
        help_texts = {"email": "The user signs in with it"}
        error_messages = {"person": {"unique": "This person has a user already"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Q(user__isnull=True, left_on__isnull=True)
        if self.instance.person_id:
            free |= Q(pk=self.instance.person_id)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101
        person.queryset = Person.objects.filter(free).select_related("directorate")


class RoleForm(ConstrainedModelForm):
    """Where a user is to hold a role: asks only for what the role is a role of.

    Whether a place must be given is the assignment's own rule.
    """

    mark_optional = False

    class Meta:
        model = RoleAssignment
        fields = ("directorate", "committee", "school")

    def __init__(self, *args: Any, user: User, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, instance=RoleAssignment(user=user, role=role.key), **kwargs)
        for place in (ScopeKind.DIRECTORATE, ScopeKind.COMMITTEE, ScopeKind.SCHOOL):
            if place != role.scope:
                del self.fields[place]
        scope = self.fields.get(role.scope)
        if isinstance(scope, forms.ModelChoiceField):
            everywhere = role.scope == ScopeKind.DIRECTORATE
            scope.empty_label = "All directorates" if everywhere else f"Select a {role.scope}"
            if role.scope == ScopeKind.SCHOOL:
                scope.queryset = School.objects.filter(closed_on__isnull=True)
        self.constraint_messages = {
            "role_held_once": (
                str(role.scope) if scope else None,
                f"{user} holds this role already",
            )
        }
