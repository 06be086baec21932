"""What an officer is told of an uploaded PDF, and which PDFs are refused."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from reports.annexes import MAXIMUM_PAGES, MAXIMUM_SIZE, RefusedAnnex, inspect
from reports.annexes.annex import check_size
from reports.annexes.examination import examine
from tests.reports.annexes.samples import changed, document, plain, saved


def javascript() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedAnnex) as refused:
        examine(content)
    return str(refused.value)


def annotation(**keys):
    """A change that puts an annotation on the first page."""

    def change(pdf):
        item = Dictionary(Type=Name.Annot, Rect=Array([100, 100, 200, 120]), **keys)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(item)])

    return change


def test_a_tagged_paper_is_taken_with_nothing_to_notice():
    annex = inspect(document("<h1>Audit</h1><p>Text</p>", title="Audit report"))
    assert (annex.pages, annex.is_tagged, annex.is_accessible) == (1, True, True)
    assert (annex.title, annex.language) == ("Audit report", "en-GB")
    assert annex.sizes == ((210, 297),)
    assert annex.notices == ()


def test_what_an_annex_lacks_is_told():
    annex = inspect(plain(2, box=(0, 0, 842, 1191)))
    assert not annex.is_tagged
    assert not annex.is_accessible
    assert annex.notices == (
        "It has no tags and cannot be read out, so the pack cannot say that it keeps the "
        "accessibility standard PDF/UA-1.",
        "Fonts are not in it, so others may be shown: Helvetica.",
        "It has no title.",
        "It does not say which language it is in.",
        "It has pages that are not A4: 297 × 420 mm.",
    )


def test_a_tagged_paper_that_makes_no_claim_is_not_counted_as_accessible():
    def change(pdf):
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            del metadata["{http://www.aiim.org/pdfua/ns/id/}part"]

    annex = examine(changed(document("<h1>Audit</h1>"), change))
    assert annex.is_tagged
    assert not annex.is_accessible
    assert "makes no claim to be accessible" in annex.notices[0]


def test_ink_that_is_neither_tagged_nor_decoration_is_told():
    def change(pdf):
        pdf.pages[0].contents_add(Stream(pdf, b"0 0 m 99 99 l S"))

    annex = examine(changed(document("<h1>Audit</h1>"), change))
    assert annex.is_tagged
    assert not annex.is_accessible
    assert "neither tagged nor marked as decoration" in annex.notices[0]


def test_a_link_that_the_tags_forget_is_told():
    content = changed(document("<h1>Audit</h1>"), annotation(Subtype=Name.Link))
    assert not examine(content).is_accessible


def test_comments_that_everybody_would_see_are_told():
    content = changed(plain(), annotation(Subtype=Name.Text, Contents=String("Really?")))
    assert "comments or marks on its pages (1)" in examine(content).notices[-1]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a PDF"),
        (b"PK\x03\x04 a workbook", "not a PDF"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (plain()[:-300], "damaged"),
        (plain()[:400], "damaged"),
    ],
)
def test_what_is_no_whole_pdf_is_refused(content, reason):
    with pytest.raises(RefusedAnnex, match=reason):
        inspect(content)


def test_what_is_too_large_is_refused_unopened():
    with pytest.raises(RefusedAnnex, match="at most 25 MB"):
        check_size(b"%PDF-1.7" + bytes(MAXIMUM_SIZE))


def test_five_hundred_pages_are_refused():
    assert MAXIMUM_PAGES == 200
    with pytest.raises(RefusedAnnex, match="has 500 pages: an annex may have at most 200"):
        inspect(plain(500))


def test_two_hundred_pages_are_taken():
    assert examine(plain(200)).pages == 200


def test_a_pdf_without_pages_is_refused():
    assert "no pages" in refusal(saved(pikepdf.new()))


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_pdf_is_refused_with_and_without_a_password(password):
    with pikepdf.open(io.BytesIO(plain())) as pdf:
        output = io.BytesIO()
        pdf.save(output, encryption=pikepdf.Encryption(owner="owner", user=password))
    assert "encrypted" in refusal(output.getvalue())


def named_script(pdf):
    pdf.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array([String("s"), pdf.make_indirect(javascript())]))
    )


def script_on_opening(pdf):
    pdf.Root.OpenAction = pdf.make_indirect(javascript())


def script_on_a_page(pdf):
    pdf.pages[0].obj.AA = Dictionary(O=javascript())


def script_after_a_link(pdf):
    link = Dictionary(S=Name.URI, URI=String("https://example.org"), Next=javascript())
    annotation(Subtype=Name.Link, A=link)(pdf)


def script_of_a_bookmark(pdf):
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("x", action=javascript()))


@pytest.mark.parametrize(
    "change",
    [
        named_script,
        script_on_opening,
        script_on_a_page,
        script_after_a_link,
        script_of_a_bookmark,
        annotation(Subtype=Name.Link, A=javascript()),
        annotation(Subtype=Name.Link, AA=Dictionary(E=javascript())),
        lambda pdf: setattr(pdf.Root, "AA", Dictionary(WC=javascript())),
    ],
)
def test_scripts_are_refused_wherever_they_are(change):
    assert "script" in refusal(changed(plain(), change))


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        (Dictionary(S=Name.Launch, F=String("cmd.exe")), "starts a program"),
        (Dictionary(S=Name.SubmitForm, F=String("http://example.org")), "sends a form"),
        (Dictionary(S=Name.ImportData, F=String("x.fdf")), "loads data"),
        (Dictionary(S=Name.GoToR, F=String("x.pdf")), "opens another file"),
        (Dictionary(S=Name.GoToE), "opens an attached file"),
        (Dictionary(S=Name.Rendition), "plays sound or film"),
        (Dictionary(S=Name.URI, URI=String("javascript:alert(1)")), "cannot follow"),
        (Dictionary(S=Name.URI, URI=String("file:///S:/shared/x.doc")), "cannot follow"),
        (Dictionary(S=Name.URI, URI=String("S:\\shared\\x.doc")), "cannot follow"),
    ],
)
def test_actions_other_than_following_a_link_are_refused(action, reason):
    assert reason in refusal(changed(plain(), annotation(Subtype=Name.Link, A=action)))


@pytest.mark.parametrize("address", ["https://example.org/", "mailto:a@example.org", "plans/3"])
def test_links_are_no_danger(address):
    action = Dictionary(S=Name.URI, URI=String(address))
    content = changed(plain(), annotation(Subtype=Name.Link, A=action))
    assert examine(content).pages == 1


def attached(pdf):
    pdf.attachments["data.csv"] = b"a,b"


def associated(pdf):
    pdf.pages[0].obj.AF = Array([Dictionary(Type=Name.Filespec, F=String("x"))])


@pytest.mark.parametrize(
    "change",
    [
        attached,
        associated,
        annotation(Subtype=Name.FileAttachment),
        annotation(Subtype=Name.Text, FS=Dictionary(EF=Dictionary())),
    ],
)
def test_attached_files_are_refused(change):
    assert "files attached" in refusal(changed(plain(), change))


@pytest.mark.parametrize("kind", [Name.RichMedia, Name("/3D"), Name.Screen, Name.Movie])
def test_sound_film_and_models_are_refused(kind):
    assert "sound, film or 3D" in refusal(changed(plain(), annotation(Subtype=kind)))


def form_of_xml(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=Stream(pdf, b"<xdp/>"))


@pytest.mark.parametrize("change", [form_of_xml, annotation(Subtype=Name.Widget, FT=Name.Tx)])
def test_forms_are_refused_with_the_way_out(change):
    assert refusal(changed(plain(), change)) == (
        "The PDF has fields to fill in, or a signature. Print it to a new PDF and upload that"
    )


def test_an_empty_form_dictionary_is_no_form():
    def change(pdf):
        pdf.Root.AcroForm = Dictionary(Fields=Array())

    assert examine(changed(plain(), change)).pages == 1


def test_a_page_that_draws_on_another_file_is_refused():
    def change(pdf):
        pdf.pages[0].obj.Contents = Stream(pdf, b"", F=String("other.bin"))

    assert "draws on another file" in refusal(changed(plain(), change))


def marked_only(pdf):
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def empty_tree(pdf):
    marked_only(pdf)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))


def tree_without_content(pdf):
    empty_tree(pdf)
    top = Dictionary(Type=Name.StructElem, S=Name.Document, P=pdf.Root.StructTreeRoot)
    pdf.Root.StructTreeRoot.K = pdf.make_indirect(top)
    pdf.pages[0].obj.StructParents = 0


@pytest.mark.parametrize("change", [marked_only, empty_tree, tree_without_content])
def test_tags_that_hold_nothing_count_as_none(change):
    assert not examine(changed(plain(), change)).is_tagged


def test_a_page_that_the_tags_forget_makes_the_whole_untagged():
    def change(pdf):
        with pikepdf.open(io.BytesIO(plain())) as other:
            pdf.pages.extend(other.pages)
            pdf.pages[1].obj.StructParents = 1

    assert not examine(changed(document("<h1>Audit</h1>"), change)).is_tagged


def test_a_blank_page_needs_no_tags():
    def change(pdf):
        pdf.add_blank_page()
        pdf.pages[1].obj.Contents = Stream(pdf, b"/Artifact BMC 0 0 m 9 9 l S EMC")

    assert examine(changed(document("<h1>Audit</h1>"), change)).is_tagged


def test_tags_without_the_pages_places_count_as_none():
    def change(pdf):
        del pdf.pages[0].obj.StructParents

    assert not examine(changed(document("<h1>Audit</h1>"), change)).is_tagged


def test_namespaces_of_pdf_2_count_as_untagged():
    def change(pdf):
        pdf.Root.StructTreeRoot.Namespaces = Array(
            [Dictionary(NS=String("http://iso.org/pdf2/ssn"))]
        )

    assert not examine(changed(document("<h1>Audit</h1>"), change)).is_tagged
