"""Annexes without tags: they are shown, named as what they are, and nothing is claimed."""

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream

from tests.judges import own_faults
from tests.pdf_structure import read_structure
from tests.reports.annexes.samples import changed, document, grafted, opened, plain, saved

PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}part"


def claims(content: bytes) -> bool:
    with opened(content) as pdf, pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        return PDF_UA in metadata


def test_each_page_is_a_picture_that_says_what_it_is():
    result = grafted(("Annex A", plain(2)))
    (part,) = read_structure(result.content).all("Part")[1:]
    assert part.shape() == {"Part": ["Figure", "Figure"]}
    assert [figure.alt for figure in part.elements] == [
        f"Page {number} of 2 of the annex Annex A. It has no tags, so it cannot be read out."
        for number in (1, 2)
    ]
    assert [figure.text for figure in part.elements] == ["Plain 1", "Plain 2"]
    assert own_faults(result.content) == []


def test_the_pack_does_not_claim_what_an_annex_does_not_keep():
    untagged, tagged = plain(), document("<h1>Title</h1>")
    result = grafted(("Annex A", tagged), ("Annex B", untagged))
    assert not result.claims_accessibility
    assert not claims(result.content)
    result = grafted(("Annex A", tagged))
    assert result.claims_accessibility
    assert claims(result.content)


def test_a_tagged_annex_that_claims_nothing_takes_the_claim_away_too():
    def change(pdf):
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            del metadata[PDF_UA]

    result = grafted(("Annex A", changed(document("<h1>Title</h1>"), change)))
    assert not result.claims_accessibility
    assert not claims(result.content)
    assert "Title" in read_structure(result.content).root.text


def test_equal_bytes_with_an_untagged_annex_too():
    assert grafted(("Annex A", plain(2))).content == grafted(("Annex A", plain(2))).content


@pytest.mark.parametrize(
    "content",
    [
        b"q q 2 0 0 2 0 0 cm BT /F1 24 Tf 50 200 Td (Plain 1) Tj ET",
        b"Q Q Q BT /F1 24 Tf 100 400 Td (Plain 1) Tj ET Q Q",
        b"BT /F1 24 Tf 100 400 Td (Plain 1) Tj",
        b"/P <</MCID 0>> BDC BT /F1 24 Tf 100 400 Td (Plain 1) Tj ET",
        b"EMC EMC /P <</MCID 7>> BDC BT /F1 24 Tf 100 400 Td (Plain 1) Tj ET EMC EMC EMC",
        b"/Artifact BMC BT /F1 24 Tf 100 400 Td (Plain 1) Tj ET EMC",
        b"/OC /Layer BDC BT /F1 24 Tf 100 400 Td (Plain 1) Tj ET EMC",
        b"/OC /Layer BDC /Span /Props BDC BT /F1 24 Tf 100 400 Td (Plain 1) Tj ET",
        b"0 0 10 10 re W n BT /F1 24 Tf 100 400 Td (Plain 1) Tj ET",
    ],
)
def test_content_that_is_out_of_balance_harms_nothing(content):
    result = grafted(("Annex A", plain(1, content)), ("Annex B", document("<h1>Title</h1>")))
    structure = read_structure(result.content)
    assert structure.root.text == (
        "The pack Introduction Annex A Divider of Annex A Plain 1 "
        "Annex B Divider of Annex B Title After The end"
    )
    assert "Page 3" in structure.artifacts
    assert own_faults(result.content) == []


def test_pages_that_share_their_content_each_have_it():
    def change(pdf):
        pdf.pages.append(pdf.pages[0])
        pdf.pages[1].obj.Contents = pdf.pages[0].obj.Contents
        pdf.pages[1].obj.Rotate = 90

    result = grafted(("Annex A", changed(plain(), change)))
    figures = read_structure(result.content).all("Figure")
    assert [figure.text for figure in figures] == ["Plain 1", "Plain 1"]


def test_a_page_in_several_pieces_is_one_picture():
    def change(pdf):
        pdf.pages[0].obj.Contents = pikepdf.Array(
            [Stream(pdf, b"BT /F1 24 Tf"), Stream(pdf, b"100 400 Td (Plain 1) Tj ET")]
        )

    result = grafted(("Annex A", changed(plain(), change)))
    assert read_structure(result.content).only("Figure").text == "Plain 1"


def test_what_pages_inherit_is_kept():
    pdf = opened(plain())
    page = pdf.pages[0].obj
    pdf.Root.Pages.Resources = page.Resources
    pdf.Root.Pages.MediaBox = page.MediaBox
    pdf.Root.Pages.Rotate = 90
    del page["/Resources"], page["/MediaBox"]
    content = grafted(("Annex A", saved(pdf))).content
    assert read_structure(content).only("Figure").text == "Plain 1"
    with opened(content) as made:
        assert int(made.pages[2].obj.Rotate) == 90


def test_numbers_of_an_old_structure_lead_nowhere():
    """A picture with StructParent 0 would belong to the first element of the pack."""

    def change(pdf):
        form = Stream(
            pdf, b"", Type=Name.XObject, Subtype=Name.Form, StructParents=0, StructParent=1
        )
        pdf.pages[0].obj.Resources.XObject = Dictionary(Old=pdf.make_indirect(form))
        pdf.pages[0].obj.StructParents = 0

    with opened(grafted(("Annex A", changed(plain(), change))).content) as pdf:
        form = pdf.pages[2].obj.Resources.XObject.Fm0.Resources.XObject.Old
        assert "/StructParents" not in form
        assert "/StructParent" not in form
