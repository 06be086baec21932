"""Freezing: what is kept, what is refused, and what a correction says."""

import hashlib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection

from council.models import Committee, Directorate
from plans.exchange.document import read_document
from plans.exchange.exporting import export_plan
from plans.exchange.json_file import write_json
from reports.models import Meeting, PackAnswer, Paper
from reports.packs.composing import Composition
from reports.packs.freezing import freeze
from reports.packs.moment import NotFrozen, data_behind
from tests.factories import CommitteeFactory, ReportingPeriodFactory
from tests.factories.papers import (
    AnnexFactory,
    AnnualReportFactory,
    CoverReportFactory,
    PackPartFactory,
    QuestionFactory,
)
from tests.papers.packs.making import (
    a_pack,
    a_person,
    a_ready_pack,
    an_approved_pack,
    approval_number,
    bound_quickly,
    changed_meanwhile,
    fresh,
    frozen,
    plan_of,
    taken,
    with_plan,
)

quickly = pytest.mark.usefixtures("quick_layout", "in_a_test")


@pytest.mark.django_db
@quickly
class TestKept:
    def test_the_documents_for_each_audience_are_kept_with_their_hash(self):
        pack = an_approved_pack()
        paper = frozen(pack)
        files = list(paper.files.all())
        assert [(f.side, f.audience) for f in files] == [("open", "committee"), ("open", "public")]
        for file in files:
            content = bytes(file.content)
            assert file.sha256 == hashlib.sha256(content).hexdigest()
            assert file.size == len(content)
            assert b"draft=False" in content
        assert fresh(pack).state == "frozen"

    def test_exempt_parts_are_a_document_of_their_own_for_the_committee(self):
        pack = a_ready_pack(exempt_paragraph=1, public_interest="It names a family")
        annex = AnnexFactory(pack=pack)
        PackPartFactory(pack=pack, kind="annex", target_id=None, annex=annex, is_exempt=True)
        paper = frozen(taken(pack, "submit", "approve"))
        exempt = paper.files.exclude(side="open").get()
        assert (exempt.side, exempt.audience) == ("exempt", "committee")
        assert "It names a family" in exempt.html
        assert not any("survey.pdf" in file.html for file in paper.files.filter(side="open"))
        assert "annex" not in paper.kinds

    def test_who_wrote_submitted_approved_and_froze_it_are_four_facts(self):
        pack = an_approved_pack()
        lead = a_person("plan_lead", pack)
        paper = frozen(pack, actor=lead)
        submitted, approved = (
            pack.steps.get(to_state=state).recorded_by_name for state in ("submitted", "approved")
        )
        assert paper.submitted_by_name == submitted
        assert paper.approved_by_name == approved
        assert (paper.frozen_by, paper.frozen_by_name) == (lead, lead.name)

    def test_the_data_of_each_plan_is_kept_in_the_plan_format(self):
        pack = an_approved_pack()
        paper = frozen(pack)
        plan = plan_of(pack.parts.get(kind="plan"))
        assert list(paper.data) == [str(plan.pk)]
        assert write_json(read_document(paper.data[str(plan.pk)])) == write_json(export_plan(plan))

    def test_so_is_that_of_exempt_plans_and_of_those_that_are_reported_on(self):
        pack = a_ready_pack(exempt_paragraph=1, public_interest="It names a family")
        printed = pack.parts.get(kind="plan").target_id
        secret = with_plan(a_pack()).target_id
        PackPartFactory(pack=pack, kind="plan", target_id=secret, is_exempt=True)
        period, annual = ReportingPeriodFactory(), AnnualReportFactory()
        PackPartFactory(pack=pack, kind="progress", target_id=period.pk)
        PackPartFactory(pack=pack, kind="annual-report", target_id=annual.pk, is_exempt=True)
        behind = {printed, secret, period.plan_id, annual.plan_id}
        assert set(data_behind(pack)) == {str(number) for number in behind}

    def test_what_its_open_cover_reports_ask_for_is_kept(self):
        pack = a_ready_pack(exempt_paragraph=1, public_interest="It names a family")
        for asks_for, is_exempt in (("decision", False), ("noting", False), ("discussion", True)):
            cover = CoverReportFactory(pack=pack, asks_for=asks_for)
            PackPartFactory(pack=pack, target_id=cover.pk, is_exempt=is_exempt)
        paper = frozen(taken(pack, "submit", "approve"))
        assert paper.asks_for == ["noting", "decision"]

    def test_the_text_is_kept_by_its_headings(self):
        pack = an_approved_pack()
        texts = frozen(pack).files.first().texts
        assert [(text.position, text.page) for text in texts.all()] == [(1, 2), (2, 3)]

    def test_answers_are_kept_where_an_open_part_prints_them(self):
        pack = a_ready_pack()
        question = QuestionFactory(text="How do children tell us?")
        PackAnswer.objects.create(pack=pack, question=question, text="In panels")
        PackPartFactory(pack=pack, kind="answers", target_id=None)
        answer = frozen(taken(pack, "submit", "approve")).answers.get()
        assert (answer.asked, answer.text) == ("How do children tell us?", "In panels")

    def test_answers_that_are_exempt_are_not_given_to_everybody(self):
        pack = a_ready_pack(exempt_paragraph=1, public_interest="It names a family")
        PackAnswer.objects.create(pack=pack, question=QuestionFactory(), text="In panels")
        PackPartFactory(pack=pack, kind="answers", target_id=None, is_exempt=True)
        assert not frozen(taken(pack, "submit", "approve")).answers.exists()

    def test_what_says_the_same_to_two_audiences_is_laid_out_once(self, monkeypatch):
        laid_out = []

        def bind(self, **options):
            laid_out.append(self)
            return bound_quickly(self, **options)

        monkeypatch.setattr(Composition, "bind", bind)
        frozen(an_approved_pack(replaces_names=False))
        assert len(laid_out) == 1

    def test_it_is_told_to_those_whom_it_concerns(self, django_capture_on_commit_callbacks):
        pack = an_approved_pack()
        clerk = a_person("committee_clerk", pack)
        with django_capture_on_commit_callbacks(execute=True):
            frozen(pack)
        assert clerk.email in {message.to[0] for message in mail.outbox}


