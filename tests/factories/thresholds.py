from datetime import date

import factory

from tests.factories.row import RowFactory
from thresholds.models import (
    Contact,
    Domain,
    Framework,
    Heading,
    Indicator,
    Level,
    SocialCareLevel,
    SocialCareParagraph,
)
from thresholds.ready_made import add_ready_made


class FrameworkFactory(RowFactory):
    """A draft; `ready` gives it levels, domains and headings, `in_force` also an office to call
    and the day from which it holds."""

    class Meta:
        model = Framework
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Right help, right time {n}")
    council_name = "Ellenshaw Safeguarding Children Partnership"

    @factory.post_generation
    def ready(self, create, extracted, **_):
        if extracted:
            add_ready_made(self)

    @factory.post_generation
    def in_force(self, create, extracted, **_):
        """Put in force from a day (True: 1 September 2026), after it was filled."""
        if extracted:
            ContactFactory(framework=self)
            self.state = Framework.State.IN_FORCE
            self.in_force_from = date(2026, 9, 1) if extracted is True else extracted
            self.save()


class LevelFactory(RowFactory):
    class Meta:
        model = Level

    framework = factory.SubFactory(FrameworkFactory)
    number = 1
    name = "Universal"


class DomainFactory(RowFactory):
    class Meta:
        model = Domain

    framework = factory.SubFactory(FrameworkFactory)
    name = factory.Sequence(lambda n: f"Domain {n}")
    position = factory.Sequence(lambda n: n % 30000)


class HeadingFactory(RowFactory):
    class Meta:
        model = Heading

    domain = factory.SubFactory(DomainFactory)
    name = factory.Sequence(lambda n: f"Heading {n}")
    position = factory.Sequence(lambda n: n % 30000)


class IndicatorFactory(RowFactory):
    """An indicator; its level and heading must be of one framework."""

    class Meta:
        model = Indicator

    text = factory.Sequence(lambda n: f"Sign {n}")
    position = factory.Sequence(lambda n: n % 30000)


class ContactFactory(RowFactory):
    class Meta:
        model = Contact

    framework = factory.SubFactory(FrameworkFactory)
    name = "Children's front door"
    telephone = "01632 960 200"
    hours = "Monday to Friday, 08:30 to 17:00"
    position = factory.Sequence(lambda n: n % 30000)


class SocialCareLevelFactory(RowFactory):
    class Meta:
        model = SocialCareLevel

    framework = factory.SubFactory(FrameworkFactory)
    number = 2


class SocialCareParagraphFactory(RowFactory):
    class Meta:
        model = SocialCareParagraph

    framework = factory.SubFactory(FrameworkFactory)
    number = "1"
    text = "Children's social care works with families whose needs are acute."
    position = factory.Sequence(lambda n: n % 30000)


def filled(**indicators: str) -> Framework:
    """A draft with the ready-made parts and indicators by level: level_2="Often late"."""
    framework = FrameworkFactory(ready=True)
    heading = Heading.objects.filter(domain__framework=framework).first()
    for name, text in indicators.items():
        level = framework.levels.get(number=int(name.removeprefix("level_")))
        IndicatorFactory(level=level, heading=heading, text=text)
    return framework
