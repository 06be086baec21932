"""Publishing a paper: to the committee in time or with the reasons, then to everybody; once."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditAct
from reports.models import Publication
from reports.papers.acts import publish
from tests.factories.council import CouncilFactory, PersonFactory
from tests.factories.papers import (
    MeetingFactory,
    PackFactory,
    PublicationFactory,
    freeze_pack,
    frozen_paper,
    move,
)
from tests.papers.publishing.people import (
    clerk_of,
    member_of,
    other_clerk,
    other_member,
    writer_of,
)

pytestmark = pytest.mark.django_db
A_DAY_LATE = datetime(2027, 3, 10, 12, tzinfo=UTC)
REASONS = {"late_reason": "The figures came late", "urgency": "The plan begins in April"}


def faults(error) -> dict:
    return error.value.message_dict


def test_a_paper_is_published_to_its_committee():
    paper = frozen_paper()
    clerk = clerk_of(paper, name="Ines Gardner")
    (publication,) = publish(paper, ["committee"], actor=clerk)
    assert (publication.clear_days, publication.is_late) == (5, False)
    assert publication.published_by_name == "Ines Gardner"
    assert AuditAct.objects.latest("pk").sentence == (
        f"Ines Gardner published to the committee {paper}"
    )


def test_to_everybody_together_with_the_committee_or_after_it():
    both, one_by_one = frozen_paper(), frozen_paper()
    assert len(publish(both, ["committee", "public"], actor=clerk_of(both))) == 2
    clerk = clerk_of(one_by_one)
    publish(one_by_one, ["committee"], actor=clerk)
    publish(one_by_one, ["public"], actor=clerk)
    assert [each.audience for each in one_by_one.publications.all()] == ["committee", "public"]


def test_nobody_else_reads_it_before_the_committee():
    paper = frozen_paper()
    with pytest.raises(ValidationError, match="to the committee before everybody"):
        publish(paper, ["public"], actor=clerk_of(paper))
    assert not Publication.objects.exists()


def test_doing_it_twice_does_no_more_than_once():
    paper = frozen_paper()
    clerk = clerk_of(paper)
    member_of(paper)
    publish(paper, ["committee"], actor=clerk)
    acts = AuditAct.objects.count()
    assert publish(paper, ["committee"], actor=clerk) == []
    assert Publication.objects.count() == 1
    assert AuditAct.objects.count() == acts


def test_only_a_clerk_of_that_committee_publishes():
    paper = frozen_paper()
    PublicationFactory(paper=paper)
    for somebody in (member_of(paper), writer_of(paper), other_clerk()):
        with pytest.raises(PermissionDenied):
            publish(paper, ["public"], actor=somebody)


class TestALateOne:
    @pytest.fixture(autouse=True)
    def on_the_day(self, time_machine):
        time_machine.move_to(A_DAY_LATE)

    def test_states_why_it_is_late_and_why_it_is_urgent(self):
        paper = frozen_paper()
        with pytest.raises(ValidationError) as error:
            publish(paper, ["committee"], actor=clerk_of(paper), late_reason="  ")
        assert set(faults(error)) == {"late_reason", "urgency"}
        assert not Publication.objects.exists()

    @pytest.mark.parametrize("field", ["late_reason", "urgency"])
    def test_names_nobody_whom_the_council_does_not_name_in_public(self, field):
        PersonFactory(name="Dale Porter")
        PersonFactory(name="Amina Yusuf", named_in_public=True)
        paper, other = frozen_paper(), freeze_pack(PackFactory(replaces_names=False))
        told = {**REASONS, field: "Dale Porter was ill"}
        with pytest.raises(ValidationError) as error:
            publish(paper, ["committee"], actor=clerk_of(paper), **told)
        assert faults(error) == {
            field: [
                "This is read by everybody: name posts, not people. It says “Dale Porter”",
            ]
        }
        assert publish(other, ["committee"], actor=clerk_of(other), **told)
        told[field] = "Amina Yusuf was ill"
        assert publish(paper, ["committee"], actor=clerk_of(paper), **told)

    def test_keeps_the_reasons_and_the_days_that_were_left(self):
        paper = frozen_paper()
        (publication,) = publish(paper, ["committee"], actor=clerk_of(paper), **REASONS)
        assert publication.is_late
        assert publication.clear_days == 4
        assert publication.late_reason == REASONS["late_reason"]
        assert publication.urgency == REASONS["urgency"]

    def test_is_in_time_where_three_days_are_enough(self):
        CouncilFactory(clear_days=3)
        paper = frozen_paper()
        (publication,) = publish(paper, ["committee"], actor=clerk_of(paper))
        assert (publication.clear_days, publication.is_late) == (4, False)

    def test_reasons_are_not_kept_of_one_that_is_in_time(self, time_machine):
        time_machine.move_to(datetime(2027, 3, 9, 12, tzinfo=UTC))
        paper = frozen_paper()
        (publication,) = publish(paper, ["committee"], actor=clerk_of(paper), **REASONS)
        assert publication.late_reason == ""

    def test_after_the_meeting_no_clear_day_is_left(self, time_machine):
        time_machine.move_to(datetime(2027, 3, 20, 12, tzinfo=UTC))
        paper = frozen_paper()
        (publication,) = publish(paper, ["committee"], actor=clerk_of(paper), **REASONS)
        assert publication.clear_days == 0

    def test_everybody_is_told_the_reasons_that_the_committee_was_told(self, time_machine):
        paper = frozen_paper()
        clerk = clerk_of(paper)
        publish(paper, ["committee"], actor=clerk, **REASONS)
        time_machine.move_to(datetime(2027, 3, 20, 12, tzinfo=UTC))
        (public,) = publish(paper, ["public"], actor=clerk, late_reason="Another", urgency="None")
        assert (public.is_late, public.clear_days) == (True, 0)
        assert {"late_reason": public.late_reason, "urgency": public.urgency} == REASONS

    def test_what_the_committee_had_in_time_is_late_for_nobody(self, time_machine):
        paper = frozen_paper()
        PublicationFactory(paper=paper)
        time_machine.move_to(datetime(2027, 3, 20, 12, tzinfo=UTC))
        (public,) = publish(paper, ["public"], actor=clerk_of(paper), **REASONS)
        assert (public.is_late, public.late_reason, public.urgency) == (False, "", "")

    def test_the_day_is_that_of_the_council_and_not_of_greenwich(self, time_machine):
        # An hour before midnight in summer time is the next day in Ellenshaw.
        time_machine.move_to(datetime(2027, 5, 11, 23, 30, tzinfo=UTC))
        meeting = MeetingFactory(day=datetime(2027, 5, 19, tzinfo=UTC).date())
        pack = PackFactory(committee=meeting.committee, meeting=meeting)
        paper = freeze_pack(pack)
        (publication,) = publish(paper, ["committee"], actor=clerk_of(paper), **REASONS)
        assert (publication.clear_days, publication.is_late) == (4, True)


class TestWhatIsNotTheStandingVersion:
    def test_a_replaced_version_is_not_published(self):
        pack = PackFactory()
        first = freeze_pack(pack)
        freeze_pack(pack)
        with pytest.raises(ValidationError, match="Version 2 replaces this paper"):
            publish(first, ["committee"], actor=clerk_of(first))

    def test_nor_one_whose_pack_is_being_corrected(self):
        paper = frozen_paper()
        move(paper.pack, "draft")
        with pytest.raises(ValidationError, match="sent back to be corrected"):
            publish(paper, ["committee"], actor=clerk_of(paper))

    def test_the_corrected_version_is(self):
        pack = PackFactory()
        first = freeze_pack(pack)
        clerk = clerk_of(first)
        publish(first, ["committee", "public"], actor=clerk)
        publish(freeze_pack(pack), ["committee", "public"], actor=clerk)
        assert Publication.objects.count() == 4


class TestTelling:
    def test_the_members_of_the_committee_are_told_with_the_day_of_the_meeting(
        self, django_capture_on_commit_callbacks
    ):
        paper = frozen_paper()
        clerk = clerk_of(paper)
        member = member_of(paper, email="cllr.shah@ellenshaw.example")
        other_member(), writer_of(paper)
        member_of(paper, is_active=False)
        with django_capture_on_commit_callbacks(execute=True):
            publish(paper, ["committee", "public"], actor=clerk)
        (sent,) = mail.outbox
        assert sent.to == [member.email]
        assert sent.subject == f"Paper for 17 March 2027: {paper}"
        assert "meets on 17 March 2027" in sent.body
        assert paper.get_absolute_url() in sent.body

    def test_they_are_told_why_it_is_late(self, django_capture_on_commit_callbacks, time_machine):
        time_machine.move_to(A_DAY_LATE)
        paper = frozen_paper()
        member_of(paper)
        with django_capture_on_commit_callbacks(execute=True):
            publish(paper, ["committee"], actor=clerk_of(paper), **REASONS)
        assert REASONS["late_reason"] in mail.outbox[0].body
        assert REASONS["urgency"] in mail.outbox[0].body

    def test_nobody_is_told_of_what_members_have_already(self, django_capture_on_commit_callbacks):
        paper = frozen_paper()
        member_of(paper)
        PublicationFactory(paper=paper)
        with django_capture_on_commit_callbacks(execute=True):
            publish(paper, ["public"], actor=clerk_of(paper))
        assert mail.outbox == []
