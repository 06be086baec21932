"""import_thresholds and export_thresholds as a person or a script runs them."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.thresholds.exchange.documents import as_file, bare, level, whole
from thresholds.models import Framework

pytestmark = pytest.mark.django_db


@pytest.fixture
def file_of(tmp_path):
    """Writes a framework's file; returns its path."""

    def write(data):
        path = tmp_path / "framework.json"
        path.write_bytes(as_file(data))
        return path

    return write


def test_warnings_come_first_and_the_id_alone_last(file_of, capsys):
    call_command("import_thresholds", file_of(bare(levels=[level(indicators=["A", "A"])])))
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == str(Framework.objects.get().pk)
    assert any(line.startswith("Warning: levels[0].domains[0]") for line in lines)


def test_a_check_changes_nothing(file_of, capsys):
    call_command("import_thresholds", file_of(whole()), "--check")
    assert "Indicators: 3" in capsys.readouterr().out
    assert not Framework.objects.exists()


def test_faults_end_it(file_of):
    with pytest.raises(
        CommandError, match=r"levels\[1\]\.number: there is a level 1 already"
    ) as end:
        call_command("import_thresholds", file_of(bare(levels=[level(), level()])))
    assert end.value.returncode == 1
    assert not Framework.objects.exists()


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_thresholds", tmp_path / "none.json")


def test_what_was_imported_is_exported(file_of, tmp_path, capsys):
    call_command("import_thresholds", file_of(whole()))
    number = capsys.readouterr().out.splitlines()[-1]
    call_command("export_thresholds", number)
    assert json.loads(capsys.readouterr().out) == whole()
    call_command("export_thresholds", number, output=tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_bytes()) == whole()


def test_a_framework_that_is_not_there_is_told():
    with pytest.raises(CommandError, match="There is no threshold framework 7"):
        call_command("export_thresholds", "7")
