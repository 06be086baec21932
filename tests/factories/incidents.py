from datetime import UTC, date, datetime

import factory

from incidents.breakdowns import BY_KEY
from incidents.models import (
    BoroughTotal,
    BoroughYear,
    Category,
    CategoryList,
    Collection,
    CollectionCategories,
    Incident,
    IncidentType,
    Involved,
    ReopeningRequest,
    ReturnCount,
    ReturnQuery,
    SchoolReturn,
)
from tests.factories.council import SchoolFactory
from tests.factories.row import RowFactory

_OPENED = datetime(2027, 3, 1, 9, tzinfo=UTC)
_RETURNED = datetime(2027, 4, 20, 9, tzinfo=UTC)
_CLOSED = datetime(2027, 6, 1, 9, tzinfo=UTC)


def racist() -> IncidentType:
    return IncidentType.objects.get(key=IncidentType.RACIST)


def category_named(name: str) -> Category:
    """A category that the product comes with; each name is that of one."""
    return Category.objects.get(name=name)


class IncidentTypeFactory(RowFactory):
    class Meta:
        model = IncidentType

    key = factory.Sequence(lambda n: f"kind-{n}")
    name = factory.Sequence(lambda n: f"Incidents of kind {n}")
    definition = "Any incident which is perceived to be of this kind."
    position = 9


class CategoryListFactory(RowFactory):
    """A list that held for the last year of the last century, before all that are ready made."""

    class Meta:
        model = CategoryList

    dimension = "ethnicity"
    name = factory.Sequence(lambda n: f"List {n}")
    valid_from = date(1999, 4, 1)
    valid_until = date(2000, 3, 31)


class EarlierListFactory(CategoryListFactory):
    """Lists that held one after the other, each for a year."""

    valid_from = factory.Sequence(lambda n: date(1990 - n % 500, 4, 1))
    valid_until = factory.LazyAttribute(lambda row: date(row.valid_from.year + 1, 3, 31))


class CategoryFactory(RowFactory):
    class Meta:
        model = Category

    list = factory.SubFactory(CategoryListFactory)
    name = factory.Sequence(lambda n: f"Category {n}")
    position = factory.Sequence(lambda n: n)


class CollectionFactory(RowFactory):
    """A collection of a financial year, prepared with the lists that hold on its first day.

    Traits: `opened`, `closed`. Other kinds of incident than racist ones are given by `types`.
    """

    class Meta:
        model = Collection

    class Params:
        first_year = 2026
        opened = factory.Trait(opened_at=_OPENED)
        closed = factory.Trait(opened_at=_OPENED, closed_at=_CLOSED)

    name = factory.LazyAttribute(lambda c: f"{c.first_year}/{(c.first_year + 1) % 100:02}")
    start = factory.LazyAttribute(lambda c: date(c.first_year, 4, 1))
    finish = factory.LazyAttribute(lambda c: date(c.first_year + 1, 3, 31))
    due_on = factory.LazyAttribute(lambda c: date(c.first_year + 1, 4, 30))

    @classmethod
    def _create(cls, model_class, *args, types=(), opened_at=None, closed_at=None, **kwargs):
        collection = super()._create(model_class, *args, **kwargs)
        collection.types.set([racist(), *types])
        CollectionCategories.objects.bulk_create(
            CollectionCategories(collection=collection, dimension=each.dimension, list=each)
            for each in CategoryList.objects.on(collection.start)
        )
        if opened_at is not None:
            collection.opened_at, collection.closed_at = opened_at, closed_at
            collection.save()
        return collection


def _of_this_year() -> Collection:
    """The open collection of 2026/27, one for all the returns of a test."""
    held = Collection.objects.filter(period="financial", name="2026/27").first()
    return held or CollectionFactory(opened=True)


