"""The page on which a clerk publishes."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from reports.models import Publication
from tests.factories.papers import PublicationFactory, frozen_paper, move
from tests.papers.publishing.people import clerk_of, member_of, other_clerk, writer_of
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
A_DAY_LATE = datetime(2027, 3, 10, 12, tzinfo=UTC)
AFTER_THE_MEETING = datetime(2027, 3, 20, 12, tzinfo=UTC)


def address(paper) -> str:
    return reverse("papers:publish", args=[paper.pk])


def audiences() -> list[str]:
    return list(Publication.objects.values_list("audience", flat=True))


def test_a_clerk_publishes_to_the_committee():
    paper = frozen_paper()
    browser = signed_in(clerk_of(paper))
    page = browser.get(address(paper)).text
    assert "there are 5 clear days before the meeting" in page
    assert "Why it is late" not in page
    response = browser.post(address(paper), {"audience": "committee"}, follow=True)
    assert "is published" in response.text
    assert audiences() == ["committee"]


def test_a_clerk_publishes_to_both_at_once():
    paper = frozen_paper()
    signed_in(clerk_of(paper)).post(address(paper), {"audience": "both"})
    assert audiences() == ["committee", "public"]


def test_a_second_press_of_the_committee_is_not_the_public():
    paper = frozen_paper()
    browser = signed_in(clerk_of(paper))
    for _ in range(2):
        assert browser.post(address(paper), {"audience": "committee"}).status_code == 302
    assert audiences() == ["committee"]


def test_somebody_has_to_choose_who_reads_it():
    paper = frozen_paper()
    response = signed_in(clerk_of(paper)).post(address(paper), {})
    assert "Select who shall read it" in response.text
    assert audiences() == []


def test_what_the_committee_has_is_then_published_to_everybody():
    paper = frozen_paper()
    PublicationFactory(paper=paper)
    browser = signed_in(clerk_of(paper))
    page = browser.get(address(paper)).text
    assert "Publish to the public" in page
    assert 'name="audience" value="public"' in page
    browser.post(address(paper), {"audience": "public"})
    assert audiences() == ["committee", "public"]
    assert browser.get(address(paper)).status_code == 302


def test_a_late_one_asks_why_beside_the_fields_and_keeps_what_was_typed(time_machine):
    time_machine.move_to(A_DAY_LATE)
    paper = frozen_paper()
    browser = signed_in(clerk_of(paper))
    assert "The last day to publish 5 clear days before the meeting was 9 March 2027." in (
        browser.get(address(paper)).text
    )
    typed = {"audience": "committee", "late_reason": "Figures came late", "urgency": ""}
    response = browser.post(address(paper), typed)
    assert response.context["form"].errors == {"urgency": ["Enter why the paper is urgent"]}
    assert "Figures came late" in response.text
    assert audiences() == []
    browser.post(address(paper), typed | {"urgency": "It begins in April"})
    assert Publication.objects.get().urgency == "It begins in April"


def test_after_the_meeting_nobody_is_asked_why_everybody_reads_it_late(time_machine):
    paper = frozen_paper()
    PublicationFactory(paper=paper)
    time_machine.move_to(AFTER_THE_MEETING)
    browser = signed_in(clerk_of(paper))
    page = browser.get(address(paper)).text
    assert "Why it is late" not in page
    assert "The paper is late" not in page
    browser.post(address(paper), {"audience": "public"})
    assert audiences() == ["committee", "public"]


def test_what_cannot_be_published_says_why():
    paper = frozen_paper()
    move(paper.pack, "draft")
    browser = signed_in(clerk_of(paper))
    assert "sent back to be corrected" in browser.get(address(paper)).text
    response = browser.post(address(paper), {"audience": "committee"})
    assert "sent back to be corrected" in response.text
    assert audiences() == []


def test_who_may_not_publish(client):
    paper = frozen_paper()
    PublicationFactory(paper=paper)
    for somebody in (member_of(paper), writer_of(paper)):
        browser = signed_in(somebody)
        assert browser.get(address(paper)).status_code == 403
        assert browser.post(address(paper), {"audience": "public"}).status_code == 403
    assert signed_in(other_clerk()).get(address(paper)).status_code == 404
    assert "/sign-in/" in client.get(address(paper))["Location"]
    assert audiences() == ["committee"]
