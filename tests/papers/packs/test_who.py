"""The pages of packs: who may open which."""

import pytest

from tests.accounts.people import somebody_who_is
from tests.factories.papers import (
    AnnexFactory,
    PackPartFactory,
)
from tests.papers.packs.making import (
    a_pack,
    a_person,
    a_ready_pack,
    taken,
)
from tests.papers.packs.opening import address
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
WRITING = ["pack_edit", "pack_exempt", "pack_remove", "pack_part_kinds", "pack_annex_add"]
OF_A_PART = ["pack_part_edit", "pack_part_remove"]
PEOPLE = ("officer", "plan_lead", "leadership_team", "committee_clerk", "committee_member")
MAY_WRITE = {"officer", "plan_lead"}
MAY_SEE = {"officer", "plan_lead", "leadership_team", "committee_clerk"}


def expected(role: str, may: set[str]) -> int:
    if role not in MAY_SEE:
        return 404
    return 200 if role in may else 403


class TestWho:
    @pytest.mark.parametrize("role", PEOPLE)
    def test_a_pack_is_seen_by_its_directorate_and_the_clerk(self, role):
        pack = a_ready_pack()
        response = signed_in(a_person(role, pack)).get(pack.get_absolute_url())
        assert response.status_code == expected(role, MAY_SEE)

    @pytest.mark.parametrize("role", PEOPLE)
    @pytest.mark.parametrize("name", WRITING)
    def test_it_is_written_by_who_writes_papers(self, role, name):
        pack = a_ready_pack()
        response = signed_in(a_person(role, pack)).get(address(name, pack.pk))
        assert response.status_code == expected(role, MAY_WRITE)

    @pytest.mark.parametrize("role", PEOPLE)
    @pytest.mark.parametrize("name", OF_A_PART)
    def test_so_are_its_parts(self, role, name):
        pack = a_ready_pack()
        client = signed_in(a_person(role, pack))
        response = client.get(address(name, pack.pk, pack.parts.first().pk))
        assert response.status_code == expected(role, MAY_WRITE)

    @pytest.mark.parametrize("role", PEOPLE)
    def test_a_part_is_moved_and_added_by_who_writes_papers(self, role):
        pack = a_ready_pack()
        client, part = signed_in(a_person(role, pack)), pack.parts.first()
        wanted = expected(role, MAY_WRITE)
        moved = client.post(address("pack_part_move", pack.pk, part.pk), {"down": "1"})
        offered = client.get(address("pack_part_add", pack.pk, "plan"))
        assert (moved.status_code == 302) == (wanted == 200)
        assert offered.status_code == wanted

    @pytest.mark.parametrize(
        ("role", "keys"),
        [
            ("officer", {"submit"}),
            ("plan_lead", {"submit"}),
            ("leadership_team", set()),
            ("committee_clerk", set()),
        ],
    )
    def test_the_page_of_a_step_opens_for_who_may_take_it(self, role, keys):
        pack = a_ready_pack()
        response = signed_in(a_person(role, pack)).get(address("pack_step", pack.pk, "submit"))
        assert response.status_code == (200 if keys else 403)

    @pytest.mark.parametrize("role", PEOPLE)
    def test_the_file_of_an_annex_is_for_who_sees_the_pack(self, role):
        pack = a_pack()
        annex = AnnexFactory(pack=pack)
        part = PackPartFactory(pack=pack, kind="annex", target_id=None, annex=annex)
        response = signed_in(a_person(role, pack)).get(address("pack_annex", pack.pk, part.pk))
        assert response.status_code == expected(role, MAY_SEE)

    @pytest.mark.parametrize("role", ["committee_member", "school_respondent", "admin"])
    def test_the_list_is_not_for_those_who_have_nothing_to_do_with_packs(self, role):
        client = signed_in(somebody_who_is(role))
        assert client.get(address("packs")).status_code == 403
        assert client.get(address("pack_begin")).status_code == 403

    def test_a_pack_of_another_directorate_is_not_found(self):
        pack = a_ready_pack()
        client = signed_in(a_person("officer", a_pack()))
        assert client.get(pack.get_absolute_url()).status_code == 404
        assert pack.title not in client.get(address("packs")).content.decode()

    def test_a_pack_that_was_submitted_says_why_it_cannot_be_changed(self):
        pack = taken(a_ready_pack(), "submit")
        client = signed_in(a_person("officer", pack))
        response = client.get(address("pack_edit", pack.pk))
        assert response.status_code == 403
        assert "Submitted for approval" in response.content.decode()
