"""The list of what is held of the borough's population."""

from core.tables import Column, NumberColumn, Table
from workforce.models import Population


class PopulationTable(Table):
    """Populations by characteristic and census."""

    caption = "Population of the borough"
    one, many = "population", "populations"
    characteristic = Column(
        accessor="list__get_characteristic_display",
        verbose_name="Characteristic",
        linkify=lambda record: record.get_absolute_url(),
        order_by="list__characteristic",
    )
    list = Column(accessor="list__name", verbose_name="Counted by")
    year = Column()
    people = NumberColumn()

    class Meta(Table.Meta):
        model = Population
        fields = ("characteristic", "list", "year", "source", "people")
        empty_text = "No figures of a census are held. Enter some to compare the workforce with."
