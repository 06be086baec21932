from datetime import date

import factory

from plans.models import (
    Aim,
    Outcome,
    OutcomeFramework,
    RagDefinition,
    RiskBand,
    RiskScale,
    RiskScaleStep,
)
from tests.factories.row import RowFactory


class OutcomeFrameworkFactory(RowFactory):
    class Meta:
        model = OutcomeFramework

    name = factory.Sequence(lambda n: f"Framework {n}")


class OutcomeFactory(RowFactory):
    class Meta:
        model = Outcome

    framework = factory.SubFactory(OutcomeFrameworkFactory)
    position = factory.Sequence(int)
    name = factory.Sequence(lambda n: f"Outcome {n}")


class AimFactory(RowFactory):
    class Meta:
        model = Aim

    outcome = factory.SubFactory(OutcomeFactory)
    position = factory.Sequence(int)
    text = factory.Sequence(lambda n: f"Aim {n}")


class RagDefinitionFactory(RowFactory):
    class Meta:
        model = RagDefinition

    name = factory.Sequence(lambda n: f"RAG definition {n}")
    in_force_from = date(2020, 4, 1)
    green_words = "Met"
    amber_words = "Nearly met"
    red_words = "Missed"
    grey_words = "Not rated"


class RiskScaleStepFactory(RowFactory):
    class Meta:
        model = RiskScaleStep

    label = factory.LazyAttribute(lambda step: str(step.value))
    name = factory.LazyAttribute(lambda step: f"Step {step.label}")


class RiskBandFactory(RowFactory):
    class Meta:
        model = RiskBand

    name = factory.LazyAttribute(lambda band: band.colour.capitalize())
    review_months = 6


class RiskScaleFactory(RowFactory):
    """A scale of `impacts` × `probabilities`, lists of (label, value), with `bands`.

    Each band is (colour, lowest, highest). Without more, 5 × 5 with the default bands.
    """

    class Meta:
        model = RiskScale

    name = factory.Sequence(lambda n: f"Scale {n}")
    in_force_from = date(1999, 1, 1)

    @factory.post_generation
    def impacts(scale, create, steps):  # noqa: N805
        _add_steps(scale, RiskScaleStep.Axis.IMPACT, steps)

    @factory.post_generation
    def probabilities(scale, create, steps):  # noqa: N805
        _add_steps(scale, RiskScaleStep.Axis.PROBABILITY, steps)

    @factory.post_generation
    def bands(scale, create, bands):  # noqa: N805
        default = [("green", 1, 4), ("yellow", 5, 9), ("amber", 10, 15), ("red", 16, 25)]
        for colour, lowest, highest in bands or default:
            RiskBandFactory(scale=scale, colour=colour, lowest=lowest, highest=highest)


def _add_steps(scale, axis, steps):
    for label, value in steps or [(str(value), value) for value in range(1, 6)]:
        RiskScaleStepFactory(scale=scale, axis=axis, label=label, value=value)
