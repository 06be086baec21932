"""A pack with tagged annexes: one document, read once from its first word to its last."""

from collections import Counter

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from reports.annexes import Grafted, Insertion, RefusedAnnex, graft
from tests.judges import assert_accessible_pdf
from tests.pdf_structure import headers_of, read_structure
from tests.reports.annexes.samples import (
    ANNEX_PAGES,
    changed,
    document,
    grafted,
    opened,
    pack,
)

TABLE = (
    "<table><thead><tr><th scope=col>Ref.</th><th scope=col>Text</th></tr></thead>"
    "<tbody><tr><th scope=row>{0}</th><td>cell of {0}</td></tr></tbody></table>"
)


def report(name: str, body: str = "") -> bytes:
    """An annex of two pages with headings, a table with names, a link and a list."""
    return document(
        f"<h1>Report {name}</h1><p>First page of {name}, see <a href='#end'>the end</a></p>"
        f"{TABLE.format(name)}{body}"
        f"<section class=new-page><h2 id=end>End of {name}</h2><ul><li>item {name}</li></ul>"
        "</section>",
        title=f"Report {name}",
    )


@pytest.fixture(scope="module")
def reports() -> tuple[bytes, bytes]:
    return report("A"), report("B")


@pytest.fixture(scope="module")
def result(reports) -> Grafted:
    return grafted(("Annex A", reports[0]), ("Annex B", reports[1]))


def test_both_judges_accept_a_pack_with_two_annexes(result):
    assert result.claims_accessibility
    assert_accessible_pdf(result.content)


def test_it_is_read_in_order_and_once(result):
    text = read_structure(result.content).root.text
    assert text == (
        "The pack Introduction Annex A Divider of Annex A "
        "Report A First page of A, see the end Ref. Text A cell of A End of A • item A "
        "Annex B Divider of Annex B "
        "Report B First page of B, see the end Ref. Text B cell of B End of B • item B "
        "After The end"
    )


def test_an_annex_is_a_part_beside_the_sections_of_the_pack(result):
    structure = read_structure(result.content)
    (body,) = structure.root.elements
    assert [kid.kind for kid in body.elements] == [
        "H1", "P", "Sect", "Part", "Sect", "Part", "Sect",
    ]  # fmt: skip
    with opened(result.content) as pdf:
        parts = [kid for kid in pdf.Root.StructTreeRoot.K[0].K[0].K if kid.S == "/Part"]
        assert [str(part.T) for part in parts] == ["Annex A", "Annex B"]


def test_headings_of_an_annex_come_under_its_divider(result):
    headings = [
        (element.kind, element.text)
        for element in read_structure(result.content).root.walk()
        if element.kind[0] == "H"
    ]
    assert headings == [
        ("H1", "The pack"),
        ("H2", "Annex A"), ("H3", "Report A"), ("H4", "End of A"),
        ("H2", "Annex B"), ("H3", "Report B"), ("H4", "End of B"),
        ("H2", "After"),
    ]  # fmt: skip


def test_cells_of_two_annexes_with_equal_names_keep_their_own_headers(result, reports):
    names = [
        element.id
        for content in reports
        for element in read_structure(content).root.walk()
        if element.id
    ]
    assert len(set(names)) == len(names) / 2
    structure = read_structure(result.content)
    cells = structure.all("TD")
    assert [headers_of(structure, cell) for cell in cells] == [["A", "Text"], ["B", "Text"]] or [
        headers_of(structure, cell) for cell in cells
    ] == [["Text", "A"], ["Text", "B"]]


def test_each_piece_of_content_belongs_to_one_element(result):
    """From the page to the tree (ParentTree) and from the tree to the page alike."""
    with opened(result.content) as pdf:
        root = pdf.Root.StructTreeRoot
        numbers = list(root.ParentTree.Nums)
        owners = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        assert len(owners) == len(numbers) / 2
        assert list(owners) == sorted(owners)
        claims = Counter()
        pages = {page.obj.objgen: page for page in pdf.pages}
        for element in elements(root.K[0]):
            for kid in element.get("/K", []):
                if isinstance(kid, int):
                    page, number = pages[element.Pg.objgen], kid
                elif "/MCID" in kid:
                    page, number = pages[kid.Pg.objgen], int(kid.MCID)
                else:
                    continue
                claims[page.obj.objgen, number] += 1
                assert owners[int(page.obj.StructParents)][number].objgen == element.objgen
        assert set(claims.values()) == {1}
        marks = {
            (page.obj.objgen, int(instruction.operands[1].MCID))
            for page in pdf.pages
            for instruction in pikepdf.parse_content_stream(page, "BDC")
            if "/MCID" in instruction.operands[1]
        }
        assert marks == set(claims)


