"""What is wrong in a framework's file is told, all of it, with its place, and nothing is kept."""

import json

import pytest

from core.faults import FaultyFile
from core.models import AuditAct
from tests.thresholds.exchange.documents import DOMAIN, as_file, bare, level, office, whole
from thresholds.exchange.importing import import_file
from thresholds.models import Framework

pytestmark = pytest.mark.django_db
TELEPHONE = "is no telephone number. "


def faults_of(content):
    with pytest.raises(FaultyFile) as faulty:
        import_file(content, actor=None)
    assert not Framework.objects.exists()
    assert not AuditAct.objects.filter(action="thresholds.imported").exists()
    return [str(fault) for fault in faulty.value.faults]


def faults_in(**changes):
    return faults_of(as_file(bare(**changes)))


def domain_with(**changes):
    return level(domains=[{"domain": DOMAIN, "headings": [], **changes}])


HEALTH = {"heading": "Health"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": "equality-plan/1"}, "format: must be “threshold-framework/1”"),
        ({"title": " "}, "title: is required"),
        ({"colour": "red"}, "colour: is not a part of the format of threshold frameworks"),
        ({"title": "A" * 501}, "title: has 501 characters; the limit is 500"),
        ({"introduction": ["a", "b\0"]}, "introduction[1]: holds characters that cannot be kept"),
        ({"introduction": "a"}, "introduction: must be a list"),
        ({"introduction": ["a"] * 1001}, "introduction: has 1,001 entries; the limit is 1,000"),
        ({"in_force_from": "2026-09"}, "in_force_from: must be a date such as 2026-04-01"),
        ({"levels": [level(), level(1)]}, "levels[1].number: there is a level 1 already"),
        ({"levels": [level(0)]}, "levels[0].number: must be the number of a level, from 1 to 9"),
        ({"levels": [level("1.0")]}, "levels[0].number: must be the number of a level"),
        ({"levels": [level(name=None)]}, "levels[0].name: is required"),
        ({"levels": [level(name="A" * 201)]}, "levels[0].name: has 201 characters"),
        (
            {"levels": [level(headings=[HEALTH])]},
            "levels[0].headings: must stand within a domain of a level",
        ),
        (
            {"levels": [domain_with(indicators=["Well"])]},
            "levels[0].domains[0].indicators: must stand under a heading of a domain",
        ),
        (
            {"levels": [domain_with(domain="", headings=[HEALTH])]},
            "levels[0].domains[0].domain: is required",
        ),
        (
            {"levels": [domain_with(headings=[HEALTH, HEALTH])]},
            "levels[0].domains[0].headings[1].heading: “Health” stands twice in this domain",
        ),
        (
            {"levels": [level(domains=[{"domain": DOMAIN}, {"domain": f" {DOMAIN}"}])]},
            f"levels[0].domains[1].domain: “{DOMAIN}” stands twice at this level",
        ),
        (
            {"social_care": {"levels": [{"number": 2}, {"number": "2"}]}},
            "social_care.levels[1].number: level 2 is in the chart already",
        ),
        ({"contacts": [office(name="")]}, "contacts[0].name: is required"),
        ({"contacts": [office(telephone="")]}, "contacts[0].telephone: is required"),
        ({"contacts": [office(telephone="the front door")]}, f"contacts[0].telephone: {TELEPHONE}"),
        ({"contacts": [office(telephone="12")]}, f"contacts[0].telephone: {TELEPHONE}"),
        ({"emergency": "police"}, f"emergency: {TELEPHONE}"),
    ],
)
def test_a_fault_is_told_with_its_place(changes, told):
    faults = faults_in(**changes)
    assert len(faults) == 1
    assert faults[0].startswith(told)


def test_all_faults_of_a_file_are_told_at_once():
    data = whole() | {"title": "", "emergency": "none", "extra": 1}
    data["levels"][1]["number"] = 1
    data["contacts"][0]["telephone"] = "?"
    content = as_file(data).replace(b'"subtitle"', b'"subtitle": "A", "subtitle"')
    assert {fault.partition(":")[0] for fault in faults_of(content)} == {
        "subtitle",
        "title",
        "emergency",
        "extra",
        "levels[1].number",
        "contacts[0].telephone",
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"PK\x03\x04workbook",
        b"\xff\xfe",
        b"[" * 100_000,
        as_file(bare(levels=[1])),
        as_file(bare(levels=[{"number": [], "name": "A", "domains": {}}])),
        as_file(bare(levels={"number": 1})),
        as_file(bare(social_care=[])),
        as_file(bare(title=float("nan"))),
        as_file({"levels": [level(domains=[{"headings": [{"indicators": [1.5]}]}])]}),
    ],
)
def test_what_is_no_framework_is_refused_in_words(content):
    assert all(faults_of(content))


def test_telephone_numbers_are_taken_as_people_write_them():
    numbers = ["999", "+44 (0)1632 960100", "01632 960 100 ext. 12", "(01632) 960-100 x3", "101"]
    data = bare(contacts=[office(telephone=number) for number in numbers], emergency="112")
    framework = Framework.objects.get(pk=import_file(as_file(data), actor=None).record)
    assert [contact.telephone for contact in framework.contacts.all()] == numbers


def test_a_fault_of_json_names_its_line():
    content = json.dumps(bare(), indent=1).encode()[:-2]
    assert faults_of(content)[0].startswith("line 3, column ")


def test_a_key_that_stands_twice_is_a_fault_by_itself():
    content = as_file(bare()).replace(b'"title"', b'"title": "Other", "title"')
    assert faults_of(content) == ["title: stands twice in one object"]
