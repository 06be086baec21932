from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models.user import User
from accounts.roles import ROLE_CHOICES, ROLES, ScopeKind
from council.models import Committee, Directorate, School

OF_A_COMMITTEE = ["committee_member", "committee_clerk"]


class RoleAssignment(models.Model):
    """A role that a user holds, for a directorate, committee or school, or the whole council.

    An officer, plan lead or leadership team member without a directorate holds the role
    for every directorate.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    directorate = models.ForeignKey(Directorate, null=True, blank=True, on_delete=models.PROTECT)
    committee = models.ForeignKey(Committee, null=True, blank=True, on_delete=models.PROTECT)
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["user__name", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "directorate", "committee", "school"],
                nulls_distinct=False,
                name="role_held_once",
                violation_error_message="This role is held already.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[key for key, _ in ROLE_CHOICES]), name="role_known"
            ),
            models.CheckConstraint(
                condition=Q(role__in=OF_A_COMMITTEE, committee__isnull=False)
                | (~Q(role__in=OF_A_COMMITTEE) & Q(committee__isnull=True)),
                name="role_of_a_committee_names_it",
            ),
            models.CheckConstraint(
                condition=Q(role="school_respondent", school__isnull=False)
                | (~Q(role="school_respondent") & Q(school__isnull=True)),
                name="role_of_a_school_names_it",
            ),
            models.CheckConstraint(
                condition=Q(directorate__isnull=True)
                | Q(role__in=["officer", "plan_lead", "leadership_team"]),
                name="role_of_a_directorate",
            ),
        ]

    def __str__(self) -> str:
        return f"{ROLES[self.role].name}, {self.scope_name}"

    @property
    def scope_name(self) -> str:
        """Where the role holds, in words."""
        scope = self.committee or self.school or self.directorate
        return str(scope) if scope else "whole council"

    def clean(self) -> None:
        """Each role is granted for its own kind of place."""
        if self.role not in ROLES:
            return
        kind = ROLES[self.role].scope
        faults = {}
        for place in (ScopeKind.DIRECTORATE, ScopeKind.COMMITTEE, ScopeKind.SCHOOL):
            given = getattr(self, f"{place}_id") is not None
            if given and place != kind:
                faults[str(place)] = f"{ROLES[self.role].name} is not a role of a {place}"
            if not given and place == kind and kind != ScopeKind.DIRECTORATE:
                faults[str(place)] = f"Select the {place} for which the role is held"
        if faults:
            raise ValidationError(faults)
