"""What goes in comes out: in both formats, and through the database."""

import io
from contextlib import contextmanager
from copy import deepcopy

import openpyxl
import pytest
from django.db import transaction
from hypothesis import given, settings

from core.text import TEXT
from plans.exchange.exporting import export_plan
from plans.exchange.importing import import_plan
from plans.exchange.json_file import read_json, write_json
from plans.exchange.xlsx_read import read_xlsx
from plans.exchange.xlsx_write import write_xlsx
from plans.models import Plan
from tests.plans.documents import DEMO, bare, canonical, document, objective_of, whole
from tests.plans.exchange.odd import ODD_TEXTS, documents

STEPS = [None, "", "1", "2", "3", "4", "5", 3]
ANY_LABEL = [*STEPS, "D", "04", "0", "٤", "=1", "_x0041_", "1.0"]


def through_json(read):
    return read_json(write_json(read).encode())


def through_xlsx(read):
    return read_xlsx(write_xlsx(read))


def through_database(read):
    number = import_plan(read, actor=None).plan.pk
    return export_plan(Plan.objects.get(pk=number))


@contextmanager
def undone():
    """What happens inside leaves no row."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


FILES = pytest.mark.parametrize("there_and_back", [through_json, through_xlsx])
EVERY_WAY = pytest.mark.parametrize(
    "there_and_back", [through_json, through_xlsx, through_database]
)


# Odd documents of every kind


@given(documents(ANY_LABEL))
def test_json_loses_nothing_of_an_odd_plan(data):
    read = document(data)
    assert canonical(through_json(read)) == canonical(read)


@given(documents(ANY_LABEL))
def test_a_workbook_loses_nothing_of_an_odd_plan(data):
    read = document(data)
    assert canonical(through_xlsx(read)) == canonical(read)


@pytest.mark.django_db
@settings(max_examples=settings.default.max_examples // 2)  # an import each
@given(documents(STEPS))
def test_the_database_loses_nothing_of_an_odd_plan(data):
    read = document(data)
    with undone():
        assert canonical(through_database(read)) == canonical(read)


@pytest.mark.django_db
@settings(max_examples=settings.default.max_examples // 3)  # three imports each
@given(documents(STEPS))
def test_what_was_exported_can_be_imported_again_in_both_formats(data):
    with undone():
        exported = through_database(document(data))
    for there_and_back in (through_json, through_xlsx):
        with undone():
            again = through_database(there_and_back(exported))
            assert canonical(again) == canonical(exported)


# Real ones


@EVERY_WAY
@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
@pytest.mark.django_db
def test_the_demonstration_plans_come_out_as_they_went_in(path, there_and_back):
    read = read_json(path.read_bytes())
    assert canonical(there_and_back(read)) == canonical(read)


def test_there_are_three_demonstration_plans():
    assert len(DEMO) == 3


@EVERY_WAY
@pytest.mark.parametrize("data", [whole(), bare()], ids=["whole", "bare"])
@pytest.mark.django_db
def test_a_plan_with_one_of_everything_and_one_with_nothing(data, there_and_back):
    assert canonical(there_and_back(document(data))) == canonical(document(data))


@EVERY_WAY
@pytest.mark.parametrize("odd", [text for text in ODD_TEXTS if len(text) < 50])
@pytest.mark.django_db
def test_each_odd_text_comes_out_of_every_field_as_it_went_in(odd, there_and_back):
    def oddly(value):
        if isinstance(value, dict):
            kept = ("format", "start", "finish", "layout", "polarity", "impact", "probability")
            return {k: v if k in kept else oddly(v) for k, v in value.items()}
        if isinstance(value, list):
            return [oddly(item) for item in value]
        return odd

    data = oddly(whole())
    objective = objective_of(data)
    objective["start"] = objective["actions"][0]["start"] = ""
    lines = [data["directorate"], *data["contact"]["address"], *objective["kpis"][0]["refs"]]
    if any("\n" in line for line in lines):
        flat = odd.replace("\n", " ")
        data["directorate"], data["contact"]["address"] = flat, [flat]
        objective["kpis"][0]["refs"] = [flat, flat]
    read = document(data)
    assert read.title == odd
    assert canonical(there_and_back(read)) == canonical(read)


@EVERY_WAY
@pytest.mark.parametrize("character", ["x", "é", "😀", "\u0301", "="])
@pytest.mark.django_db
def test_a_text_as_long_as_the_limit_is_kept_whole(character, there_and_back):
    data = whole()
    objective_of(data)["actions"][0]["text"] = character * TEXT
    back = canonical(there_and_back(document(data)))
    assert objective_of(back)["actions"][0]["text"] == character * TEXT


# What counts as equal


def whole_with_kpi(**values):
    data = whole()
    objective_of(data)["kpis"][0].update(values)
    return data


@pytest.mark.parametrize("nothing", [None, "", "  "])
@EVERY_WAY
@pytest.mark.django_db
def test_missing_null_and_empty_mean_the_same(nothing, there_and_back):
    data = bare(
        council=nothing,
        contact={"name": nothing, "address": [nothing, "Civic Hall", nothing]},
        sections=nothing,
        appendices=[{"title": nothing, "layout": nothing, "outcomes": nothing}],
    )
    assert canonical(document(bare(contact=nothing))) == bare()
    assert canonical(document(whole_with_kpi(targets=nothing, refs=nothing))) == canonical(
        document(whole_with_kpi(targets={}, refs=[]))
    )
    assert canonical(there_and_back(document(data))) == bare(
        contact={"address": ["Civic Hall"]}, appendices=[{"layout": "detailed"}]
    )


@EVERY_WAY
@pytest.mark.django_db
def test_empty_parts_keep_their_place(there_and_back):
    """An outcome without objectives, an objective without a word, an empty row of an action."""
    objective = {"actions": [{}, {"ref": "1.2"}, {}], "kpis": [{}], "risks": [{}, {}]}
    data = bare(
        sections=[{}, {"paragraphs": [{}, {"number": "1.2"}]}],
        appendices=[
            {"layout": "detailed"},
            {"layout": "summary", "outcomes": [{}, {"objectives": [{}, objective]}]},
        ],
    )
    assert canonical(there_and_back(document(data))) == data


@EVERY_WAY
@pytest.mark.django_db
def test_a_nought_is_not_nothing(there_and_back):
    data = whole()
    objective = objective_of(data)
    kpi = objective["kpis"][0]
    kpi |= {"baseline": "0", "targets": {"2012/13": "0"}, "actuals": {"2011/12": "0"}}
    objective["ref"] = "0"
    assert canonical(there_and_back(document(data))) == canonical(document(data))
    assert objective_of(canonical(document(data)))["kpis"][0]["targets"] == {"2012/13": "0"}


@FILES
def test_the_same_document_gives_the_same_file(there_and_back):
    first = document(whole())
    again = there_and_back(first)
    assert write_json(again) == write_json(first)
    cells = [
        [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]
        for book in (openpyxl.load_workbook(io.BytesIO(write_xlsx(d))) for d in (first, again))
    ]
    assert cells[0] == cells[1]


def test_a_workbook_that_another_program_saved_again_reads_the_same():
    read = read_json(DEMO[0].read_bytes())
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(read)))
    saved = io.BytesIO()
    book.save(saved)
    assert canonical(read_xlsx(saved.getvalue())) == canonical(read)


@pytest.mark.django_db
def test_reading_writing_and_importing_leave_the_document_as_it_was():
    """A score given under one objective only is not written into the document elsewhere."""
    data = whole()
    block = data["appendices"][0]["outcomes"][0]
    other = deepcopy(objective_of(data)) | {"ref": "Ob 2"}
    objective_of(data)["risks"][0] |= {"impact": "", "probability": ""}
    block["objectives"].append(other)
    read = document(data)
    before = read.model_dump()
    write_json(read), write_xlsx(read)
    import_plan(read, actor=None)
    assert read.model_dump() == before
