"""The booklet of the threshold framework: every word once, in order, for eye and ear."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse

import reports.rendering
from reports.documents import KINDS
from reports.documents.thresholds import (
    LevelPart,
    chart_columns,
    chart_rows,
    level_parts,
    safeguarding_line,
)
from reports.models import Document
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import CouncilFactory
from tests.factories.thresholds import (
    ContactFactory,
    FrameworkFactory,
    IndicatorFactory,
    SocialCareLevelFactory,
    SocialCareParagraphFactory,
    filled,
)
from tests.judges import assert_accessible_pdf
from tests.pdf_structure import Structure, read_structure
from tests.reports.test_plan_document import printed, read, squeezed
from thresholds.models import Contact, Framework, Heading, Indicator, Level
from thresholds.reading import FrameworkReading

pytestmark = pytest.mark.django_db
THRESHOLDS = KINDS["thresholds"]
INDICATORS = 196
"""Somewhat more than the 190 that a printed framework has."""
SIGN = re.compile(r"Sign (\d+) of need")


def compose(framework: Framework) -> bytes:
    return THRESHOLDS.compose(framework, "officer").content


def whole_framework() -> Framework:
    """A draft with something in every field, 196 indicators, and two protective factors."""
    framework = FrameworkFactory(
        ready=True,
        title="Right help, right time",
        subtitle="Thresholds of need",
        introduction=["Most children grow up well.", "Some need more."],
        how_to_use=["Several weak indicators together can raise a level."],
        at_risk=["Do not wait and do not investigate by yourself."],
        escalation=["Talk to each other on the same day."],
    )
    for name in ("key_features", "assessment_process", "consent", "key_services"):
        _fill(framework, name)
    for name in ("what_next", "step_up", "step_down"):
        _fill(framework, name)
    headings = list(Heading.objects.filter(domain__framework=framework))
    places = [(level, heading) for level in framework.levels.all() for heading in headings]
    Indicator.objects.bulk_create(
        Indicator(
            level=level,
            heading=heading,
            position=place,
            text=f"Sign {number * 4 + place} of need",
        )
        for number, (level, heading) in enumerate(places)
        for place in range(3 + number % 2)
    )
    for number, (level, heading) in enumerate(places[:2]):
        IndicatorFactory(
            level=level, heading=heading, kind="protective", text=f"Strength {number} of a child"
        )
    SocialCareParagraphFactory(framework=framework, number="1.1", bullets=["Section 17"])
    for column in framework.social_care_levels.all():
        column.key_features = [f"Chart features {column.number}"]
        column.criteria = [f"Criterion {column.number} a", f"Criterion {column.number} b"]
        column.assessment = [f"Assessment of the chart {column.number}"]
        column.save()
    ContactFactory(framework=framework, address=["Civic Centre", "High Street"])
    ContactFactory(
        framework=framework,
        name="Emergency duty team",
        telephone="01632 960 999",
        hours="Evenings and weekends",
    )
    return framework


def _fill(framework: Framework, name: str) -> None:
    for level in framework.levels.all():
        setattr(level, name, [f"The {name} of level {level.number}", f"More {name} {level.number}"])
        level.save()


@pytest.fixture(scope="module")
def booklet(django_db_setup, django_db_blocker) -> bytes:
    """The printed whole framework, made once for all tests that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        CouncilFactory(telephone="01632 960100")
        content = compose(whole_framework())
        transaction.set_rollback(True)
    return content


@pytest.fixture(scope="module")
def told(booklet) -> Structure:
    return read_structure(booklet)


def small(*, in_force: date | None = None, **how) -> Framework:
    """A framework of one level and one indicator: quickly printed."""
    framework = FrameworkFactory(**how)
    level = Level.objects.create(framework=framework, number=1, name="Universal")
    domain = framework.domains.create(name="Child", position=0)
    heading = domain.headings.create(name="Health", position=0)
    IndicatorFactory(level=level, heading=heading, text="Often tired")
    ContactFactory(framework=framework)
    if in_force:
        framework.state, framework.in_force_from = Framework.State.IN_FORCE, in_force
        framework.save()
    return framework


@pytest.fixture
def html_of(monkeypatch) -> Callable[[Framework], str]:
    """What is sent to be laid out; the layout itself takes a second."""
    monkeypatch.setattr(reports.rendering, "render_pdf", lambda html, **how: html)
    return lambda framework: THRESHOLDS.compose(framework, "officer")


def test_it_passes_both_judges(booklet):
    assert_accessible_pdf(booklet)


def test_every_indicator_is_read_once_and_in_order(told):
    expected = [number * 4 + place for number in range(56) for place in range(3 + number % 2)]
    assert len(expected) == INDICATORS
    assert [int(number) for number in SIGN.findall(told.root.text)] == expected
    assert not SIGN.search(told.artifacts)


