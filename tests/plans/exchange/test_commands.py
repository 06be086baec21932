"""import_plan and export_plan as a person or a script runs them."""

import io
import json
import os
import subprocess
import sys
from unittest import mock
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connections

from plans.exchange.json_file import read_json
from plans.exchange.xlsx_read import read_xlsx
from plans.exchange.xlsx_write import write_xlsx
from plans.management.commands import export_plan, import_plan
from plans.models import Plan
from tests.factories import PlanFactory, bring_to
from tests.plans.documents import DEMO, as_file, bare, canonical, document, objective_of, whole
from tests.plans.exchange.refusals import rows_of_every_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def file_of(tmp_path):
    """Writes a plan file; returns its path."""

    def write(data, name="plan.json"):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else as_file(data))
        return path

    return write


def run(command, *arguments):
    """Exit status, standard output and standard error, as from a shell."""
    out, err = io.StringIO(), io.StringIO()
    made = command.Command(stdout=out, stderr=err, no_color=True)
    status = 0
    name = command.__name__.rpartition(".")[2]
    words = ["manage.py", name, *map(str, arguments), "--skip-checks"]
    # The connection that holds the test's transaction stays open.
    with mock.patch.object(connections, "close_all"):
        try:
            made.run_from_argv(words)
        except SystemExit as exit_:
            status = exit_.code
    return status, out.getvalue(), err.getvalue()


def with_things_to_warn_of():
    data = whole()
    objective_of(data)["actions"][0] |= {"ref": "", "text": "Train\nall staff", "responsible": ""}
    objective_of(data)["finish"] = "Apr 2013"
    return data


# import_plan


def test_the_last_line_is_the_new_plans_id_alone(file_of):
    status, out, err = run(import_plan, file_of(whole()))
    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == str(Plan.objects.get().pk)
    assert out.endswith("\n")


def test_a_plan_without_anything_new_or_odd_prints_its_id_and_nothing_else(file_of):
    directorate = PlanFactory(directorate__name="Children's Services").directorate
    _, out, _ = run(import_plan, file_of(bare(directorate=directorate.name)))
    assert out == f"{Plan.objects.latest('pk').pk}\n"


def test_each_warning_is_a_line_on_standard_output(file_of):
    _, out, err = run(import_plan, file_of(with_things_to_warn_of()))
    *lines, number = out.splitlines()
    assert number == str(Plan.objects.get().pk)
    assert [line for line in lines if not line.startswith("New: ")] == [
        "Warning: Action “Train all staff”: has no owner",
        "Warning: Objective Ob 1: the finish Apr 2013 lies outside the plan's year "
        "(1 April 2012 to 31 March 2013)",
    ]
    assert "New: person “Dave Perrett”" in lines
    assert err == ""


def test_faults_go_to_standard_error_a_line_each_and_nothing_is_imported(file_of):
    before = rows_of_every_table()
    data = bare(title="", colour="red", appendices=[{"layout": "table"}])
    status, out, err = run(import_plan, file_of(data))
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "CommandError: plan.json was not imported:",
        "title: is required",
        "appendices[0].layout: must be one of: detailed, summary, checklist",
        "colour: is not a part of the plan format",
    ]
    assert rows_of_every_table() == before


def test_check_tells_the_same_and_changes_nothing(file_of):
    before = rows_of_every_table()
    path = file_of(with_things_to_warn_of())
    checked = run(import_plan, path, "--check")
    assert rows_of_every_table() == before
    done = run(import_plan, path)
    assert checked[0] == done[0] == 0
    assert checked[1].splitlines() == done[1].splitlines()[:-1]


def test_check_finds_the_faults_too(file_of):
    status, out, err = run(import_plan, file_of(bare(start="2014-04-01")), "--check")
    assert (status, out) == (1, "")
    assert "finish: the finish is before the start" in err


def test_a_second_plan_for_the_period_is_refused(file_of):
    run(import_plan, file_of(whole()))
    status, out, err = run(import_plan, file_of(whole()))
    assert (status, out) == (1, "")
    assert "has a plan for April 2012 to March 2013 already" in err
    assert Plan.objects.count() == 1


