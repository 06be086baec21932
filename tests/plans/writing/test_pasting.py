"""What a pasted table, list or run of paragraphs is read as. No database is needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.pasting.actions import PastedAction, read_actions
from plans.pasting.cells import read_cells
from plans.pasting.columns import (
    Column,
    guess_columns,
    heading_row,
    kind_of_heading,
    split_when,
)


def rows(text: str) -> list[list[str]]:
    return read_cells(text).rows


def guessed(text: str) -> tuple[list[str], list[PastedAction]]:
    """The columns as they are guessed, and the actions."""
    grid = read_cells(text)
    heading = heading_row(grid.rows)
    body = grid.rows[0 if heading is None else heading + 1 :]
    columns = guess_columns(body, None if heading is None else grid.rows[heading])
    return [column.value for column in columns], read_actions(grid, columns, heading)


def filled(action: PastedAction) -> dict[str, str]:
    return {name: words for name, words in action.cells.items() if words}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.1\tTrain\tApr 2026\r\n1.2\tAsk\t\r\n",
            [["1.1", "Train", "Apr 2026"], ["1.2", "Ask", ""]],
        ),
        # Excel's quotation marks, and an author's own.
        ('1.1\t"Train\nall ""new"" staff"\tx', [["1.1", 'Train\nall "new" staff', "x"]]),
        ('A\t"Listen"\tx\nB\t"Ask" them\ty', [["A", '"Listen"', "x"], ["B", '"Ask" them', "y"]]),
        # Word breaks a row at the lines of its cells.
        (
            "1.1\tTrain\nall managers\tApr 2026\tA Name\n1.2\tAsk\tMay 2026\tB Name",
            [
                ["1.1", "Train\nall managers", "Apr 2026", "A Name"],
                ["1.2", "Ask", "May 2026", "B Name"],
            ],
        ),
        ("1\tA\tx\nmore of x\n2\tB\ty", [["1", "A", "x\nmore of x"], ["2", "B", "y"]]),
        # A row that is short is no part of the next one, which begins with a ref.
        (
            "1\tA\tx\tv\n2\tB\n3\tC\ty",
            [["1", "A", "x", "v"], ["2", "B", "", ""], ["3", "C", "y", ""]],
        ),
        # Merged first column, empty rows, marks that nobody sees, breaks within a cell.
        ("Heard\tAsk\n\tTell\n\t\n", [["Heard", "Ask"], ["", "Tell"]]),
        ("A\x07\tB\u200b\ufeff\tone\x0btwo", [["A", "B", "one\ntwo"]]),
        ("A\u00a0B\tso\u00adft\t‘smart’\n\u00a0\t", [["A\u00a0B", "so\u00adft", "‘smart’"]]),
    ],
)
def test_a_table_is_read_row_by_row(text, expected):
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("• Ask\n• Tell", [["Ask"], ["Tell"]]),
        ("\uf0b7\tAsk\n\uf0b7\tTell", [["Ask"], ["Tell"]]),
        ("- Ask\n\n– Tell\n· Go\n- End", [["Ask\n• Tell\n• Go"], ["End"]]),
        ("1.\tAsk\n2.\tTell", [["1", "Ask"], ["2", "Tell"]]),
        ("1.5 Ask\n1.6 Tell", [["1.5", "Ask"], ["1.6", "Tell"]]),
        ("a) Ask\nb) Tell", [["a)", "Ask"], ["b)", "Tell"]]),
        ("(i) Ask\n(ii) Tell\n(iii) Go", [["(i)", "Ask"], ["(ii)", "Tell"], ["(iii)", "Go"]]),
        ("Action 3: Ask\nE&D 4: Tell", [["Action 3", "Ask"], ["E&D 4", "Tell"]]),
        (
            "1. Ask\na) parents\nb) staff\n2. Tell",
            [["1", "Ask\na) parents\nb) staff"], ["2", "Tell"]],
        ),
        ("• Ask\n  o parents\n\to staff\n• Tell", [["Ask\n• parents\n• staff"], ["Tell"]]),
        ("1. Ask\nLead: A Name\n2. Tell", [["1", "Ask\nLead: A Name"], ["2", "Tell"]]),
        ("a) Ask\n12.1 Tell\n(b) Go", [["a)", "Ask"], ["12.1", "Tell\n(b) Go"]]),
        ("1.9 Ask\n2. Tell", [["1.9", "Ask"], ["2", "Tell"]]),
        ("We will:\n• Ask\n• Tell", [["We will:"], ["Ask"], ["Tell"]]),
        (
            "Ask everybody\n\nTell them\n  and listen",
            [["Ask everybody"], ["Tell them\nand listen"]],
        ),
        (
            "Apr 12 is near\n2026 is the year\n3 workshops",
            [["Apr 12 is near"], ["2026 is the year"], ["3 workshops"]],
        ),
        ("\n \n\t\n", []),
    ],
)
def test_a_list_is_read_point_by_point(text, expected):
    assert rows(text) == expected


def test_the_rows_put_together_of_several_lines_are_told():
    grid = read_cells("1\tA\tx\n2\tB\ty\nmore of y")
    assert grid.joined == {1}
    _, actions = guessed("1. Ask\n2. Tell\nthem")
    assert [action.notes for action in actions] == [
        [],
        ["Several lines were put together in this row"],
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Ref.", "ref"),
        ("Critical actions, tasks and activities", "text"),
        ("Detailed action & lead officer", "text"),
        ("Detailed action and lead officer", "text"),
        ("Action", "text"),
        ("Action lead", "responsible"),
        ("Equality action", "equality_action"),
        ("Responsible officer/division", "responsible"),
        ("By whom", "responsible"),
        ("Start", "start_text"),
        ("Finish", "finish_text"),
        ("Target date/milestones", "when"),
        ("Target date or milestones", "when"),
        ("By when/update", "when"),
        ("Planned outcome / performance indicator", "planned_outcome"),
        ("Linkages with other plans and strategies", "linkages"),
        ("Objective", "leave_out"),
        ("Standard", "leave_out"),
        ("planned_outcome", "planned_outcome"),
        ("Train all managers to listen", None),
    ],
)
def test_a_heading_says_what_its_column_is(heading, kind):
    assert kind_of_heading(heading) == kind


def test_the_detailed_layout_comes_back_as_its_actions():
    columns, actions = guessed(
        "Ref.\tAction\tStart\tFinish\tResponsible officer / division\tLinkages\n"
        "1.5\tTrain\tApr 2026\tMar 2027\tA Name / C&F\tCYPP, LSCB"
    )
    assert columns == ["ref", "text", "start_text", "finish_text", "responsible", "linkages"]
    assert [filled(action) for action in actions] == [
        {
            "ref": "1.5",
            "text": "Train",
            "start_text": "Apr 2026",
            "finish_text": "Mar 2027",
            "responsible": "A Name / C&F",
            "linkages": "CYPP, LSCB",
        }
    ]


def test_the_summary_layout_gives_ref_and_lead_out_of_the_action_and_leaves_the_objective_out():
    columns, actions = guessed(
        "Objective\tDetailed action & lead officer\tTarget date/milestones\tPlanned outcome\n"
        'Be heard\t"1. Train all\nJane Porter"\tNov 2026 (event)\tFewer complaints\n'
        "\t2. Ask\tSept 07 – ongoing\t"
    )
    assert columns == ["leave_out", "text", "when", "planned_outcome"]
    assert filled(actions[0]) == {
        "ref": "1",
        "text": "Train all",
        "responsible": "Jane Porter",
        "milestones": "Nov 2026 (event)",
        "planned_outcome": "Fewer complaints",
    }
    assert actions[0].left_out == ["Objective: Be heard"]
    assert actions[0].notes == [
        "Responsible was taken from the end of the action",
        "Ref was taken from the beginning of the action",
    ]
    assert filled(actions[1]) == {
        "ref": "2",
        "text": "Ask",
        "start_text": "Sept 07",
        "finish_text": "ongoing",
    }


def test_the_checklist_layout_comes_back_as_its_actions():
    columns, actions = guessed(
        "Standard\tAction\tBy whom\tBy when/update\nS 1\ta) Ask\tAll managers\tApr 2026"
    )
    assert columns == ["leave_out", "text", "responsible", "when"]
    assert filled(actions[0]) == {
        "ref": "a)",
        "text": "Ask",
        "responsible": "All managers",
        "finish_text": "Apr 2026",
    }


def test_without_headings_the_columns_are_guessed_from_what_they_hold():
    columns, _ = guessed(
        "Every child is heard in every school\t1.1\tTrain all managers\tApr 2026\tMar 2027\t"
        "Jane Porter / TF\tCYPP, LSCB\tFewer incidents\n"
        "\t1.2\tAsk families what stops them\tMay 2026\tOngoing\tAll managers\tCYPP\tA report\n"
        "\t1.3\tPublish the leaflets again\tMay 2026\tJun 2026\tTF\tCYPP, SEN\tLeaflets"
    )
    assert columns == [
        "leave_out",
        "ref",
        "text",
        "start_text",
        "finish_text",
        "responsible",
        "linkages",
        "planned_outcome",
    ]


def test_an_objective_beside_each_of_its_actions_is_left_out():
    columns, _ = guessed("Every child is heard\tTrain\nEvery child is heard\tAsk families")
    assert columns == ["leave_out", "text"]


def test_one_column_of_dates_is_the_finish():
    columns, _ = guessed("Train all managers\tApr 2026\nAsk the families\tMay 2026")
    assert columns == ["text", "finish_text"]


def test_a_title_above_the_headings_is_no_action():
    grid = read_cells("Appendix 2\t\nAction\tFinish\nAsk\tMay 2026")
    assert heading_row(grid.rows) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apr 2026 – Mar 2027", ("Apr 2026", "Mar 2027", "")),
        ("Apr 2026-Mar 2027", ("Apr 2026", "Mar 2027", "")),
        ("Apr 2026 to ongoing", ("Apr 2026", "ongoing", "")),
        ("31 March 2027", ("", "31 March 2027", "")),
        ("2026-04-01", ("", "2026-04-01", "")),
        ("Apr 2026 – Mar 2027\nreport in May", ("Apr 2026", "Mar 2027", "report in May")),
        ("Ongoing", ("", "", "Ongoing")),
        (
            "Nov 2026 (event), March 2027 (report)",
            ("", "", "Nov 2026 (event), March 2027 (report)"),
        ),
    ],
)
def test_a_cell_of_dates_or_milestones_is_split(text, expected):
    assert split_when(text) == expected


@pytest.mark.parametrize(
    ("cell", "responsible"),
    [
        ("Train all\nLead: Jane Porter", "Jane Porter"),
        ("Train all (Lead officer: Jane Porter / TF)", "Jane Porter / TF"),
        ("Train all\n(Jane Porter / TF)", "Jane Porter / TF"),
        # One capitalised pair of words may be anything.
        ("Train all\nReview Policies", ""),
        ("Jane Porter / TF", ""),
        ("Train all\nand ask them", ""),
    ],
)
def test_a_lead_in_the_cell_of_the_action_is_taken_out_only_where_it_is_clear(cell, responsible):
    grid = read_cells('x\t"' + cell + '"' if "\n" in cell else f"x\t{cell}")
    [action] = read_actions(grid, [Column.LEAVE_OUT, Column.TEXT], None)
    assert action.cells["responsible"] == responsible
    kept = f"{action.cells['text']} {responsible}".split()
    assert set(cell.replace("(", " ").replace(")", " ").split()) - set(kept) <= {
        "Lead",
        "Lead:",
        "officer:",
    }


def test_several_columns_of_one_kind_and_several_lines_of_a_name_are_one_cell():
    grid = read_cells('Ask\tTell\t"Jane Porter /\nTF"\tCYPP\tLSCB')
    columns = [Column.TEXT, Column.TEXT, Column.RESPONSIBLE, Column.LINKAGES, Column.LINKAGES]
    [action] = read_actions(grid, columns, None)
    assert filled(action) == {
        "text": "Ask\nTell",
        "responsible": "Jane Porter / TF",
        "linkages": "CYPP, LSCB",
    }


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), max_size=12)
LINES = st.lists(WORDS.map(str.strip).filter(bool), min_size=1, max_size=3).map("\n".join)


@given(st.lists(st.tuples(LINES, LINES, LINES), min_size=1, max_size=5))
def test_a_table_in_excel_s_quotes_is_read_as_it_was(table):
    def quoted(cell: str) -> str:
        alone = cell.startswith('"') and cell.endswith('"')
        return '"' + cell.replace('"', '""') + '"' if "\n" in cell or alone else cell

    text = "\n".join("\t".join(map(quoted, row)) for row in table)
    assert rows(text) == [list(row) for row in table]


@given(st.text(alphabet='ab1.)•o-\t\n\x0b\r" ,/&ALé:–', max_size=60))
def test_no_letter_of_what_was_pasted_is_lost(text):
    def letters(words: str) -> list[str]:
        return sorted(character for character in words if character in "abALé")

    assert letters("".join(map("".join, rows(text)))) == letters(text)
    columns, actions = guessed(text)
    assert len(columns) == read_cells(text).width
    grid = read_cells(text)
    kept = [*(words for a in actions for words in a.cells.values())]
    left = [words for a in actions for words in a.left_out]
    assert letters("".join(kept + left)) == letters("".join(map("".join, grid.rows)))
