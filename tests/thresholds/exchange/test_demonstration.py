"""The demonstration's framework is a whole one, and a file of the format like any other."""

from pathlib import Path

import pytest
from django.conf import settings

from thresholds.acts import what_is_missing
from thresholds.exchange.exporting import export_framework
from thresholds.exchange.importing import import_file
from thresholds.exchange.json_file import write_json
from thresholds.models import Framework
from thresholds.reading import FrameworkReading
from thresholds.ready_made import DOMAINS

pytestmark = pytest.mark.django_db
FILE = Path(settings.BASE_DIR) / "config/demo/thresholds.json"


@pytest.fixture
def imported():
    return import_file(FILE.read_bytes(), actor=None)


def test_it_comes_out_exactly_as_it_went_in(imported):
    framework = Framework.objects.get(pk=imported.record)
    assert write_json(export_framework(framework)).encode() == FILE.read_bytes()


def test_it_has_indicators_under_all_fourteen_headings_at_all_four_levels(imported):
    reading = FrameworkReading(Framework.objects.get(pk=imported.record))
    assert [(d.domain.name, [h.name for h in d.headings]) for d in reading.domains] == DOMAINS
    cells = [
        reading.cell(level, heading) for level in reading.levels for heading in reading.headings
    ]
    assert len(cells) == 4 * 14
    assert {3, 4} == {len(cell.indicators) for cell in cells}
    assert sum(len(cell.indicators) for cell in cells) >= 190


def test_nothing_in_it_is_warned_of_or_missing(imported):
    assert imported.warnings == []
    assert what_is_missing(Framework.objects.get(pk=imported.record)) == []