def test_replace_draft_replaces_a_draft(file_of):
    run(import_plan, file_of(whole()))
    status, out, _ = run(import_plan, file_of(whole(title="Another")), "--replace-draft")
    plan = Plan.objects.get()
    assert (status, out.splitlines()[-1]) == (0, str(plan.pk))
    assert plan.title == "Another"


def test_replace_draft_with_check_replaces_nothing(file_of):
    run(import_plan, file_of(whole()))
    status, _, _ = run(import_plan, file_of(whole(title="Another")), "--replace-draft", "--check")
    assert status == 0
    assert Plan.objects.get().title != "Another"


def test_replace_draft_is_refused_on_an_approved_plan(file_of):
    run(import_plan, file_of(whole()))
    bring_to(Plan.objects.get(), "approved")
    status, _, err = run(import_plan, file_of(whole(title="Another")), "--replace-draft")
    assert status == 1
    assert "is no draft any more (approved) and cannot be replaced" in err
    assert Plan.objects.get().title != "Another"


def test_a_workbook_is_imported_like_a_json_file(file_of):
    path = file_of(write_xlsx(document(whole())), name="plan.xlsx")
    assert run(import_plan, path)[0] == 0
    assert Plan.objects.get().title == whole()["title"]


def test_a_file_that_is_not_there_is_told(tmp_path):
    status, out, err = run(import_plan, tmp_path / "nowhere.json")
    assert (status, out) == (1, "")
    assert err == f"CommandError: {tmp_path / 'nowhere.json'}: No such file or directory\n"


def test_a_folder_is_no_file(tmp_path):
    status, _, err = run(import_plan, tmp_path)
    assert status == 1
    assert "Is a directory" in err


def test_from_python_faults_are_an_error(file_of):
    with pytest.raises(CommandError, match="title: is required"):
        call_command("import_plan", file_of(bare(title="")))


# export_plan


@pytest.fixture
def plan(file_of):
    run(import_plan, file_of(whole()))
    return Plan.objects.get()


def test_a_plan_is_exported_to_standard_output_as_json_and_nothing_else(plan):
    status, out, err = run(export_plan, plan.pk)
    assert (status, err) == (0, "")
    assert canonical(read_json(out.encode())) == whole()
    json.loads(out)


@pytest.mark.parametrize(
    ("name", "read"),
    [("plan.json", read_json), ("plan.xlsx", read_xlsx), ("PLAN.XLSX", read_xlsx)],
)
def test_or_to_a_file_of_either_kind(plan, tmp_path, name, read):
    path = tmp_path / name
    status, out, _ = run(export_plan, plan.pk, "--output", path)
    assert (status, out) == (0, "")
    assert canonical(read(path.read_bytes())) == whole()


def test_a_plan_that_is_not_there_is_told():
    status, out, err = run(export_plan, 999)
    assert (status, out, err) == (1, "", "CommandError: There is no plan 999.\n")


def test_a_folder_that_is_not_there_is_told(plan, tmp_path):
    path = tmp_path / "nowhere" / "plan.json"
    status, _, err = run(export_plan, plan.pk, "--output", path)
    assert status == 1
    assert err == f"CommandError: {path}: No such file or directory\n"


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_a_demonstration_plan_goes_in_and_comes_out(path):
    status, out, _ = run(import_plan, path)
    assert status == 0
    _, exported, _ = run(export_plan, out.splitlines()[-1])
    assert canonical(read_json(exported.encode())) == canonical(read_json(path.read_bytes()))


# A process of its own


@pytest.mark.django_db(transaction=True)
def test_the_commands_work_in_a_shell(file_of, tmp_path):
    database = settings.DATABASES["default"]
    facts = connections["default"].settings_dict
    # The host may be the folder of a socket.
    facts = facts | {"HOST": quote(facts["HOST"], safe="")}
    url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**facts)
    assert database["NAME"].startswith("test_")
    environment = os.environ | {"DATABASE_URL": url, "DEBUG": "1"}

    def shell(*arguments):
        return subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *map(str, arguments), "--skip-checks"],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    done = shell("import_plan", file_of(whole(title="Łódź 👩‍👧")))
    assert (done.returncode, done.stderr) == (0, "")
    exported = shell("export_plan", done.stdout.splitlines()[-1])
    assert read_json(exported.stdout.encode()).title == "Łódź 👩‍👧"
    refused = shell("import_plan", file_of(whole()))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "already" in refused.stderr
