"""The list of packs, and beginning one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Pack
from tests.factories import DirectorateFactory, RoleAssignmentFactory
from tests.factories.papers import (
    MeetingFactory,
    PackFactory,
)
from tests.papers.packs.making import (
    a_pack,
    a_person,
)
from tests.papers.packs.opening import address
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


class TestList:
    def test_it_is_narrowed_by_words_state_directorate_and_municipal_year(self):
        spring = a_pack(title="Spring plan")
        PackFactory(
            title="Autumn report",
            directorate=spring.directorate,
            meeting=MeetingFactory(committee=spring.committee, day=date(2098, 10, 1)),
        )
        other = a_pack(title="Elsewhere")
        everybody = RoleAssignmentFactory(role="officer", directorate=None).user
        client = signed_in(everybody)

        def shown(**asked):
            text = client.get(address("packs"), asked).content.decode()
            return {t for t in ("Spring plan", "Autumn report", "Elsewhere") if f">{t}<" in text}

        assert shown() == {"Spring plan", "Autumn report", "Elsewhere"}
        assert shown(words="plan") == {"Spring plan"}
        assert shown(directorate=other.directorate.pk) == {"Elsewhere"}
        assert shown(committee=spring.committee.pk) == {"Spring plan", "Autumn report"}
        assert shown(state="frozen") == set()
        # The municipal year of 17 March 2099 began in May 2098, as that of 1 October 2098 did.
        assert shown(year="2098") == {"Spring plan", "Autumn report", "Elsewhere"}
        assert shown(year="1999") == {"Spring plan", "Autumn report", "Elsewhere"}

    def test_it_asks_the_database_the_same_number_of_times_for_more_packs(self):
        pack = a_pack()
        client, counts = signed_in(a_person("officer", pack)), []
        for more in (0, 6):
            for number in range(more):
                PackFactory(
                    directorate=pack.directorate, meeting=pack.meeting, title=f"Pack {number}"
                )
            with CaptureQueriesContext(connection) as queries:
                client.get(address("packs"))
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestBegin:
    def begin(self, user, **typed):
        fields = {"title": "Plan and report", "meeting": "", "replaces_names": "on"}
        return signed_in(user).post(address("pack_begin"), fields | typed)

    def test_the_committee_is_that_of_the_directorate(self):
        pack = a_pack()
        officer = a_person("officer", pack)
        response = self.begin(officer, directorate=pack.directorate.pk, meeting=pack.meeting.pk)
        begun = Pack.objects.exclude(pk=pack.pk).get()
        assert response.url == begun.get_absolute_url()
        assert begun.committee == pack.committee
        assert begun.replaces_names

    def test_a_directorate_for_which_one_does_not_write_is_not_offered(self):
        pack, other = a_pack(), a_pack()
        response = self.begin(a_person("officer", pack), directorate=other.directorate.pk)
        assert "must be one of the choices" in response.content.decode()

    def test_a_directorate_that_comes_before_no_committee_is_told(self):
        alone = DirectorateFactory(committee=None)
        user = RoleAssignmentFactory(role="officer", directorate=alone).user
        page = self.begin(user, directorate=alone.pk).content.decode()
        assert "comes before no committee yet" in page
        assert "Plan and report" in page

    def test_only_coming_meetings_of_its_committee_are_taken(self):
        pack, other = a_pack(), a_pack()
        everybody = RoleAssignmentFactory(role="officer", directorate=None).user
        page = self.begin(everybody, directorate=pack.directorate.pk, meeting=other.meeting.pk)
        assert f"Select a meeting of {pack.committee}" in page.content.decode()
        past = MeetingFactory(committee=pack.committee, day=date(2020, 1, 8))
        page = self.begin(everybody, directorate=pack.directorate.pk, meeting=past.pk)
        assert "must be one of the choices" in page.content.decode()
