"""Tables that the tests publish."""

from random import Random

from core.disclosure import Quantities, two_way


def table(*rows: list[int | None], name: str = "table") -> Quantities:
    """A two-way table of rows a, b, c … by columns 1, 2, 3 … with its margins."""
    counts = {
        letter: {str(number): figure for number, figure in enumerate(row, start=1)}
        for letter, row in zip("abcdefghijklmnop", rows, strict=False)
    }
    return two_way(counts, lambda row, column: (name, row, column))


def random_table(
    rows: int, columns: int, *, small: float, seed: int, none: float = 0
) -> Quantities:
    """Counts of 5 to 60, a share of them 1 to 4, a share of them 0."""
    chance = Random(seed)  # noqa: S311

    def figure() -> int:
        if chance.random() < none:
            return 0
        return chance.randint(1, 4) if chance.random() < small else chance.randint(5, 60)

    return table(*[[figure() for _ in range(columns)] for _ in range(rows)])


def cell(row: str, column: str | int, name: str = "table") -> tuple[str, ...]:
    return (name, row, str(column))


def texts(publication, name: str = "table") -> list[list[str]]:
    """What is printed of a two-way table, row by row, margins last."""
    rows = dict.fromkeys(key[1] for key in publication.cells if key[0] == name)
    return [
        [one.text for key, one in publication.cells.items() if key[0] == name and key[1] == row]
        for row in rows
    ]
