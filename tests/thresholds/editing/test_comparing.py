"""What changed between two versions, and nothing of what is the same."""

import pytest

from tests.factories.thresholds import (
    ContactFactory,
    FrameworkFactory,
    IndicatorFactory,
    SocialCareParagraphFactory,
)
from tests.thresholds.editing.pages import page, told
from thresholds.acts import begin_new_version
from thresholds.comparing import compare
from thresholds.models import Framework, Heading, Indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def new(draft, editor):
    return begin_new_version(draft, actor=editor)


def heading(framework: Framework, name: str = "Health") -> Heading:
    return Heading.objects.get(domain__framework=framework, name=name)


def add(framework: Framework, number: int, text: str, under: str = "Health", kind: str = "need"):
    level = framework.levels.get(number=number)
    return IndicatorFactory(level=level, heading=heading(framework, under), text=text, kind=kind)


def news(before: Framework, after: Framework) -> dict[tuple[str, str], list[str]]:
    """Each change as a line, by section and block: "Changed Often [-late-][+absent+]"."""
    marks = {"same": "{}", "added": "[+{}+]", "removed": "[-{}-]"}
    found = {}
    before.refresh_from_db()
    after.refresh_from_db()
    for section in compare(before, after).sections:
        for block in section.blocks:
            found[section.title, block.label] = [
                " ".join(
                    filter(
                        None,
                        [
                            change.kind,
                            "".join(marks[p.kind].format(p.text) for p in change.pieces),
                            change.moved_from and f"from {change.moved_from}",
                        ],
                    )
                )
                for change in block.changes
            ]
    return found


ONE = "Level 1: Universal"
TWO = "Level 2: Early intervention"


def test_a_version_and_its_copy_say_the_same(draft, new):
    comparison = compare(draft, new)
    assert (comparison.sections, comparison.summary) == ([], [])


def test_lines_are_added_removed_and_changed_where_they_stand(draft, new):
    add(draft, 1, "Meets all milestones")
    add(draft, 1, "Registered with a doctor and a dentist")
    add(new, 1, "Registered with a doctor and an optician")
    add(new, 1, "Sleeps well")
    assert news(draft, new) == {
        (ONE, "Health"): [
            "Changed Registered with a doctor and [-a dentist-][+an optician+]",
            "Removed [-Meets all milestones-]",
            "Added [+Sleeps well+]",
        ]
    }
    assert compare(draft, new).summary == ["1 line added", "1 line removed", "1 line changed"]


def test_a_line_at_another_level_or_under_another_heading_was_moved(draft, new):
    Indicator.objects.filter(level__framework=new, text="Is well").delete()
    add(new, 2, "Is well")
    add(draft, 1, "Reads a lot")
    add(new, 1, "Reads a lot", under="Identity")
    add(draft, 1, "Has friends", kind="protective")
    add(new, 2, "Has friends", under="Identity", kind="protective")
    assert news(draft, new) == {
        (ONE, "Identity"): ["Moved Reads a lot from Health"],
        (TWO, "Health"): ["Moved Is well from level 1"],
        (TWO, "Identity: protective factors"): ["Moved Has friends from level 1, Health"],
    }


def test_a_line_is_rather_moved_under_its_own_heading(draft, new):
    add(draft, 1, "Reads a lot")
    add(draft, 1, "Reads a lot", under="Identity")
    add(new, 2, "Reads a lot")
    assert news(draft, new) == {
        (ONE, "Identity"): ["Removed [-Reads a lot-]"],
        (TWO, "Health"): ["Moved Reads a lot from level 1"],
    }


def test_an_indicator_that_became_a_protective_factor_did_not_move(draft, new):
    add(draft, 1, "Has friends")
    add(new, 1, "Has friends", kind="protective")
    assert news(draft, new) == {
        (ONE, "Health"): ["Removed [-Has friends-]"],
        (ONE, "Health: protective factors"): ["Added [+Has friends+]"],
    }


