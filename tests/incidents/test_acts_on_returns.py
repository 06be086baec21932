"""A return from the first box to the confirmation: who, in which order, what stays."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditAct, AuditChange
from incidents.acts_on_returns import (
    Confirmation,
    keep_draft,
    make_nil_return,
    make_return,
    save_return,
)
from incidents.figures import Figures
from incidents.models import ReturnDraft, SchoolReturn
from tests.accounts.people import everybody_but
from tests.factories import (
    ReturnQueryFactory,
    RoleAssignmentFactory,
    SchoolReturnFactory,
)
from tests.incidents.answering import HEAD, close, figures, saved, the_act

pytestmark = pytest.mark.django_db

TWO_BOYS = {"victim_gender, Male": 2}
MADE = ["returned", "queried", "accepted"]

ACTS = {
    "save": lambda made, actor: save_return(made, Figures(3), actor=actor),
    "make": lambda made, actor: make_return(made, HEAD, actor=actor),
    "nil": lambda made, actor: make_nil_return(made, HEAD, actor=actor),
    "draft": lambda made, actor: keep_draft(made, {"total": "3"}, actor=actor),
}


@pytest.mark.parametrize("name", ACTS)
def test_nobody_else_answers_for_the_school(name, school_return):
    """Among the others is the respondent of another school."""
    others = everybody_but("returns_officer")
    for somebody in others:
        with pytest.raises(PermissionDenied):
            ACTS[name](school_return, somebody)
    assert saved(school_return) == ("not_started", None, {})
    assert not ReturnDraft.objects.exists()


class TestSaving:
    def test_it_keeps_the_figures_and_is_in_progress(self, school_return, respondent):
        save_return(
            school_return, figures(school_return.collection, 3, **TWO_BOYS), actor=respondent
        )
        assert saved(school_return) == ("in_progress", 3, TWO_BOYS)
        entry = the_act("return.saved")
        assert entry.sentence == (
            "Ruth Ackroyd filled in the return of Tanyard Primary School, racist incidents 2026/27"
        )
        tables = {c.table_name for c in AuditChange.objects.filter(act=entry)}
        assert tables == {"incidents_schoolreturn", "incidents_returncount"}

    def test_an_emptied_box_is_not_0(self, school_return, respondent):
        collection = school_return.collection
        save_return(school_return, figures(collection, 3, **TWO_BOYS), actor=respondent)
        zero = figures(collection, 3, **{"victim_gender, Female": 0})
        save_return(school_return, zero, actor=respondent)
        assert saved(school_return) == ("in_progress", 3, {"victim_gender, Female": 0})

    def test_counts_without_a_total_are_kept(self, school_return, respondent):
        only = figures(school_return.collection, None, **TWO_BOYS)
        save_return(school_return, only, actor=respondent)
        assert saved(school_return) == ("in_progress", None, TWO_BOYS)

    def test_emptied_altogether_it_is_not_started(self, respondent, school):
        row = SchoolReturnFactory(school=school, in_progress=True, counts=TWO_BOYS)
        save_return(row, Figures(), actor=respondent)
        assert saved(row) == ("not_started", None, {})

    def test_it_may_be_saved_again_and_again(self, school_return, respondent):
        for number in (1, 2, 3):
            again = figures(school_return.collection, number, **{"victim_gender, Male": number})
            save_return(school_return, again, actor=respondent)
        assert saved(school_return) == ("in_progress", 3, {"victim_gender, Male": 3})
        assert SchoolReturn.objects.get().revision == 4

    def test_the_draft_is_gone_with_it(self, school_return, respondent):
        keep_draft(school_return, {"total": "3"}, actor=respondent)
        save_return(school_return, Figures(3), actor=respondent)
        assert not ReturnDraft.objects.exists()

    def test_counted_from_the_log_is_so_until_somebody_types(self, school_return, respondent):
        save_return(school_return, Figures(3), actor=respondent, from_log=True)
        assert SchoolReturn.objects.get().from_log
        save_return(school_return, Figures(4), actor=respondent)
        assert not SchoolReturn.objects.get().from_log


class TestMaking:
    def test_it_is_confirmed_by_a_named_head_or_deputy(self, school_return, respondent):
        save_return(school_return, Figures(3), actor=respondent)
        made = make_return(school_return, Confirmation(" David Lund ", "deputy"), actor=respondent)
        assert (made.confirmed_by, made.get_confirmed_post_display()) == (
            "David Lund",
            "Deputy headteacher",
        )
        row = SchoolReturn.objects.get()
        assert (row.state, row.incidents, row.nil, row.on_paper) == ("returned", 3, False, False)
        assert the_act("return.made").note.strip() == "David Lund"

    def test_without_a_total_it_is_not_made(self, school_return, respondent):
        with pytest.raises(ValidationError, match="Enter the total"):
            make_return(school_return, HEAD, actor=respondent)
        only = figures(school_return.collection, None, **TWO_BOYS)
        save_return(school_return, only, actor=respondent)
        with pytest.raises(ValidationError, match="Enter the total"):
            make_return(school_return, HEAD, actor=respondent)
        assert not AuditAct.objects.filter(action="return.made").exists()

    def test_a_return_without_incidents_says_so_by_being_nil(self, school_return, respondent):
        save_return(school_return, Figures(0), actor=respondent)
        with pytest.raises(ValidationError, match="is made as a nil return"):
            make_return(school_return, HEAD, actor=respondent)

    def test_sums_need_not_be_the_total(self, school_return, respondent):
        odd = figures(
            school_return.collection, 3, **{"victim_gender, Male": 9, "location, Other areas": 1}
        )
        save_return(school_return, odd, actor=respondent)
        make_return(school_return, HEAD, actor=respondent)
        assert saved(school_return)[0] == "returned"


class TestNil:
    def test_it_says_that_there_was_nothing(self, school_return, respondent):
        make_nil_return(school_return, HEAD, actor=respondent)
        row = SchoolReturn.objects.get()
        assert (row.nil, row.incidents, row.stands) == (True, 0, "Nil return")
        assert saved(row) == ("returned", 0, {})
        assert the_act("return.nil").sentence == (
            "Ruth Ackroyd made a nil return for Tanyard Primary School, racist incidents 2026/27"
        )

    @pytest.mark.parametrize("filled", [{"total": 1}, {"total": 0, **TWO_BOYS}])
    def test_counts_on_a_nil_return_are_refused(self, school_return, respondent, filled):
        total = filled.pop("total")
        held = figures(school_return.collection, total, **filled)
        save_return(school_return, held, actor=respondent)
        with pytest.raises(ValidationError, match="Empty the boxes before"):
            make_nil_return(school_return, HEAD, actor=respondent)
        assert saved(school_return) == ("in_progress", total, filled)

    def test_noughts_that_were_typed_are_no_counts(self, school_return, respondent):
        noughts = figures(school_return.collection, 0, **{"victim_gender, Male": 0})
        save_return(school_return, noughts, actor=respondent)
        make_nil_return(school_return, HEAD, actor=respondent)
        assert saved(school_return) == ("returned", 0, {})


@pytest.mark.parametrize("state", MADE)
@pytest.mark.parametrize("name", ["save", "make", "nil"])
def test_what_was_confirmed_is_changed_by_nobody(name, state, respondent, officer, school):
    row = SchoolReturnFactory(school=school, **{state: True})
    for actor in (respondent, officer):
        with pytest.raises(ValidationError, match="Ask the council to reopen it"):
            ACTS[name](row, actor)
    assert saved(row) == (state, 3, {})


@pytest.mark.parametrize("name", ["save", "make", "nil"])
def test_nothing_is_taken_by_a_collection_that_is_closed(name, respondent, officer, school):
    row = SchoolReturnFactory(school=school, in_progress=True)
    close(row)
    for actor in (respondent, officer):
        with pytest.raises(ValidationError, match="closed, so the return was not saved"):
            ACTS[name](row, actor)
    assert saved(row) == ("in_progress", 3, {})


class TestOnPaper:
    def test_the_council_types_it_in_and_it_is_marked(self, school_return, officer):
        save_return(school_return, Figures(3), actor=officer)
        assert the_act("return.typed_in").sentence.startswith(
            "Tamsin Ridley typed in from paper the return of"
        )
        make_return(school_return, HEAD, actor=officer)
        assert SchoolReturn.objects.get().on_paper
        assert the_act("return.made").note == "Ruth Ackroyd, from paper"

    def test_a_nil_return_too(self, school_return, officer):
        make_nil_return(school_return, HEAD, actor=officer)
        assert SchoolReturn.objects.get().on_paper

    def test_the_mark_goes_when_the_school_answers_itself(self, school_return, officer, respondent):
        save_return(school_return, Figures(3), actor=officer)
        save_return(school_return, Figures(3), actor=respondent)
        make_return(school_return, HEAD, actor=respondent)
        assert not SchoolReturn.objects.get().on_paper

    def test_who_collects_and_answers_for_the_school_besides_types_no_paper(
        self, school_return, respondent
    ):
        RoleAssignmentFactory(user=respondent, role="returns_officer")
        make_nil_return(school_return, HEAD, actor=respondent)
        assert not SchoolReturn.objects.get().on_paper


class TestDrafts:
    def test_the_last_one_stands_for_the_return(self, school_return, respondent, officer):
        keep_draft(school_return, {"total": "3"}, actor=respondent)
        keep_draft(school_return, {"total": "x"}, actor=officer)
        draft = ReturnDraft.objects.get()
        assert (draft.typed, draft.typed_by) == ({"total": "x"}, officer)

    def test_it_is_nobodys_return(self, school_return, respondent):
        keep_draft(school_return, {"total": "3"}, actor=respondent)
        assert saved(school_return) == ("not_started", None, {})
        assert not AuditChange.objects.filter(table_name="incidents_returndraft").exists()

    def test_it_is_kept_when_the_collection_is_closed_meanwhile(self, respondent, school):
        row = SchoolReturnFactory(school=school)
        close(row)
        keep_draft(row, {"total": "3"}, actor=respondent)
        assert ReturnDraft.objects.get().typed == {"total": "3"}

    def test_a_return_that_is_made_leaves_none(self, school_return, respondent):
        keep_draft(school_return, {"total": "3"}, actor=respondent)
        make_nil_return(school_return, HEAD, actor=respondent)
        assert not ReturnDraft.objects.exists()


def test_a_query_that_waited_when_the_return_was_reopened_waits_still(school_return, respondent):
    ReturnQueryFactory(school_return=school_return)
    make_nil_return(school_return, HEAD, actor=respondent)
    assert saved(school_return)[0] == "queried"


def test_making_a_return_writes_to_nobody(
    school_return, respondent, officer, django_capture_on_commit_callbacks
):
    """The council sees it at a glance: sixty mails would say no more."""
    with django_capture_on_commit_callbacks(execute=True):
        make_nil_return(school_return, HEAD, actor=respondent)
    assert mail.outbox == []
