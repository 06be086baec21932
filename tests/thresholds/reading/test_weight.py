"""A level's page is under 100 kB with all that it loads: a phone in a school corridor."""

import re

import pytest
from django.contrib.staticfiles import finders

from tests.thresholds.whole import whole_framework
from thresholds.tones import TONES

pytestmark = pytest.mark.django_db
MOST = 100_000
LOADED = re.compile(r'(?:src|href)="/static/([^"]+)"')
IMPORTED = re.compile(r'import "\./([^"]+)"')


def weight_of(name: str) -> int:
    """The bytes of a file and of what it loads itself."""
    path = finders.find(name)
    assert path is not None, name
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert "url(" not in text, f"{name} loads files that are not counted"
    more = IMPORTED.findall(text) if name.endswith(".js") else []
    return len(text.encode()) + sum(weight_of(f"js/{each}") for each in more)


def test_each_level_of_a_whole_framework_weighs_less_than_100_kb(client):
    framework = whole_framework()
    for level in framework.levels.all():
        page = client.get(f"/thresholds/level/{level.number}/").text
        loaded = set(LOADED.findall(page))
        assert {"thresholds.css", "js/thresholds.js"} <= loaded
        assert not re.search(r"<(img|iframe|video|object)\b", page)
        weight = len(page.encode()) + sum(weight_of(name) for name in loaded)
        assert weight < MOST, f"{weight:,} bytes"


def test_the_style_sheet_has_the_colours_of_the_windscreen():
    path = finders.find("scss/thresholds/_levels.scss")
    with open(path, encoding="utf-8") as file:
        said = re.findall(r'\("(#\w+)", "(#\w+)"\)', file.read())
    assert said == [(tone.deep, tone.tint) for tone in TONES]
