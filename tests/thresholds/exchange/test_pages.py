"""A framework's file on the screen: nothing is made before it is confirmed."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import AuditAct
from core.uploads import MAX_UPLOAD
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.thresholds.exchange.documents import as_file, bare, level, whole
from thresholds.exchange.importing import import_file
from thresholds.models import Framework, KeptFramework

pytestmark = pytest.mark.django_db


def page(name, *arguments):
    return reverse(f"thresholds:{name}", args=arguments)


@pytest.fixture
def browser():
    return browser_of(somebody_who_is("thresholds_editor"))


def upload(browser, content):
    file = SimpleUploadedFile("framework.json", content)
    return browser.post(page("import_upload"), {"file": file})


def words_of(response):
    return response.content.decode()


def test_it_is_previewed_and_made_when_it_is_confirmed(browser):
    address = upload(browser, as_file(whole())).url
    assert address == page("import_preview", KeptFramework.objects.get().pk)
    words = words_of(browser.get(address))
    assert "A new draft of the threshold framework. Nothing has been imported yet." in words
    assert "Protective factors" in words
    assert "1 September 2026" in words
    assert not Framework.objects.exists()
    answer = browser.post(address)
    assert answer.url == page("framework", Framework.objects.get().pk)
    assert not KeptFramework.objects.exists()
    assert "is imported as a draft" in words_of(browser.get(answer.url))


def test_what_looks_wrong_is_told_before(browser):
    content = as_file(bare(levels=[level(indicators=["Well", "Well"])]))
    words = words_of(browser.get(upload(browser, content).url))
    assert "stands twice under “Health”" in words
    assert "there is no office to call" in words


def test_faults_are_told_and_the_file_is_not_kept(browser):
    data = bare(levels=[level(name="<b>"), level(2, **{"<script>": 1})], title="")
    words = words_of(upload(browser, as_file(data)))
    assert "Nothing was imported. The faults of the file are listed below" in words
    assert "is not a part of the format of threshold frameworks" in words
    assert "<script>:" not in words
    assert not KeptFramework.objects.exists()
    assert not Framework.objects.exists()


def test_without_a_file_or_with_a_large_one_it_says_what_to_do(browser):
    assert "Select the file of a threshold framework" in words_of(
        browser.post(page("import_upload"), {"file": ""})
    )
    assert "The file must be smaller than 10 MB" in words_of(
        upload(browser, b" " * (MAX_UPLOAD + 1))
    )


def test_a_file_that_is_discarded_is_gone(browser):
    upload(browser, as_file(whole()))
    answer = browser.post(page("import_discard", KeptFramework.objects.get().pk))
    assert answer.url == page("versions")
    assert not KeptFramework.objects.exists()
    assert not Framework.objects.exists()
    told = AuditAct.objects.order_by("-pk").values_list("action", flat=True)[:2]
    assert list(told) == ["thresholds_file.discarded", "thresholds_file.kept"]


def test_a_version_is_downloaded_as_a_file_that_comes_in_again(browser):
    number = import_file(as_file(whole()), actor=None).record
    answer = browser.get(page("export", number))
    assert json.loads(answer.content) == whole()
    assert answer["Content-Disposition"] == (
        'attachment; filename="right-help-right-time-2026-09-01.json"'
    )


def test_nobody_else_imports_exports_or_sees_the_file_of_another():
    editor = somebody_who_is("thresholds_editor")
    upload(browser_of(editor), as_file(whole()))
    kept = KeptFramework.objects.get()
    number = import_file(as_file(bare()), actor=None).record
    for somebody in everybody_but("thresholds_editor"):
        browser = browser_of(somebody)
        assert upload(browser, as_file(whole())).status_code == 403
        assert browser.get(page("export", number)).status_code == 403
        assert browser.post(page("import_preview", kept.pk)).status_code == 403
        assert browser.post(page("import_discard", kept.pk)).status_code == 403
    another = browser_of(somebody_who_is("thresholds_editor"))
    assert another.get(page("import_preview", kept.pk)).status_code == 404
    assert another.post(page("import_discard", kept.pk)).status_code == 404
    assert KeptFramework.objects.exists()
    assert Framework.objects.count() == 1
