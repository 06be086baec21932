"""A framework's file makes a new draft with everything that is in it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditAct
from tests.accounts.people import everybody_but, somebody_who_is
from tests.factories.thresholds import FrameworkFactory
from tests.thresholds.exchange.documents import (
    DOMAIN,
    HEADING,
    as_file,
    bare,
    level,
    office,
    whole,
)
from thresholds.exchange.exporting import export_framework
from thresholds.exchange.importing import import_file
from thresholds.exchange.json_file import write_json
from thresholds.exchange.order import in_order
from thresholds.models import Framework, Indicator
from thresholds.reading import FrameworkReading

pytestmark = pytest.mark.django_db


def imported(data, actor=None):
    return Framework.objects.get(pk=import_file(as_file(data), actor=actor).record)


def warnings_in(**changes):
    ready = bare(levels=[level()], contacts=[office()], emergency="999")
    return import_file(as_file(ready | changes), actor=None).warnings


def headings_of(data):
    return [heading.name for heading in FrameworkReading(imported(data)).headings]


def naming(number, *names):
    """A level that names some headings of the domain, each with an indicator."""
    headings = [{"heading": name, "indicators": [f"{name} {number}"]} for name in names]
    return level(number, domains=[{"domain": DOMAIN, "headings": headings}])


def test_it_is_always_a_new_draft_of_whoever_imports_it():
    editor = somebody_who_is("thresholds_editor")
    first, second = imported(whole(), editor), imported(whole(), editor)
    assert first != second
    assert {each.state for each in (first, second)} == {"draft"}
    assert second.in_force_from == date(2026, 9, 1)
    told = AuditAct.objects.latest("pk")
    assert told.sentence == f"{editor} imported the threshold framework {second}"


def test_nobody_else_imports_one():
    for somebody in everybody_but("thresholds_editor"):
        with pytest.raises(PermissionDenied):
            import_file(as_file(whole()), actor=somebody)
    assert not Framework.objects.exists()


def test_every_part_is_where_the_pages_look_for_it():
    reading = FrameworkReading(imported(whole()))
    first, second = reading.levels
    (heading,) = reading.headings
    cell = reading.cell(first, heading)
    assert [each.text for each in cell.indicators] == ["Well", "Sleeps"]
    assert [each.text for each in cell.protective] == ["Seen by a dentist"]
    assert [each.text for each in reading.cell(second, heading).indicators] == ["Well"]
    assert first.consent == ["Not asked"]
    assert reading.social_care_levels[0].criteria == ["B"]
    assert reading.social_care_paragraphs[0].bullets == ["With"]
    assert reading.contacts[0].address == ["Civic Hall", "EW1 3CH"]


def test_text_is_kept_as_given_after_trimming():
    framework = imported(
        bare(title=" 2026 ", subtitle=12, levels=[level(name="  {A} “é” \U0001f44d")])
    )
    assert (framework.title, framework.subtitle) == ("2026", "12")
    assert framework.levels.get().name == "{A} “é” \U0001f44d"


def test_a_heading_that_a_later_level_adds_is_one_of_its_domain():
    assert headings_of(bare(levels=[naming(1, "A", "C"), naming(3, "A", "B", "C")])) == list("ABC")


@pytest.mark.parametrize(
    ("lists", "order"),
    [
        (["AC", "ABC"], "ABC"),
        (["AB", "AC"], "ABC"),
        (["AD", "AB", "BCD"], "ABCD"),
        (["A", "BA"], "BA"),
        (["AB", "BA"], "AB"),
        (["", "A"], "A"),
    ],
)
def test_names_stand_in_the_order_that_the_levels_tell(lists, order):
    assert in_order(lists) == list(order)


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({}, None),
        (
            {"levels": [level(indicators=["Well", "well "])]},
            "levels[0].domains[0].headings[0].indicators[1]: stands twice under “Health”",
        ),
        (
            {"levels": [level(), level(2)]},
            "levels[1].domains[0].headings[0].indicators[0]: "
            "stands twice under “Health”, at level 1 too",
        ),
        (
            {"levels": [level(indicators=["Well\nand fed"])]},
            "levels[0].domains[0].headings[0].indicators[0]: "
            "has several lines; the editor makes a point of each",
        ),
        (
            {"levels": [naming(1, "Health", "health")]},
            "levels: “Health” and “health” are kept as two; is one meant?",
        ),
        (
            {"levels": [naming(1, "A", "B"), naming(2, "B", "A")]},
            f"levels: the headings of “{DOMAIN}” stand in another order at another level; "
            "the order in which they first come is kept",
        ),
        (
            {"social_care": {"levels": [{"number": 4}]}},
            "social_care.levels[0].number: there is no level 4",
        ),
        (
            {"contacts": []},
            "contacts: there is no office to call; it cannot be put in force without",
        ),
        (
            {"emergency": None},
            "emergency: there is no number for emergencies; it cannot be put in force without",
        ),
        ({"levels": []}, "levels: there is no level; it cannot be put in force without"),
    ],
)
def test_what_looks_wrong_is_warned_of_and_kept(changes, warned):
    assert warnings_in(**changes) == ([warned] if warned else [])
    kept = export_framework(Framework.objects.get())
    written = kept.model_dump(mode="json", include=set(changes))
    for name, value in changes.items():
        assert bool(written[name]) == bool(value)


def test_an_indicator_that_stands_twice_is_kept_twice():
    imported(bare(levels=[level(indicators=["Well", "Well"])]))
    assert Indicator.objects.filter(text="Well", heading__name=HEADING).count() == 2


def test_a_day_on_which_another_version_is_in_force_is_warned_of():
    FrameworkFactory(in_force=date(2026, 9, 1))
    assert warnings_in(in_force_from="2026-09-01") == [
        "in_force_from: another version is in force from 1 September 2026, "
        "so this draft needs another day"
    ]


def test_a_framework_of_190_indicators_is_imported_in_few_queries():
    def framework(number):
        texts = [f"Sign {n}" for n in range(number)]
        return bare(levels=[level(n, texts[n - 1 :: 4]) for n in (1, 2, 3, 4)])

    def queries(number):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            imported(framework(number))
        return len(caught)

    assert queries(190) == queries(8)
    assert (
        Indicator.objects.filter(level__framework=Framework.objects.earliest("pk")).count() == 190
    )


def test_the_file_of_a_version_is_the_same_each_time():
    framework = imported(whole())
    assert write_json(export_framework(framework)) == write_json(export_framework(framework))
