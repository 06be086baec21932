import factory

from council.models import (
    Area,
    Committee,
    Council,
    Directorate,
    DisclosureProfile,
    Division,
    Person,
    Roll,
    School,
    Strategy,
)
from tests.factories.row import RowFactory


class CouncilFactory(RowFactory):
    """The one council; made again, it is the same row with the new values."""

    class Meta:
        model = Council
        django_get_or_create = ("id",)

    id = 1
    name = "Ellenshaw Metropolitan Borough Council"
    short_name = "Ellenshaw Council"


class CommitteeFactory(RowFactory):
    class Meta:
        model = Committee

    name = factory.Sequence(lambda n: f"Scrutiny Committee {n}")


class DirectorateFactory(RowFactory):
    class Meta:
        model = Directorate

    name = factory.Sequence(lambda n: f"Directorate {n}")

    class Params:
        with_committee = factory.Trait(committee=factory.SubFactory(CommitteeFactory))


class DivisionFactory(RowFactory):
    class Meta:
        model = Division

    directorate = factory.SubFactory(DirectorateFactory)
    code = factory.Sequence(lambda n: f"DV{n}")


class PersonFactory(RowFactory):
    class Meta:
        model = Person

    name = factory.Faker("name_nonbinary", locale="en_GB")


class AreaFactory(RowFactory):
    class Meta:
        model = Area

    name = factory.Sequence(lambda n: f"Area {n}")


class DisclosureProfileFactory(RowFactory):
    class Meta:
        model = DisclosureProfile

    used_for = "incidents"


class SchoolFactory(RowFactory):
    class Meta:
        model = School

    name = factory.Sequence(lambda n: f"School {n}")
    urn = factory.Sequence(lambda n: f"{100_000 + n}")
    phase = School.Phase.PRIMARY


class RollFactory(RowFactory):
    class Meta:
        model = Roll

    school = factory.SubFactory(SchoolFactory)
    year = "2025/26"
    pupils = 405


class StrategyFactory(RowFactory):
    class Meta:
        model = Strategy

    name = factory.Sequence(lambda n: f"Strategy {n}")
