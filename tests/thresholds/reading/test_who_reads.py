"""Who reads which version: everybody, those signed in, those who edit."""

from datetime import date

import pytest

from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories.thresholds import FrameworkFactory, filled
from tests.thresholds.reading.pages import pages_of_each_kind
from thresholds.models import Framework

pytestmark = pytest.mark.django_db


def test_everybody_reads_a_public_version_without_a_cookie(client):
    framework = FrameworkFactory(ready=True, in_force=True)
    for kind, address in pages_of_each_kind(framework).items():
        response = client.get(address)
        assert response.status_code == 200, kind
        assert not response.cookies, kind
        assert "csrf" not in response.text, kind
        assert response["Cache-Control"] == "no-cache"
        assert "Cookie" in response["Vary"]


def test_a_version_that_is_not_public_asks_to_sign_in(client):
    framework = FrameworkFactory(ready=True, in_force=True, is_public=False)
    reader = browser_of(everybody_but("thresholds_editor")[0])
    for kind, address in pages_of_each_kind(framework).items():
        assert "/sign-in" in client.get(address)["Location"], kind
        assert reader.get(address).status_code == 200, kind
        assert "private" in reader.get(address)["Cache-Control"]


def test_where_nothing_is_in_force_readers_are_told_so(client):
    FrameworkFactory(ready=True)
    reader = browser_of(everybody_but("thresholds_editor")[0])
    for address in ("/thresholds/", "/thresholds/level/1/", "/thresholds/search/?q=late"):
        assert "/sign-in" in client.get(address)["Location"]
        assert "No framework is in force yet" in reader.get(address).text


def test_a_draft_is_read_by_who_edits_it_alone_and_kept_nowhere(client):
    draft = filled(level_2="Often late")
    editor = browser_of(somebody_who_is("thresholds_editor"))
    others = [client, *(browser_of(each) for each in everybody_but("thresholds_editor"))]
    for kind, address in pages_of_each_kind(draft).items():
        response = editor.get(address)
        assert "This is a draft. It is not in force." in response.text, kind
        assert response["Cache-Control"] == "no-store"
        assert "X-Threshold-Framework" not in response
        assert "data-offline" not in response.text
    for other in others:
        assert other.get(f"/thresholds/version/{draft.pk}/").status_code == 404


@pytest.mark.parametrize(("state", "status"), [("still_used", 200), ("replaced", 404)])
def test_a_replaced_version_is_read_while_it_is_still_used(client, state, status):
    old = FrameworkFactory(ready=True, in_force=True)
    Framework.objects.filter(pk=old.pk).update(state=state)
    old.refresh_from_db()
    for kind, address in pages_of_each_kind(old).items():
        assert client.get(address).status_code == status, kind
    assert browser_of(somebody_who_is("thresholds_editor")).get(address).status_code == 200


def test_a_version_still_used_says_so_and_leads_to_the_one_in_force_and_back(client):
    old = FrameworkFactory(ready=True, in_force=date(2020, 1, 1), title="Help before 2026")
    Framework.objects.filter(pk=old.pk).update(state="still_used")
    FrameworkFactory(ready=True, in_force=True)
    page = client.get(f"/thresholds/version/{old.pk}/").text
    assert "It is still used for work that began with it." in page
    assert 'href="/thresholds/"' in page
    assert f'href="/thresholds/version/{old.pk}/"' in client.get("/thresholds/").text
    assert "Help before 2026" not in client.get("/thresholds/level/1/").text


def test_a_page_that_the_browser_has_is_not_sent_again(client):
    FrameworkFactory(ready=True, in_force=True)
    first = client.get("/thresholds/level/1/")
    again = client.get("/thresholds/level/1/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
