"""Two people at the same moment: real threads, each with a connection of its own."""

import pytest
from django.core.exceptions import ValidationError

from core.models import AuditAct
from tests.accounts.people import somebody_who_is
from tests.plans.exchange.test_concurrent_imports import at_once
from tests.workforce.extract.waiting import category, held, imported, line, waiting
from workforce.extract.acts import ImportedExtract, import_extract, remember
from workforce.models import CodeMeaning, Snapshot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", range(2))
def test_of_an_extract_that_is_confirmed_twice_at_once_one_is_imported(turn, homes, officer):
    extract = waiting(officer, line())
    outcomes = at_once(*[lambda: import_extract(extract, actor=officer)] * 3)
    assert sum(isinstance(each, ImportedExtract) for each in outcomes) == 1, outcomes
    assert sum(isinstance(each, ValidationError) for each in outcomes) == 2, outcomes
    assert AuditAct.objects.filter(action="extract.imported").count() == 2


@pytest.mark.parametrize("turn", range(2))
def test_of_two_extracts_of_one_day_the_figures_are_those_of_one(turn, homes, roads, officer):
    both = [line(), line(organisation="Roads")]
    one = waiting(officer, *both)
    other = waiting(somebody_who_is("workforce_officer"), *both * 2)
    outcomes = at_once(*(lambda e=e: import_extract(e, actor=e.kept_for) for e in (one, other)))
    assert all(isinstance(each, ImportedExtract) for each in outcomes), outcomes
    headcounts = {held(each)["Scale point 34 and above"][0] for each in Snapshot.objects.all()}
    assert headcounts in ({1, 2}, {2, 4})
    assert Snapshot.objects.count() == 3


def test_of_two_who_say_what_a_code_means_at_once_one_is_kept(homes, officer):
    other = somebody_who_is("workforce_officer")
    extracts = [waiting(user, line(ethnicity="XX")) for user in (officer, other)]
    meanings = [category("Indian"), category("African")]
    outcomes = at_once(
        *(
            lambda e=e, m=m: remember(e, {("ethnicity", "XX"): m}, actor=e.kept_for)
            for e, m in zip(extracts, meanings, strict=True)
        )
    )
    assert outcomes == [None, None]
    assert CodeMeaning.objects.get().category.name in ("Indian", "African")
    assert imported(line(ethnicity="XX")).groups.exists()
