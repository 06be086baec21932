"""The windscreen: every level in its segment, its name inside, read by eye, ear and keyboard."""

import re
from itertools import chain, pairwise
from math import hypot, pi

import pytest
from django.template.loader import render_to_string

from tests.reports.test_print_style import contrast, luminance
from thresholds.lettering import Wedge
from thresholds.models import Level
from thresholds.tones import TONES, tones
from thresholds.windscreen import CENTRE_X, CENTRE_Y, INNER, OUTER, WIDTH, windscreen

NAMES = [
    ["Everyone"],
    ["Everyone", "Safeguarding"],
    ["No additional needs", "Some extra help, soon", "Acute"],
    ["Universal", "Early intervention", "Complex needs", "Acute specialist needs"],
    ["Universal services", "Early help", "Targeted early help", "Intensive help", "Social work"],
    ["Universal", "Vulnerable", "Targeted", "Complex needs", "Intensive", "Acute specialist needs"],
]


class SomePlaces:
    """Addresses of levels."""

    def level(self, level: Level) -> str:
        return f"/level/{level.number}/"


def levels(names: list[str]) -> list[Level]:
    return [Level(number=number, name=name) for number, name in enumerate(names, start=1)]


def drawn(names: list[str], places: SomePlaces | None = None) -> str:
    return render_to_string(
        "thresholds/windscreen.html", {"windscreen": windscreen(levels(names), places)}
    )


def wedges(count: int) -> list[Wedge]:
    each = pi / count
    return [
        Wedge(CENTRE_X, CENTRE_Y, INNER, OUTER, pi - place * each, pi - (place + 1) * each)
        for place in range(count)
    ]


def corners(path: str) -> list[tuple[float, float]]:
    """The points of a path, without the radii of its arcs."""
    found = re.findall(r"(?:[ML]|A\S+ \S+ 0 0 [01] )([\d.]+) ([\d.]+)", path)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("names", NAMES, ids=len)
def test_segments_close_and_stand_side_by_side_from_left_to_right(names):
    paths = [segment.path for segment in windscreen(levels(names), None).segments]
    assert all(path.endswith("Z") for path in paths)
    points = [corners(path) for path in paths]
    assert points[0][0] == (CENTRE_X - OUTER, CENTRE_Y)
    assert points[-1][1] == (CENTRE_X + OUTER, CENTRE_Y)
    for one, other in pairwise(points):
        assert (one[1], one[2]) == (other[0], other[3])
    for x, y in chain(*points):
        distance = hypot(x - CENTRE_X, y - CENTRE_Y)
        assert min(abs(distance - OUTER), abs(distance - INNER)) < 0.2


@pytest.mark.parametrize("names", NAMES, ids=len)
def test_number_and_whole_name_stand_inside_the_segment(names):
    segments = windscreen(levels(names), None).segments
    for segment, wedge in zip(segments, wedges(len(names)), strict=True):
        assert segment.number.text == str(segment.level.number)
        assert " ".join(line.text for line in segment.name) == segment.level.name
        assert all(wedge.holds(label) for label in (segment.number, *segment.name))


def test_a_segment_does_not_hold_what_crosses_one_of_its_edges():
    """Else the test above would say nothing."""
    (first, *_), segments = wedges(4), windscreen(levels(NAMES[3]), None).segments
    assert first.holds(segments[0].number)
    assert not any(first.holds(label) for label in (segments[1].number, *segments[1].name))
    moved = type(segments[0].number)
    for x, y in [(60, 290), (215, 300), (142, 338), (190, 170), (181, 288)]:
        assert not first.holds(moved("Universal", x, y, 21.0)), (x, y)


def test_names_of_one_drawing_have_one_size():
    for names in NAMES:
        segments = windscreen(levels(names), None).segments
        assert len({line.size for segment in segments for line in segment.name}) == 1


