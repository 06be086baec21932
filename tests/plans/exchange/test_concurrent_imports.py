"""Imports at the same moment: real threads, each with a connection of its own."""

import threading
import time

import pytest
from django.db import connection, transaction

from core.faults import FaultyFile
from core.models import AuditAct
from council.models import Directorate, Division, Person, Strategy
from plans.exchange.importing import IMPORT_LOCK, import_plan
from plans.models import Plan
from tests.plans.documents import bare, document, whole

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs):
    """Run all jobs at the same moment; their results or errors, in order."""
    start = threading.Barrier(len(jobs))
    outcomes = [None] * len(jobs)

    def run(place, job):
        try:
            with connection.cursor():
                pass  # connected before the start
            start.wait(timeout=20)
            outcomes[place] = job()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def importing(data, **options):
    return lambda: import_plan(document(data), actor=None, **options)


def test_of_the_same_plan_imported_twice_at_once_exactly_one_wins():
    outcomes = at_once(*[importing(whole())] * 4)
    refused = [outcome for outcome in outcomes if isinstance(outcome, FaultyFile)]
    assert len(refused) == 3
    for faulty in refused:
        assert "has a plan for April 2012 to March 2013 already" in str(faulty)
    assert Plan.objects.count() == Directorate.objects.count() == 1
    assert AuditAct.objects.filter(action="plan.imported").count() == 1


def test_two_plans_that_name_the_same_new_person_make_one_person():
    first = whole(directorate="Children's Services")
    second = whole(directorate="Adult Social Care")
    outcomes = at_once(importing(first), importing(second))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert Plan.objects.count() == 2
    names = list(Person.objects.values_list("name", flat=True))
    assert sorted(names) == ["Dave Perrett", "Mike Galikowski", "Pauline Sharratt"]
    assert Strategy.objects.count() == Division.objects.count() == 3


def test_of_two_replacements_of_a_draft_the_later_stays_whole():
    importing(whole(title="Before"))()
    outcomes = at_once(
        importing(whole(title="One"), replace_draft=True),
        importing(whole(title="Two"), replace_draft=True),
    )
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    plan = Plan.objects.get()
    assert plan.title in ("One", "Two")
    assert (plan.sections.count(), plan.appendices.count(), plan.risks.count()) == (1, 1, 1)


def test_a_plan_begun_by_hand_meanwhile_is_found_by_the_database_itself():
    """The form takes no part in the lock of the imports; the exclusion rule decides."""
    importing(bare())()
    plan = Plan.objects.get()
    begun, go_on = threading.Event(), threading.Event()

    def begin_by_hand():
        with transaction.atomic():
            Plan.objects.create(
                directorate=plan.directorate,
                title="By hand",
                start="2020-04-01",
                finish="2021-03-31",
                risk_scale=plan.risk_scale,
                rag_definition=plan.rag_definition,
            )
            begun.set()
            go_on.wait(timeout=20)

    def import_meanwhile():
        begun.wait(timeout=20)
        threading.Timer(0.3, go_on.set).start()
        return importing(bare(start="2020-04-01", finish="2021-03-31"))()

    _, outcome = at_once(begin_by_hand, import_meanwhile)
    assert isinstance(outcome, FaultyFile)
    assert str(outcome) == "start: this directorate has a plan for this period already"
    assert Plan.objects.count() == 2


def test_an_import_waits_for_the_one_before_it():
    """Without the lock both would read the people before either has added them."""
    order = []

    def hold():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
            time.sleep(0.4)
            order.append("first ends")

    def second():
        time.sleep(0.2)
        importing(bare())()
        order.append("second ends")

    at_once(hold, second)
    assert order == ["first ends", "second ends"]