def test_every_indicator_is_a_point_of_a_list_after_its_own_heading(told):
    """Columns and pages cut the flow; what is read out is not cut."""
    kinds = ("H2", "H3", "H4", "LI")
    read_out = [each for each in told.root.walk() if each.kind in kinds]
    begin = next(n for n, each in enumerate(read_out) if each.text == "Level 2: Early intervention")
    level_2 = read_out[begin:]
    heading = next(n for n, each in enumerate(level_2) if each.text == "Community resources")
    signs = [each.text for each in level_2[heading + 1 : heading + 5]]
    assert [SIGN.search(text)[1] for text in signs] == ["108", "109", "110", "111"]
    assert level_2[heading + 5].kind == "H3"


def test_every_other_word_is_read_once_too(told):
    words = told.root.text
    for level in range(1, 5):
        for name in ("key_features", "assessment_process", "consent", "key_services"):
            assert words.count(f"The {name} of level {level}") == 1
            assert words.count(f"More {name} {level}") == 1
        for name in ("what_next", "step_up", "step_down"):
            assert words.count(f"The {name} of level {level}") == 1
    for number in (2, 3, 4):
        for once in ("Chart features", "Assessment of the chart"):
            assert words.count(f"{once} {number}") == 1
        assert words.count(f"Criterion {number} b") == 1
    for once in (
        "Most children grow up well.",
        "Several weak indicators together can raise a level.",
        "Do not wait and do not investigate by yourself.",
        "Talk to each other on the same day.",
        "Strength 0 of a child",
        "Section 17",
        "High Street",
        "never used mechanistically",
    ):
        assert words.count(once) == 1, once


def test_the_parts_come_in_the_order_of_the_printed_guidance(told):
    expected = [
        "Contents",
        "Introduction",
        "How to use this guidance",
        "The levels of need",
        "Level 1: Universal",
        "Level 2: Early intervention",
        "Level 3: Complex needs",
        "Level 4: Acute specialist needs",
        "Children’s social care",
        "Children’s social care: the chart",
        "When professionals disagree",
        "If you think a child may be at risk",
    ]
    assert [element.text for element in told.all("H2")] == expected
    contents = told.all("TOC")[0]
    listed = [item.elements[0].text for item in contents.elements]
    assert [re.sub(r"[\s\d]+$", "", entry) for entry in listed] == [
        re.sub(r"[\s\d]+$", "", heading) for heading in expected[1:]
    ]


def test_protective_factors_stand_apart_from_the_indicators(told):
    (before, list_) = _around(told.root, "Strength 0 of a child")
    assert before == "Protective factors"
    assert list_ == "Strength 0 of a child"


def _around(root, words: str) -> tuple[str, str]:
    """The words read before the list with these words, and the whole of that list."""
    read_out = [each for each in root.walk() if each.kind in ("P", "L")]
    place = next(n for n, each in enumerate(read_out) if each.kind == "L" and words in each.text)
    body = re.sub(r"^\+\s*", "", read_out[place].text)
    return read_out[place - 1].text, body


def test_the_windscreen_is_one_picture_told_in_words(told):
    picture = told.only("Figure")
    assert "need grows from Level 1: Universal on the left" in picture.alt
    assert "to Level 4: Acute specialist needs on the right" in picture.alt


def test_the_safeguarding_numbers_are_on_every_page_but_read_out_twice_only(booklet, told):
    """On the cover and where it says what to do; else every page would tell them again."""
    for page in read(booklet).pages:
        text = squeezed(page.extract_text())
        assert "999;Children'sfrontdoor01632960200" in text
        assert "Emergencydutyteam01632960999" in text
    assert told.root.text.replace("\N{NO-BREAK SPACE}", " ").count("01632 960 999") == 2
    assert told.artifacts.count("Emergency duty team") == len(read(booklet).pages) - 1


def test_the_chart_of_social_care_is_a_table_with_a_column_for_each_level(told):
    (table,) = told.all("Table")
    rows = [[cell.text for cell in row.elements] for row in table.all("TR")]
    assert rows[0] == [
        "What",
        "Level 2: Early intervention",
        "Level 3: Complex needs",
        "Level 4: Acute specialist needs",
    ]
    assert [row[0] for row in rows[1:]] == ["Key features", "Criteria", "Level of assessment"]
    assert "Criterion 3 b" in rows[2][2]


def test_numbers_to_call_can_be_called_from_a_screen(booklet):
    targets = {
        str(annotation.get_object()["/A"]["/URI"])
        for page in read(booklet).pages
        for annotation in page.get("/Annots", [])
        if "/A" in annotation.get_object()
    }
    assert {"tel:999", "tel:01632960200", "tel:01632960999"} <= targets


def test_the_word_draft_is_across_a_draft_only(html_of):
    draft = html_of(small())
    assert "static:pdf/draft.svg" in draft
    assert '<dd class="status">Draft</dd>' in draft
    in_force = html_of(small(in_force=date(2031, 9, 1)))
    assert "draft" not in in_force.casefold()
    assert "<dt>In force from</dt><dd>1 September 2031</dd>" in in_force


def test_nothing_is_scored_and_no_level_is_said_to_fit_a_child(told):
    text = told.root.text.casefold()
    for word in ("score", "suggest", "points", "total"):
        assert word not in text, word