@pytest.mark.parametrize(
    "name",
    ["Safeguardingandchildprotectionandlookedafter", "Families who need several services " * 5],
)
def test_where_a_name_has_no_room_numbers_stand_alone_and_the_list_names_them(name):
    names = ["Universal", "Early", name.strip(), "Acute"]
    segments = windscreen(levels(names), None).segments
    assert [segment.name for segment in segments] == [[], [], [], []]
    assert [segment.number.text for segment in segments] == ["1", "2", "3", "4"]
    assert f">Level 3: {name.strip()}</a>" in drawn(names, SomePlaces())


@pytest.mark.parametrize("count", range(1, 10))
def test_any_number_of_levels_that_a_framework_can_have_is_drawn(count):
    segments = windscreen(levels(["Need"] * count), None).segments
    assert len(segments) == count
    assert all(5 < segment.number.x < WIDTH for segment in segments)


def test_a_draft_without_levels_is_drawn_as_nothing():
    assert windscreen([], None).segments == []
    assert "No level has been added yet" in drawn([])


class TestColours:
    @pytest.mark.parametrize("tone", TONES)
    def test_every_text_can_be_read_on_its_ground(self, tone):
        assert contrast(tone.ink, tone.ground) >= 4.5
        assert contrast(tone.deep, "#ffffff") >= 4.5
        for text in (tone.deep, "#454b50"):
            assert contrast(text, tone.tint) >= 4.5

    @pytest.mark.parametrize("count", range(1, 7))
    def test_need_grows_from_light_to_dark_so_that_black_and_white_shows_it(self, count):
        greys = [luminance(tone.ground) for tone in tones(count)]
        assert greys == sorted(set(greys), reverse=True)

    def test_no_level_is_told_by_its_colour_alone(self):
        page = drawn(NAMES[3])
        for number, name in enumerate(NAMES[3], start=1):
            assert f">{number}</text>" in page
            for word in name.split():
                assert word in page


class TestWhatIsReadOut:
    def test_each_segment_is_a_link_to_its_level_by_its_full_name(self):
        page = drawn(NAMES[3], SomePlaces())
        for number, name in enumerate(NAMES[3], start=1):
            link = f'href="/level/{number}/" aria-label="Level {number}: {name}"'
            assert page.count(link) == 1

    def test_what_is_seen_of_a_segment_is_in_its_name(self):
        """Whoever speaks to the device says what is seen (WCAG 2.5.3)."""
        page = drawn(NAMES[3], SomePlaces())
        shown = page[page.index('aria-label="Level 4') : page.index("<ol")].split("</a>")[0]
        seen = " ".join(re.sub(r"<[^>]*>", "", shown.split(">", 1)[1]).split())
        assert seen == "4 Acute specialist needs"

    def test_the_drawing_has_a_role_a_title_and_a_description(self):
        page = drawn(NAMES[3], SomePlaces())
        assert 'role="group" aria-labelledby="windscreen-title"' in page
        assert '<title id="windscreen-title">Windscreen of need</title>' in page
        assert "need grows from Level 1: Universal on the left, over Level 2" in page
        assert "to Level 4: Acute specialist needs on the right" in page

    def test_the_same_levels_stand_near_it_as_a_list_with_what_they_mean(self):
        level = Level(number=1, name="Universal", meaning="For every child.")
        page = render_to_string(
            "thresholds/windscreen.html", {"windscreen": windscreen([level], SomePlaces())}
        )
        listed = page[page.index("<ol") :]
        assert '<a class="govuk-link" href="/level/1/">Level 1: Universal</a>' in listed
        assert "For every child." in listed

    def test_in_print_it_is_one_picture_without_links(self):
        page = drawn(NAMES[3])
        assert 'role="img"' in page
        assert "<a " not in page
        assert "<title>Windscreen of need. A half circle" in page

    def test_names_are_escaped(self):
        assert "<b>" not in drawn(["<b>", "Two"], SomePlaces())


def test_both_arrows_say_what_they_mean():
    arrows = windscreen(levels(NAMES[3]), None).arrows
    assert [arrow.words for arrow in arrows] == ["Step up", "Step down"]
    (up, down) = (corners(arrow.line) for arrow in arrows)
    assert up[0][0] < up[1][0]
    assert down[0][0] > down[1][0]
