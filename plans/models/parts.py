"""What the parts of a plan have in common: an order, dates as printed, who is responsible."""

from django.db import models
from django.db.models import F, Q

from core.dates import read_date
from core.models import Revised
from core.text import LINE
from council.models import Division, Person, Strategy
from council.naming import Names


class Ordered(Revised):
    """A part with its place among its siblings; the order is the author's.

    Where several people write at once, its revision tells one that another was faster.
    """

    position = models.PositiveIntegerField()

    class Meta:
        abstract = True
        ordering = ["position"]


class Carried(models.Model):
    """What a plan was rolled forward with: the row of the earlier plan that this one came from.

    The earlier row knows its successors as `carried_to`.
    """

    carried_from = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.SET_NULL, related_name="carried_to"
    )

    class Meta:
        abstract = True


class Dated(models.Model):
    """Start and finish as printed, and the days they mean where they are dates.

    "Apr 2012" starts on the first and finishes on the last day of the month; words such
    as "Ongoing" are kept as words and mean no day.
    """

    start_text = models.CharField("start", max_length=LINE, blank=True)
    start_on = models.DateField(null=True, editable=False)
    finish_text = models.CharField("finish", max_length=LINE, blank=True)
    finish_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(start_on__isnull=True)
                | Q(finish_on__isnull=True)
                | Q(finish_on__gte=F("start_on")),
                name="%(app_label)s_%(class)s_finish_not_before_start",
                violation_error_message="The finish is before the start.",
            )
        ]

    def read_dates(self) -> None:
        """Work out the days that the printed dates mean."""
        start, finish = read_date(self.start_text), read_date(self.finish_text)
        self.start_on = start.first if start else None
        self.finish_on = finish.last if finish else None


class Responsible(models.Model):
    """Who is responsible: the cell as printed, and the people and divisions meant by it."""

    responsible = models.CharField(max_length=LINE, blank=True)
    people = models.ManyToManyField(Person, blank=True, related_name="%(class)ss")
    divisions = models.ManyToManyField(Division, blank=True, related_name="%(class)ss")

    class Meta:
        abstract = True


class Linked(models.Model):
    """Linkages with other plans: the cell as printed, and the strategies meant by it."""

    linkages = models.CharField(max_length=LINE, blank=True)
    strategies = models.ManyToManyField(Strategy, blank=True, related_name="%(class)ss")

    class Meta:
        abstract = True


class ServesLevel(models.Model):
    """The level of need that a part serves: its number, and its words when it was selected.

    A later framework may call the level otherwise; the part says what it said on its day.
    """

    level = models.PositiveSmallIntegerField(null=True, editable=False)
    level_words = models.CharField("level of need it serves", max_length=LINE, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(level__isnull=True, level_words="")
                | (Q(level__isnull=False, level__gte=1, level__lte=9) & ~Q(level_words="")),
                name="%(class)s_level_of_need",
            )
        ]


def link_names(part: Responsible | Linked, names: Names) -> None:
    """Connect a saved part with the people, divisions and strategies its cells mean."""
    if isinstance(part, Responsible):
        parties = names.parties(part.responsible)
        part.people.set(parties.people)
        part.divisions.set(parties.divisions)
    if isinstance(part, Linked):
        part.strategies.set(names.strategies(part.linkages))
