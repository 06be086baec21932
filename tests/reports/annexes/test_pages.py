"""Pages of annexes as they look in the pack: unchanged, the right way up, with the pack's foot."""

import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from reports.annexes import Insertion, graft
from tests.judges import assert_accessible_pdf
from tests.reports.annexes.samples import changed, document, grafted, opened, plain

FOOT = 10 * 72 / 25.4
A3, A5 = (0, 0, 841.89, 1190.55), (0, 0, 419.53, 595.28)
# A frame at the edge of what is shown, and some ink beyond it.
DRAWING = (
    b"BT /F1 24 Tf 110 210 Td (Plain 1) Tj ET 1 0 0 rg 100 100 20 20 re f "
    b"0 0 1 rg -500 -500 2500 510 re f 0 1 0 rg 400 300 9 9 re f"
)


def shown(content: bytes, number: int) -> pymupdf.Pixmap:
    return pymupdf.open(stream=content)[number].get_pixmap(dpi=72)


def foot_words(content: bytes, number: int) -> list[tuple[pymupdf.Rect, str]]:
    """The words of the foot, and where on the page as it is shown they stand."""
    page = pymupdf.open(stream=content)[number]
    return [
        (pymupdf.Rect(word[:4]) * page.rotation_matrix, word[4])
        for word in page.get_text("words")
        if word[4] in ("The", "pack", "Page", "3")
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"CropBox": Array([50, 60, 500, 700])},
        {"CropBox": Array([-100, -100, 3000, 3000])},
        {"UserUnit": 2},
        {"MediaBox": Array([500, 800, -20, -40])},
    ],
    ids=["plain", "cropped", "cropped too wide", "large units", "corners in disorder"],
)
def test_a_page_looks_as_it_did_and_has_the_foot_below_it(keys, turn):
    annex = changed(
        plain(1, DRAWING),
        lambda pdf: pdf.pages[0].obj.update(
            {f"/{k}": v for k, v in keys.items()} | {"/Rotate": turn}
        ),
    )
    content = grafted(("Annex A", annex)).content
    before, after = shown(annex, 0), shown(content, 2)
    assert after.height > before.height
    assert after.width >= before.width
    side = (after.width - before.width) / 2
    for x in range(3, before.width - 3, 19):
        for y in range(3, before.height - 3, 19):
            there = after.pixel(round(x + side), y)
            assert there == before.pixel(x, y) or side, (x, y)
    strip = [
        (x, y)
        for x in range(after.width)
        for y in range(before.height, after.height)
        if sum(after.pixel(x, y)) < 500
    ]
    assert min(x for x, _ in strip) > after.width * 0.05
    assert max(x for x, _ in strip) < after.width * 0.95
    words = foot_words(content, 2)
    assert [word for _, word in words] == ["The", "pack", "Page", "3"]
    if "UserUnit" not in keys:  # of which PyMuPDF knows nothing when it turns a place
        the, _, _, number = (place for place, _ in words)
        assert the.width > 0.8 * the.height
        assert the.x1 < number.x0
        assert min(the.y0, number.y0) > before.height - 2


@pytest.mark.parametrize(
    ("box", "scale", "width"),
    [
        ((0, 0, 595.28, 841.89), 1, 595.28),
        ((0, 0, 841.89, 595.28), 1, 841.89),
        (A3, 2**0.5, 841.89),
        ((0, 0, 1190.55, 841.89), 2**0.5, 1190.55),
        (A5, 0.75, 446.46),
        ((0, 0, 150, 100), 0.75, 446.46),
        ((0, 0, 150, 3000), 0.75, 446.46),
        ((0, 0, 2384, 3370), 4, 2384),
    ],
)  # fmt: skip
def test_the_foot_is_as_large_as_the_page_needs_to_be_read(box, scale, width):
    content = grafted(("Annex A", plain(1, box=box))).content
    page = pymupdf.open(stream=content)[2].rect
    assert page.width == pytest.approx(width, abs=1)
    assert page.height == pytest.approx(box[3] + scale * FOOT, abs=1)
    heights = [place.height for place, _ in foot_words(content, 2)]
    assert min(heights) > 0.75 * 9


@pytest.mark.parametrize("is_tagged", [True, False])
def test_nothing_of_an_annex_reaches_into_the_foot(is_tagged):
    """Ink beyond the crop box, and a page that is painted all over, are cut off."""

    def change(pdf):
        pdf.pages[0].contents_add(Stream(pdf, b"Q Q 0 0 0 rg -2000 -2000 9000 9000 re f"))
        pdf.pages[0].obj.CropBox = Array([0, 100, 595, 700])

    annex = changed(document("<h1>Title</h1>") if is_tagged else plain(), change)
    picture = shown(grafted(("Annex A", annex)).content, 2)
    assert picture.pixel(2, picture.height - 3) == (255, 255, 255)
    assert picture.pixel(2, 5) == (0, 0, 0)


def test_each_page_of_the_pack_has_its_number_in_a_font_that_is_in_the_file():
    annex = document("<h1>Report</h1><p class=new-page>2</p><section class='wide'>3</section>")
    content = grafted(("Annex A", annex)).content
    with pymupdf.open(stream=content) as pdf:
        for number, page in enumerate(pdf, start=1):
            assert f"Page {number}" in page.get_text()
    assert_accessible_pdf(content)


def test_pages_that_share_their_resources_have_each_their_own_foot():
    def change(pdf):
        shared = pdf.make_indirect(pdf.pages[0].obj.Resources)
        shared.XObject = Dictionary(PackFoot=Stream(pdf, b"", Subtype=Name.Form))
        for page in pdf.pages:
            page.obj.Resources = shared

    annex = changed(document("<h1>One</h1><p class=new-page>Two</p>"), change)
    with pymupdf.open(stream=grafted(("Annex A", annex)).content) as pdf:
        assert [f"Page {number}" in pdf[number - 1].get_text() for number in (3, 4)] == [True] * 2


def test_the_page_numbers_of_the_contents_are_those_of_the_pages():
    annex = plain(3)
    with pymupdf.open(stream=grafted(("Annex A", annex)).content) as pdf:
        places = [page.get_text() for page in pdf]
    assert "After" in places[5]
    assert "Page 6" in places[5]


def test_a_placeholder_that_is_no_strip_is_an_error_of_ours():
    made = document("<h1>Pack</h1><div style='break-before: page'></div><p class=new-page>x</p>")
    with pytest.raises(ValueError, match="at most 40 mm"):
        graft(made, [Insertion(plain(), 1, 1, "Annex A")])


def test_values_that_make_no_sense_are_left_out():
    def change(pdf):
        page = pdf.pages[0].obj
        page.Rotate, page.UserUnit = 45, -3
        page.CropBox = Array([900, 900, 1000, 1000])
        page.MediaBox = Array([0, 0, 0, 0])

    with opened(grafted(("Annex A", changed(plain(), change))).content) as pdf:
        page = pdf.pages[2].obj
        assert int(page.Rotate) == 0
        assert [round(float(corner)) for corner in page.MediaBox] == [0, -28, 612, 792]
