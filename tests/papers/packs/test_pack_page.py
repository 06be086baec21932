"""The page of a pack: what stops it, its steps, its versions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Document, Pack
from tests.factories import PersonFactory
from tests.factories.papers import (
    PackPartFactory,
    freeze_pack,
    move,
)
from tests.papers.packs.making import (
    a_pack,
    a_person,
    a_ready_pack,
    an_approved_pack,
    taken,
    with_plan,
)
from tests.papers.packs.opening import address, page
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


class TestPage:
    def test_it_shows_what_stops_the_pack_and_offers_no_step(self):
        pack = a_ready_pack(meeting=None)
        text = page(a_person("officer", pack), "pack", pack.pk)
        assert "Select the meeting to which it goes" in text
        assert address("pack_step", pack.pk, "submit") not in text

    def test_it_offers_the_next_step_to_who_may_take_it(self):
        pack = a_ready_pack()
        submit = address("pack_step", pack.pk, "submit")
        assert submit in page(a_person("officer", pack), "pack", pack.pk)
        assert submit not in page(a_person("leadership_team", pack), "pack", pack.pk)

    def test_the_steps_are_taken_on_their_pages(self):
        pack = a_ready_pack()
        lead = signed_in(a_person("plan_lead", pack))
        assert lead.post(address("pack_step", pack.pk, "submit")).status_code == 302
        form = lead.get(address("pack_step", pack.pk, "approve"))
        lead.post(address("pack_step", pack.pk, "approve"), {"read": form.context["read"]})
        assert Pack.objects.get().state == "approved"
        asked = lead.post(address("pack_step", pack.pk, "freeze"))
        assert asked.url == reverse("reports:document", args=[Document.objects.get().pk])

    def test_an_approval_without_the_mark_of_what_was_read_is_refused(self):
        pack = taken(a_ready_pack(), "submit")
        lead = signed_in(a_person("plan_lead", pack))
        text = lead.post(address("pack_step", pack.pk, "approve")).content.decode()
        assert "changed since you opened this page" in text

    def test_a_reason_is_asked_beside_its_field(self):
        pack = taken(a_ready_pack(), "submit")
        lead = signed_in(a_person("plan_lead", pack))
        text = lead.post(address("pack_step", pack.pk, "send_back"), {"note": ""}).content.decode()
        assert "Enter the reason" in text

    def test_what_was_wrong_is_for_everybody_and_names_nobody(self):
        PersonFactory(name="Dale Porter")
        pack = freeze_pack(a_pack()).pack
        lead = signed_in(a_person("plan_lead", pack))
        correct = address("pack_step", pack.pk, "correct")
        assert "Everybody reads this, in the public version too." in lead.get(correct).text
        refused = lead.post(correct, {"note": "Dale Porter was left out"})
        assert refused.context["form"].errors == {
            "note": ["This is read by everybody: name posts, not people. It says “Dale Porter”"]
        }
        assert "Dale Porter was left out" in refused.text
        assert Pack.objects.get().state == "frozen"
        lead.post(correct, {"note": "The lead officer was left out"})
        assert Pack.objects.get().state == "draft"

    def test_why_it_goes_back_is_read_by_its_authors_and_may_name_them(self):
        PersonFactory(name="Dale Porter")
        pack = move(a_pack(), "submitted")
        lead = signed_in(a_person("plan_lead", pack))
        back = address("pack_step", pack.pk, "send_back")
        assert "Everybody reads this" not in lead.get(back).text
        assert lead.post(back, {"note": "Ask Dale Porter"}).status_code == 302

    def test_a_step_on_an_old_page_leads_back_to_the_pack(self):
        pack = a_ready_pack()
        lead = signed_in(a_person("plan_lead", pack))
        response = lead.post(address("pack_step", pack.pk, "approve"), follow=True)
        assert "This pack is now “Draft”" in response.content.decode()

    def test_the_reason_why_it_was_not_frozen_stands_on_the_page(self):
        pack = an_approved_pack()
        approval = pack.steps.last()
        Document.objects.create(
            kind="pack-freezing",
            target_id=pack.pk,
            parameters={"approval": str(approval.pk)},
            title="x",
            requested_by=a_person("plan_lead", pack),
            state="failed",
            problem="“Plan” now says something else",
        )
        text = page(a_person("officer", pack), "pack", pack.pk)
        assert "It was not frozen: “Plan” now says something else" in text

    def test_every_version_stays_on_the_page_with_what_was_corrected(self):
        pack = a_ready_pack()
        freeze_pack(pack)
        freeze_pack(pack, correction="Table 2 was of last year")
        text = page(a_person("officer", pack), "pack", pack.pk)
        assert "Version 1" in text
        assert "Corrected: Table 2 was of last year" in text

    def test_it_asks_the_database_the_same_number_of_times_for_more_parts(self):
        pack = a_ready_pack()
        client, counts = signed_in(a_person("officer", pack)), []
        for more in (0, 5):
            for _ in range(more):
                plan = with_plan(a_pack()).target_id
                PackPartFactory(pack=pack, kind="plan", target_id=plan)
            with CaptureQueriesContext(connection) as queries:
                client.get(pack.get_absolute_url())
            counts.append(len(queries))
        assert counts[0] == counts[1]
        assert counts[0] < 30
