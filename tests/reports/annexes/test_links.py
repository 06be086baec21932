"""Bookmarks and links of the pack and of its annexes, when they have become one file."""

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.annexes import Insertion, graft
from tests.judges import assert_accessible_pdf
from tests.pdf_structure import read_structure
from tests.reports.annexes.samples import (
    ANNEX_PAGES,
    changed,
    document,
    grafted,
    opened,
    plain,
)

TWO_PAGES = (
    "<h1>Report</h1><p><a href='#end'>To the end</a> <a href='https://example.org/'>Out</a></p>"
    "<h2 id=end class=new-page>End</h2>"
)


def led_to(pdf, annotation) -> int:
    """The index of the page that a link leads to."""
    target = annotation.Dest
    if isinstance(target, String):
        target = pikepdf.NameTree(pdf.Root.Names.Dests)[str(target)]
    return [page.obj.objgen for page in pdf.pages].index(target[0].objgen)


def outline_pages(content: bytes) -> list[tuple[str, int]]:
    with opened(content) as pdf, pdf.open_outline() as outline:
        pages = [page.obj.objgen for page in pdf.pages]
        items, found = list(outline.root), []
        while items:
            item = items.pop(0)
            found.append((item.title, pages.index(item.destination[0].objgen)))
            items = item.children + items
        return found


def test_the_same_name_leads_to_another_place_in_each_annex():
    annex = document(TWO_PAGES)
    content = grafted(("Annex A", annex), ("Annex B", annex)).content
    assert_accessible_pdf(content)
    with opened(content) as pdf:
        assert led_to(pdf, pdf.pages[2].Annots[0]) == 3
        assert led_to(pdf, pdf.pages[5].Annots[0]) == 6
        assert str(pdf.pages[2].Annots[1].A.URI) == "https://example.org/"


def test_the_outline_of_an_annex_stands_under_its_divider():
    annex = document(TWO_PAGES)
    content = grafted(("Annex A", annex), ("Annex B", plain())).content
    assert read_structure(content).outline == [
        (1, "The pack"), (2, "Annex A"), (3, "Report"), (4, "End"), (2, "Annex B"), (2, "After"),
    ]  # fmt: skip
    assert outline_pages(content) == [
        ("The pack", 0), ("Annex A", 1), ("Report", 2), ("End", 3), ("Annex B", 4), ("After", 6),
    ]  # fmt: skip


def test_bookmarks_by_name_number_and_action_are_kept_and_those_to_nowhere_give_way():
    def change(pdf):
        first, second = (page.obj for page in pdf.pages)
        pdf.Root.Names = Dictionary(
            Dests=Dictionary(Names=Array([String("n"), Dictionary(D=Array([second, Name.Fit]))]))
        )
        pdf.Root.Dests = Dictionary(Old=Array([first, Name.XYZ, 10, None, 0]))
        with pdf.open_outline() as outline:
            gone = pikepdf.OutlineItem("Gone", String("nowhere"))
            gone.children.append(pikepdf.OutlineItem("By name", String("n")))
            outline.root += [
                gone,
                pikepdf.OutlineItem("By old name", Name.Old),
                pikepdf.OutlineItem("By action", action=Dictionary(S=Name.GoTo, D=String("n"))),
                pikepdf.OutlineItem("By number", Array([1, Name.Fit])),
                pikepdf.OutlineItem("Out", action=Dictionary(S=Name.URI, URI=String("http://x"))),
            ]

    content = grafted(("Annex A", changed(plain(2), change))).content
    assert outline_pages(content) == [
        ("The pack", 0), ("Annex A", 1), ("By name", 3), ("By old name", 2), ("By action", 3),
        ("By number", 3), ("After", 4),
    ]  # fmt: skip


def test_links_and_bookmarks_of_the_pack_lead_to_the_annex_itself():
    made = document(
        "<h1>Pack</h1><p><a href='#annex'>The audit</a></p>"
        "<section class=new-page><h2>Annex A</h2></section>"
        "<div class=annex-page id=annex></div><h2 class=new-page>After</h2>",
        style=ANNEX_PAGES + "#annex { bookmark-level: 3; bookmark-label: 'The audit' }",
    )
    content = graft(made, [Insertion(document("<h1>Audit</h1>"), 2, 1, "Annex A")]).content
    assert_accessible_pdf(content)
    with opened(content) as pdf:
        assert led_to(pdf, pdf.pages[0].Annots[0]) == 2
    assert ("The audit", 2) in outline_pages(content)


def test_a_link_to_nowhere_stays_words():
    def change(pdf):
        pdf.pages[0].Annots[0].Dest = String("nowhere")

    content = grafted(("Annex A", changed(document(TWO_PAGES), change))).content
    with opened(content) as pdf:
        link = pdf.pages[2].Annots[0]
        assert "/Dest" not in link
    assert "To the end" in read_structure(content).root.text


def test_a_link_that_does_more_than_lead_does_so_no_more():
    def change(pdf):
        link = Dictionary(S=Name.URI, URI=String("https://example.org"))
        link.Next = Dictionary(S=Name.Named, N=Name.Print)
        item = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=link)
        pdf.pages[0].obj.Annots = Array([None, item])

    with opened(grafted(("Annex A", changed(plain(), change))).content) as pdf:
        (link,) = pdf.pages[2].Annots
        assert "/Next" not in link.A
        assert link.P.objgen == pdf.pages[2].obj.objgen