def elements(element):
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from elements(kid)


def test_no_two_things_share_a_place_in_the_structure(result):
    with opened(result.content) as pdf:
        places = [int(page.obj.StructParents) for page in pdf.pages]
        places += [
            int(annotation.StructParent)
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", [])
        ]
        assert len(places) == 10
        assert len(set(places)) == len(places)


def test_the_same_input_gives_the_same_bytes(result, reports):
    again = grafted(("Annex A", reports[0]), ("Annex B", reports[1]))
    assert again.content == result.content


def test_a_pack_without_annexes_is_left_as_it_is():
    made = pack(("Annex A", 1))
    assert graft(made, []) == Grafted(made, claims_accessibility=True)


def test_an_annex_may_be_the_last_thing_in_a_pack(reports):
    content = grafted(("Annex A", reports[0]), after="").content
    assert_accessible_pdf(content)
    (body,) = read_structure(content).root.elements
    assert [kid.kind for kid in body.elements] == ["H1", "P", "Sect", "Part"]


def test_an_annex_may_stand_inside_a_section():
    annex = report("A")
    places = "<div class=annex-page></div>" * 2
    made = document(
        "<h1>Pack</h1><section class=new-page><h2>Papers</h2><p>before</p>"
        f"{places}<p class=new-page>after</p></section>",
        style=ANNEX_PAGES,
    )
    content = graft(made, [Insertion(annex, 2, 2, "Annex A")]).content
    assert_accessible_pdf(content)
    section = read_structure(content).all("Sect")[0]
    assert [kid.kind for kid in section.elements] == ["H2", "P", "Part", "P"]


def test_an_annex_in_another_language_says_so():
    annex = document("<h1>Adroddiad</h1>", language="cy")
    content = grafted(("Annex A", annex)).content
    assert_accessible_pdf(content)
    assert read_structure(content).all("Part")[1].language == "cy"


def test_own_kinds_and_classes_of_an_annex_become_plain_ones():
    """What two files call Heading may be a heading in one and a paragraph in the other."""

    def change(pdf):
        root = pdf.Root.StructTreeRoot
        root.RoleMap = Dictionary(Heading=Name("/Heading 1"), P=Name.Span, **{"Heading 1": Name.H1})
        root.ClassMap = Dictionary(Wide=Dictionary(O=Name.Layout, SpaceAfter=12))
        for element in elements(root.K[0]):
            if element.S == "/H1":
                element.S = Name.Heading
                element.C = Name.Wide

    annex = changed(document("<h1>Title</h1><p>Text</p>"), change)
    content = grafted(("Annex A", annex)).content
    assert_accessible_pdf(content)
    structure = read_structure(content)
    (heading,) = structure.all("H3")
    assert heading.attributes == {"O": "Layout", "SpaceAfter": 12}
    assert "Text" in [element.text for element in structure.all("P")]


def test_headings_without_levels_get_one_from_their_depth():
    def change(pdf):
        for element in elements(pdf.Root.StructTreeRoot.K[0]):
            if element.S in ("/H1", "/H2"):
                element.S = Name.H

    annex = changed(
        document("<h1>Title</h1><section><h2>One</h2><section><h2>Two</h2></section></section>"),
        change,
    )
    structure = read_structure(grafted(("Annex A", annex)).content)
    assert [element.text for element in structure.all("H3")] == ["Title"]


def test_content_that_two_elements_claim_is_read_once():
    def change(pdf):
        body = pdf.Root.StructTreeRoot.K[0].K[0]
        twice = Dictionary(
            Type=Name.StructElem, S=Name.P, P=body, Pg=pdf.pages[0].obj, K=Array([0])
        )
        body.K.append(pdf.make_indirect(twice))
        body.K.append(body)  # and the tree goes round in a circle

    annex = changed(document("<h1>Title</h1>"), change)
    assert read_structure(grafted(("Annex A", annex)).content).root.text.count("Title") == 1


