"""An HR extract of so many lines, the same for the same seed, for tests and for the bench."""

import csv
import io
from random import Random

COLUMNS = ["organisation", "unit", "scale_point", "school_employed", "sex", "ethnicity"]
COLUMNS += ["disability"]
FURTHER = ["age_band", "religion_or_belief", "sexual_orientation"]
CODES = {
    "organisation": ["ASC", "CHS", "ENV", "RES"],
    "unit": [f"Unit {number}" for number in range(1, 13)],
    "scale_point": [str(point) for point in range(4, 56)] + ["34.5"],
    "school_employed": ["Y", "N"],
    "sex": ["F", "F", "F", "M", "M"],
    "ethnicity": ["WB", "WB", "WB", "WO", "AP", "BC", "MX", "Prefer not to say", ""],
    "disability": ["N", "N", "N", "N", "Y", ""],
    "age_band": ["16 to 24", "25 to 44", "45 to 64", "65 and over"],
    "religion_or_belief": ["None", "Christian", "Muslim", ""],
    "sexual_orientation": ["Heterosexual", "LGB", "Prefer not to say", ""],
}

Line = dict[str, str]


def employees(number: int, *, seed: int = 0, further: bool = False) -> list[Line]:
    """A line for each of so many employees."""
    chance = Random(seed)  # noqa: S311
    columns = COLUMNS + FURTHER if further else COLUMNS
    return [{column: chance.choice(CODES[column]) for column in columns} for _ in range(number)]


def written(lines: list[Line], *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """The lines as a file; its headings are those of the first."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(lines[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(lines)
    return file.getvalue().encode(encoding)
