"""Beginning, changing and removing a pack, and its parts: who may, and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from core.audit import act
from core.models import AuditAct
from reports.models import Annex, CoverReport, Pack, PackPart
from reports.packs.acts import begin_pack, change_pack, remove_pack, writer_of
from reports.packs.acts_on_parts import add_part, change_part, move_part, remove_part
from tests.factories.papers import AnnexFactory, CoverReportFactory, PackPartFactory
from tests.papers.packs.making import a_pack, a_person, taken, with_plan
from tests.papers.packs.making import a_ready_pack as ready

pytestmark = pytest.mark.django_db
WRITES = {"officer", "plan_lead"}
EVERY_ROLE = ["officer", "plan_lead", "leadership_team", "committee_clerk", "committee_member"]


def like(pack: Pack, **otherwise) -> Pack:
    fields = {
        "title": pack.title,
        "directorate": pack.directorate,
        "committee": pack.committee,
        "meeting": pack.meeting,
    }
    return Pack(**fields | otherwise)


def order(pack: Pack) -> list[str]:
    return [part.title for part in pack.parts.all()]


def lettered(pack: Pack, letters: str, **kwargs) -> list[PackPart]:
    return [PackPartFactory(pack=pack, title=letter, **kwargs) for letter in letters]


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_a_pack_is_begun_and_changed_by_who_writes_papers(role):
    pack = a_pack()
    actor = a_person(role, pack)
    if role in WRITES:
        assert begin_pack(like(pack, title="Another"), actor=actor).pk
        change_pack(pack, actor=actor)
    else:
        with pytest.raises(PermissionDenied):
            begin_pack(like(pack, title="Another"), actor=actor)
        with pytest.raises(PermissionDenied):
            change_pack(pack, actor=actor)


def test_an_officer_of_another_directorate_changes_nothing():
    pack = a_pack()
    with pytest.raises(PermissionDenied):
        change_pack(pack, actor=a_person("officer", a_pack()))


def test_a_form_that_is_sent_twice_begins_one_pack():
    pack = a_pack()
    actor = a_person("officer", pack)
    one = begin_pack(like(pack, title="Plan and report"), actor=actor)
    other = begin_pack(like(pack, title="Plan and report"), actor=actor)
    assert one.pk == other.pk
    assert AuditAct.objects.filter(action="pack.begun").count() == 1


def test_two_packs_of_one_title_do_not_go_to_one_meeting():
    pack = ready()
    with pytest.raises(ValidationError, match="this title for this meeting already"):
        begin_pack(like(pack), actor=a_person("officer", pack))


def test_a_draft_that_never_moved_is_removed_with_what_belongs_to_it():
    pack = ready()
    remove_pack(pack, actor=a_person("officer", pack))
    assert not Pack.objects.exists()
    assert not CoverReport.objects.exists()


def test_a_pack_that_was_submitted_once_stays():
    pack = taken(ready(), "submit", "send_back")
    with pytest.raises(ValidationError, match="stays"):
        remove_pack(pack, actor=a_person("officer", pack))


@pytest.mark.parametrize("key", ["submit", "approve"])
def test_nothing_of_a_pack_changes_once_it_was_submitted(key):
    pack = ready()
    part, actor = pack.parts.first(), a_person("officer", pack)
    taken(pack, *["submit", "approve"][: ["submit", "approve"].index(key) + 1])
    pack.refresh_from_db()
    for change in (
        lambda: change_pack(pack, actor=actor),
        lambda: add_part(PackPart(pack=pack, kind="answers"), actor=actor),
        lambda: move_part(part, up=False, actor=actor),
        lambda: change_part(part, actor=actor),
        lambda: remove_part(part, actor=actor),
    ):
        with pytest.raises(PermissionDenied, match="Only a draft"):
            change()


def test_a_part_is_added_at_the_end_and_once():
    pack = ready()
    actor = a_person("officer", pack)
    plan = with_plan(a_pack()).target_id
    added = add_part(PackPart(pack=pack, kind="plan", target_id=plan), actor=actor)
    assert list(pack.parts.all())[-1] == added
    with pytest.raises(ValidationError, match="in the pack already"):
        add_part(PackPart(pack=pack, kind="plan", target_id=plan), actor=actor)


def test_answers_stand_in_a_pack_once():
    pack = a_pack()
    actor = a_person("officer", pack)
    add_part(PackPart(pack=pack, kind="answers"), actor=actor)
    with pytest.raises(ValidationError, match="in the pack already"):
        add_part(PackPart(pack=pack, kind="answers"), actor=actor)


def test_a_part_moves_by_one_place_on_its_own_side():
    pack = a_pack()
    a, b, c = lettered(pack, "ABC")
    PackPart.objects.filter(pk=b.pk).update(is_exempt=True)
    actor = a_person("officer", pack)
    assert move_part(c, up=True, actor=actor) == "“C” is now 1 of 2"
    assert order(pack) == ["C", "B", "A"]
    with pytest.raises(ValidationError, match="first one already"):
        move_part(c, up=True, actor=actor)
    with pytest.raises(ValidationError, match="last one already"):
        move_part(a, up=False, actor=actor)


def test_a_part_that_was_removed_meanwhile_is_not_moved():
    pack = a_pack()
    a, _ = lettered(pack, "AB")
    PackPart.objects.filter(pk=a.pk).delete()
    with pytest.raises(ValidationError, match="meanwhile"):
        move_part(a, up=False, actor=a_person("officer", pack))


def test_what_a_part_is_made_of_stays_when_it_is_removed_and_an_annex_goes():
    pack = ready()
    actor = a_person("officer", pack)
    cover = pack.parts.get(kind="cover-report")
    annex = AnnexFactory(pack=pack)
    part = PackPartFactory(pack=pack, kind="annex", target_id=None, annex=annex)
    remove_part(cover, actor=actor)
    remove_part(part, actor=actor)
    assert CoverReport.objects.filter(pack=pack).exists()
    assert not Annex.objects.exists()


def test_who_changed_the_pack_last_has_written_it():
    pack = a_pack()
    first, last = a_person("officer", pack), a_person("officer", pack)
    begun = begin_pack(like(pack, title="Begun"), actor=first)
    assert writer_of(begun) == first.name
    add_part(PackPart(pack=begun, kind="answers"), actor=last)
    assert writer_of(begun) == last.name
    with act("pack.changed", actor=first, target=CoverReportFactory(pack=begun)):
        pass
    assert writer_of(begun) == first.name
    with act("pack.moved", actor=last, target=begun):
        pass
    assert writer_of(begun) == first.name


def test_the_database_refuses_a_part_that_names_nothing():
    with pytest.raises(IntegrityError, match="names_what"), transaction.atomic():
        PackPartFactory(pack=a_pack(), kind="plan", target_id=None)
