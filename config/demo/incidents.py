"""The demonstration's incident returns: five years of sixty schools, and a term that is open.

The figures are drawn with a fixed seed: some schools return nothing, some report none, most
counts are small. They come in by the import, as the files of earlier years would.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from random import Random

from accounts.models import User
from accounts.telling import nobody_told
from config.demo.clock import on_day
from config.demo.people import named
from council.models import Roll, School
from incidents.acts_on_collections import begin_collection, close_collection, open_collection
from incidents.acts_on_log import keep_incident
from incidents.acts_on_returns import (
    Confirmation,
    accept_all,
    accept_return,
    ask_to_reopen,
    make_nil_return,
    make_return,
    query_return,
    save_return,
)
from incidents.breakdowns import Dimension, Subject
from incidents.figures import Figures
from incidents.importing.returns import COLUMNS, import_returns
from incidents.importing.totals import import_totals
from incidents.models import (
    Category,
    CategoryList,
    Collection,
    Incident,
    IncidentType,
    SchoolReturn,
)
from incidents.publishing.acts import publish_returns
from incidents.publishing.preview import Preview

YEARS = ("2021/22", "2022/23", "2023/24", "2024/25", "2025/26")
_A_THOUSAND = {"nursery": 1.0, "primary": 3.4, "secondary": 5.6, "special": 5.0, "short_stay": 14.0}
"""Incidents in a year for each 1,000 pupils, by phase."""
_OF_THE_YEAR = dict(zip(YEARS, (0.8, 0.95, 1.2, 1.1, 1.15), strict=True))
_SUPERVISED = 0.32
_SUPERVISED_ODDLY = {"2023/24": 0.85}
"""A year in which somebody counted the places the other way round: what analysis must find."""
_NOT_RECORDED = 0.08
_ONE_MORE = 0.07
_NO_RETURN = 0.06
_WEIGHTS: dict[str, list[float]] = {
    "victim_ethnicity": [30, 26, 9, 14, 21],
    "perpetrator_ethnicity": [7, 6, 3, 8, 76],
    "victim_age": [14, 30, 42, 12, 2],
    "perpetrator_age": [11, 29, 45, 13, 2],
    "victim_gender": [44, 56],
    "perpetrator_gender": [27, 73],
}
_FINE = [6, 14, 5, 3, 4, 14, 6, 5, 14, 10, 1, 4, 6, 3, 5]
_FINE_WHITE = [1, 3, 1, 1, 2, 3, 2, 2, 8, 66, 1, 3, 5, 1, 1]

_OLD_TOTALS = """section,row,2018-19,2019-20,2020-21
,Number of schools making a return,52,49,41
,Schools reporting no incidents,21,19,24
,Total number of incidents,118,126,57
Ethnicity of victims,Asian,41,44,19
Ethnicity of victims,Black groups,30,31,15
Ethnicity of victims,Chinese or other,8,9,
Ethnicity of victims,Mixed race,14,17,8
Ethnicity of victims,White groups,19,20,9
Gender of victims,Female,50,57,24
Gender of victims,Male,63,64,30
Location of incidents,Closely supervised area,34,39,18
Location of incidents,Other areas,80,83,37
"""


def load_incidents() -> None:
    """Everything that happened to the collections, each on its day."""
    officer = named("tamsin.ridley")
    with nobody_told():
        with on_day(date(2022, 2, 7)):
            import_totals(
                _OLD_TOTALS.encode(),
                "racist-incidents-2018-to-2021.csv",
                actor=officer,
                source="Annual report to the Children's Services Scrutiny Committee, June 2021",
            )
        for year in YEARS:
            _collect_year(year, officer)
        with on_day(date(2026, 7, 6)):
            publish_returns(Preview(IncidentType.objects.get(key="racist")), actor=officer)
        _keep_log()
        _collect_term(officer)


def _collect_year(year: str, officer: User) -> None:
    begins = int(year[:4])
    collection = Collection(
        period=Collection.Period.FINANCIAL_YEAR,
        name=year,
        start=date(begins, 4, 1),
        finish=date(begins + 1, 3, 31),
        due_on=date(begins + 1, 4, 30),
        note="From this year ethnic groups are those of the census of 2021."
        if year == "2022/23"
        else "",
    )
    with on_day(date(begins + 1, 3, 2)):
        begin_collection(collection, [], actor=officer)
        open_collection(collection, _schools(collection), actor=officer)
    with on_day(date(begins + 1, 5, 18)):
        file = _file_of(collection)
        import_returns(file, f"returns-{begins}-{begins + 1}.csv", actor=officer)
        accept_all(collection, actor=officer)
    with on_day(date(begins + 1, 6, 1)):
        close_collection(collection, actor=officer)


def _schools(collection: Collection) -> list[School]:
    return [
        school
        for school in School.objects.all()
        if school.closed_on is None or school.closed_on >= collection.start
    ]


def _file_of(collection: Collection) -> bytes:
    """The returns of a year as a file, one line for each count."""
    random = Random(f"Ellenshaw {collection.name}")  # noqa: S311
    pupils = dict(Roll.objects.filter(year=collection.name).values_list("school", "pupils"))
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    for school in _schools(collection):
        if random.random() < _NO_RETURN:
            continue
        expected = pupils.get(school.pk, 0) / 1000 * _A_THOUSAND[school.phase]
        number = _drawn(random, expected * _OF_THE_YEAR[collection.name])
        about = [school.urn, collection.name]
        if not number:
            lines.writerow([*about, "yes", "", "", ""])
            continue
        lines.writerow([*about, "no", "Total", "", number])
        for heading, category, count in _counts(collection, number, random):
            lines.writerow([*about, "no", heading, category, count])
    return text.getvalue().encode()


def _drawn(random: Random, expected: float) -> int:
    """A number of rare events, as they come (Poisson, by Knuth's product of chances)."""
    limit, product, number = 2.718281828**-expected, random.random(), 0
    while product > limit:
        product *= random.random()
        number += 1
    return number


def _counts(collection: Collection, number: int, random: Random) -> list[tuple[str, str, int]]:
    found = []
    for breakdown, categories in collection.form:
        if breakdown.several:
            drawn = Counter(
                category
                for category in categories
                for _ in range(number)
                if random.random() < (0.62 if category.position == 0 else 0.34)
            )
        else:
            several = breakdown.subject == Subject.VICTIMS
            people = sum(
                1 + (several and random.random() < _ONE_MORE)
                for _ in range(number)
                if random.random() >= _NOT_RECORDED
            )
            weights = _weights(collection, breakdown.key, breakdown.dimension, categories)
            drawn = Counter(random.choices(categories, weights, k=people) if people else [])
        found += [(str(breakdown), category.name, drawn[category]) for category in categories]
    return [row for row in found if row[2] or random.random() < 0.5]


def _weights(
    collection: Collection, key: str, dimension: Dimension, categories: list[Category]
) -> list[float]:
    if dimension == Dimension.LOCATION:
        supervised = _SUPERVISED_ODDLY.get(collection.name, _SUPERVISED)
        return [supervised, 1 - supervised]
    if dimension == Dimension.ETHNICITY and len(categories) == len(_FINE):
        return list(map(float, _FINE_WHITE if key.startswith("perpetrator") else _FINE))
    return _WEIGHTS[key]


_LOG: list[tuple[str, date, str, str, str, list[tuple[str, str, str, str, str]]]] = [
    (
        "head@corbeckhigh.example",
        date(2026, 9, 18),
        "verbal",
        "parents",
        "Other areas",
        [
            ("victim", "pupil", "11 to 14", "Female", "Pakistani"),
            ("perpetrator", "pupil", "11 to 14", "Male", "White British"),
        ],
    ),
    ("head@corbeckhigh.example", date(2026, 10, 6), "written", "not_found", "Other areas", []),
    (
        "head@corbeckhigh.example",
        date(2026, 11, 9),
        "online",
        "sanction",
        "",
        [
            ("victim", "pupil", "15 to 17", "Male", "Black African"),
            ("victim", "pupil", "15 to 17", "Male", "Mixed or multiple groups"),
            ("perpetrator", "pupil", "15 to 17", "Male", "White British"),
            ("perpetrator", "", "", "", ""),
        ],
    ),
    (
        "office@tanyardprimary.example",
        date(2026, 10, 14),
        "verbal",
        "resolved",
        "Closely supervised area",
        [
            ("victim", "staff", "18 and over", "Female", "Indian"),
            ("perpetrator", "pupil", "8 to 10", "Male", "White British"),
        ],
    ),
    (
        "office@tanyardprimary.example",
        date(2026, 11, 12),
        "exclusion",
        "parents",
        "Other areas",
        [
            ("victim", "pupil", "8 to 10", "Female", "Chinese"),
            ("perpetrator", "pupil", "8 to 10", "Female", ""),
            ("perpetrator", "pupil", "8 to 10", "Female", "White British"),
        ],
    ),
]
"""Who recorded it, when, what happened, its outcome and place, and those involved."""


def _keep_log() -> None:
    racist = IncidentType.objects.get(key=IncidentType.RACIST)
    for address, day, kind, outcome, place, people in _LOG:
        user = User.objects.get(email=address)
        school = user.role_assignments.get().school
        incident = Incident(
            school=school,
            type=racist,
            happened_on=day,
            kind=kind,
            outcome=outcome,
            location=_category(Dimension.LOCATION, place),
            governors_informed=outcome == "sanction",
        )
        with on_day(day):
            keep_incident(incident, lambda: _recorded(incident, people), actor=user)  # noqa: B023


def _recorded(incident: Incident, people: list[tuple[str, str, str, str, str]]) -> Incident:
    incident.save()
    if people:
        incident.support.set([_category(Dimension.SUPPORT, "Senior staff involvement")])
    for part, role, age, gender, ethnicity in people:
        incident.involved.create(
            part=part,
            role=role,
            age=_category(Dimension.AGE, age),
            gender=_category(Dimension.GENDER, gender),
            ethnicity=_category(Dimension.ETHNICITY, ethnicity),
        )
    return incident


def _category(dimension: Dimension, name: str) -> Category | None:
    lists = CategoryList.objects.on(date(2026, 9, 1)).filter(dimension=dimension)
    return Category.objects.filter(list__in=lists, name=name).first()


def _collect_term(officer: User) -> None:
    """A term of which some schools have answered, with what comes up on the way."""
    term = Collection(
        period=Collection.Period.TERM,
        name="Autumn term 2026",
        start=date(2026, 9, 1),
        finish=date(2026, 12, 18),
        due_on=date(2027, 1, 15),
    )
    with on_day(date(2026, 11, 2)):
        begin_collection(term, [], actor=officer)
        open_collection(term, _schools(term), actor=officer)
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
        for heading, category, count in _counts(term, number, random)
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
