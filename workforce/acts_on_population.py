"""Entering and removing the borough's population."""

from collections.abc import Mapping

from accounts.models import User
from core.audit import act
from workforce.acts_on_snapshots import require_keeper
from workforce.audit_actions import POPULATION_REMOVED, POPULATION_SAVED
from workforce.models import Population, PopulationCount


def save_population(
    population: Population, counts: Mapping[int, int], *, actor: User
) -> Population:
    """Save a population with how many people are in each finest category, by its number."""
    require_keeper(actor)
    with act(POPULATION_SAVED, actor=actor) as entry:
        population.save()
        for category, count in counts.items():
            PopulationCount.objects.update_or_create(
                population=population, category_id=category, defaults={"count": count}
            )
        entry.about(population)
    return population


def remove_population(population: Population, *, actor: User) -> None:
    """Remove a population with its counts."""
    require_keeper(actor)
    with act(POPULATION_REMOVED, actor=actor, target=population):
        population.delete()
