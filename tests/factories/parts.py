"""The parts of a plan. With `full=True` a part gets one part of every kind under it."""

import factory

from plans.models import (
    Appendix,
    Bullet,
    CriticalAction,
    Indicator,
    IndicatorActual,
    IndicatorTarget,
    Objective,
    OutcomeBlock,
    Paragraph,
    ProgressUpdate,
    QuarterActual,
    Section,
)
from tests.factories.plans import PlanFactory
from tests.factories.row import CommittedFactory, RowFactory


class PartFactory(CommittedFactory):
    """A part with a place after all made before it, so that the order is that of making."""

    class Meta:
        abstract = True

    position = factory.Sequence(int)


class BulletFactory(PartFactory):
    class Meta:
        model = Bullet

    paragraph = factory.SubFactory("tests.factories.parts.ParagraphFactory")
    text = factory.Sequence(lambda n: f"Bullet {n}")


class ParagraphFactory(PartFactory):
    class Meta:
        model = Paragraph

    class Params:
        full = factory.Trait(bullet=factory.RelatedFactory(BulletFactory, "paragraph"))

    section = factory.SubFactory("tests.factories.parts.SectionFactory")
    number = "1.1"
    text = factory.Sequence(lambda n: f"Paragraph {n}")


class SectionFactory(PartFactory):
    class Meta:
        model = Section

    class Params:
        full = factory.Trait(
            paragraph=factory.RelatedFactory(ParagraphFactory, "section", full=True)
        )

    plan = factory.SubFactory(PlanFactory)
    number = "1"
    heading = "Introduction"


class ProgressUpdateFactory(RowFactory):
    class Meta:
        model = ProgressUpdate

    action = factory.SubFactory("tests.factories.parts.CriticalActionFactory")
    commentary = factory.Sequence(lambda n: f"Progress {n}")


class CriticalActionFactory(PartFactory):
    class Meta:
        model = CriticalAction

    class Params:
        full = factory.Trait(
            start_text="Apr 2026",
            finish_text="Mar 2027",
            equality_action="Translate the leaflet",
            milestones="Ongoing",
            planned_outcome="More families come",
            linkages="CYPP",
            progress=factory.RelatedFactory(ProgressUpdateFactory, "action"),
        )

    objective = factory.SubFactory("tests.factories.parts.ObjectiveFactory")
    ref = factory.Sequence(lambda n: f"1.{n}")
    text = factory.Sequence(lambda n: f"Action {n}")
    responsible = "All managers"


class IndicatorTargetFactory(CommittedFactory):
    class Meta:
        model = IndicatorTarget

    indicator = factory.SubFactory("tests.factories.parts.IndicatorFactory")
    year = "2026/27"
    text = "51%"


class IndicatorActualFactory(RowFactory):
    class Meta:
        model = IndicatorActual

    indicator = factory.SubFactory("tests.factories.parts.IndicatorFactory")
    year = "2026/27"
    text = "52%"


class QuarterActualFactory(RowFactory):
    """A figure of the first quarter of 2026/27."""

    class Meta:
        model = QuarterActual

    indicator = factory.SubFactory("tests.factories.parts.IndicatorFactory")
    year = "2026/27"
    quarter = 1
    text = "52%"


class IndicatorFactory(PartFactory):
    """A KPI; `target` and `actual` are those of 2026/27, left out unless given."""

    class Meta:
        model = Indicator

    class Params:
        full = factory.Trait(
            refs=["NI 111", "T_F 001"],
            unit="%",
            baseline_text="50%",
            target="51%",
            actual="52%",
            responsible="All managers",
        )

    objective = factory.SubFactory("tests.factories.parts.ObjectiveFactory")
    measure = factory.Sequence(lambda n: f"Measure {n}")
    polarity = "higher"

    @factory.post_generation
    def target(indicator, create, text):  # noqa: N805
        if text is not None:
            IndicatorTargetFactory(indicator=indicator, text=text)

    @factory.post_generation
    def actual(indicator, create, text):  # noqa: N805
        if text is not None:
            IndicatorActualFactory(indicator=indicator, text=text)


class ObjectiveFactory(PartFactory):
    class Meta:
        model = Objective

    class Params:
        full = factory.Trait(
            start_text="Apr 2026",
            finish_text="Mar 2027",
            linkages="CYPP, LSCB",
            action=factory.RelatedFactory(CriticalActionFactory, "objective", full=True),
            indicator=factory.RelatedFactory(IndicatorFactory, "objective", full=True),
            scored_risk=factory.RelatedFactory(
                "tests.factories.risks.ObjectiveRiskFactory", "objective", scored=True
            ),
            unscored_risk=factory.RelatedFactory(
                "tests.factories.risks.ObjectiveRiskFactory", "objective"
            ),
        )

    block = factory.SubFactory("tests.factories.parts.OutcomeBlockFactory")
    ref = factory.Sequence(lambda n: f"Ob {n}")
    text = factory.Sequence(lambda n: f"Objective {n}")
    responsible = "All managers"


class OutcomeBlockFactory(PartFactory):
    class Meta:
        model = OutcomeBlock

    class Params:
        full = factory.Trait(objective=factory.RelatedFactory(ObjectiveFactory, "block", full=True))

    appendix = factory.SubFactory("tests.factories.parts.AppendixFactory")
    outcome_text = "Stay safe"


class AppendixFactory(PartFactory):
    class Meta:
        model = Appendix

    class Params:
        full = factory.Trait(
            block=factory.RelatedFactory(OutcomeBlockFactory, "appendix", full=True)
        )

    plan = factory.SubFactory(PlanFactory)
    number = "1"
    title = "Actions"
