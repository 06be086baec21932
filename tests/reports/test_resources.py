"""What a document may load: four schemes, two folders, and no way out of them."""

import pytest

from reports.resources import OwnResources, RefusedResource

OWN = OwnResources({"logo.png": b"picture"})


@pytest.mark.parametrize(
    ("url", "start"),
    [
        ("static:pdf/print.css", b"/* The look"),
        ("fonts:SourceSans3-Regular.ttf", b"\x00\x01\x00\x00"),
        ("given:logo.png", b"picture"),
        ("data:text/plain;base64,eHl6", b"xyz"),
    ],
)
def test_our_own_are_given(url, start):
    assert OWN(url).read().startswith(start)


@pytest.mark.parametrize(
    "url",
    [
        "http://192.0.2.1/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "static:../config/settings.py",
        "static:pdf/../../config/settings.py",
        "static:/etc/passwd",
        "static:pdf",
        "static:",
        "fonts:../../manage.py",
        "given:other.png",
        "given:",
        "x.png",
        "/etc/passwd",
    ],
)
def test_all_else_is_refused(url):
    with pytest.raises(RefusedResource):
        OWN(url)


def test_a_link_out_of_the_folder_is_refused(tmp_path, settings):
    folder = tmp_path / "static"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    settings.BASE_DIR = tmp_path
    with pytest.raises(RefusedResource):
        OWN("static:link.txt")


def test_an_uploaded_file_is_one_given_and_nothing_is_shared():
    with pytest.raises(RefusedResource):
        OwnResources()("given:logo.png")
