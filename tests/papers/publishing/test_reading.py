"""Who reads which document of a paper, and what its page tells."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from reports.models import PaperFile
from tests.factories.accounts import RoleAssignmentFactory, UserFactory
from tests.factories.papers import PackFactory, PublicationFactory, freeze_pack, frozen_paper
from tests.papers.publishing.people import (
    approver_of,
    clerk_of,
    member_of,
    other_clerk,
    other_member,
    other_officer,
    writer_of,
)
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
PAGES = ("paper", "paper_file", "paper_text", "check", "paper_data")


def addresses(paper) -> dict[str, str]:
    more = {"paper_file": ["open"], "paper_text": ["open"], "paper_data": [7]}
    return {name: reverse(f"papers:{name}", args=[paper.pk, *more.get(name, [])]) for name in PAGES}


def file_of(paper, side="open") -> str:
    return reverse("papers:paper_file", args=[paper.pk, side])


def with_data():
    return frozen_paper(exempt=True, data={"7": {"title": "Plan of the year"}})


def page_of(paper, user) -> str:
    return signed_in(user).get(paper.get_absolute_url()).text


class TestWhoReads:
    def test_what_is_not_published_is_read_by_those_who_work_on_it_and_the_clerk(self):
        paper = with_data()
        for user in (writer_of(paper), approver_of(paper), clerk_of(paper)):
            browser = signed_in(user)
            for name, address in addresses(paper).items():
                assert browser.get(address).status_code == 200, name

    def test_and_is_not_there_for_anybody_else(self, client):
        paper = with_data()
        others = [member_of(paper), other_clerk(), other_member(), other_officer(), UserFactory()]
        others += [RoleAssignmentFactory(admin=True).user]
        for user in others:
            browser = signed_in(user)
            for name, address in addresses(paper).items():
                assert browser.get(address).status_code == 404, name
        for name, address in addresses(paper).items():
            assert "/sign-in/" in client.get(address)["Location"], name

    def test_members_read_what_is_published_to_their_committee(self):
        paper = with_data()
        PublicationFactory(paper=paper)
        browser = signed_in(member_of(paper))
        for name, address in addresses(paper).items():
            assert browser.get(address).status_code == 200, name
        assert signed_in(other_member()).get(paper.get_absolute_url()).status_code == 404

    def test_part_b_is_for_the_committee_and_those_who_work_on_it(self):
        paper = with_data()
        PublicationFactory(paper=paper)
        PublicationFactory(paper=paper, audience="public")
        for user in (member_of(paper), clerk_of(paper), writer_of(paper), approver_of(paper)):
            assert (
                signed_in(user).get(file_of(paper, "exempt")).content.endswith(b"exempt committee")
            )
            assert "Part B (exempt)" in page_of(paper, user)
        for user in (other_member(), other_clerk(), other_officer(), UserFactory()):
            assert signed_in(user).get(file_of(paper, "exempt")).status_code == 404
            assert "Part B" not in page_of(paper, user)

    def test_others_who_signed_in_get_the_public_version_of_a_public_paper(self):
        paper = with_data()
        PublicationFactory(paper=paper, audience="public")
        browser = signed_in(other_officer())
        assert browser.get(file_of(paper)).content.endswith(b"open public")
        assert "This is the version for the public" in browser.get(paper.get_absolute_url()).text
        assert browser.get(addresses(paper)["paper_data"]).status_code == 404
        PublicationFactory(paper=paper)
        member = signed_in(member_of(paper))
        assert member.get(file_of(paper)).content.endswith(b"open committee")

    def test_a_member_of_another_committee_is_no_member_of_this_one(self):
        paper = with_data()
        PublicationFactory(paper=paper, audience="public")
        browser = signed_in(other_member())
        assert browser.get(file_of(paper)).content.endswith(b"open public")


class TestThePage:
    def test_each_step_is_told_with_its_person_and_its_time(self):
        paper = frozen_paper()
        told = page_of(paper, clerk_of(paper))
        for words in ("Written by", "Submitted by", "Approved by", "Frozen by"):
            assert words in told
        assert told.count("9 March 2027, 12:00") >= 3
        assert "Not noted" not in told

    def test_each_document_is_verified_over_the_stored_bytes(self):
        paper = frozen_paper()
        told = page_of(paper, clerk_of(paper))
        file = paper.files.get(side="open", audience="committee")
        assert file.sha256 in told
        assert "the stored bytes still have the SHA-256" in told

    def test_bytes_that_somebody_exchanged_in_the_database_are_found_out(self):
        paper = frozen_paper()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE reports_paperfile DROP CONSTRAINT paper_file_hash")
            cursor.execute("ALTER TABLE reports_paperfile DISABLE TRIGGER ALL")
        file = paper.files.get(side="open", audience="committee")
        content = b"X" + bytes(file.content)[1:]
        PaperFile.objects.filter(pk=file.pk).update(content=content)
        told = page_of(paper, clerk_of(paper))
        assert "The stored bytes are not those that were frozen" in told
        assert "still have" not in told

    def test_a_replaced_version_says_so_and_the_new_one_what_it_replaces(self):
        pack = PackFactory()
        first = freeze_pack(pack)
        second = freeze_pack(pack, correction="Table 2 was that of the year before.")
        clerk = clerk_of(first)
        assert "Version 2 replaces this version" in page_of(first, clerk)
        told = page_of(second, clerk)
        assert "which replaces" in told
        assert "Table 2 was that of the year before." in told
        assert "replaces this version" not in told

    def test_a_new_version_that_one_may_not_read_yet_is_not_told(self):
        pack = PackFactory()
        first = freeze_pack(pack)
        PublicationFactory(paper=first)
        freeze_pack(pack)
        assert "replaces this version" not in page_of(first, member_of(first))

    def test_a_clerk_is_offered_to_publish_and_nobody_else(self):
        paper = frozen_paper()
        assert "Publish this paper" in page_of(paper, clerk_of(paper))
        assert "Publish this paper" not in page_of(paper, writer_of(paper))
        PublicationFactory(paper=paper)
        assert "Publish to the public" in page_of(paper, clerk_of(paper))
        PublicationFactory(paper=paper, audience="public")
        assert "Publish to" not in page_of(paper, clerk_of(paper))

    def test_a_late_publication_tells_its_reasons(self):
        paper = frozen_paper()
        PublicationFactory(
            paper=paper, clear_days=2, is_late=True, late_reason="Figures", urgency="April"
        )
        told = page_of(paper, member_of(paper))
        assert "2 clear days before the meeting" in told
        assert "Figures" in told
        assert "April" in told

    def test_many_versions_take_as_many_queries_as_one(self, django_assert_max_num_queries):
        pack = PackFactory()
        for _ in range(4):
            paper = freeze_pack(pack, exempt=True, data={"7": {"title": "A"}})
        browser = signed_in(clerk_of(paper))
        with django_assert_max_num_queries(16):
            browser.get(paper.get_absolute_url())


def test_the_data_behind_a_paper_is_downloaded_in_the_plan_format():
    paper = with_data()
    response = signed_in(writer_of(paper)).get(addresses(paper)["paper_data"])
    assert json.loads(response.content) == {"title": "Plan of the year"}
    assert "2027-03-17-plan-of-the-year.json" in response["Content-Disposition"]
    unknown = reverse("papers:paper_data", args=[paper.pk, 8])
    assert signed_in(writer_of(paper)).get(unknown).status_code == 404


class TestCheckingAFile:
    def check(self, paper, content, user=None) -> str:
        browser = signed_in(user or member_of(paper))
        upload = {"file": SimpleUploadedFile("paper.pdf", content)}
        return browser.post(reverse("papers:check", args=[paper.pk]), upload).text

    def content(self, paper, side="open", audience="committee") -> bytes:
        return bytes(paper.files.get(side=side, audience=audience).content)

    @pytest.fixture
    def paper(self):
        paper = frozen_paper(exempt=True)
        PublicationFactory(paper=paper)
        return paper

    def test_a_copy_is_known(self, paper):
        told = self.check(paper, self.content(paper))
        assert "paper.pdf is genuine, to the last byte: Part A (open) of version 1" in told

    def test_so_is_a_copy_of_the_public_version(self, paper):
        told = self.check(paper, self.content(paper, audience="public"))
        assert "Part A (open), for the public, of version 1" in told

    def test_so_is_a_copy_of_another_version(self, paper):
        freeze_pack(paper.pack)
        later = paper.replaced_by
        told = self.check(later, self.content(paper), clerk_of(paper))
        assert "of version 1" in told
        assert paper.get_absolute_url() in told

    def test_one_byte_makes_another_file(self, paper):
        told = self.check(paper, self.content(paper)[:-1] + b"X")
        assert "is not a document of this paper" in told

    def test_a_part_that_one_may_not_read_is_not_betrayed(self, paper):
        PublicationFactory(paper=paper, audience="public")
        told = self.check(paper, self.content(paper, side="exempt"), other_officer())
        assert "is not a document of this paper that you may read" in told

    def test_a_file_has_to_be_selected(self, paper):
        browser = signed_in(member_of(paper))
        response = browser.post(reverse("papers:check", args=[paper.pk]), {})
        assert "Select the file that you hold" in response.text

    def test_nothing_of_it_is_kept(self, paper):
        files = PaperFile.objects.count()
        self.check(paper, b"something")
        assert PaperFile.objects.count() == files


def test_the_text_is_read_with_its_contents():
    paper = frozen_paper(html="<article><h2>Plan</h2></article>", texts=[("Aims", "Be fair")])
    address = addresses(paper)["paper_text"]
    told = signed_in(writer_of(paper)).get(address).text
    assert "<article><h2>Plan</h2></article>" in told
    assert '<a class="app-contents__link" href="#heading-1">Aims</a>' in told
