"""The pages on which a pack and its parts are changed, and what they refuse."""

import pytest

from reports.models import Meeting, Pack, PackPart
from tests.factories import PersonFactory
from tests.papers.packs.making import (
    FAR_AHEAD,
    a_pack,
    a_person,
    a_ready_pack,
    plan_of,
    with_plan,
)
from tests.papers.packs.opening import address, page
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
NAMING = "Plan of Dale Porter"


class TestDetails:
    def test_a_meeting_of_another_committee_is_refused_beside_its_field(self):
        pack, other = a_pack(), a_pack()
        response = signed_in(a_person("officer", pack)).post(
            address("pack_edit", pack.pk),
            {
                "title": "Typed",
                "committee": pack.committee.pk,
                "meeting": other.meeting.pk,
                "revision": pack.revision,
            },
        )
        assert f"Select a meeting of {pack.committee}" in response.content.decode()
        assert Pack.objects.get(pk=pack.pk).title != "Typed"

    def test_two_people_who_change_a_pack_see_both_versions(self):
        pack = a_pack(title="Before")
        typed = {
            "committee": pack.committee.pk,
            "meeting": pack.meeting.pk,
            "revision": pack.revision,
        }
        one, other = a_person("officer", pack), a_person("officer", pack)
        signed_in(one).post(address("pack_edit", pack.pk), {**typed, "title": "One"})
        response = signed_in(other).post(
            address("pack_edit", pack.pk), {**typed, "title": "Another"}
        )
        text = response.content.decode()
        assert f"{one.name} saved this while you had it open" in text
        assert "The two versions" in text
        assert Pack.objects.get().title == "One"

    @pytest.mark.parametrize(("replaces_names", "title"), [("on", "Typed"), ("", NAMING)])
    def test_a_title_names_nobody_where_the_pack_names_posts(self, replaces_names, title):
        PersonFactory(name="Dale Porter")
        pack = a_pack(title="Typed")
        response = signed_in(a_person("officer", pack)).post(
            address("pack_edit", pack.pk),
            {
                "title": NAMING,
                "committee": pack.committee.pk,
                "meeting": pack.meeting.pk,
                "revision": pack.revision,
                "replaces_names": replaces_names,
            },
        )
        assert Pack.objects.get().title == title
        if replaces_names:
            assert set(response.context["form"].errors) == {"title"}

    def test_a_part_is_renamed_and_made_exempt(self):
        pack = a_ready_pack()
        part = pack.parts.first()
        signed_in(a_person("officer", pack)).post(
            address("pack_part_edit", pack.pk, part.pk),
            {"title": "Covering report", "is_exempt": "on", "revision": part.revision},
        )
        part.refresh_from_db()
        assert (part.title, part.is_exempt) == ("Covering report", True)

    def test_the_exemption_needs_both_its_paragraph_and_its_reason(self):
        pack = a_ready_pack()
        client = signed_in(a_person("officer", pack))
        text = client.post(address("pack_exempt", pack.pk), {"revision": 1}).content.decode()
        assert "Select the paragraph of Schedule 12A" in text
        assert "Enter why the public interest favours not publishing" in text
        client.post(
            address("pack_exempt", pack.pk),
            {"exempt_paragraph": "2", "public_interest": "A family", "revision": 1},
        )
        assert Pack.objects.get().exempt_paragraph == 2


class TestParts:
    def test_what_one_may_not_read_is_not_offered(self):
        pack = a_pack()
        mine, other = with_plan(a_pack()), with_plan(a_pack())
        plan = plan_of(mine)
        plan.directorate = pack.directorate
        plan.save()
        text = page(a_person("officer", pack), "pack_part_add", pack.pk, "plan")
        assert plan.title in text
        assert plan_of(other).title not in text

    def test_a_part_that_is_not_offered_is_not_added(self):
        pack = a_pack()
        other = with_plan(a_pack())
        response = signed_in(a_person("officer", pack)).post(
            address("pack_part_add", pack.pk, "plan"), {"subject": other.target_id}
        )
        assert "must be one of the choices" in response.content.decode()
        assert not pack.parts.exists()

    def test_the_same_form_sent_twice_adds_one_part_and_says_so(self):
        pack = a_ready_pack()
        plan = plan_of(pack.parts.get(kind="plan"))
        response = signed_in(a_person("officer", pack)).post(
            address("pack_part_add", pack.pk, "plan"), {"subject": plan.pk}
        )
        assert "This is in the pack already" in response.content.decode()
        assert pack.parts.filter(kind="plan").count() == 1

    def test_no_kind_is_added_that_there_is_not(self):
        pack = a_pack()
        client = signed_in(a_person("officer", pack))
        assert client.get(address("pack_part_add", pack.pk, "novel")).status_code == 404

    @pytest.mark.parametrize("name", ["pack_part_edit", "pack_part_remove"])
    def test_who_comes_to_a_part_that_was_removed_is_told(self, name):
        pack = a_ready_pack()
        client = signed_in(a_person("officer", pack))
        response = client.get(address(name, pack.pk, 0), follow=True)
        assert "Somebody removed this part meanwhile" in response.content.decode()

    def test_who_moves_a_part_that_was_removed_is_told(self):
        pack = a_ready_pack()
        client = signed_in(a_person("officer", pack))
        response = client.post(address("pack_part_move", pack.pk, 0), {"up": "1"}, follow=True)
        assert "Somebody removed this part meanwhile" in response.content.decode()

    def test_a_part_moves_without_a_script(self):
        pack = a_ready_pack()
        part = pack.parts.last()
        client = signed_in(a_person("officer", pack))
        response = client.post(
            address("pack_part_move", pack.pk, part.pk), {"up": "1"}, follow=True
        )
        assert "is now 1 of 2" in response.content.decode()
        assert pack.parts.first() == part


def test_a_removed_draft_is_gone_from_the_list():
    pack = a_ready_pack()
    client = signed_in(a_person("officer", pack))
    client.post(address("pack_remove", pack.pk))
    assert not Pack.objects.exists()
    assert not PackPart.objects.exists()
    assert Meeting.objects.get().day == FAR_AHEAD
