"""The frozen bytes as a browser, a cache or a download manager asks for them."""

import pytest
from django.urls import reverse

from tests.factories.papers import PackFactory, PublicationFactory, freeze_pack
from tests.papers.publishing.people import member_of
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper():
    paper = freeze_pack(PackFactory(title="Plan: “fair” / 2027"), content=b"0123456789")
    PublicationFactory(paper=paper)
    PublicationFactory(paper=paper, audience="public")
    return paper


@pytest.fixture
def file(paper):
    return paper.files.get(side="open", audience="public")


@pytest.fixture
def address(paper) -> str:
    return reverse("papers:public_pdf", args=[paper.pk])


def test_the_bytes_are_those_that_were_frozen(client, address, file):
    response = client.get(address)
    assert response.content == bytes(file.content)
    assert response["Content-Type"] == "application/pdf"
    assert response["ETag"] == f'"{file.sha256}"'
    assert response["Content-Disposition"] == (
        'inline; filename="2027-03-17-plan-fair-2027-version-1-part-a.pdf"'
    )


def test_a_public_one_is_kept_for_good_and_one_of_the_committee_is_asked_for(
    client, address, paper
):
    assert client.get(address)["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Vary" not in client.get(address)
    own = reverse("papers:paper_file", args=[paper.pk, "open"])
    assert signed_in(member_of(paper)).get(own)["Cache-Control"] == "private, no-cache"


def test_what_a_browser_has_is_not_sent_again(client, address, file, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(address, headers={"If-None-Match": f'"{file.sha256}"'})
    assert response.status_code == 304
    assert response.content == b""
    assert response["ETag"] == f'"{file.sha256}"'
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_head_tells_the_length_without_the_bytes(client, address, file):
    response = client.head(address)
    assert response.status_code == 200
    assert response["Content-Length"] == str(file.size)
    assert response.content == b""


@pytest.mark.parametrize(
    ("asked", "sent", "place"),
    [
        ("bytes=0-3", b"0123", "0-3"),
        ("bytes=4-5", b"45", "4-5"),
        ("bytes=13-", b"en public", None),
        ("bytes=-6", b"public", None),
        ("bytes=8-999", b"89 open public", None),
    ],
)
def test_a_part_is_sent_where_one_is_asked_for(client, address, file, asked, sent, place):
    response = client.get(address, headers={"Range": asked})
    assert (response.status_code, response.content) == (206, sent)
    if place:
        assert response["Content-Range"] == f"bytes {place}/{file.size}"


@pytest.mark.parametrize("asked", ["bytes=999-", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(client, address, file, asked):
    response = client.get(address, headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{file.size}"


@pytest.mark.parametrize(
    "asked",
    [
        *("bytes=0-1,3-4", "bytes=5-2", "bytes=-", "lines=1-2", "bytes=a-b", "x"),
        *(f"bytes={'9' * 5000}-", f"bytes=-{'9' * 5000}"),
    ],
)
def test_whatever_else_is_asked_the_whole_is_sent(client, address, file, asked):
    response = client.get(address, headers={"Range": asked})
    assert (response.status_code, response.content) == (200, bytes(file.content))


def test_a_part_of_another_file_is_not_mixed_in(client, address, file):
    headers = {"Range": "bytes=0-3", "If-Range": '"other"'}
    assert client.get(address, headers=headers).status_code == 200
    headers["If-Range"] = f'"{file.sha256}"'
    assert client.get(address, headers=headers).status_code == 206


def test_nobody_posts_to_it(client, address):
    assert client.post(address).status_code == 405