class SchoolReturnFactory(RowFactory):
    """A return that is asked for, of an open collection of 2026/27.

    Traits: `in_progress` (3 incidents), `returned` (with the same), `nil`, `accepted`,
    `queried`. `counts` holds numbers by breakdown and category: {"victim_gender, Male": 2}.
    """

    class Meta:
        model = SchoolReturn

    class Params:
        in_progress = factory.Trait(state="in_progress", total=3)
        confirmed = factory.Trait(
            total=3,
            confirmed_by="Ruth Ackroyd",
            confirmed_post=SchoolReturn.Post.HEAD,
            returned_at=_RETURNED,
        )
        returned = factory.Trait(confirmed=True, state="returned")
        queried = factory.Trait(confirmed=True, state="queried")
        accepted = factory.Trait(confirmed=True, state="accepted")
        nil_return = factory.Trait(returned=True, nil=True, total=0)

    collection = factory.LazyFunction(_of_this_year)
    school = factory.SubFactory(SchoolFactory)
    type = factory.LazyFunction(racist)

    @classmethod
    def _create(cls, model_class, *args, counts=None, **kwargs):
        of = {name: kwargs.pop(name) for name in ("collection", "school", "type")}
        made = super()._create(model_class, *args, **of)
        for words, count in (counts or {}).items():
            breakdown, _, name = words.partition(", ")
            ReturnCountFactory(school_return=made, breakdown=breakdown, name=name, count=count)
        if kwargs:
            for name, value in kwargs.items():
                setattr(made, name, value)
            made.save()
        return made


class ReturnCountFactory(RowFactory):
    """A count, under a category of the return's own form by its `name`."""

    class Meta:
        model = ReturnCount

    class Params:
        name = "Male"

    school_return = factory.SubFactory(SchoolReturnFactory)
    breakdown = "victim_gender"
    category = factory.LazyAttribute(
        lambda c: next(
            each
            for each in c.school_return.collection.lists[BY_KEY[c.breakdown].dimension]
            if each.name == c.name
        )
    )
    count = 1


class ReturnQueryFactory(RowFactory):
    class Meta:
        model = ReturnQuery

    school_return = factory.SubFactory(SchoolReturnFactory, queried=True)
    question = "Where were the other two?"
    asked_by_name = "Tamsin Ridley"


class ReopeningRequestFactory(RowFactory):
    class Meta:
        model = ReopeningRequest

    school_return = factory.SubFactory(SchoolReturnFactory, returned=True)
    reason = "One incident was told to us late."
    asked_by_name = "Ruth Ackroyd"


class IncidentFactory(RowFactory):
    """A racist incident of 2026/27 without anybody involved; `victims` and `perpetrators` are
    what is known of each: {"ethnicity": "Indian"}, or {} for somebody unknown."""

    class Meta:
        model = Incident

    school = factory.SubFactory(SchoolFactory)
    type = factory.LazyFunction(racist)
    happened_on = date(2026, 6, 15)
    kind = Incident.Kind.VERBAL

    @classmethod
    def _create(cls, model_class, *args, victims=(), perpetrators=(), support=(), **kwargs):
        incident = super()._create(model_class, *args, **kwargs)
        incident.support.set(category_named(name) for name in support)
        for part, people in (("victim", victims), ("perpetrator", perpetrators)):
            for known in people:
                told = {key: category_named(name) for key, name in known.items()}
                InvolvedFactory(incident=incident, part=part, **told)
        return incident


class InvolvedFactory(RowFactory):
    class Meta:
        model = Involved

    incident = factory.SubFactory(IncidentFactory)
    part = Involved.Part.VICTIM


class BoroughYearFactory(RowFactory):
    class Meta:
        model = BoroughYear

    type = factory.LazyFunction(racist)
    year = "2006/07"


class BoroughTotalFactory(RowFactory):
    class Meta:
        model = BoroughTotal

    borough_year = factory.SubFactory(BoroughYearFactory)
    row = BoroughTotal.Row.TOTAL
    count = 139
