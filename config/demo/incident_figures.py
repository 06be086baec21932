"""How the demonstration's figures are drawn: with a seed, so that they are always the same."""

from __future__ import annotations

from collections import Counter
from random import Random

from incidents.breakdowns import Dimension, Subject
from incidents.models import Category, Collection

A_THOUSAND = {"nursery": 1.0, "primary": 3.4, "secondary": 5.6, "special": 5.0, "short_stay": 14.0}
"""Incidents in a year for each 1,000 pupils, by phase."""
_SUPERVISED = 0.32
_SUPERVISED_ODDLY = {"2023/24": 0.85}
"""A year in which somebody counted the places the other way round: what analysis must find."""
_NOT_RECORDED = 0.08
_ONE_MORE = 0.07
_WEIGHTS: dict[str, list[float]] = {
    "victim_ethnicity": [30, 26, 9, 14, 21],
    "perpetrator_ethnicity": [7, 6, 3, 8, 76],
    "victim_age": [14, 30, 42, 12, 2],
    "perpetrator_age": [11, 29, 45, 13, 2],
    "victim_gender": [44, 56],
    "perpetrator_gender": [27, 73],
}
_FINE = [6, 14, 5, 3, 4, 14, 6, 5, 14, 10, 1, 4, 6, 3, 5]
_FINE_WHITE = [1, 3, 1, 1, 2, 3, 2, 2, 8, 66, 1, 3, 5, 1, 1]


def drawn(random: Random, expected: float) -> int:
    """A number of rare events, as they come (Poisson, by Knuth's product of chances)."""
    limit, product, number = 2.718281828**-expected, random.random(), 0
    while product > limit:
        product *= random.random()
        number += 1
    return number


def counts_of(collection: Collection, number: int, random: Random) -> list[tuple[str, str, int]]:
    """Breakdown, category and count for so many incidents; half of the zeros stay empty."""
    found = []
    for breakdown, categories in collection.form:
        if breakdown.several:
            drawn = Counter(
                category
                for category in categories
                for _ in range(number)
                if random.random() < (0.62 if category.position == 0 else 0.34)
            )
        else:
            several = breakdown.subject == Subject.VICTIMS
            people = sum(
                1 + (several and random.random() < _ONE_MORE)
                for _ in range(number)
                if random.random() >= _NOT_RECORDED
            )
            weights = _weights(collection, breakdown.key, breakdown.dimension, categories)
            drawn = Counter(random.choices(categories, weights, k=people) if people else [])
        found += [(str(breakdown), category.name, drawn[category]) for category in categories]
    return [row for row in found if row[2] or random.random() < 0.5]


def _weights(
    collection: Collection, key: str, dimension: Dimension, categories: list[Category]
) -> list[float]:
    if dimension == Dimension.LOCATION:
        supervised = _SUPERVISED_ODDLY.get(collection.name, _SUPERVISED)
        return [supervised, 1 - supervised]
    if dimension == Dimension.ETHNICITY and len(categories) == len(_FINE):
        return list(map(float, _FINE_WHITE if key.startswith("perpetrator") else _FINE))
    return _WEIGHTS[key]
