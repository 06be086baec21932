"""The import of percentages as pages and as a command: nothing before it is confirmed."""

from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from core.models import AuditAct
from core.uploads import MAX_UPLOAD
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories.workforce import UPPER, print_shares
from tests.workforce.entry.test_import import HEAD, LINE
from tests.workforce.entry.typing_in import page, shares, text_of
from workforce.models import KeptPercentages, Snapshot

pytestmark = pytest.mark.django_db


def upload(client, content, **told):
    content = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("old.csv", content)
    return client.post(page("import_percentages"), {"file": file, **told})


class TestPages:
    def test_nothing_is_imported_before_it_is_confirmed(self, browser):
        address = upload(browser, HEAD + LINE, source="Report of 2012").url
        assert address == page("import_preview", KeptPercentages.objects.get().pk)
        words = text_of(browser.get(address))
        assert "Whole council: staff on 31 March 2010" in words
        assert "1 group, 4 percentages" in words
        assert not Snapshot.objects.exists()
        assert browser.post(address).url == page("snapshots")
        assert Snapshot.objects.get().source == "Report of 2012"
        assert not KeptPercentages.objects.exists()

    def test_it_says_what_would_be_replaced(self, browser, printed):
        print_shares(printed, UPPER, female="60")
        words = text_of(browser.get(upload(browser, HEAD + LINE).url))
        assert "the percentages held of 1 group are replaced" in words
        assert shares(printed) == {UPPER: (None, {"female": "60"})}

    def test_a_file_that_is_discarded_is_gone(self, browser):
        upload(browser, HEAD + LINE)
        browser.post(page("import_discard", KeptPercentages.objects.get().pk))
        assert not KeptPercentages.objects.exists()
        assert not Snapshot.objects.exists()
        told = [act.sentence for act in AuditAct.objects.order_by("-pk")[:2]]
        assert told == [
            "Nadia Rahman discarded the file old.csv",
            "Nadia Rahman uploaded for preview the file old.csv",
        ]

    def test_faults_are_told_and_the_file_is_not_kept(self, browser):
        line = LINE.replace("62.4", "112").replace("Council", "<script>alert(1)</script>")
        response = upload(browser, HEAD + line)
        words = text_of(response)
        assert "Nothing was imported. The faults of the file are listed below" in words
        assert "112 is more than 100" in words
        assert "<script>alert(1)" not in words
        assert not KeptPercentages.objects.exists()

    def test_what_no_longer_fits_is_told_and_changes_nothing(self, browser):
        line = LINE.replace("2010-03-31", "2026-03-30")
        address = upload(browser, HEAD + line).url
        Snapshot.objects.create(base="staff", day="2026-03-30", way="counts")
        words = text_of(browser.post(address))
        assert "This file can no longer be imported" in words
        assert "counts are held of" in words
        assert KeptPercentages.objects.exists()

    def test_another_file_takes_the_place_of_the_one_that_waits(self, browser):
        upload(browser, HEAD + LINE)
        upload(browser, HEAD + LINE)
        assert KeptPercentages.objects.count() == 1

    def test_a_file_is_only_that_of_who_uploaded_it(self, browser):
        address = upload(browser, HEAD + LINE).url
        colleague = browser_of(somebody_who_is("workforce_officer"))
        assert colleague.get(address).status_code == 404
        assert colleague.post(f"{address}discard/").status_code == 404
        assert KeptPercentages.objects.exists()

    @pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"PK\x03\x04", HEAD.encode()])
    def test_what_is_no_such_file_is_told(self, browser, content):
        response = upload(browser, content)
        assert response.status_code == 200
        assert "Nothing was imported" in text_of(response)

    def test_no_file_too_large_a_file_and_too_long_a_source_are_told(self, browser):
        response = browser.post(page("import_percentages"), {"source": ""})
        assert response.context["form"].errors["file"] == ["Select a CSV file"]
        response = upload(browser, b"x" * (MAX_UPLOAD + 1))
        assert response.context["form"].errors["file"] == ["The file must be smaller than 10 MB"]
        response = upload(browser, HEAD + LINE, source="s" * 501)
        assert "500" in response.context["form"].errors["source"][0]


class TestCommand:
    def run(self, tmp_path, content, **options) -> list[str]:
        file = tmp_path / "old.csv"
        file.write_text(content)
        out = StringIO()
        call_command("import_workforce", str(file), stdout=out, **options)
        return out.getvalue().splitlines()

    def test_warnings_are_told_a_line_each_and_the_last_line_is_the_record(self, tmp_path, printed):
        print_shares(printed, UPPER, female="60")
        lines = self.run(tmp_path, HEAD + LINE, source="Report of 2012")
        assert lines == [
            "Whole council: staff on 31 March 2010: 1 group, 4 percentages",
            "Warning: Whole council: staff on 31 March 2010: the percentages held of 1 group are "
            "replaced",
            str(printed.pk),
        ]
        assert Snapshot.objects.get().source == "Report of 2012"

    def test_a_check_changes_nothing(self, tmp_path):
        [line] = self.run(tmp_path, HEAD + LINE, check=True)
        assert line.endswith("1 group, 4 percentages")
        assert not Snapshot.objects.exists()

    def test_faults_are_told_a_line_each(self, tmp_path):
        with pytest.raises(CommandError) as failed:
            self.run(tmp_path, HEAD + LINE.replace("62.4", "112").replace("11.0", "few"))
        first, *faults = str(failed.value).splitlines()
        assert first == "old.csv was not imported:"
        assert len(faults) == 2
        assert not Snapshot.objects.exists()

    def test_a_file_that_is_not_there_is_told(self, tmp_path):
        with pytest.raises(CommandError, match="No such file"):
            call_command("import_workforce", str(tmp_path / "none.csv"))
