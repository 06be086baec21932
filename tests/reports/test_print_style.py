"""The look that every printed document shares: large enough, and dark enough on its ground."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "static" / "pdf" / "print.css").read_text("utf-8")
BANDS = ("green", "yellow", "amber", "red", "blue", "grey")


def luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def variable(name: str) -> str:
    return re.search(rf"--{name}: (#\w{{6}})", CSS)[1]


@pytest.mark.parametrize("band", BANDS)
def test_the_word_of_a_band_can_be_read_on_its_colour(band):
    rule = re.search(rf"^\.{band} {{ color: (#\w{{6}}); background: (#\w{{6}}) }}", CSS, re.M)
    assert contrast(rule[1], rule[2]) >= 4.5


@pytest.mark.parametrize("ink", ["accent", "ink", "quiet"])
@pytest.mark.parametrize("ground", ["#ffffff", "tint"])
def test_text_can_be_read_on_paper_and_on_the_tint(ink, ground):
    ground = ground if ground.startswith("#") else variable(ground)
    assert contrast(variable(ink), ground) >= 4.5


def test_nothing_is_smaller_than_nine_points_tables_have_ten_and_text_the_twelve_of_clear_print():
    sizes = [float(size) for size in re.findall(r"font(?:-size)?: ([\d.]+)pt", CSS)]
    assert min(sizes) >= 9
    assert float(re.search(r"^html {\n  font: ([\d.]+)pt", CSS, re.M)[1]) >= 12
    assert float(re.search(r"^table {[^}]*font-size: ([\d.]+)pt", CSS, re.M)[1]) >= 10


def test_the_word_draft_leaves_the_text_above_it_readable():
    svg = (Path(settings.BASE_DIR) / "static" / "pdf" / "draft.svg").read_text("utf-8")
    grey = re.search(r'fill="(#\w{6})"', svg)[1]
    assert contrast(variable("quiet"), grey) >= 4.5
    assert luminance(grey) < luminance("#ffffff")
