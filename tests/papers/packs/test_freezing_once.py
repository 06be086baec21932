"""Freezing in the background, by several workers, again: never two papers of one approval."""

import pytest
from django.db import IntegrityError, connection, transaction

from reports.documents import KINDS
from reports.making import make_document
from reports.models import Document, Pack, PackPart, Paper
from reports.packs import freezing, storing
from reports.packs.asking import ask_to_freeze
from reports.packs.composing import Composition
from reports.packs.freezing import freeze
from tests.papers.packs.making import (
    a_person,
    an_approved_pack,
    approval_number,
    bound_quickly,
    changed_meanwhile,
    fresh,
    frozen,
    plan_of,
    taken,
)
from tests.plans.exchange.test_concurrent_imports import at_once

quickly = pytest.mark.usefixtures("quick_layout", "in_a_test")


@pytest.mark.django_db
@quickly
class TestOnce:
    def test_freezing_again_gives_the_paper_that_is_there(self):
        pack = an_approved_pack()
        number, lead = approval_number(pack), a_person("plan_lead", pack)
        one = freeze(pack, number, actor=lead)
        assert freeze(pack, number, actor=lead) == one

    def test_a_worker_that_ends_in_the_middle_leaves_nothing_and_another_begins_again(
        self, monkeypatch
    ):
        pack = an_approved_pack()

        def end(*_args):
            raise SystemExit

        with monkeypatch.context() as until:
            until.setattr(storing, "_store_paper", end)
            with pytest.raises(SystemExit):
                frozen(pack)
        assert fresh(pack).state == "approved"
        assert frozen(pack).version == 1

    def test_an_old_task_does_not_freeze_the_correction(self):
        pack = an_approved_pack()
        number, lead = approval_number(pack), a_person("plan_lead", pack)
        first = freeze(pack, number, actor=lead)
        taken(fresh(pack), "correct", "submit", "approve")
        assert freeze(fresh(pack), number, actor=lead) == first
        assert fresh(pack).state == "approved"


@pytest.mark.django_db
@quickly
class TestInTheBackground:
    def test_the_person_who_waits_gets_the_paper(self):
        pack = an_approved_pack()
        document = ask_to_freeze(pack, actor=a_person("plan_lead", pack))
        make_document.func(document.pk)
        document.refresh_from_db()
        assert document.state == Document.State.READY
        file = Paper.objects.get().files.get(audience="committee")
        assert bytes(document.content) == bytes(file.content)

    def test_whoever_asked_for_an_earlier_version_gets_that_one(self):
        pack = an_approved_pack()
        number, lead = approval_number(pack), a_person("plan_lead", pack)
        first = freeze(pack, number, actor=lead)
        taken(fresh(pack), "correct", "submit", "approve")
        frozen(fresh(pack), actor=lead)
        kind = KINDS["pack-freezing"]
        asked = kind.subject_for(lead, pack.pk, {"approval": str(number)})
        file = first.files.get(side="open", audience="committee")
        assert kind.compose(asked, "").content == bytes(file.content)

    def test_a_failure_is_told_and_leaves_the_pack_approved(self):
        pack = an_approved_pack()
        document = ask_to_freeze(pack, actor=a_person("plan_lead", pack))
        changed_meanwhile(pack.parts.get(kind="plan"))
        make_document.func(document.pk)
        document.refresh_from_db()
        assert document.state == Document.State.FAILED
        assert "something else than what was approved" in document.problem
        assert fresh(pack).state == "approved"

    def test_nobody_gets_round_it_by_asking_for_the_document(self):
        pack = an_approved_pack()
        kind, number = KINDS["pack-freezing"], {"approval": str(approval_number(pack))}
        for role in ("officer", "leadership_team", "committee_clerk"):
            assert kind.subject_for(a_person(role, pack), pack.pk, number) is None
        lead = a_person("plan_lead", pack)
        assert kind.subject_for(lead, pack.pk, number)
        assert kind.subject_for(lead, pack.pk, {"approval": "x"}) is None


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_of_two_workers_at_once_one_stores_the_paper(self, quick_layout):
        pack = an_approved_pack()
        number, lead = approval_number(pack), a_person("plan_lead", pack)
        papers = at_once(*[lambda: freeze(fresh(pack), number, actor=lead)] * 2)
        assert Paper.objects.count() == 1
        assert {paper.pk for paper in papers} == {Paper.objects.get().pk}

    def test_all_of_it_is_of_one_moment(self, quick_layout, monkeypatch):
        """Somebody who changes a plan while it is read changes nothing of what is frozen."""
        pack = an_approved_pack()
        part = pack.parts.get(kind="plan")
        read = freezing.read_approved

        def read_slowly(*args):
            Pack.objects.count()  # the moment begins with the first question
            at_once(lambda: changed_meanwhile(part))
            return read(*args)

        monkeypatch.setattr(freezing, "read_approved", read_slowly)
        paper = frozen(pack)
        assert "Somebody Else" not in paper.files.first().html
        assert plan_of(part).contact_name == "Somebody Else"

    def test_nothing_is_asked_of_the_database_while_it_is_laid_out(self, monkeypatch):
        def bind(self, **options):
            with connection.execute_wrapper(refuse):
                return bound_quickly(self, **options)

        def refuse(_execute, sql, *_rest):
            raise AssertionError(sql)

        monkeypatch.setattr(Composition, "bind", bind)
        assert frozen(an_approved_pack()).version == 1


@pytest.mark.django_db
@quickly
def test_the_database_itself_refuses_a_second_paper_of_an_approval():
    pack = an_approved_pack()
    paper = frozen(pack)
    PackPart.objects.count()
    with pytest.raises(IntegrityError, match="not approved"), transaction.atomic():
        Paper.objects.create(
            pack=pack,
            version=2,
            replaces=paper,
            correction="x",
            title=paper.title,
            committee=paper.committee,
            directorate=paper.directorate,
            meeting=paper.meeting,
            meeting_day=paper.meeting_day,
            year=paper.year,
            data={},
        )
