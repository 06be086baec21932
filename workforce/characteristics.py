"""The protected characteristics of staff that are counted, and the columns of the main table."""

from __future__ import annotations

from django.db import models


class Characteristic(models.TextChoices):
    """What staff are counted by: the first three always, the others where they are held."""

    SEX = "sex", "Sex"
    ETHNICITY = "ethnicity", "Ethnicity"
    DISABILITY = "disability", "Disability"
    AGE = "age", "Age"
    RELIGION = "religion", "Religion or belief"
    ORIENTATION = "orientation", "Sexual orientation"


class Headline(models.TextChoices):
    """A column of the main table: the share of one category, which old tables print alone."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    BME = "bme", "BME"
    DISABLED = "disabled", "Disabled"

    @property
    def characteristic(self) -> Characteristic:
        """What is counted in this column."""
        return _OF[self]


_OF = {
    Headline.FEMALE: Characteristic.SEX,
    Headline.MALE: Characteristic.SEX,
    Headline.BME: Characteristic.ETHNICITY,
    Headline.DISABLED: Characteristic.DISABILITY,
}


class Denominator(models.TextChoices):
    """Of whom a percentage is: those whose answer is not held are never among the known."""

    KNOWN = "known", "Those whose answer is known"
    ANSWERED = "answered", "Those who answered, with “prefer not to say”"
    EVERYONE = "everyone", "Everyone, with those whose answer is not held"

    @property
    def in_words(self) -> str:
        """ "those whose answer is known"."""
        label = str(self.label)
        return label[:1].lower() + label[1:]


class Held(models.TextChoices):
    """What is held of a person: a category, that they prefer not to say, or nothing."""

    CATEGORY = "category", "A category"
    PREFER_NOT = "prefer_not", "Prefer not to say"
    NOT_HELD = "not_held", "Not held"
