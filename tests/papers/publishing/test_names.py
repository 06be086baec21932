"""In public versions officers are called by their posts, unless the council names them."""

from xml.etree import ElementTree as ET

import pytest

from council.models import Council
from reports.models import Pack
from reports.papers.names import posts_for_names
from tests.factories.council import CouncilFactory, PersonFactory

pytestmark = pytest.mark.django_db
OFFICER = "Equality Officer"


@pytest.fixture(autouse=True)
def people():
    CouncilFactory(email="equality@ellenshaw.example")
    PersonFactory(name="Dale Porter", post=OFFICER, email="d.porter@ellenshaw.example")
    PersonFactory(name="Dale Porter-Hall", post="Analyst")
    PersonFactory(name="Seán O’Brien", post="")
    PersonFactory(name="Işıl Yıldız", post="Planner")
    PersonFactory(name="Zoë\u200bKa\u00adne", post="Auditor")
    PersonFactory(name="Will Grant", post="Lawyer")
    PersonFactory(name="Madan", post="Clerk")
    PersonFactory(name="Amina Yusuf", post="Assistant Director", named_in_public=True)


def public(html: str, *, replaces: bool = True) -> str:
    tree = ET.fromstring(f"<html><body>{html}</body></html>")  # noqa: S314
    posts_for_names(Pack(replaces_names=replaces))(tree)
    return ET.tostring(tree[0], encoding="unicode").removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Dale Porter", OFFICER),
        ("Ask Dale Porter.", f"Ask {OFFICER}."),
        ("Dale  Porter", OFFICER),
        ("Dale\u00a0Porter", OFFICER),
        ("Dale\nPorter", OFFICER),
        ("DALE PORTER", OFFICER),
        ("Dale\u200bPorter", OFFICER),
        ("Dale\u200b Por\u00adter", OFFICER),
        ("Işıl Yıldız", "Planner"),
        ("IŞIL YILDIZ", "Planner"),
        ("Zoë Kane", "Auditor"),
        ("Dale Porter / C&amp;F", f"{OFFICER} / C&amp;F"),
        ("EP&amp;L / Dale Porter / TF", f"EP&amp;L / {OFFICER} / TF"),
        ("Dale Porter’s plan", f"{OFFICER}’s plan"),
        ("Dale Porter and Dale Porter", f"{OFFICER} and {OFFICER}"),
        ("Dale Porter, Equality Officer", OFFICER),
        ("Dale Porter (Equality Officer)", OFFICER),
        ("Dale Porter-Hall", "Analyst"),
        ("Dale Porter-Smith", "Dale Porter-Smith"),
        ("McDale Porter", "McDale Porter"),
        ("Dale Porterfield", "Dale Porterfield"),
        ("Seán O'Brien", "An officer"),
        ("Led by Seán O’Brien", "Led by an officer"),
        ("It is done. Seán O’Brien did it", "It is done. An officer did it"),
        ("The council will grant it", "The council will grant it"),
        ("Madan", "Clerk"),
        ("C&amp;F / Madan", "C&amp;F / Clerk"),
        ("The Madan method", "The Madan method"),
        ("Amina Yusuf", "Amina Yusuf"),
    ],
)
def test_whole_names_are_replaced_as_they_are_written(typed, printed):
    assert public(f"<p>{typed}</p>") == f"<p>{printed}</p>"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<p>Dale<br />Porter</p>", f"<p>{OFFICER}<br /></p>"),
        ("<p><b>Dale</b> Porter said</p>", f"<p><b>{OFFICER}</b> said</p>"),
        ("<p>By <b>Dale Porter</b></p>", f"<p>By <b>{OFFICER}</b></p>"),
        ("<p>Dale</p><p>Porter</p>", "<p>Dale</p><p>Porter</p>"),
        ('<p title="Dale Porter">x</p>', f'<p title="{OFFICER}">x</p>'),
        ("<svg><title>Of Dale Porter</title></svg>", f"<svg><title>Of {OFFICER}</title></svg>"),
        ('<p id="Dale Porter">x</p>', '<p id="Dale Porter">x</p>'),
    ],
)
def test_names_are_found_wherever_they_are_read(typed, printed):
    assert public(typed) == printed


@pytest.mark.parametrize(
    "address",
    ["d.porter@ellenshaw.example", "D.PORTER@ellenshaw.example", "dale.porter@other.example"],
)
def test_an_address_goes_with_its_link(address):
    quoted = address.replace("@", "%40")
    for link in (address, quoted):
        told = public(f'<dd><a href="mailto:{link}">{address}</a></dd>')
        assert told == "<dd><a>equality@ellenshaw.example</a></dd>"


def test_the_address_of_the_council_stays():
    link = '<a href="mailto:equality@ellenshaw.example">equality@ellenshaw.example</a>'
    assert public(f"<p>Dale Porter: {link}</p>") == f"<p>{OFFICER}: {link}</p>"


def test_a_council_without_an_address_prints_none():
    Council.objects.update(email="")
    assert public("<p>d.porter@ellenshaw.example</p>") == "<p>address not published</p>"


def test_a_name_that_a_senior_officer_bears_too_stays():
    PersonFactory(name="Amina  Yusuf", post="Trainee")
    assert public("<p>Amina Yusuf</p>") == "<p>Amina Yusuf</p>"


def test_a_senior_name_that_begins_like_another_stays_whole():
    PersonFactory(name="Amina Yusuf Khan", post="Trainee")
    PersonFactory(name="Dale Porter Ames", post="Director", named_in_public=True)
    assert public("<p>Dale Porter Ames</p>") == "<p>Dale Porter Ames</p>"
    assert public("<p>Amina Yusuf Khan</p>") == "<p>Trainee</p>"


def test_a_pack_may_keep_its_names():
    assert public("<p>Dale Porter</p>", replaces=False) == "<p>Dale Porter</p>"
