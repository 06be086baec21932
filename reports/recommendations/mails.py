"""The mails about recommendations: who is told of what."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from accounts.capabilities import Capability
from accounts.models import User
from accounts.reminders.waiting import Recipient
from accounts.roles import roles_with
from accounts.telling import tell
from reports.models import Recommendation, RecommendationResponse

SUBJECTS = {"new": "A recommendation for you", "handed over": "A recommendation is yours now"}


def tell_owner(recommendation: Recommendation, why: str, actor: User) -> None:
    """Tell the owner what a committee asks of them."""
    tell(
        owner_addresses(recommendation),
        f"{SUBJECTS[why]}: {recommendation}",
        "papers/recommendations/mail_to_owner.txt",
        {"recommendation": recommendation, "why": why},
        besides=actor,
    )


def tell_committee(response: RecommendationResponse, actor: User) -> None:
    """Tell the members of the committee and its clerk what was answered."""
    recommendation = response.recommendation
    committee = Q(role_assignments__committee=recommendation.committee_id)
    _tell_response(response, _holders(Capability.READ_PAPERS, committee), actor)


def tell_of_closing(response: RecommendationResponse, actor: User) -> None:
    """Tell the owner and the directorate that it is done, or open again."""
    recommendation = response.recommendation
    place = Q(role_assignments__directorate=recommendation.directorate_id) | Q(
        role_assignments__directorate=None, role_assignments__committee=None
    )
    told: list[User | Recipient] = [
        *owner_addresses(recommendation),
        *_holders(Capability.WRITE_PAPERS, place),
    ]
    once = {each.email.casefold(): each for each in told}
    _tell_response(response, list(once.values()), actor)


def owner_addresses(recommendation: Recommendation) -> list[Recipient]:
    """Where the owner reads mail: at the address of their sign-in, else of the person."""
    owner = recommendation.owner
    user = User.objects.filter(person=owner, is_active=True).first()
    address = user.email if user is not None else owner.email
    return [Recipient(address, owner.name)] if address else []


def _holders(capability: Capability, place: Q) -> list[User]:
    """Who has a right at a place, each once."""
    held = Q(role_assignments__role__in=roles_with(capability))
    return list(User.objects.filter(held & place, is_active=True).distinct().order_by("pk"))


def _tell_response(
    response: RecommendationResponse, recipients: Iterable[User | Recipient], actor: User
) -> None:
    tell(
        recipients,
        f"{response.recommendation}: {response.get_to_state_display()}",
        "papers/recommendations/mail_response.txt",
        {"response": response, "recommendation": response.recommendation},
        besides=actor,
    )