class TestHoles:
    def test_a_draft_with_nothing_in_it_prints(self):
        content = compose(FrameworkFactory(title="Empty"))
        assert_accessible_pdf(content)
        headings = [element.text for element in read_structure(content).all("H2")]
        assert headings == [
            "Contents",
            "How to use this guidance",
            "If you think a child may be at risk",
        ]

    def test_headings_that_say_nothing_at_a_level_are_left_out(self):
        framework = filled(level_2="Often late")
        parts = level_parts(FrameworkReading(framework))
        assert [len(part.domains) for part in parts] == [0, 1, 0, 0]
        assert [cell.heading.name for cell in parts[1].domains[0].cells] == ["Health"]

    def test_a_level_without_words_has_no_heading_for_them(self):
        level = Level(number=2, name="Early", consent=["Ask first"])
        part = level_parts(FrameworkReading(filled()))[0]
        assert part.acting == []
        assert LevelPart(level, part.tone, []).acting == [("Consent", ["Ask first"])]

    def test_a_level_of_the_chart_that_the_framework_lacks_has_its_number(self):
        framework = filled()
        SocialCareLevelFactory(framework=framework, number=7, criteria=["Acute"])
        columns = chart_columns(FrameworkReading(framework))
        assert [column.name for column in columns][-2:] == [
            "Level 4: Acute specialist needs",
            "Level 7",
        ]
        assert chart_rows(columns) == [("Criteria", [[], [], [], ["Acute"]])]


class TestOddWords:
    def test_markup_and_odd_names_are_printed_as_they_are(self):
        framework = small(
            title="Right <b>help</b> & “Łódź”",
            subtitle='</style>"; } @page { content: "x" }',
            introduction=["<script>alert(1)</script>"],
        )
        Contact.objects.update(name='"Front" <door>; } body { display: none }')
        content = compose(framework)
        assert_accessible_pdf(content)
        text = printed(content)
        for words in (
            "Right <b>help</b> &",
            '</style>"; } @page { content: "x" }',
            "<script>alert(1)</script>",
            '"Front" <door>; }',
        ):
            assert squeezed(words) in text
        assert squeezed("Often tired") in text

    def test_more_than_a_page_under_one_heading_is_printed_whole(self):
        framework = small()
        indicator = Indicator.objects.get(level__framework=framework)
        long = " ".join(f"w{n}" for n in range(100))
        Indicator.objects.bulk_create(
            Indicator(
                level=indicator.level,
                heading=indicator.heading,
                position=31000 + n,
                text=f"Sign {n} of need {long}",
            )
            for n in range(30)
        )
        structure = read_structure(compose(framework))
        assert [int(n) for n in SIGN.findall(structure.root.text)] == list(range(30))
        assert structure.root.text.count("w99") == 30

    def test_a_long_title_stays_on_the_cover(self):
        framework = small(title="Right help at the right time for every child " * 10)
        pages = read(compose(framework)).pages
        assert squeezed(framework.title) in squeezed(pages[0].extract_text())
        assert "Contents" in pages[1].extract_text()


class TestTheLineInTheFoot:
    def test_it_names_every_office_with_its_hours(self):
        offices = [
            Contact(name="Front door", telephone="01632 960 200", hours="By day"),
            Contact(name="Duty team", telephone="01632 960 999"),
        ]
        line = safeguarding_line(Framework(emergency="999"), offices)
        assert line.replace("\N{NO-BREAK SPACE}", " ") == (
            "If you think a child may be at risk: in immediate danger call 999; "
            "Front door 01632 960 200 (By day); Duty team 01632 960 999"
        )

    def test_it_is_nothing_where_a_draft_has_no_numbers_yet(self):
        assert safeguarding_line(Framework(emergency=""), []) == ""


class TestWhoMayHaveIt:
    def test_editors_have_drafts_and_others_what_is_in_use(self):
        draft, in_force = small(), small(in_force=date(2031, 9, 1))
        editor, other = somebody_who_is("thresholds_editor"), somebody_who_is("school_respondent")
        assert set(THRESHOLDS.readable_by(editor)) >= {draft, in_force}
        assert list(THRESHOLDS.readable_by(other)) == [in_force]
        browser = browser_of(other)
        refused = browser.post(reverse("reports:make", args=["thresholds", draft.pk]))
        assert refused.status_code == 404
        assert not Document.objects.exists()

    def test_the_command_makes_it(self, tmp_path):
        path = tmp_path / "booklet.pdf"
        call_command("render_report", "thresholds", str(small().pk), f"--output={path}")
        assert squeezed("Often tired") in printed(path.read_bytes())


def test_its_file_is_named_by_title_and_day():
    framework = Framework(title="Right help, right time", in_force_from=date(2026, 9, 1))
    assert THRESHOLDS.file_name(framework) == ("right-help-right-time-from-1-september-2026.pdf")
    assert THRESHOLDS.file_name(Framework(title="Right help")) == "right-help-draft.pdf"


def test_reading_for_it_takes_the_same_few_queries(django_assert_num_queries, html_of):
    frameworks = [small(), whole_framework()]
    CouncilFactory()
    for framework in frameworks:
        with django_assert_num_queries(8):
            html_of(framework)
