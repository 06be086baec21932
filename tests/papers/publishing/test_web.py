"""A document as a part of a web page: sound headings, tables that move, nothing that could harm."""

import re
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from weasyprint import HTML

from reports.binding.web import web_page_of

HOSTILE = [
    "<script>alert(1)</script>",
    "</article></main><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg onload=alert(1)>",
    "<!-- --><style>*{display:none}</style>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "javascript:alert(1)",
    "\u202e<b>",
]


class Tags(HTMLParser):
    """The tags and attributes that a browser finds."""

    def __init__(self, html):
        super().__init__()
        self.found, self.attributes, self.words = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words += data


def page(*mains: str) -> str:
    """What becomes of the insides of documents."""
    html = "<!doctype html><title>x</title><body><main>{}</main>"
    return web_page_of([HTML(string=html.format(main)).etree_element for main in mains])


def headings(html: str) -> list[str]:
    return re.findall(r"<(h\d)", html)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("h1 h2 h2 h3 h2", "h2 h3 h3 h4 h3"),
        ("h1 h3 h2 h4 h4", "h2 h3 h3 h4 h4"),
        ("h2 h3 h2", "h2 h3 h2"),
        ("h1 h2 h3 h4 h5 h6", "h2 h3 h4 h5 h6 h6"),
    ],
)
def test_headings_stand_below_that_of_the_page_without_a_gap(printed, shown):
    html = page("".join(f"<{tag}>Words</{tag}>" for tag in printed.split()))
    assert headings(html) == shown.split()


def test_each_part_is_an_article_that_begins_anew():
    html = page("<h1>Plan</h1><h2>Aims</h2>", "<h1>Progress</h1>")
    assert html.count("<article>") == 2
    assert headings(html) == ["h2", "h3", "h2"]


def test_names_that_links_lead_to_are_kept():
    html = page('<h2 id="p1-aims">Aims</h2><p><a href="#p1-aims">Aims</a></p>')
    assert '<h2 id="p1-aims">' in html
    assert '<a href="#p1-aims">' in html


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_type_is_shown_and_never_run(words):
    template = Template(
        "<h1>{{ words }}</h1><p title='{{ words }}'>{{ words|linebreaksbr }}</p>"
        "<table><caption>{{ words }}</caption><tr><td>{{ words }}</td></tr></table>"
        '<p><a href="mailto:{{ words|urlencode:"@" }}">{{ words }}</a></p>'
        "<svg viewBox='0 0 1 1'><title>{{ words }}</title><text>{{ words }}</text></svg>"
    )
    told = Tags(page(template.render(Context({"words": words}))))
    assert set(told.found) <= set(
        "article h2 p br div table caption span tbody tr td a svg title text".split()
    )
    assert not [name for name, _ in told.attributes if name.startswith("on") or name == "style"]
    assert told.words.count(words.replace("\n", "")) >= 5


@pytest.mark.parametrize(
    "harmful",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        "<svg><style>p { color: red }</style></svg>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><foreignObject><p>x</p></foreignObject></svg>",
        "<svg><use href='#x'/></svg>",
        "<svg><image href='https://example.org/a.png'/></svg>",
        "<img src='https://example.org/a.png' alt='x'>",
        "<iframe src='https://example.org'></iframe>",
        "<object data='x'></object>",
        "<form action='/sign-out/'><input name='x'><button>Go</button></form>",
        "<p style='color: red' onclick='alert(1)'></p>",
        "<a href='javascript:alert(1)'></a>",
        "<a href=' JavaScript:alert(1)'></a>",
        "<a href='data:text/html,x'></a>",
        "<svg><rect fill='url(https://example.org/a)'/></svg>",
    ],
)
def test_even_if_a_template_wrote_it_nothing_runs_or_loads(harmful):
    html = page(f"<p>before</p>{harmful}<p>after</p>")
    told = Tags(html)
    assert set(told.found) <= {"article", "p", "svg", "a", "rect"}
    assert {name for name, _ in told.attributes} <= {"aria-hidden"}
    assert "before" in html
    assert "after" in html


def test_words_after_what_goes_stay():
    assert "one two three" in page("<p>one <script>x</script>two <font>three</font></p>")


def test_a_table_moves_in_a_frame_that_is_named_by_its_caption():
    html = page("<table><caption>Risks</caption><tr><td>1</td></tr></table><p>After</p>")
    named = re.search(
        r'<div class="app-scroll" role="group" tabindex="0" aria-labelledby="(.+?)"', html
    )
    assert f'<caption id="{named[1]}"><span class="caption-words">Risks</span></caption>' in html
    assert html.index("</table></div>") < html.index("After")


def test_two_tables_of_two_parts_have_names_of_their_own():
    table = "<table><caption>Risks</caption><tr><td>1</td></tr></table>"
    names = re.findall(r' id="(.+?)"', page(table, table))
    assert len(set(names)) == len(names) == 2


def test_a_chart_is_one_picture_with_its_title():
    html = page("<svg viewBox='0 0 2 1'><title>Women: 40%</title><rect width='1'/></svg>")
    named = re.search(r'<svg viewBox="0 0 2 1" role="img" aria-labelledby="(.+?)">', html)
    assert f'<title id="{named[1]}">Women: 40%</title>' in html


def test_a_band_keeps_its_word():
    assert '<span class="band red">Red</span>' in page('<span class="band red">Red</span>')


def test_marks_that_only_layout_needs_go():
    assert "equality@council" in page("<p>equality@\u200bcoun\u00adcil</p>")


def test_an_annex_says_that_it_is_in_the_pdf():
    empty = '<section class="annex-page"></section>'
    html = page(f"<h1>Survey</h1>{empty * 3}")
    assert html.count("The pages of this annex are in the PDF.") == 1
    assert "annex-page" not in html