def test_the_annex_leaves_nothing_behind_that_a_printed_page_does_not_need():
    def change(pdf):
        pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1)])
        pdf.pages[0].obj.PieceInfo = Dictionary(App=Dictionary(Private=String("secret")))
        pdf.docinfo["/Author"] = "Somebody"

    annex = changed(document("<h1>Title</h1>"), change)
    with opened(grafted(("Annex A", annex)).content) as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert "/PieceInfo" not in pdf.pages[2].obj
        assert "/Author" not in pdf.docinfo


def test_hidden_layers_stay_hidden():
    def change(pdf):
        layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in "ab"]
        pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=Dictionary(OFF=Array(layers[1:])))
        pdf.pages[0].obj.Resources.Properties = Dictionary(a=layers[0], b=layers[1])

    annex = changed(document("<h1>Title</h1>"), change)
    content = grafted(("Annex A", annex)).content
    assert_accessible_pdf(content)
    with opened(content) as pdf:
        assert [str(layer.Name) for layer in pdf.Root.OCProperties.OCGs] == ["a", "b"]
        assert [str(layer.Name) for layer in pdf.Root.OCProperties.D.OFF] == ["b"]


@pytest.mark.parametrize(
    ("first", "pages", "reason"),
    [(2, 1, "holds 1 pages for 2"), (4, 2, "outside"), (0, 2, "has text"), (-1, 2, "outside")],
)
def test_a_place_that_does_not_fit_is_an_error_of_ours(reports, first, pages, reason):
    made = pack(("Annex A", 2))
    with pytest.raises(ValueError, match=reason):
        graft(made, [Insertion(reports[0], first, pages, "Annex A")])


def test_two_annexes_in_one_place_are_an_error_of_ours(reports):
    places = [Insertion(reports[0], first, 2, "Annex") for first in (2, 3)]
    with pytest.raises(ValueError, match="one over the other"):
        graft(pack(("Annex A", 3)), places)


def test_what_cannot_be_an_annex_is_refused_here_too():
    with pytest.raises(RefusedAnnex):
        graft(pack(("Annex A", 1)), [Insertion(b"%PDF-1.7 broken", 2, 1, "Annex A")])


def test_content_inside_of_forms_belongs_to_its_element_too():
    """A tagged form that a page paints has a place of its own in the structure."""

    def change(pdf):
        page = pdf.pages[0].obj
        form = pdf.make_indirect(
            Stream(pdf, page.Contents.read_bytes(), Type=Name.XObject, Subtype=Name.Form)
        )
        form.BBox, form.Resources, form.StructParents = page.MediaBox, page.Resources, 0
        page.Contents = Stream(pdf, b"/Fm0 Do")
        page.Resources = Dictionary(XObject=Dictionary(Fm0=form))
        for element in elements(pdf.Root.StructTreeRoot.K[0]):
            if "/Pg" in element:
                element.K = Array(
                    Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=kid)
                    if isinstance(kid, int)
                    else kid
                    for kid in element.K
                )

    annex = changed(document("<h1>Title</h1><p>Text</p>"), change)
    result = grafted(("Annex A", annex))
    assert result.claims_accessibility
    with opened(result.content) as pdf:
        form = pdf.pages[2].obj.Resources.XObject.Fm0
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = numbers[numbers.index(int(form.StructParents)) + 1]
        assert [str(owner.S) for owner in owners] == ["/H3", "/P"]
        assert owners[0].K[0].Stm.objgen == form.objgen


def test_a_picture_that_is_content_as_a_whole_belongs_to_its_element():
    def change(pdf):
        body = pdf.Root.StructTreeRoot.K[0].K[0]
        picture = pdf.make_indirect(
            Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        )
        pdf.pages[0].obj.Resources.XObject.Pic = picture
        reference = Dictionary(Type=Name.OBJR, Pg=pdf.pages[0].obj, Obj=picture)
        figure = Dictionary(
            Type=Name.StructElem, S=Name.Figure, P=body, Alt=String("Arms"), K=Array([reference])
        )
        body.K.append(pdf.make_indirect(figure))

    annex = changed(document("<h1>Title</h1>"), change)
    with opened(grafted(("Annex A", annex)).content) as pdf:
        picture = pdf.pages[2].obj.Resources.XObject.Pic
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        assert str(numbers[numbers.index(int(picture.StructParent)) + 1].Alt) == "Arms"


def test_a_pack_can_be_an_annex_of_another_pack(result):
    again = grafted(("Earlier pack", result.content))
    assert again.claims_accessibility
    assert_accessible_pdf(again.content)
    text = read_structure(again.content).root.text
    assert text.count("cell of A") == text.count("cell of B") == 1
