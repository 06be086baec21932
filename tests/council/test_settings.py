"""The council's settings, its logo and its colour."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from core.models import AuditAct
from council.colour import contrast_on_white
from council.models import Council
from tests.accounts.people import an_admin, browser_of, everybody_but

pytestmark = pytest.mark.django_db
ADDRESS = "/reference-data/settings/"


def picture(width=200, height=80, form="PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "#1d3c6e").save(content, format=form)
    return content.getvalue()


def save(browser=None, logo: bytes | None = None, **typed):
    council = Council.current()
    typed = {
        "name": "Ellenshaw Metropolitan Borough Council",
        "accent_colour": "#1d3c6e",
        "clear_days": 5,
        "revision": council.revision,
    } | typed
    if logo is not None:
        typed["logo"] = SimpleUploadedFile("our logo.png", logo)
    return (browser or browser_of(an_admin())).post(ADDRESS, typed)


def faults(response, field: str) -> str:
    return " ".join(response.context["form"].errors[field])


def test_only_administrators_change_the_settings():
    for somebody in everybody_but("admin"):
        browser = browser_of(somebody)
        assert browser.get(ADDRESS).status_code == 403
        assert save(browser).status_code == 403
    assert not Council.objects.exists()


def test_a_new_site_gets_its_council_here():
    assert save(short_name="Ellenshaw").status_code == 302
    council = Council.objects.get()
    assert str(council) == "Ellenshaw Metropolitan Borough Council"
    assert AuditAct.objects.get(action="council.changed").sentence.endswith(
        "changed the settings of Ellenshaw Metropolitan Borough Council"
    )


def test_settings_are_changed_and_every_page_shows_them():
    save()
    save(telephone="01632 960100", address="Civic Hall\r\nFoundry Square")
    page = Client().get("/sign-in/").content.decode()
    assert "01632 960100" in page
    assert Council.objects.get().address_lines == ["Civic Hall", "Foundry Square"]


def test_of_two_editors_the_second_sees_both_versions():
    save()
    save(telephone="1", revision=1)
    response = save(telephone="2", revision=1)
    assert response.status_code == 200
    assert "saved this while you had it open" in response.content.decode()
    assert Council.objects.get().telephone == "1"


@pytest.mark.parametrize(
    ("colour", "message"),
    [
        ("#ffdd00", "too light to read on white"),
        ("#777777", None),
        ("navy", "Enter a colour such as #1d3c6e"),
        ("", "Enter a colour"),
        ("#1D3C6E", None),
    ],
)
def test_a_colour_must_be_readable_on_white(colour, message):
    response = save(accent_colour=colour)
    if message:
        assert message in faults(response, "accent_colour")
        assert not Council.objects.exists()
    else:
        contrast = contrast_on_white(colour)
        assert (response.status_code == 302) == (contrast >= 4.5)


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)]
)
def test_contrast_is_that_of_the_guidelines(colour, contrast):
    assert contrast_on_white(colour) == pytest.approx(contrast, abs=0.01)


def test_the_logo_is_kept_and_shown_to_everybody():
    save(logo=picture())
    council = Council.objects.get()
    response = Client().get(council.logo.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(b"".join(response.streaming_content))).size == (200, 80)


def test_what_is_hidden_behind_the_picture_is_not_kept():
    save(logo=picture() + b"<script>alert(1)</script>")
    assert b"script" not in Council.objects.get().logo.read()


def test_a_file_that_is_not_the_logo_is_not_served():
    save(logo=picture())
    for name in ("other.png", "..%2Fsecret", "logo"):
        assert Client().get(f"/council/{name}").status_code == 404


@pytest.mark.parametrize(
    ("logo", "message"),
    [
        (picture(form="JPEG"), "must be a PNG picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "must be a PNG picture"),
        (picture()[:60], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 100, "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 1024 * 1024, "smaller than 1 MB"),
        (b"", "empty"),
        (picture(20, 20), "between 32 and 3,000 pixels"),
        (picture(3001, 500), "between 32 and 3,000 pixels"),
        (picture(2000, 40), "too long and thin"),
    ],
)
def test_what_is_no_fit_logo_is_refused_in_words(logo, message):
    save(logo=picture())
    kept = Council.objects.get().logo.name
    response = save(logo=logo)
    assert message in faults(response, "logo")
    assert Council.objects.get().logo.name == kept


def test_a_picture_that_unpacks_to_gigabytes_is_refused_unopened():
    huge = bytearray(picture())
    huge[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)
    response = save(logo=bytes(huge))
    assert "logo" in response.context["form"].errors


def test_a_new_logo_takes_the_place_of_the_old(django_capture_on_commit_callbacks):
    save(logo=picture())
    with django_capture_on_commit_callbacks(execute=True):
        save(logo=picture(300, 100))
    council = Council.objects.get()
    assert Image.open(council.logo).size == (300, 100)
    assert [path.name for path in Path(default_storage.path("council")).iterdir()] == [
        council.logo.name.removeprefix("council/")
    ]


def test_the_logo_is_removed(django_capture_on_commit_callbacks):
    save(logo=picture())
    with django_capture_on_commit_callbacks(execute=True):
        save(remove_logo="on")
    assert not Council.objects.get().logo
    assert not list(Path(default_storage.path("council")).iterdir())


def test_one_does_not_choose_and_remove_a_logo_at_once():
    save(logo=picture())
    response = save(logo=picture(), remove_logo="on")
    assert "Either select a new logo or remove" in faults(response, "remove_logo")


def test_saving_other_settings_keeps_the_logo():
    save(logo=picture())
    save(telephone="01632 960100")
    assert Council.objects.get().logo
