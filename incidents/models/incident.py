from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.capabilities import Capability
from accounts.models import User
from core.dates import in_words
from core.models import Revised
from council.models import School
from incidents.models.category import Category
from incidents.models.incident_type import IncidentType
from incidents.models.school_return import SchoolReturn


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Incidents of a school's log."""

    def readable_by(self, user: User) -> IncidentQuerySet:
        """Those of one's own school. The council reads returns, never the log."""
        return self.filter(school__in=user.reach(Capability.MAKE_RETURNS).schools)

    def of_return(self, school_return: SchoolReturn) -> IncidentQuerySet:
        """Those that a return of the school counts."""
        collection = school_return.collection
        return self.filter(
            school=school_return.school_id,
            type=school_return.type_id,
            happened_on__range=(collection.start, collection.finish),
        )


class Incident(Revised):
    """An incident that somebody perceived as racist or otherwise prejudice-related.

    Perceived is not a finding. Nobody is named: of those involved only the age band, gender
    and ethnic group are kept, and there is a text only for what cannot be chosen, which is
    never printed.
    """

    class Kind(models.TextChoices):
        VERBAL = "verbal", "Verbal"
        PHYSICAL = "physical", "Physical"
        WRITTEN = "written", "Written, or graffiti"
        ONLINE = "online", "Online"
        EXCLUSION = "exclusion", "Exclusion from a group"
        PROPERTY = "property", "Damage to property"
        OTHER = "other", "Other"

    class Outcome(models.TextChoices):
        OPEN = "open", "Not settled yet"
        RESOLVED = "resolved", "Settled in school"
        PARENTS = "parents", "Settled with parents"
        SANCTION = "sanction", "A sanction was given"
        SUSPENDED = "suspended", "Somebody was suspended or excluded"
        POLICE = "police", "Passed to the police"
        NONE_FOUND = "not_found", "Nobody was identified"

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="incidents")
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField("day")
    kind = models.CharField("what happened", max_length=9, choices=Kind.choices)
    location = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    support = models.ManyToManyField(Category, blank=True, related_name="+")
    outcome = models.CharField(max_length=9, choices=Outcome.choices, default=Outcome.OPEN)
    governors_informed = models.BooleanField("governors have been informed", default=False)
    note = models.CharField(max_length=300, blank=True)

    objects = IncidentQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "verbal",
                        "physical",
                        "written",
                        "online",
                        "exclusion",
                        "property",
                        "other",
                    ]
                ),
                name="incident_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"incident of {in_words(self.happened_on)} at {self.school}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:incident", args=[self.pk])


class Involved(models.Model):
    """Somebody to whom an incident was done, or who is said to have done it, without a name.

    What is not known stays empty; somebody of whom nothing is known is still one person.
    An incident may have none of either (graffiti).
    """

    class Part(models.TextChoices):
        VICTIM = "victim", "Victim"
        PERPETRATOR = "perpetrator", "Alleged perpetrator"

    class Role(models.TextChoices):
        PUPIL = "pupil", "Pupil"
        STAFF = "staff", "Staff"
        PARENT = "parent", "Parent"
        VISITOR = "visitor", "Visitor"
        UNKNOWN = "", "Not known"

    class Done(models.TextChoices):
        NOTHING = "", "Not recorded"
        TALKED = "talked", "Talked with"
        PARENTS = "parents", "Parents informed or seen"
        MENTOR = "mentor", "Mentor or counsellor"
        MEETING = "meeting", "Restorative meeting"
        SANCTION = "sanction", "Sanction in school"
        SUSPENDED = "suspended", "Suspended or excluded"

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="involved")
    part = models.CharField(max_length=11, choices=Part.choices)
    role = models.CharField(max_length=7, choices=Role.choices, blank=True)
    age = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    gender = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ethnicity = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    done = models.CharField("what was done", max_length=9, choices=Done.choices, blank=True)

    audit_names = ("incident__happened_on", "part")

    class Meta:
        ordering = ["incident", "-part", "pk"]
        verbose_name = "person involved"
        verbose_name_plural = "people involved"
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=["victim", "perpetrator"]), name="involved_part_known"
            ),
        ]

    def __str__(self) -> str:
        known = [str(each) for each in (self.age, self.gender, self.ethnicity) if each]
        return f"{self.get_part_display()}: {', '.join(known) or 'nothing known'}"
