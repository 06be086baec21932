"""The same import as a command, by what is remembered."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.factories.workforce import SnapshotFactory
from tests.workforce.extract.small import file
from tests.workforce.extract.waiting import category, line, remembered
from workforce.models import PendingExtract, Snapshot

pytestmark = pytest.mark.django_db


def run(content: str, tmp_path, *options: str, day: str = "2026-03-31") -> list[str]:
    path = tmp_path / "extract.csv"
    path.write_text(content)
    out = StringIO()
    call_command("import_hr_extract", str(path), "--snapshot", day, *options, stdout=out)
    return out.getvalue().splitlines()


def test_figures_are_made_and_the_last_line_is_the_whole_councils_number(homes, tmp_path):
    remembered("ethnicity", "BAME-03", category("Pakistani"))
    told = run(file(line(), line(ethnicity="BAME-03")), tmp_path)
    whole = Snapshot.objects.get(directorate=None, day=date(2026, 3, 31))
    assert told == ["Staff on: 31 March 2026", "Lines read: 2", str(whole.pk)]
    assert not PendingExtract.objects.exists()


def test_warnings_are_a_line_each(homes, tmp_path):
    SnapshotFactory(directorate=homes)
    SnapshotFactory()
    told = run(file(line()), tmp_path)
    assert told[2:-1] == [
        "Warning: Homes: the counts of 31 March 2026 are replaced",
        "Warning: Whole council: the counts of 31 March 2026 are replaced",
    ]


def test_a_check_changes_nothing(homes, tmp_path):
    assert run(file(line()), tmp_path, "--check") == ["Staff on: 31 March 2026", "Lines read: 1"]
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("options", [[], ["--check"]])
def test_codes_that_nobody_knows_are_faults_a_line_each(homes, tmp_path, options):
    with pytest.raises(CommandError) as failed:
        run(file(line(ethnicity="XX"), line(ethnicity="YY")), tmp_path, *options)
    assert str(failed.value).splitlines() == [
        "extract.csv was not imported:",
        "column “ethnicity”: “XX” (1 line): nobody has said what it means",
        "column “ethnicity”: “YY” (1 line): nobody has said what it means",
    ]
    assert not Snapshot.objects.exists()


def test_what_is_wrong_with_the_file_or_the_day_is_told(homes, tmp_path):
    with pytest.raises(CommandError, match="column “unit” is missing"):
        run(file(line()).replace("unit,", ""), tmp_path)
    with pytest.raises(CommandError, match="“31 March” is no day"):
        run(file(line()), tmp_path, day="31 March")
    with pytest.raises(CommandError, match="--snapshot"):
        call_command("import_hr_extract", "none.csv")
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_hr_extract", str(tmp_path / "none.csv"), "--snapshot", "2026-03-31")
    assert not Snapshot.objects.exists()
