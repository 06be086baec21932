import factory

from accounts.models import RoleAssignment, User
from tests.factories.council import (
    CommitteeFactory,
    DirectorateFactory,
    PersonFactory,
    SchoolFactory,
)
from tests.factories.row import RowFactory


class UserFactory(RowFactory):
    """Somebody who can sign in, but not with a password until one is set."""

    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"User {n}")
    email = factory.Sequence(lambda n: f"user{n}@ellenshaw.example")
    password = "!"

    class Params:
        named = factory.Trait(person=factory.SubFactory(PersonFactory))


class RoleAssignmentFactory(RowFactory):
    """A role somebody holds: a trait for each role, with a place of its own to hold it for."""

    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    role = "officer"

    class Params:
        officer = factory.Trait(role="officer", directorate=factory.SubFactory(DirectorateFactory))
        plan_lead = factory.Trait(
            role="plan_lead", directorate=factory.SubFactory(DirectorateFactory)
        )
        leadership_team = factory.Trait(
            role="leadership_team", directorate=factory.SubFactory(DirectorateFactory)
        )
        committee_clerk = factory.Trait(
            role="committee_clerk", committee=factory.SubFactory(CommitteeFactory)
        )
        committee_member = factory.Trait(
            role="committee_member", committee=factory.SubFactory(CommitteeFactory)
        )
        school_respondent = factory.Trait(
            role="school_respondent", school=factory.SubFactory(SchoolFactory)
        )
        returns_officer = factory.Trait(role="returns_officer")
        workforce_officer = factory.Trait(role="workforce_officer")
        thresholds_editor = factory.Trait(role="thresholds_editor")
        admin = factory.Trait(role="admin")