def test_a_renamed_level_keeps_its_number_and_a_new_one_is_told_as_a_whole(draft, new):
    new.levels.filter(number=2).update(name="Extra help", key_features=["Soon"])
    new.levels.create(number=5, name="Acute", consent=["None needed"])
    draft.levels.filter(number=4).delete()
    found = news(draft, new)
    assert found["Level 2: Extra help", "Name"] == ["Changed [-Early intervention-][+Extra help+]"]
    assert found["Level 2: Extra help", "Key features"] == ["Added [+Soon+]"]
    assert found["Level 5: Acute", "Consent"] == ["Added [+None needed+]"]
    kinds = {section.title: section.kind for section in compare(draft, new).sections}
    assert kinds["Level 5: Acute"] == kinds["Level 4: Acute specialist needs"] == "Added"
    assert kinds["Level 2: Extra help"] == ""
    assert [s.kind for s in compare(new, draft).sections if "Level 5" in s.title] == ["Removed"]


def test_a_heading_is_known_again_by_its_name_or_by_its_lines(draft, new):
    Heading.objects.filter(pk=heading(new).pk).update(name="HEALTH")
    assert news(draft, new) == {
        ("Domains and headings", "Headings"): ["Changed [-Health-][+HEALTH+]"]
    }
    Heading.objects.filter(pk=heading(new, "HEALTH").pk).update(name="Body and mind")
    assert news(draft, new) == {
        ("Domains and headings", "Headings"): ["Changed [-Health-][+Body and mind+]"]
    }


def test_a_heading_in_another_domain_takes_its_lines_along(draft, new):
    parents = new.domains.get(name="Parents and carers")
    Heading.objects.filter(pk=heading(new).pk).update(domain=parents, position=90)
    heading(new, "Identity").delete()
    Heading.objects.create(domain=parents, name="Leisure", position=91)
    assert news(draft, new) == {
        ("Domains and headings", "Headings"): [
            "Moved Health from Child's developmental needs",
            "Removed [-Identity-]",
            "Added [+Leisure+]",
        ]
    }


def test_a_renamed_domain_keeps_its_headings(draft, new):
    new.domains.filter(name="Parents and carers").update(name="Parents, carers and others")
    [(key, changes)] = news(draft, new).items()
    assert key == ("Domains and headings", "Domains")
    assert changes == ["Changed Parents[+, carers+] and [-carers-][+others+]"]


def test_texts_the_chart_and_offices_are_compared(draft, new):
    Framework.objects.filter(pk=new.pk).update(
        title="Right help, sooner", how_to_use=["It is a guide."], emergency="112"
    )
    SocialCareParagraphFactory(framework=new, number="2", text="Who decides", bullets=["A manager"])
    new.social_care_levels.filter(number=3).update(criteria=["Complex"])
    new.contacts.update(telephone="01632 960 299")
    ContactFactory(framework=draft, name="Night team", address=[], hours="")
    found = news(draft, new)
    whole = "The framework as a whole"
    assert found[whole, "Number for emergencies"] == ["Changed [-999-][+112+]"]
    assert found[whole, "How to use"] == ["Added [+It is a guide.+]"]
    assert found["Children's social care", "Paragraphs"] == [
        "Added [+2 Who decides+]",
        "Added [+A manager+]",
    ]
    assert found["Children's social care", "Level 3: criteria"] == ["Added [+Complex+]"]
    assert found["Whom to call", "Children's front door: telephone"] == [
        "Changed 01632 960 [-200-][+299+]"
    ]
    assert found["Whom to call", "Night team"] == ["Removed [-Night team-]"]


def test_the_page_shows_what_changed_since_the_version_that_is_asked_for(browser, draft, new):
    add(new, 1, "Sleeps well")
    address = page("compare", new.pk)
    assert "What changed" not in told(browser.get(address))
    shown = told(browser.get(f"{address}?with={draft.pk}"))
    assert "1 line added" in shown
    assert "added: Sleeps well" in shown
    assert "Is well" not in shown
    assert "Select a version" in told(browser.get(f"{address}?with="))
    for odd in (str(new.pk), "x", "99999999999999999999"):
        assert "must be one of the choices" in told(browser.get(f"{address}?with={odd}"))


def test_comparing_costs_the_same_however_long_the_versions_are(
    draft, new, django_assert_num_queries
):
    draft, new = (Framework.objects.get(pk=each.pk) for each in (draft, new))
    for each in Heading.objects.filter(domain__framework=new):
        IndicatorFactory(level=new.levels.first(), heading=each)
    with django_assert_num_queries(14):
        compare(draft, new)


def test_the_first_version_has_none_to_be_compared_with(browser):
    framework = FrameworkFactory()
    assert "no other version" in told(browser.get(page("compare", framework.pk)))