@pytest.mark.django_db
@quickly
class TestRefused:
    def test_who_may_not_freeze_does_not(self):
        pack = an_approved_pack()
        for role in ("officer", "leadership_team", "committee_clerk", "committee_member"):
            with pytest.raises(PermissionDenied):
                frozen(pack, actor=a_person(role, pack))

    def test_a_part_that_says_something_else_than_was_approved_is_named(self):
        pack = an_approved_pack()
        part = pack.parts.get(kind="plan")
        changed_meanwhile(part)
        with pytest.raises(NotFrozen, match=f"“{plan_of(part).title}” now says something else"):
            frozen(pack)
        assert fresh(pack).state == "approved"
        assert not Paper.objects.exists()

    def test_another_day_of_the_meeting_is_something_else(self):
        pack = an_approved_pack()
        meeting = pack.meeting
        meeting.day = meeting.day.replace(day=18)
        meeting.save()
        with pytest.raises(NotFrozen, match="The title page now says"):
            frozen(pack)

    def test_a_part_that_is_missing_is_named(self):
        pack = an_approved_pack()
        plan_of(pack.parts.get(kind="plan")).delete()
        with pytest.raises(NotFrozen, match="is gone"):
            frozen(pack)

    @pytest.mark.parametrize(
        ("sql", "words"),
        [
            ("UPDATE reports_packpart SET position = 1000000 - position", "is not where it was"),
            ("DELETE FROM reports_packpart WHERE is_exempt", "not there any more"),
            ("UPDATE reports_packpart SET is_exempt = false", "“.+” is not where it was"),
            ("UPDATE reports_pack SET replaces_names = NOT replaces_names", "names posts"),
        ],
    )
    def test_what_is_moved_or_removed_past_all_rules_is_refused(self, sql, words):
        pack = a_ready_pack(exempt_paragraph=1, public_interest="It names a family")
        PackPartFactory(pack=pack, is_exempt=True)
        taken(pack, "submit", "approve")
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql)
            cursor.execute("SET LOCAL session_replication_role = origin")
        with pytest.raises(NotFrozen, match=words):
            frozen(fresh(pack))

    def test_a_pack_that_was_sent_back_is_not_frozen(self):
        pack = an_approved_pack()
        number = approval_number(pack)
        taken(pack, "send_back")
        with pytest.raises(NotFrozen, match="now “Draft”"):
            freeze(pack, number, actor=a_person("plan_lead", pack))

    def test_an_approval_that_holds_no_more_freezes_nothing(self):
        pack = an_approved_pack()
        number = approval_number(pack)
        taken(pack, "send_back", "submit", "approve")
        with pytest.raises(NotFrozen):
            freeze(pack, number, actor=a_person("plan_lead", pack))

    def test_a_pack_that_moves_on_while_it_is_laid_out_is_not_frozen(self, monkeypatch):
        pack = an_approved_pack(replaces_names=False)

        def bind(self, **options):
            taken(fresh(pack), "send_back")
            return bound_quickly(self, **options)

        monkeypatch.setattr(Composition, "bind", bind)
        with pytest.raises(NotFrozen, match="now “Draft”"):
            frozen(pack)
        assert not Paper.objects.exists()

    @pytest.mark.parametrize("what", ["day", "committee", "its name", "the directorate’s name"])
    def test_a_meeting_that_is_changed_while_it_is_laid_out_stops_it(self, what, monkeypatch):
        pack = an_approved_pack()
        meetings = Meeting.objects.filter(pk=pack.meeting_id)

        def bind(self, **options):
            match what:
                case "day":
                    meetings.update(day=pack.meeting.day + timedelta(days=1))
                case "committee":
                    meetings.update(committee=CommitteeFactory())
                case "its name":
                    Committee.objects.filter(pk=pack.committee_id).update(name="Renamed")
                case _:
                    Directorate.objects.filter(pk=pack.directorate_id).update(name="Renamed")
            return bound_quickly(self, **options)

        monkeypatch.setattr(Composition, "bind", bind)
        with pytest.raises(NotFrozen, match="meeting was changed meanwhile"):
            frozen(pack)
        assert not Paper.objects.exists()


@pytest.mark.django_db
@quickly
class TestCorrection:
    def test_a_correction_is_a_new_version_that_says_what_was_wrong(self):
        pack = an_approved_pack()
        first = frozen(pack)
        taken(fresh(pack), "correct", note="Table 2 was of last year")
        taken(fresh(pack), "submit", "send_back", "submit", "approve", note="Not yet")
        second = frozen(fresh(pack))
        assert (second.version, second.replaces) == (2, first)
        assert second.correction == "Table 2 was of last year"
        assert "Table 2 was of last year" in second.files.first().html
        assert first.files.count() == 2
