"""What goes in comes out, and what stands in the product goes out and comes in again."""

import json

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.thresholds import (
    ContactFactory,
    DomainFactory,
    FrameworkFactory,
    HeadingFactory,
    IndicatorFactory,
    LevelFactory,
    SocialCareLevelFactory,
    SocialCareParagraphFactory,
    filled,
)
from tests.thresholds.exchange.documents import as_file, bare, level, whole
from thresholds.acts import begin_new_version
from thresholds.exchange.exporting import export_framework
from thresholds.exchange.importing import import_file
from thresholds.exchange.json_file import write_json
from thresholds.models import Framework
from thresholds.reading import FrameworkReading

pytestmark = pytest.mark.django_db


def out(framework):
    return json.loads(write_json(export_framework(framework)))


def through(data):
    """What comes out of a file that went in."""
    return out(Framework.objects.get(pk=import_file(as_file(data), actor=None).record))


TEXTS = st.lists(
    st.text(st.sampled_from('aé’{}"<\\\n 1–\U0001f44d'), min_size=1, max_size=8)
    .map(str.strip)
    .filter(bool),
    max_size=3,
)
NAMES = "ABCDE"


@st.composite
def frameworks(draw):
    """A file in whose levels any of the domains and headings stand, in one order."""

    def some(names):
        return [name for name in names if draw(st.booleans())]

    def filled_only(part):
        return {key: value for key, value in part.items() if value not in ([], "")}

    levels = []
    for number in draw(st.sets(st.integers(1, 9), min_size=1, max_size=4).map(sorted)):
        domains = []
        for domain in some(NAMES[:3]):
            headings = [
                filled_only(
                    {
                        "heading": name,
                        "indicators": draw(TEXTS.filter(bool)),
                        "protective_factors": draw(TEXTS),
                    }
                )
                for name in some(NAMES)
            ]
            if headings:
                domains.append({"domain": domain, "headings": headings})
        part = {"number": number, "name": "Name", "domains": domains, "step_up": draw(TEXTS)}
        levels.append(filled_only(part))
    return bare(levels=levels)


@given(frameworks())
@settings(max_examples=15, deadline=None)
def test_a_file_comes_out_exactly_as_it_went_in(data):
    with transaction.atomic():
        assert through(data) == data
        transaction.set_rollback(True)


@given(st.data())
@settings(max_examples=8, deadline=None)
def test_headings_keep_their_places_wherever_indicators_stand(data):
    with transaction.atomic():
        framework = FrameworkFactory()
        levels = [LevelFactory(framework=framework, number=number) for number in (1, 2)]
        for place, name in enumerate(data.draw(st.permutations(NAMES[:2]))):
            domain = DomainFactory(framework=framework, name=name, position=place)
            for below, heading in enumerate(data.draw(st.permutations(NAMES[:3]))):
                row = HeadingFactory(domain=domain, name=heading, position=below)
                for each in levels:
                    if data.draw(st.booleans()):
                        IndicatorFactory(level=each, heading=row)
        before = out(framework)
        again = Framework.objects.get(pk=import_file(as_file(before), actor=None).record)
        assert out(again) == before
        assert outline(again) == outline(framework)
        transaction.set_rollback(True)


def outline(framework):
    reading = FrameworkReading(framework)
    return [(each.domain.name, [h.name for h in each.headings]) for each in reading.domains]


def test_every_key_of_the_format_comes_out_as_it_went_in():
    assert through(whole()) == whole()


def test_what_is_empty_is_left_out():
    empty = {"subtitle": None, "introduction": [], "social_care": {}, "in_force_from": ""}
    data = bare(levels=[level()])
    assert through(data | empty) == data


def test_190_indicators_are_kept_each_in_its_place():
    texts = [f"Sign {n}" for n in range(190)]
    data = bare(levels=[level(n, texts[n - 1 :: 4]) for n in (1, 2, 3, 4)])
    assert through(data) == data


def test_a_framework_with_headings_that_hold_nothing_keeps_them():
    framework = filled(level_2="Often late")
    SocialCareLevelFactory(framework=framework, number=5)
    SocialCareParagraphFactory(framework=framework)
    ContactFactory(framework=framework)
    again = Framework.objects.get(pk=import_file(as_file(out(framework)), actor=None).record)
    assert outline(again) == outline(framework)
    assert out(again) == out(framework)


def test_a_version_and_its_copy_come_out_the_same(db):
    from tests.accounts.people import somebody_who_is

    framework = Framework.objects.get(pk=import_file(as_file(whole()), actor=None).record)
    copy = begin_new_version(framework, actor=somebody_who_is("thresholds_editor"))
    assert out(copy) | {"in_force_from": "2026-09-01"} == out(framework)
