"""A term that is being collected: some schools have answered, with what comes up on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random

from accounts.models import User
from config.demo.clock import on_day
from config.demo.incident_figures import counts_of
from council.models import School
from incidents.acts_on_collections import begin_collection, open_collection
from incidents.acts_on_returns import (
    Confirmation,
    accept_return,
    ask_to_reopen,
    make_nil_return,
    make_return,
    query_return,
    save_return,
)
from incidents.figures import Figures
from incidents.models import Collection, SchoolReturn


def collect_term(officer: User) -> None:
    """Everything that happened in it, each on its day."""
    term = Collection(
        period=Collection.Period.TERM,
        name="Autumn term 2026",
        start=date(2026, 9, 1),
        finish=date(2026, 12, 18),
        due_on=date(2027, 1, 15),
    )
    with on_day(date(2026, 11, 2)):
        begin_collection(term, [], actor=officer)
        open_collection(term, School.objects.filter(closed_on=None), actor=officer)
    corbeck, tanyard, lindenfold = (
        User.objects.get(email="head@corbeckhigh.example"),
        User.objects.get(email="office@tanyardprimary.example"),
        User.objects.get(email="office@lindenfold.example"),
    )
    _fill_in(term, "Corbeck High School", corbeck, 4, date(2026, 11, 20))
    with on_day(date(2026, 11, 20)):
        _made(term, "Corbeck High School", corbeck, make_return)
    with on_day(date(2026, 11, 23)):
        query_return(
            _return_of(term, "Corbeck High School"),
            "Your return has no location for two of the incidents. Do you know where they were?",
            actor=officer,
        )
    with on_day(date(2026, 11, 17)):
        _made(term, "Lindenfold School", lindenfold, make_nil_return)
    with on_day(date(2026, 11, 18)):
        accept_return(_return_of(term, "Lindenfold School"), actor=officer)
    with on_day(date(2026, 11, 24)):
        ask_to_reopen(
            _return_of(term, "Lindenfold School"),
            "An incident on a school bus was reported to us after we had made the nil return.",
            actor=lindenfold,
        )
    _fill_in(term, "Tanyard Primary School", tanyard, 2, date(2026, 11, 24))
    for name in ("Fell View Primary School", "Marsh Lane Primary School"):
        with on_day(date(2026, 11, 19)):
            _made(term, name, officer, make_nil_return)


def _fill_in(term: Collection, name: str, by: User, number: int, day: date) -> None:
    random = Random(name)  # noqa: S311
    by_name = {
        (str(breakdown), category.name): (breakdown.key, category.pk)
        for breakdown, categories in term.form
        for category in categories
    }
    counts = {
        by_name[heading, category]: count
        for heading, category, count in counts_of(term, number, random)
    }
    with on_day(day):
        save_return(_return_of(term, name), Figures(number, counts), actor=by)


def _made(term: Collection, name: str, by: User, make: Callable[..., SchoolReturn]) -> None:
    head = Confirmation("Ruth Ackroyd" if "Corbeck" in name else "David Lund", "head")
    make(_return_of(term, name), head, actor=by)


def _return_of(term: Collection, name: str) -> SchoolReturn:
    return SchoolReturn.objects.select_related("collection", "school", "type").get(
        collection=term, school__name=name
    )
