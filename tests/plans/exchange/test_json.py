"""The plan format as JSON: what each value means, and how it is written."""

import json

import pytest

from plans.exchange.document import PlanDocument
from plans.exchange.json_file import read_json, write_json
from tests.plans.documents import as_file, bare, canonical, document, objective_of, whole


def read(data):
    return read_json(as_file(data))


def test_a_whole_plan_is_read_as_it_stands():
    plan = read(whole())
    objective = plan.appendices[0].outcomes[0].objectives[0]
    assert plan.title == "Equality and Diversity Action Plan 2012/13"
    assert plan.start.isoformat() == "2012-04-01"
    assert plan.contact.address == ["Westox House", "1, Trinity Road"]
    assert plan.sections[0].paragraphs[0].bullets == ["One"]
    assert objective.actions[0].milestones == "Sept 07 – ongoing"
    assert objective.kpis[0].targets == {"2012/13": "869", "2013/14": "To follow"}
    assert objective.risks[0].ref == "CSC 0L00 02"
    assert canonical(plan) == whole()


def test_only_five_things_are_required():
    assert canonical(read(bare())) == bare()


def test_a_figure_is_kept_as_it_is_written():
    content = as_file(bare(sections=[{"number": "HERE"}]))
    for written in ("1.10", "-0.0", "4", "1e400", "1E+99999999999999999999", "9" * 400):
        figure = content.replace(b'"HERE"', written.encode())
        assert read_json(figure).sections[0].number == written


@pytest.mark.parametrize("step", [4, "4", " 4 "])
def test_a_score_may_be_a_number_or_text(step):
    data = whole()
    objective_of(data)["risks"][0]["impact"] = step
    assert read(data).appendices[0].outcomes[0].objectives[0].risks[0].impact == "4"


@pytest.mark.parametrize(
    ("step", "written"),
    [("4", 4), ("10", 10), ("D", "D"), ("04", "04"), ("٤", "٤"), ("4.0", "4.0")],
)
def test_a_score_is_written_as_a_number_where_that_is_the_same(step, written):
    data = whole()
    objective_of(data)["risks"][0]["impact"] = step
    text = write_json(document(data))
    assert objective_of(json.loads(text))["risks"][0]["impact"] == written
    assert canonical(read_json(text.encode())) == canonical(document(data))


def test_text_is_trimmed_and_else_kept():
    plan = read(bare(title="  The   plan\r\nof the year \n"))
    assert plan.title == "The   plan\nof the year"


@pytest.mark.parametrize("day", ["2012-04-01", " 2012-04-01 ", "1 April 2012", "01/04/2012"])
def test_the_first_day_may_be_written_in_several_ways(day):
    assert read(bare(start=day)).start.isoformat() == "2012-04-01"


@pytest.mark.parametrize("layout", ["Summary", "SUMMARY", " summary "])
def test_a_layout_is_known_whatever_its_capitals(layout):
    assert read(bare(appendices=[{"layout": layout}])).appendices[0].layout == "summary"


def test_without_a_layout_an_appendix_is_printed_in_detail():
    assert read(bare(appendices=[{}])).appendices[0].layout == "detailed"


def test_a_file_may_begin_with_a_byte_order_mark():
    """Notepad writes one."""
    assert canonical(read_json(b"\xef\xbb\xbf" + as_file(bare()))) == bare()


def test_a_file_is_written_for_people_to_read():
    text = write_json(document(bare(title="Plan für Łódź 👩‍👧")))
    assert "Plan für Łódź 👩‍👧" in text
    assert text.endswith("}\n")
    assert text.count("\n") == len(bare()) + 2


def test_empty_parts_are_not_written():
    written = json.loads(write_json(document(bare(council="", sections=[], contact={}))))
    assert written == bare()


def test_a_document_kept_for_the_preview_is_the_same_document():
    kept = document(whole()).model_dump(mode="json")
    assert canonical(PlanDocument.model_validate(json.loads(json.dumps(kept)))) == whole()
