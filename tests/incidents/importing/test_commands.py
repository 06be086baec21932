"""The same imports as commands."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from incidents.models import BoroughTotal, BoroughYear, Collection, SchoolReturn
from tests.factories import SchoolFactory, SchoolReturnFactory

pytestmark = pytest.mark.django_db
FILES = {
    "import_returns": (
        "school,period,nil,section,row,count\n900001,2026/27,yes,,,\n",
        "2026/27: 1 return, 1 of them nil",
    ),
    "import_incident_totals": ("section,row,2006-07\n,Total,139\n", "2006/07: 1 figure"),
}


@pytest.fixture(autouse=True)
def asked(collection):
    return SchoolReturnFactory(collection=collection, school=SchoolFactory(urn="900001"))


def run(name, content, tmp_path, **options) -> str:
    file = tmp_path / "file.csv"
    file.write_text(content)
    out = StringIO()
    call_command(name, str(file), stdout=out, **options)
    return out.getvalue()


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_imported(name, tmp_path):
    content, words = FILES[name]
    assert words in run(name, content, tmp_path)
    assert SchoolReturn.objects.made().exists() or BoroughTotal.objects.exists()


@pytest.mark.parametrize("name", FILES)
def test_faults_are_told_a_line_each_and_nothing_is_imported(name, tmp_path):
    content = FILES[name][0].replace("yes,,,", "perhaps,,,").replace(",139", ",many")
    with pytest.raises(CommandError) as failed:
        run(name, content.replace("\n", ",shoe\n", 1), tmp_path)
    first, *faults = str(failed.value).splitlines()
    assert first == "file.csv was not imported:"
    assert len(faults) == 2
    assert all(fault.startswith("file.csv, row ") for fault in faults)
    assert not SchoolReturn.objects.made().exists()
    assert not BoroughTotal.objects.exists()


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_there_and_a_kind_that_nobody_knows_are_told(name, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command(name, str(tmp_path / "none.csv"))
    with pytest.raises(CommandError, match="There is no kind of incident “shoe”"):
        run(name, FILES[name][0], tmp_path, kind="shoe")


@pytest.mark.parametrize("name", FILES)
def test_a_check_changes_nothing_and_the_last_line_is_the_record(name, tmp_path):
    content, words = FILES[name]
    assert words in run(name, content, tmp_path, check=True)
    assert not SchoolReturn.objects.made().exists()
    assert not BoroughTotal.objects.exists()
    *_, last = run(name, content, tmp_path).splitlines()
    record = Collection if name == "import_returns" else BoroughYear
    assert record.objects.get(pk=int(last))
