"""The demonstration's incident returns: five years of sixty schools, and a term that is open.

Some schools return nothing, some report none, most counts are small. They come in by the
import, as the files of earlier years would.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from random import Random

from accounts.models import User
from accounts.telling import nobody_told
from config.demo.clock import on_day
from config.demo.incident_figures import A_THOUSAND, counts_of, drawn
from config.demo.incident_log import keep_log
from config.demo.incident_term import collect_term
from config.demo.people import named
from council.models import Roll, School
from incidents.acts_on_collections import begin_collection, close_collection, open_collection
from incidents.acts_on_returns import accept_all
from incidents.importing.returns import COLUMNS, import_returns
from incidents.importing.totals import import_totals
from incidents.models import Collection, IncidentType
from incidents.publishing.acts import publish_returns

YEARS = {"2021/22": 0.8, "2022/23": 0.95, "2023/24": 1.2, "2024/25": 1.1, "2025/26": 1.15}
"""The years that are collected, each with how many more or fewer incidents it had than usual."""
_NO_RETURN = 0.06

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
            publish_returns(IncidentType.objects.get(key="racist"), actor=officer)
        keep_log()
        collect_term(officer)


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
        expected = pupils.get(school.pk, 0) / 1000 * A_THOUSAND[school.phase]
        number = drawn(random, expected * YEARS[collection.name])
        about = [school.urn, collection.name]
        if not number:
            lines.writerow([*about, "yes", "", "", ""])
            continue
        lines.writerow([*about, "no", "Total", "", number])
        for heading, category, count in counts_of(collection, number, random):
            lines.writerow([*about, "no", heading, category, count])
    return text.getvalue().encode()
