"""What a device is told to keep, and when it keeps it anew."""

import json
import re
from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.accounts.people import browser_of, everybody_but
from tests.factories.thresholds import FrameworkFactory, IndicatorFactory
from thresholds.models import Framework, Heading
from thresholds.offline import FILES, MODULES

pytestmark = pytest.mark.django_db


def kept(client: Client) -> dict:
    response = client.get("/thresholds/offline.js")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert not response.cookies
    return json.loads(re.match(r"const kept = (.*);\n", response.text)[1])


def test_every_page_of_the_version_in_force_is_kept_and_nothing_else(client):
    framework = FrameworkFactory(ready=True, in_force=True)
    FrameworkFactory(ready=True)
    headings = Heading.objects.filter(domain__framework=framework)
    pages = kept(client)["pages"]
    assert len(pages) == len(set(pages)) == 1 + 4 + 3 + 14 + 5
    assert {f"/thresholds/heading/{each.pk}/" for each in headings} <= set(pages)
    assert not [page for page in pages if "version" in page or "?" in page]
    for page in pages:
        assert client.get(page)["X-Threshold-Framework"] == str(framework.pk)


def test_who_may_not_read_keeps_nothing(client):
    FrameworkFactory(ready=True, in_force=True, is_public=False)
    reader = browser_of(everybody_but("thresholds_editor")[0])
    assert kept(client)["pages"] == kept(client)["files"] == []
    assert kept(reader)["pages"]
    assert kept(client)["version"] != kept(reader)["version"]


def test_a_new_version_in_force_or_another_number_to_call_is_kept_anew(client):
    framework = FrameworkFactory(ready=True, in_force=date(2020, 1, 1))
    first = kept(client)["version"]
    assert kept(client)["version"] == first
    contact = framework.contacts.get()
    contact.telephone = "01632 960 999"
    contact.save()
    second = kept(client)["version"]
    Framework.objects.filter(pk=framework.pk).update(state="replaced")
    FrameworkFactory(ready=True, in_force=True)
    assert len({first, second, kept(client)["version"]}) == 3


def test_a_draft_changes_nothing_of_what_is_kept(client):
    FrameworkFactory(ready=True, in_force=True)
    first = kept(client)["version"]
    draft = FrameworkFactory(ready=True)
    heading = Heading.objects.filter(domain__framework=draft).first()
    IndicatorFactory(level=draft.levels.first(), heading=heading)
    assert kept(client)["version"] == first


def test_every_script_of_the_pages_is_among_the_files_that_are_kept():
    with open(finders.find("js/thresholds.js"), encoding="utf-8") as file:
        imported = re.findall(r'from "\./(.+?)"|import "\./(.+?)"', file.read())
    assert {f"js/{one or other}" for one, other in imported} == set(MODULES)
    assert all(finders.find(name) for name in FILES)
